import { z } from 'zod';
import { photosGiven } from '#documents';
import { hazard, reportHazard } from '#hazards';
import { codesOf, command, firstOf, isRefused, refuse } from '#kernel';
import { enterprise } from '#registry';
import { campaignOf, itemsOf, notices } from './current.ts';
import { checkResultWords, inScope } from './domain/campaign.rule.ts';
import { checkers, fillers } from './policy.ts';
import { type ItemCheck, itemCheck, type TaskText, taskText } from './subjects.ts';

/** 逐企逐项过关: one item of a campaign's checklist at one enterprise; a failed item is a hazard in the same act. */
export const checkItem = command({
  name: 'programme.check-item',
  title: '登记检查事项',
  answer: z.strictObject({ hazard: z.uuid().nullable() }),
  input: z.strictObject({
    campaign: z.string().max(60),
    enterprise: z.uuid(),
    item: z.string().max(80),
    result: z.enum(codesOf(checkResultWords)),
    note: z.string().trim().max(500).nullish(),
    description: z.string().trim().max(2000).nullish(),
    place: z.string().trim().max(200).nullish(),
    photos: photosGiven.default([]),
  }),
  may: [checkers],
  async handle(act, given) {
    const campaign = campaignOf(act.actor.county, given.campaign);
    if (!campaign) return refuse('NOT_FOUND', `没有这个专项行动：${given.campaign}`);
    const items = itemsOf(campaign);
    const item = items.find((i) => i.id === given.item);
    if (!item)
      return refuse('INVALID', `检查清单里没有这一项：${given.item}`, {
        places: [{ place: 'item', value: given.item, allowed: '本专项行动清单中的事项', message: '请从清单中选择' }],
      });
    const firm = await act.get(enterprise, given.enterprise);
    if (!firm) return refuse('NOT_FOUND', '没有找到这家企业，或它不在您的范围内');
    if (!inScope(campaign, firm, act.today as never))
      return refuse('INVALID', `${firm.name}不在“${campaign.title}”范围内`);
    const old = await act.one<ItemCheck>(
      'select * from programme.item_check where county = $1 and campaign = $2 and enterprise = $3 and item = $4',
      [act.actor.county, campaign.id, firm.id, item.id],
    );
    if (old?.result === 'fail' && given.result !== 'fail') {
      const open = old.hazard ? await act.get(hazard, old.hazard) : null;
      if (open && open.state !== 'closed')
        return refuse('NO_SUCH_MOVE', `此项的隐患 ${open.number} 尚未销号，不能改为合格`);
    }
    let hazardId: string | null = null;
    if (given.result === 'fail') {
      const reported = await reportHazard(act, {
        enterprise: firm.id,
        origin: 'inspection',
        category: 'other',
        campaignItem: item.id,
        photos: given.photos,
        description: given.description?.trim() || `不符合检查事项：${item.text}`,
        place: given.place?.trim() || '现场',
      });
      if (isRefused(reported)) return reported;
      hazardId = reported.id;
    }
    const row = {
      result: given.result,
      note: given.note ?? null,
      hazard: hazardId,
      checkedOn: act.today,
      checkedBy: act.actor.account || null,
      checkedByName: act.actor.name,
    };
    if (old) act.change(itemCheck, old, row);
    else act.create(itemCheck, { campaign: campaign.id, item: item.id, enterprise: firm.id, town: firm.town, ...row });
    act.note(`${campaign.title}：${firm.name}，${firstOf(item.text, 40)}，${checkResultWords[given.result]}`);
    return { hazard: hazardId };
  },
});

/** 补录任务文字: the lists the notice only names. */
export const fillTask = command({
  name: 'programme.fill-task',
  title: '补录任务文字',
  answer: z.strictObject({ task: z.string() }),
  input: z.strictObject({
    task: z.string().max(80),
    text: z.string().trim().min(2, '至少 2 个字').max(400, '最多 400 字'),
  }),
  may: [fillers],
  async handle(act, given) {
    const task = notices(act.actor.county)
      .flatMap((n) => n.tasks)
      .find((t) => t.id === given.task);
    if (!task?.textPending) return refuse('INVALID', `没有这一条待补录的任务：${given.task}`);
    const old = await act.one<TaskText>('select * from programme.task_text where county = $1 and task = $2', [
      act.actor.county,
      given.task,
    ]);
    if (old) act.change(taskText, old, { text: given.text });
    else act.create(taskText, { task: given.task, text: given.text });
    act.note(`补录任务文字 ${given.task}：${firstOf(given.text, 60)}`);
    return { task: given.task };
  },
});
