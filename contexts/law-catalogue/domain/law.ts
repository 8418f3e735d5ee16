import type { Calendar, Checked, Day } from '#kernel';
import type { EnforcementLaw } from './enforcement.ts';
import type { MatchLaw } from './match-table.ts';
import type { ObligationLaw } from './obligation.ts';
import type { ParameterLaw } from './parameters.ts';
import type { CriteriaScope, InstrumentLevel, Sector } from './words.ts';

/** One edition of a statute, order, standard or notice (法律文件的一个版本). */
export interface Instrument {
  id: string;
  /** Same for every edition and successor of one work: ask by family to get the edition of a day. */
  family: string;
  title: string;
  short: string;
  level: InstrumentLevel;
  /** 文号 or 令号. */
  number: string;
  /** Null when the day of issue was not found. */
  issued: Day | null;
  inForce: Day;
  /** The last day it applies; null until further notice. */
  to: Day | null;
  /** Id of what replaced it. */
  replacedBy: string | null;
  cite: string;
  checked: Checked;
  note?: string;
}

/** One article in our own wording (条款摘要), never the legal text itself. */
export interface Clause {
  instrument: string;
  /** Article number: `41`, `134-1`. */
  clause: string;
  title: string;
  text: string;
  /** `安全生产法（2021）第41条`. */
  cite: string;
  from: Day;
  to: Day | null;
  checked: Checked;
  /** Article number in the next edition of the same family. */
  successor?: string;
  note?: string;
}

/** One circumstance that makes a hazard a major one (重大事故隐患判定情形). Ids never change and are never used again. */
export interface Criterion {
  id: string;
  edition: string;
  scope: CriteriaScope;
  sector: Sector;
  instrument: string;
  clause: string;
  text: string;
  /** Where the circumstance is spelt out: any one of these is enough. */
  sub: readonly { id: string; text: string }[];
  cite: string;
  from: Day;
  /** The last day it decides; null until further notice. */
  to: Day | null;
  checked: Checked;
}

/** One edition of the criteria of a scope. A record stores the criterion id, hence the edition it was judged by. */
export interface Edition {
  edition: string;
  scope: CriteriaScope;
  instrument: string;
  title: string;
  number: string;
  from: Day;
  to: Day | null;
  /** What is known to be missing here from a day on: must be shown where the edition is used. */
  gaps: readonly { from: Day; note: string }[];
  criteria: readonly Criterion[];
}

/** What an item rests on; without a clause, the instrument as a whole. */
export interface Basis {
  instrument: string;
  clause?: string;
  /** As it is printed: `冶金有色安全规定（总局令91）第30条`. */
  cite: string;
}

/** One point to check on site (检查事项). */
export interface ChecklistItem {
  id: string;
  group: string;
  area: string;
  text: string;
  how: string;
  basis: readonly Basis[];
  /** Criteria that may apply when the point is not met; the officer decides. */
  criteria: readonly string[];
  checked: Checked;
}

/** A versioned list of points to check (检查清单). */
export interface Checklist {
  id: string;
  title: string;
  basis: string;
  instrument: string;
  from: Day;
  /** The day by which everything found must be closed; null when there is none. */
  due: Day | null;
  areas: readonly { id: string; title: string }[];
  groups: readonly { id: string; area: string; title: string; checked: Checked; note?: string }[];
  items: readonly ChecklistItem[];
}

/** A county's own word on one day of the calendar, with its basis. */
export interface CalendarOverride {
  day: Day;
  working: boolean;
  cite: string;
  checked: Checked;
}

/** All of `law/`, read, checked and indexed. Values only: nothing in it changes after loading. */
export interface Law extends ParameterLaw, EnforcementLaw, MatchLaw, ObligationLaw {
  instruments: ReadonlyMap<string, Instrument>;
  /** Editions of one work, oldest first. */
  families: ReadonlyMap<string, readonly Instrument[]>;
  /** Key `instrument#clause`. */
  clauses: ReadonlyMap<string, Clause>;
  /** Oldest first within each scope. */
  editions: readonly Edition[];
  criteria: ReadonlyMap<string, Criterion>;
  checklists: ReadonlyMap<string, Checklist>;
  checklistItems: ReadonlyMap<string, ChecklistItem>;
  calendar: Calendar;
  /** Overrides by county code. */
  overrides: ReadonlyMap<string, readonly CalendarOverride[]>;
}

/** The part of the law a phone carries: plain JSON. */
export type PhoneLaw = Pick<Law, 'editions'>;
