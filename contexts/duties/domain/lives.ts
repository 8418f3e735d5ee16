import { livesOf } from '#kernel';
import { dutyMoves } from './moves/index.ts';
import { type KeptState, keptStates, type OwedState, stateWords } from './words.ts';

const titled = <State extends OwedState>(states: readonly State[]) =>
  Object.fromEntries(
    states.map((state) => [state, { title: stateWords[state], ...(state === 'ended' ? { final: true } : {}) }]),
  ) as unknown as Record<State, { title: string; final?: boolean }>;

/** 审核 and 备案: two tables made of the declared moves. The end comes of a changed profile, by no move of anybody. */
export const lives = livesOf<{ reviewed: OwedState; kept: KeptState }>({
  by: 'loop',
  tables: {
    reviewed: {
      name: 'duties.reviewed',
      title: '应办事项（审核）',
      start: 'owed',
      states: titled(Object.keys(stateWords) as OwedState[]),
    },
    kept: { name: 'duties.kept', title: '应办事项（备案）', start: 'owed', states: titled(keptStates) },
  },
  moves: Object.values(dutyMoves),
});
