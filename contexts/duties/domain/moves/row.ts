import { movesIn } from '#kernel';
import type { KeptState, ReviewedState } from '../words.ts';

/** What of an instance its moves look at or tell. */
export interface OwedFacts {
  id: string;
  version: number;
  town: string | null;
  enterprise: string | null;
  owedBy: string;
  loop: string;
  state: string;
  reviewer: string;
  periodTo: string;
  dueOn: string;
  handedInBy: string | null;
}

/** Declares a move of what is owed, in 审核, 备案 or both. */
export const move = movesIn<OwedFacts, { reviewed: ReviewedState; kept: KeptState }>('duties');

/** Clauses the moves rest on. */
export const LAW = '安全生产法(2021)';
export const NOTICE = '泽应急发〔2022〕63号';
