import { z } from 'zod';
import { cansOf, query, refuse } from '#kernel';
import { type Ledger, ledger, when } from '#kernel/server';
import { publicationLedger } from './ledgers.ts';
import { publicationReaders, publishers } from './policy.ts';
import { drafted } from './progress.ts';
import { pageOf } from './public/page.ts';

export const publicationsLedger: Ledger = ledger({
  shape: publicationLedger,
  may: [publicationReaders],
  from: 'disclosure.publication p',
  county: 'p.county',
  id: 'p.id',
  columns: {
    title: 'p.title',
    publishedAt: 'p.published_at',
    publishedByName: 'p.published_by_name',
    visibleUntil: 'p.visible_until',
    withdrawnAt: 'p.withdrawn_at',
    withdrawReason: 'p.withdraw_reason',
  },
  version: 'p.version',
  sorts: { publishedAt: { sql: 'p.published_at', type: 'timestamptz' } },
  filters: { withdrawn: when('p.withdrawn_at is not null') },
  can: (actor, row, modules) => cansOf(modules.commands, 'publication', actor, row),
});

/** 公布前预览: the public page as it would read, made by the same hand; nothing is written. */
export const previewProgress = query({
  name: 'disclosure.preview',
  title: '公布前预览',
  input: z.strictObject({ notice: z.string().max(20).optional() }),
  answer: z.strictObject({ title: z.string(), html: z.string() }),
  may: [publishers],
  async read(reads, given) {
    const draft = await drafted(reads, given);
    if (!draft) return refuse('NOT_FOUND', '没有可公布的年度通知');
    const shown = { ...draft, county: reads.actor.county, id: '', version: 0, withdrawnAt: null, withdrawReason: null };
    return { title: draft.title, html: pageOf(shown, []) };
  },
});
