import type { Checked, Day } from '#kernel';

/** Who owes it (义务主体). */
export const owing = ['enterprise', 'person', 'town', 'county'] as const;
export type Owes = (typeof owing)[number];

/** How often it falls due (周期). */
export const recurring = ['week', 'month', 'quarter', 'half-year', 'year', 'two-years'] as const;
export type Every = (typeof recurring)[number];

/** What proves that it was done (证明材料). */
export const proofs = [
  'report',
  'statistics',
  'record',
  'photo',
  'certificate',
  'agreement',
  'drawing',
  'document',
] as const;
export type Proof = (typeof proofs)[number];

/** Who looks at what was handed in (审核单位); `none`: what arrived is on record. */
export const reviewing = ['town', 'county', 'none'] as const;
export type Reviewer = (typeof reviewing)[number];

/**
 * One kind of enterprise it binds: every condition that is named holds. Codes are the register's; a list without any condition binds
 * all of that status.
 */
export interface Applies {
  sectors?: readonly string[] | undefined;
  flags?: readonly string[] | undefined;
  scales?: readonly string[] | undefined;
  /** 生产状态; in operation when it is not said. */
  statuses?: readonly string[] | undefined;
  /** 从业人员: at least, at most. */
  staff_from?: number | undefined;
  staff_to?: number | undefined;
}

/**
 * A duty with a clock (应办事项): who owes what, when it applies, by which day, proved by what, looked at by whom. Data: a county adds its
 * own by an overlay file. It falls due every so often, or after something that happens (`occasion`).
 */
export interface Obligation {
  id: string;
  title: string;
  /** What is to be handed in, in one sentence. */
  what: string;
  owes: Owes;
  /** Any of these; empty: everybody of that kind. */
  when: readonly Applies[];
  every: Every | null;
  /** 起因: what must have happened, e.g. 应急预案公布. */
  occasion: string | null;
  /** Done once, it falls due again: the day that what was handed in represents is the next occasion. */
  again: boolean;
  /** From when in its period it can be done: the first day, or the day after the last (a report on the period). */
  opens: 'start' | 'end';
  /**
   * Clock from the occasion, from the period's last day where it opens at the end, else from the day before the period; null: the period's
   * last day itself.
   */
  clock: string | null;
  proof: readonly Proof[];
  reviewer: Reviewer;
  /** Days between which it holds; null: until further notice. */
  from: Day;
  to: Day | null;
  /** County whose own it is; null for everybody's. */
  county: string | null;
  cites: readonly string[];
  checked: Checked;
  note: string | null;
}

/** The part of the law that is duties with clocks. */
export interface ObligationLaw {
  obligations: ReadonlyMap<string, Obligation>;
  /** Duties of `law/duties` that the platform does not clock, and why (不设时限的理由). */
  unclocked: ReadonlyMap<string, string>;
}
