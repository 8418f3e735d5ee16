import type { Act } from '#kernel';
import { dueBy } from '#law-catalogue';
import { stepClock } from '../domain/steps.ts';
import type { HazardState, Loop } from '../domain/words.ts';

/** What a hazard becomes by entering a state today: the state, and the day by which its next step is due. The one way a command sets a state. */
export function into<State extends HazardState>(
  act: Pick<Act, 'today' | 'actor'>,
  state: State,
  loop: Loop = 'common',
): { state: State; stepDueOn: string | null } {
  const clock = stepClock(loop, state);
  return { state, stepDueOn: clock ? dueBy(clock, act.today, act.actor.county) : null };
}
