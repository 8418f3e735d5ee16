import { z } from 'zod';
import { command, refuse } from '#kernel';
import { loopOf } from '../domain/loop.ts';
import { byOfficers, byOwnManagers } from '../policy.ts';
import { hazard } from '../subjects.ts';
import { dayGiven, onHazard, sentence } from './given.ts';

const notPast = (dueOn: string, today: string) =>
  dueOn < today
    ? refuse('INVALID', `整改期限 ${dueOn} 早于今天 ${today}`, {
        places: [{ place: 'dueOn', value: dueOn, allowed: `不早于 ${today}`, message: '整改期限不能早于今天' }],
      })
    : null;

/** 派发: five things fixed (五落实) — measure, person, money, time limit, emergency plan. */
export const assign = command({
  name: 'hazards.assign',
  title: '派发',
  input: z.strictObject({
    ...onHazard,
    measure: sentence('整改措施', 1000).optional(),
    person: sentence('责任人', 40).optional(),
    moneyYuan: z.number().min(0, '资金不能为负').max(1e10).optional(),
    dueOn: dayGiven.optional(),
    plan: sentence('应急预案', 1000).optional(),
  }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'assign' },
  may: byOfficers,
  handle(act, given, h) {
    const past = notPast(given.dueOn!, act.today);
    if (past) return past;
    act.change(hazard, h, {
      state: 'assigned',
      measure: given.measure!,
      person: given.person!,
      moneyYuan: given.moneyYuan!.toFixed(2),
      dueOn: given.dueOn!,
      plan: given.plan!,
      assignedBy: act.actor.account || null,
      assignedAt: act.at,
    });
    act.note(`派发整改：责任人${given.person}，${given.dueOn} 前完成`);
    return { state: 'assigned' };
  },
});

/** 安排整改: the enterprise's own hazard gets a person and a day. */
export const arrange = command({
  name: 'hazards.arrange',
  title: '安排整改',
  input: z.strictObject({
    ...onHazard,
    measure: sentence('整改措施', 1000).optional(),
    person: sentence('责任人', 40).optional(),
    dueOn: dayGiven.optional(),
  }),
  on: { subject: hazard, id: (g) => g.id },
  flow: { ...loopOf, move: 'arrange' },
  may: byOwnManagers,
  handle(act, given, h) {
    const past = notPast(given.dueOn!, act.today);
    if (past) return past;
    act.change(hazard, h, {
      state: 'assigned',
      measure: given.measure!,
      person: given.person!,
      dueOn: given.dueOn!,
      assignedBy: act.actor.account || null,
      assignedAt: act.at,
    });
    act.note(`安排整改：责任人${given.person}，${given.dueOn} 前完成`);
    return { state: 'assigned' };
  },
});
