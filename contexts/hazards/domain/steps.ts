import type { HazardState, Loop } from './words.ts';

/**
 * The clock (期限) that runs while a hazard of 监管闭环 waits for the bureau or the town: 判定, 派发, 复查, 销号. 复查 is statutory (15号令 §17, ten days);
 * the others are the platform's until the county sets its own (`law/local/hazard-steps.yaml`). While the enterprise mends, its own limit runs.
 */
const clocks: Partial<Readonly<Record<HazardState, string>>> = {
  found: 'hazard-judge',
  judged: 'hazard-assign',
  rectified: 'recheck',
  verified: 'hazard-close',
};

/** Which clock begins when a hazard enters this state; null where none does: closed, transferred, with the enterprise, in its own loop. */
export const stepClock = (loop: Loop, state: HazardState): string | null =>
  loop === 'common' ? (clocks[state] ?? null) : null;

/** The day the running clock of a hazard ends on, the enterprise's or the bureau's; null when none runs. */
export const clockDay = (h: { state: string; dueOn: string | null; stepDueOn?: string | null }): string | null =>
  h.state === 'assigned' ? h.dueOn : (h.stepDueOn ?? null);
