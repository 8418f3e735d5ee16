import { z } from 'zod';
import { command, dayInReach, idAnswer, refuse } from '#kernel';
import { publishers, withdrawers } from './policy.ts';
import { drafted } from './progress.ts';
import { publication } from './subjects.ts';

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
