import type { Act } from '#kernel';
import { hazardMoves } from '../domain/moves/index.ts';
import { type Hazard, hazard } from '../subjects.ts';
import { me, onHazard } from './on-hazard.ts';
import { into } from './step.ts';

const arranged = (act: Act, h: Pick<Hazard, 'loop'>, given: { measure: string; person: string; dueOn: string }) =>
  ({
    ...into(act, 'assigned', h.loop),
    measure: given.measure,
    person: given.person,
    dueOn: given.dueOn,
    assignedBy: me(act),
    assignedAt: act.at,
  }) as const;

export const assign = onHazard(hazardMoves.assign, (act, given, h) => {
  act.change(hazard, h, { ...arranged(act, h, given), moneyYuan: given.moneyYuan.toFixed(2), plan: given.plan });
  act.note(`派发整改：责任人${given.person}，${given.dueOn} 前完成`);
  return { state: 'assigned' };
});

export const arrange = onHazard(hazardMoves.arrange, (act, given, h) => {
  act.change(hazard, h, arranged(act, h, given));
  act.note(`安排整改：责任人${given.person}，${given.dueOn} 前完成`);
  return { state: 'assigned' };
});
