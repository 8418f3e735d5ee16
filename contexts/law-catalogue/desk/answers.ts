/** What the queries of this context answer, taken from their declarations. */
import type { AnswerOf } from '#kernel';
import type {
  calculatorsQuery,
  changesQuery,
  choicesQuery,
  citedQuery,
  instrumentQuery,
  searchQuery,
  unverifiedQuery,
} from '../queries.ts';

/** 法规库检索. */
export type LawFoundShown = AnswerOf<typeof searchQuery>;
/** 版本对照. */
export type EditionsShown = AnswerOf<typeof instrumentQuery>;
/** 两日之间的变化. */
export type ChangesShown = AnswerOf<typeof changesQuery>;
export type LawChange = ChangesShown['changes'][number];
/** 待核实与县级补充. */
export type UnverifiedShown = AnswerOf<typeof unverifiedQuery>;
/** 依据. */
export type CitedShown = AnswerOf<typeof citedQuery>;
/** 计算器 that can be asked here, and the lists one offers on a day. */
export type CalculatorsShown = AnswerOf<typeof calculatorsQuery>;
export type ChoicesShown = AnswerOf<typeof choicesQuery>;
export type Choices = ChoicesShown['choices'];
