import { livesOf } from '#kernel';
import { dutyMoves } from './moves/index.ts';
import { type KeptState, keptStates, type ReviewedState, reviewedStates, stateWords } from './words.ts';

const titled = <State extends ReviewedState>(states: readonly State[]) =>
  Object.fromEntries(
    states.map((state) => [state, { title: stateWords[state], ...(state === 'accepted' ? { final: true } : {}) }]),
  ) as unknown as Record<State, { title: string; final?: boolean }>;

/**
 * 审核 and 备案: two tables made of the declared moves. 不再适用 stands in neither: it comes of a changed profile, by no move of anybody, and
 * nothing can be done then.
 */
export const lives = livesOf<{ reviewed: ReviewedState; kept: KeptState }>({
  by: 'loop',
  tables: {
    reviewed: { name: 'duties.reviewed', title: '应办事项（审核）', start: 'owed', states: titled(reviewedStates) },
    kept: { name: 'duties.kept', title: '应办事项（备案）', start: 'owed', states: titled(keptStates) },
  },
  moves: dutyMoves,
});
