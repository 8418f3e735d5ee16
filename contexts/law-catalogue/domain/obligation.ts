import type { Checked, Day } from '#kernel';

/** Who owes it (义务主体). */
export const owesWords = { enterprise: '企业', person: '人员', town: '镇', county: '县局' } as const;
export type Owes = keyof typeof owesWords;

/** How often it falls due (周期). */
export const everyWords = {
  week: '每周',
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  'two-years': '每两年',
} as const;
export type Every = keyof typeof everyWords;

/** What proves that it was done (证明材料). */
export const proofWords = {
  report: '书面报告',
  statistics: '统计表',
  record: '记录',
  photo: '照片',
  certificate: '证书',
  agreement: '协议或合同',
  drawing: '图纸',
  document: '文件',
} as const;
export type Proof = keyof typeof proofWords;

/** Who looks at what was handed in (审核单位); `none`: what arrived is on record. */
export const reviewerWords = { town: '镇应急管理中心', county: '县应急管理局', none: '备案，不审核' } as const;
export type Reviewer = keyof typeof reviewerWords;

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
