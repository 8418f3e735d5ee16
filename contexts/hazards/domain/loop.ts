import { livesOf } from '#kernel';
import { hazardMoves } from './moves/index.ts';
import { type HazardState, type SelfState, selfStateWords, stateWords } from './words.ts';

const titled = <State extends string>(words: Readonly<Record<State, string>>) =>
  Object.fromEntries(
    Object.entries(words).map(([state, title]) => [state, { title, ...(state === 'closed' ? { final: true } : {}) }]),
  ) as Record<State, { title: string; final?: boolean }>;

/**
 * 监管闭环, the common loop of every finding that the bureau or a town carries (N2.1), and 自查自改, what an enterprise finds and mends by
 * itself: two tables made of the declared moves.
 */
export const loops = livesOf<{ common: HazardState; self: SelfState }>({
  by: 'loop',
  tables: {
    common: { name: 'hazards.common', title: '隐患监管闭环', start: 'found', states: titled(stateWords) },
    self: { name: 'hazards.self', title: '企业自查自改', start: 'found', states: titled(selfStateWords) },
  },
  moves: hazardMoves,
});
export const commonFlow = loops.flows.common!;
export const selfFlow = loops.flows.self!;
