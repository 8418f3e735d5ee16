import type { Checked, Dated, Day, Exact } from '#kernel';

/** Who compiled a file of values and when (录入人、录入日). */
export interface Compiled {
  on: Day;
  by: string;
}

/** One number of the law over time (参数). The value is null from the day it was repealed on. */
export interface Parameter {
  id: string;
  title: string;
  unit: string;
  dated: Dated<Exact | null>;
}

/** One slice of a rate that falls as revenue rises (超额累退的一段): applies to the part above `above`. */
export interface FeeSlice {
  above: Exact;
  percent: Exact;
}

/** A yearly sum by the volume held (按库容): so much up to a volume, so much more for each full step beyond it, at most so much. */
export interface FeeVolume {
  upTo_m3: Exact;
  base_yuan: Exact;
  step_m3: Exact;
  step_yuan: Exact;
  most_yuan: Exact;
}

export type FeeRate =
  | { perTonne: Exact; mostHeight_m: Exact | null }
  | { slices: readonly FeeSlice[] }
  | { volume: FeeVolume };

/** One sector of the safety-expense rule (安全费用提取行业). */
export interface FeeSector {
  id: string;
  code: string;
  title: string;
  aliases: readonly string[];
  by: 'output' | 'revenue';
  /** What the rate is applied to: 原矿产量, 入库尾矿量, 上年度营业收入. */
  of: string;
  /** The most a year this sector may put out, in tonnes: beyond it the enterprise is another sector. */
  most: Exact | null;
  note: string | null;
  dated: Dated<FeeRate>;
}

export interface FeeLaw {
  sectors: readonly FeeSector[];
  rules: readonly { id: string; text: string; cite: string; from: Day; checked: Checked }[];
}

/** One duty that a system can check by number or date (数字化义务). */
export interface Duty {
  id: string;
  topic: string;
  text: string;
  figures: readonly { name: string; value: string; unit: string }[];
  basis: readonly { instrument: string; cite: string; checked: Checked }[];
  from: Day;
  /** What a check of a record should compare, in one sentence. */
  check?: string | undefined;
  note?: string | undefined;
  checked: Checked;
}

/** A sentence of an instrument in our own wording, where the instrument is numbered otherwise than by articles. */
export interface Provision {
  id: string;
  instrument: string;
  clause: string;
  cite: string;
  text: string;
  checked: Checked;
}

/** When to test again (检测时限) under one regime of confined-space rules. Minutes; null where the rule names none. */
export interface TestRegime {
  id: string;
  instrument: string;
  title: string;
  from: Day;
  to: Day | null;
  scope: 'industrial-trade' | 'hazardous-chemicals';
  firstTestMinutes: number | null;
  retestAfterMinutes: number;
  recordEveryMinutes: number | null;
  permitHours: number | null;
  text: string;
  checked: Checked;
}

export interface GasLimit {
  id: string;
  name: string;
  formula: string;
  cas: string;
  limits: Readonly<Record<string, number>>;
  /** The limit for entry, in mg/m³, and which of `limits` it is. */
  entry: number;
  kind: 'MAC' | 'PC-STEL' | 'PC-TWA';
  checked: Checked;
}

/** Confined space (有限空间): who does what, limits of gas, times of testing, fields of permit and ledger. */
export interface ConfinedSpaceLaw {
  provisions: readonly Provision[];
  regimes: readonly TestRegime[];
  oxygen: { least: number; most: number; cite: string; checked: Checked };
  combustible: { mostLel: number; cite: string; checked: Checked };
  gases: readonly GasLimit[];
  roles: readonly { id: string; role: string; duty: string; cite: string; checked: Checked }[];
  permitFields: readonly string[];
  ledgerFields: readonly string[];
  gear: readonly string[];
  places: Readonly<Record<string, readonly string[]>>;
  fieldsChecked: Checked;
}

/** One point of a sector's standing checklist (行业检查事项): its basis and criteria are of several editions, chosen by day. */
export interface SectorItem {
  id: string;
  text: string;
  how: string;
  figures: readonly string[];
  basis: readonly { instrument: string; cite: string; checked: Checked; from: Day; to: Day | null }[];
  criteria: readonly string[];
}

/** A sector's standing checklist (行业检查清单), versioned as a whole: an item changed in meaning gets a new id. */
export interface SectorChecklist {
  id: string;
  title: string;
  sector: string;
  version: number;
  from: Day;
  items: readonly SectorItem[];
}
