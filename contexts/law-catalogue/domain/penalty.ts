import type { Checked, Day } from '#kernel';

/** Who is punished (处罚对象): the five a fine may be asked for. */
export const subjectWords = {
  enterprise: '生产经营单位',
  principal: '主要负责人',
  'safety-manager': '其他负责人和安全生产管理人员',
  'responsible-person': '直接负责的主管人员和其他直接责任人员',
  agency: '评价、认证、检测、检验机构',
} as const;
export type PenaltySubject = keyof typeof subjectWords;
export const penaltySubjects = Object.keys(subjectWords) as readonly PenaltySubject[];

/** How far the matter has gone (处罚阶段). */
export const stageWords = {
  first: '初次发现',
  overdue: '逾期未改正',
  refusal: '拒不改正或拒不执行',
  accident: '导致事故',
} as const;
export type PenaltyStage = keyof typeof stageWords;
export const penaltyStages = Object.keys(stageWords) as readonly PenaltyStage[];

/** Grades of an accident (事故等级), lightest first. */
export const accidentWords = {
  general: '一般事故',
  larger: '较大事故',
  major: '重大事故',
  extraordinary: '特别重大事故',
} as const;
export type AccidentGrade = keyof typeof accidentWords;
export const accidentGrades = Object.keys(accidentWords) as readonly AccidentGrade[];

/** What a fine by multiple or share is reckoned on. */
export const fineBaseWords = {
  income: '上一年年收入',
  'illegal-gain': '违法所得',
  'ore-value': '采出矿产品市场价值',
  'daily-fine': '原处罚数额按日',
  'accident-fine': '按事故等级的罚款',
} as const;
export type FineBase = keyof typeof fineBaseWords;
export const fineBases = Object.keys(fineBaseWords) as readonly FineBase[];

/** When a fine applies at all. All that is named must hold. */
export interface FineCondition {
  accident?: AccidentGrade;
  /** Illegal gain in yuan: at least, below. */
  gainFrom?: number;
  gainBelow?: number;
  /** Market value of the ore in yuan: at least, below. */
  oreFrom?: number;
  oreBelow?: number;
  /** The person punished is the investor who runs the business (个人经营的投资人). */
  investor?: boolean;
  /** 情节特别严重、影响特别恶劣. */
  egregious?: boolean;
}

/** One fine of one stage: a band of yuan, or a share or multiple of a base, perhaps with a ceiling. Both ends belong to it (以上、以下含本数), but for `ceilingExcludedBy`. */
export type Fine = { on: PenaltySubject; may: boolean; when: FineCondition } & (
  | { min: number; max: number }
  | { of: FineBase; from: string; to: string; most: number | null }
);

export interface PenaltyStageRule {
  stage: PenaltyStage;
  /** What opens the stage, in the law's sense. */
  trigger: string | null;
  /** 责令…: what is ordered. */
  order: string | null;
  fines: readonly Fine[];
  /** Suspension, dismissal, revocation, confiscation … */
  measures: readonly string[];
}

/** One penalty provision in one edition (罚则). Records refer to its id for ever. */
export interface Provision {
  id: string;
  instrument: string;
  /** Name of the work as people cite it: `安全生产法`. */
  work: string;
  article: string;
  /** Item or paragraph as cited: `2`, `3后段`, `2款` in an article whose first paragraph has items; null for the article as a whole. */
  item: string | null;
  /** `安全生产法§99(2)`. */
  name: string;
  /** `安全生产法（2021）第99条（2）`. */
  cite: string;
  act: string;
  /** Articles of the same work whose breach this is. */
  duties: readonly string[];
  stages: readonly PenaltyStageRule[];
  /** Added when the circumstances are serious (情节严重). */
  serious: readonly string[];
  criminal: string | null;
  /** Another department decides: hand over. */
  transfer: string | null;
  /** Article of the same edition that allows daily fines (按日连续处罚); null when there is none. */
  daily: string | null;
  /** Adds to another paragraph of the article for the gravest circumstances (情节特别严重). */
  gravest: boolean;
  /** Its items are the grades of the accident, lightest first (第95条各项): one provision with a fine for each grade. */
  grades: boolean;
  /** Cite of the article by which “以下” leaves the figure itself out in this edition; null where the figure belongs to the band. */
  ceilingExcludedBy: string | null;
  /** `item` is a paragraph (款), not an item (项). */
  paragraphs: boolean;
  /** True when the amounts were not obtained: nothing can be said of them. */
  unknown: boolean;
  /** Id of the provision for the same act in the next edition. */
  successor: string | null;
  note: string | null;
  from: Day;
  to: Day | null;
  checked: Checked;
}

/** Thresholds of one accident grade: reached when any one of the three is (安全事故报告条例第3条). */
export interface AccidentLevel {
  grade: AccidentGrade;
  deaths: number;
  seriousInjuries: number;
  loss_yuan: number;
  cite: string;
  from: Day;
  checked: Checked;
}
