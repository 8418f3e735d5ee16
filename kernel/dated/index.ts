import type { Day } from '../day/index.ts';
import { addDays, isDay } from '../day/index.ts';

/**
 * How far a fact was checked (核实程度). `verified`: read in a text; `secondary`: known or restated elsewhere, the text itself
 * not seen; `unverified`: doubtful. What is not verified shows as 待核实 and never decides alone.
 */
export type Checked = 'verified' | 'secondary' | 'unverified';

/** Worst first: a result is only as well checked as the weakest value it rests on. */
const order: readonly Checked[] = ['unverified', 'secondary', 'verified'];

/** How far a value was checked, in Chinese. */
export const checkedWords: Record<Checked, string> = {
  verified: '已核实',
  secondary: '待核实（转引）',
  unverified: '待核实',
};

/** The weakest of several marks; `verified` for none. */
export function weakest(marks: Iterable<Checked>): Checked {
  let worst: Checked = 'verified';
  for (const mark of marks) if (order.indexOf(mark) < order.indexOf(worst)) worst = mark;
  return worst;
}

/** One value from a day on. There are start days only: a repeal (废止) is an entry whose value is null. */
export interface DatedEntry<T> {
  from: Day;
  value: T;
  /** The clause that says so, e.g. `安全生产法（2021）第四十一条`. */
  cite: string;
  checked: Checked;
}

/** A value over time, oldest entry first. Use `Dated<T | null>` where it may be repealed. */
export type Dated<T> = readonly DatedEntry<T>[];

/** Asked for a day before the first entry: there is no law of that day here, which is not the same as no law. */
export class BeforeFloor extends RangeError {
  override readonly name = 'BeforeFloor';
  readonly on: Day;
  /** The first day that can be asked for; null when there is no entry at all. */
  readonly floor: Day | null;

  constructor(on: Day, floor: Day | null) {
    super(floor === null ? `没有收录 ${on} 的规定` : `没有收录 ${on} 的规定：最早收录自 ${floor}`);
    this.on = on;
    this.floor = floor;
  }
}

/** The entry in force on a day, with its cite and mark. Throws BeforeFloor for a day before the first entry. */
export function inForce<T>(dated: Dated<T>, on: Day): DatedEntry<T> {
  for (let i = dated.length - 1; i >= 0; i -= 1) {
    const entry = dated[i];
    if (entry && entry.from <= on) return entry;
  }
  throw new BeforeFloor(on, dated[0]?.from ?? null);
}

/** One entry with its last day (included); null means until further notice. */
export interface Span<T> extends DatedEntry<T> {
  to: Day | null;
}

/** The entries of a dated value as spans with their last day. */
export function spans<T>(dated: Dated<T>): Span<T>[] {
  return dated.map((entry, i) => {
    const next = dated[i + 1];
    return { ...entry, to: next ? addDays(next.from, -1) : null };
  });
}

/** What is wrong with a dated value, in Chinese; empty when it is sound: sorted, no day twice, every entry cited. */
export function datedFaults(dated: Dated<unknown>): string[] {
  const faults: string[] = [];
  if (dated.length === 0) faults.push('没有任何条目');
  dated.forEach((entry, i) => {
    const place = `第 ${i + 1} 条`;
    if (!isDay(entry.from)) faults.push(`${place}的起始日“${entry.from}”不是真实日期`);
    if (entry.cite.trim() === '') faults.push(`${place}没有写依据`);
    const before = dated[i - 1];
    if (before && before.from === entry.from) faults.push(`${place}与上一条的起始日都是 ${entry.from}`);
    if (before && before.from > entry.from) faults.push(`${place}的起始日 ${entry.from} 早于上一条的 ${before.from}`);
  });
  return faults;
}

/** Checks and returns a dated value. Throws an Error that lists every fault. */
export function dated<T>(entries: Dated<T>): Dated<T> {
  const faults = datedFaults(entries);
  if (faults.length > 0) throw new Error(`按日期生效的数据有误：${faults.join('；')}`);
  return entries;
}
