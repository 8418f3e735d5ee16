import { z } from 'zod';
import { command, type Day, dayInReach, idAnswer, type MeasureReads, query, refuse } from '#kernel';
import { publishers, withdrawers } from './policy.ts';
import { progressBody } from './progress.ts';
import { pageOf } from './public/page.ts';
import { type Publication, publication } from './subjects.ts';

/** What would be published now: the row without its id; null when there is no notice. */
async function drafted(
  reads: MeasureReads,
  given: { notice?: string | undefined; visibleUntil?: Day | null | undefined },
): Promise<Omit<Publication, 'county' | 'id' | 'version' | 'withdrawnAt' | 'withdrawReason'> | null> {
  const body = await progressBody(reads, given.notice);
  if (!body) return null;
  return {
    kind: 'progress',
    title: `${body.notice.number}任务进展（截至 ${body.asOf}）`,
    body,
    publishedAt: reads.at,
    publishedBy: reads.actor.account || null,
    publishedByName: reads.actor.name,
    visibleUntil: given.visibleUntil ?? null,
  };
}

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

/** 公布年度任务进展: a snapshot of the board's county figures goes to the public page. */
export const publishProgress = command({
  name: 'disclosure.publish-progress',
  title: '公布任务进展',
  answer: z.strictObject({ id: z.uuid(), title: z.string() }),
  input: z.strictObject({
    notice: z.string().max(20).optional(),
    visibleUntil: dayInReach().nullish(),
  }),
  may: [publishers],
  async handle(act, given) {
    if (given.visibleUntil && given.visibleUntil < act.today) {
      return refuse('INVALID', `可见截止日 ${given.visibleUntil} 早于今天`, {
        places: [
          {
            place: 'visibleUntil',
            value: given.visibleUntil,
            allowed: `不早于 ${act.today}`,
            message: '可见截止日不能早于今天',
          },
        ],
      });
    }
    const draft = await drafted(act, given);
    if (!draft) return refuse('NOT_FOUND', '没有可公布的年度通知');
    const id = act.create(publication, draft);
    act.note(`公布：${draft.title}`);
    return { id, title: draft.title };
  },
});

/** 撤回公开内容: with a reason; the record stays. */
export const withdraw = command({
  name: 'disclosure.withdraw',
  title: '撤回公开内容',
  answer: idAnswer(),
  input: z.strictObject({
    id: z.uuid(),
    version: z.number().int().positive().optional(),
    reason: z.string().trim().min(2, '请写明撤回理由').max(300),
  }),
  on: { subject: publication, id: (g) => g.id },
  may: withdrawers,
  handle(act, given, row) {
    act.change(publication, row, { withdrawnAt: act.at, withdrawReason: given.reason });
    act.note(`撤回：${row.title}，${given.reason}`);
    return { id: row.id };
  },
});
