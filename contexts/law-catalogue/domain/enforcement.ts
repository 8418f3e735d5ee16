import type { Checked, Day } from '#kernel';
import type { TierKey } from './files-penalty.ts';
import type { AccidentLevel, FineCondition, PenaltyStage, PenaltySubject, Provision } from './penalty.ts';

/** Units a legal period is counted in (期限单位). */
export const unitWords = {
  hour: '小时',
  'working-day': '个工作日',
  'calendar-day': '日',
  month: '个月',
  year: '年',
} as const;
export type PeriodUnit = keyof typeof unitWords;

/** How long a period may be prolonged: by so much, or to so much counted from the start. */
export interface Extension {
  amount?: number;
  to?: number;
  by: string;
}

/** One version of a clock: what one edition of one instrument says. */
export interface ClockVersion {
  instrument: string;
  cite: string;
  from: Day;
  to: Day | null;
  /** The county whose own period it is (县级覆盖); null for everybody's. */
  county: string | null;
  /** Null when the text was not obtained. */
  amount: number | null;
  unit: PeriodUnit;
  /** Counted back from the event: the last day to act before it. */
  before: boolean;
  /** Open only within the period before the event (届满前若干日内): the last day is the event's own. */
  within: boolean;
  /** A last day that is a statutory day off moves to the next working day (期末顺延): only for what parties do. */
  roll: boolean;
  extensions: readonly Extension[];
  /** What does not count (不计入期限): reason and how far that was checked. */
  pauses: readonly { reason: string; checked: Checked }[];
  checked: Checked;
  note: string | null;
}

/** A statutory period (期限): from which event, how long, oldest version first. */
export interface Clock {
  id: string;
  /** Short number used on forms and in lists: `T14`. */
  code: string;
  title: string;
  /** The event it runs from (or back from). */
  starts: string;
  whose: 'party' | 'agency' | 'court';
  versions: readonly ClockVersion[];
}

/** One state of the enforcement procedure (执法程序状态). */
export interface ProcedureState {
  id: string;
  title: string;
  who: string;
  forms: readonly string[];
  clocks: readonly string[];
  guards: readonly string[];
  next: readonly string[];
  cites: readonly string[];
  checked: Checked;
}

/** A line the procedure draws at an amount of money or days, by edition. */
export interface Threshold {
  id: string;
  title: string;
  versions: readonly {
    cite: string;
    from: Day;
    to: Day | null;
    /** Null when the text was not obtained. */
    enterprise_yuan: number | null;
    person_yuan: number | null;
    /** Measures that reach it whatever the amount. */
    or: readonly string[];
    checked: Checked;
  }[];
}

/** One tier of a benchmark (裁量阶次). */
export interface Tier {
  tier: string;
  condition: string;
  from: number | null;
  below: number | null;
  reach: { deaths: number; seriousInjuries: number; loss_yuan: number } | null;
  checked: Checked;
  anomaly: string | null;
  bands: readonly { stage: PenaltyStage; on: PenaltySubject; min: number; max: number; when: FineCondition }[];
}

/** A benchmark for fines (裁量基准): national, provincial or the county's own. */
export interface Benchmark {
  id: string;
  title: string;
  instrument: string;
  cite: string;
  level: 'nation' | 'province' | 'county';
  /** Set when an overlay brought it: it then applies in that county only. */
  county: string | null;
  excludes: readonly ('mine' | 'industrial-trade')[];
  from: Day;
  to: Day | null;
  /** `provision` is the id of the provision the bands were written for: another edition has other bands. */
  items: readonly { id: string; number: string | null; provision: string; by: TierKey; tiers: readonly Tier[] }[];
}

export interface Circumstance {
  id: string;
  title: string;
  /** `person`: holds for people alone, never for an enterprise or agency. */
  onlyFor: 'person' | null;
  /** Ids of circumstances that cannot hold beside it. */
  contradicts: readonly string[];
  effect: 'must-exempt' | 'may-exempt' | 'lighten-or-mitigate' | 'may-lighten' | 'aggravate';
  cite: string;
  from: Day;
  to: Day | null;
  checked: Checked;
  note: string | null;
}

/** What belongs to a county alone or to all: `county` null is ours. */
interface Local {
  id: string;
  county: string | null;
  from: Day;
  basis: string;
  checked: Checked;
}

/** How a proposal finds its place inside a tier; a design, not law. Numbers are exact text. */
export interface DiscretionModel extends Local {
  position: string;
  lighten: string;
  aggravate: string;
  mitigate: string;
}

export interface CardRule extends Local {
  cards: Readonly<Record<'yellow' | 'red', { title: string; days: number }>>;
  /** So many cards of one colour in so many months become the other. */
  escalate: { card: 'yellow'; count: number; months: number; title: string } | null;
  /** A reason counts once it happened `count` times within `months`. */
  reasons: readonly { id: string; card: 'yellow' | 'red'; title: string; count: number; months: number }[];
  limits: readonly string[];
}

/** What a class is judged by (分级因素): yes-or-no and counted facts of the last twelve months, and the grade held. */
export const factorWords = {
  riskGrade: '企业固有风险等级（1 红 2 橙 3 黄 4 蓝）',
  standardisation: '安全生产标准化等级（1、2、3，没有为 0）',
  deaths: '近 12 个月生产安全事故死亡人数',
  seriousInjuries: '近 12 个月生产安全事故重伤人数',
  redCards: '近 12 个月红牌次数',
  yellowCards: '近 12 个月黄牌次数',
  majorHazardsOpen: '尚未销号的重大事故隐患数',
  penalties: '近 12 个月安全生产行政处罚次数',
  overdueHazards: '逾期未整改的隐患数',
  discredited: '列入严重失信主体名单',
  falseReport: '近 12 个月瞒报、谎报、弄虚作假',
  majorHazardSource: '构成危险化学品重大危险源',
} as const;
export type ClassFactor = keyof typeof factorWords;
export const classFactors = Object.keys(factorWords) as readonly ClassFactor[];
export type SafetyClass = 'A' | 'B' | 'C' | 'D';

export interface ClassRule extends Local {
  classes: Readonly<Record<SafetyClass, string>>;
  /** The class of an enterprise that meets no condition. */
  base: SafetyClass;
  /** The worst class of all that hold decides. */
  conditions: readonly {
    id: string;
    class: SafetyClass;
    factor: ClassFactor;
    atLeast?: number;
    atMost?: number;
    title: string;
  }[];
}

/** How long evidence is kept (保管期限), after what it proves has ended. What no rule names is kept. */
export interface RetentionRule extends Local {
  /** `years` null: for ever. The first rule that fits kind and grade holds. */
  rules: readonly { id: string; subject: string; grade: string | null; years: number | null; title: string }[];
}

/** How long a certificate lasts and when it must be looked after (证书有效期). */
export interface CertificateKind {
  id: string;
  title: string;
  versions: readonly {
    instrument: string;
    cite: string;
    from: Day;
    to: Day | null;
    /** Null when the text was not obtained. */
    years: number | null;
    /** Apply for renewal so many months before the end. */
    renewMonths: number | null;
    /** Or so many days. */
    renewDays: number | null;
    /** Re-examined every so many years within. */
    reviewYears: number | null;
    /** Void when a re-examination was missed (失效). */
    reviewLapses: boolean;
    checked: Checked;
    note: string | null;
  }[];
}

/** The standardisation scheme (安全生产标准化): what ends a grade early and what lets it be renewed without a site review. */
export interface Standardisation {
  /** The rule these conditions are of: grades given under an older one are not judged by them. */
  instrument: string;
  alerts: readonly number[];
  grounds: readonly {
    id: string;
    title: string;
    within: number | null;
    seriousInjuries: number | null;
    loss_yuan: number | null;
    cite: string;
    checked: Checked;
  }[];
  direct: readonly { grade: 1 | 2 | 3; seriousInjuries: number; loss_yuan: number; cite: string; checked: Checked }[];
  directAlso: readonly { id: string; title: string; checked: Checked }[];
}

/** When an emergency plan must be evaluated, revised and filed (应急预案评估、修订、备案). */
export interface PlanReview {
  cite: string;
  from: Day;
  to: Day | null;
  years: number;
  checked: Checked;
  triggers: readonly { id: string; title: string }[];
}

/** One file of a county's overlay folder. */
export interface OverlayFile {
  file: string;
  kind: string;
  county: string;
  basis: string;
}

/** The enforcement half of `law/`. */
export interface EnforcementLaw {
  /** By id. */
  provisions: ReadonlyMap<string, Provision>;
  /** Names and other names of works → the name used here. */
  works: ReadonlyMap<string, string>;
  /** Names that one edition alone bears → its instrument: `59号令`. */
  editionNames: ReadonlyMap<string, string>;
  accidentLevels: readonly AccidentLevel[];
  benchmarks: readonly Benchmark[];
  circumstances: ReadonlyMap<string, Circumstance>;
  discretionModels: readonly DiscretionModel[];
  clocks: ReadonlyMap<string, Clock>;
  procedure: ReadonlyMap<string, ProcedureState>;
  thresholds: ReadonlyMap<string, Threshold>;
  certificates: ReadonlyMap<string, CertificateKind>;
  standardisation: Standardisation | null;
  planReviews: readonly PlanReview[];
  cardRules: readonly CardRule[];
  classRules: readonly ClassRule[];
  retentionRules: readonly RetentionRule[];
  overlays: readonly OverlayFile[];
}
