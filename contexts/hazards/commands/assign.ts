import type { Act } from '#kernel';
import { hazardMoves } from '../domain/moves/index.ts';
import { hazard } from '../subjects.ts';
import { me, onHazard } from './on-hazard.ts';

const arranged = (act: Act, given: { measure: string; person: string; dueOn: string }) =>
  ({
    state: 'assigned',
    measure: given.measure,
    person: given.person,
    dueOn: given.dueOn,
    assignedBy: me(act),
    assignedAt: act.at,
  }) as const;

export const assign = onHazard(hazardMoves.assign, (act, given, h) => {
  act.change(hazard, h, { ...arranged(act, given), moneyYuan: given.moneyYuan.toFixed(2), plan: given.plan });
  act.note(`派发整改：责任人${given.person}，${given.dueOn} 前完成`);
  return { state: 'assigned' };
});

export const arrange = onHazard(hazardMoves.arrange, (act, given, h) => {
  act.change(hazard, h, arranged(act, given));
  act.note(`安排整改：责任人${given.person}，${given.dueOn} 前完成`);
  return { state: 'assigned' };
});
