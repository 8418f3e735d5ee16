import { cansOf } from '#kernel';
import { type Ledger, ledger, when } from '#kernel/server';
import { publicationLedger } from './ledgers.ts';
import { publicationReaders } from './policy.ts';

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
  looks: { withdrawnAt: 'p.withdrawn_at' },
  can: (actor, row, modules) => cansOf(modules.commands, 'publication', actor, row),
});
