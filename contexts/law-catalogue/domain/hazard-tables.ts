import type { Checked, Day } from '#kernel';

/** β of a named substance: from table 3, from table 4 by category, or left to a choice the standard does not settle. */
export type SubstanceBeta =
  | { table: 3; value: number; checked: Checked }
  | { table: 4; categories: readonly string[]; checked: Checked }
  | { choice: 'coal-gas-beta' };

/** One line of table 1 (表1 列名物质). Without `beta` the assessor must give a category from the safety data sheet. */
export interface Substance {
  id: string;
  /** Number in table 1; a substance that table 3 names apart (carbon monoxide in coal gas) shares the number. */
  no: number;
  name: string;
  aliases: readonly string[];
  cas: readonly string[];
  /** Threshold quantity (临界量) in tonnes. */
  q_t: number;
  checked: Checked;
  beta?: SubstanceBeta | undefined;
}

/** One line of tables 2 and 4 (危险类别). */
export interface HazardCategory {
  id: string;
  symbol: string;
  hazard: string;
  text: string;
  q_t: number;
  beta: number;
  checked: Checked;
}

/** A substance table 1 does not name, whose category is known well enough to be proposed. */
export interface ListedSubstance {
  id: string;
  name: string;
  aliases: readonly string[];
  cas: readonly string[];
  categories: readonly string[];
  checked: Checked;
  /** Before this day the category must be given. */
  from: Day;
  note: string;
}

export type StepId =
  | 'scope'
  | 'production'
  | 'storage'
  | 'named'
  | 'classed'
  | 'sum'
  | 'design'
  | 'mixture'
  | 'grade'
  | 'beta'
  | 'alpha'
  | 'level'
  | 'each';

/** A choice the standard leaves open: taken by default, shown in every working, changeable in the input. */
export interface HazardChoice {
  id: string;
  title: string;
  default: number | string;
  options: readonly (number | string)[];
  text: string;
  checked: Checked;
}

/** One edition of the major-hazard standard (重大危险源辨识标准) as tables. Plain JSON: the phone imports it as it is. */
export interface MajorHazardTables {
  id: string;
  instrument: string;
  cite: string;
  from: Day;
  note: string;
  steps: readonly { id: StepId; clause: string; text: string; checked: Checked }[];
  choices: readonly HazardChoice[];
  /** Table 5: resident people within 500 m, band begins at `from`. */
  alpha: readonly { from: number; alpha: number; text: string }[];
  /** Table 6: lower end counted in. */
  levels: readonly { from: number; level: string }[];
  /** Table 3 as printed: guards table 1 against a slip. */
  namedBeta: readonly { name: string; beta: number }[];
  categories: readonly HazardCategory[];
  substances: readonly Substance[];
  listed: readonly ListedSubstance[];
  /** What to say of names that are often asked for and are not in the tables. */
  hints: readonly { names: readonly string[]; text: string; checked: Checked }[];
}

export interface RiskGrade {
  grade: string;
  /** `red`, `orange`, `yellow`, `blue`. */
  colour: string;
  word: string;
  control: string;
  text: string;
  checked: Checked;
}

/** A band of a score: begins at `from`, which belongs to the band below when `above` is set. */
export interface RiskBand {
  from: number;
  above: boolean;
  band: string;
  text: string;
  grade: string;
}

export interface RiskMethod {
  title: string;
  formula: string;
  checked: Checked;
  bands: readonly RiskBand[];
  bandsChecked: Checked;
  gradesChecked: Checked;
  endsNote: string;
}

export type Scores = readonly { score: number; text: string }[];

/** Scoring methods (风险评价方法) and the four grades (四级四色). Plain JSON: the phone imports it as it is. */
export interface RiskTables {
  id: string;
  from: Day;
  cite: string;
  instrument: string;
  note: string;
  grades: readonly RiskGrade[];
  lec: RiskMethod & { L: Scores; E: Scores; C: Scores };
  ls: RiskMethod & { L: Scores; S: Scores };
}
