import { movesIn } from '#kernel';
import type { HazardState, SelfState } from '../words.ts';

/** What of a hazard its moves look at or tell: who may, what waits, what a form begins with, what is answered. */
export interface HazardFacts {
  id: string;
  version: number;
  town: string;
  enterprise: string;
  loop: string;
  state: string;
  level: string;
  criterion: string | null;
  heldBy: string;
  measure: string | null;
  person: string | null;
  moneyYuan: string | null;
  plan: string | null;
  dueOn: string | null;
  extensionUntil: string | null;
  rectifiedBy: string | null;
  checkedBy: string | null;
  analysis: string;
  analysisExpert: string | null;
  lookBackResult: string | null;
  supervisedBy: string | null;
  caseRequestedAt: string | null;
}

/** Declares a move of hazards, in 监管闭环, 自查自改 or both. */
export const move = movesIn<HazardFacts, { common: HazardState; self: SelfState }>('hazards');

/** The states of 监管闭环 in which a hazard is still ours to work on; acts open there leave the state as it is. */
export const whileOpen = {
  found: 'same',
  judged: 'same',
  assigned: 'same',
  rectified: 'same',
  verified: 'same',
} as const;

/** Clauses the moves rest on. */
export const LAW = '安全生产法(2021)';
export const NOTICE = '泽应急发〔2022〕63号';
