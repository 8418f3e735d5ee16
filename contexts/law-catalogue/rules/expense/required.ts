import {
  add,
  addDays,
  addMonths,
  compare,
  type DatedEntry,
  type Day,
  day,
  type Exact,
  exact,
  inForce,
  mul,
  type Refused,
  refuse,
  spans,
  sub,
  toDecimalString,
  weakest,
} from '#kernel';
import type { FeeLaw, FeeRate, FeeSector, FeeSlice, FeeVolume } from '../../domain/duty-tables.ts';
import { printed, refuseAt, refuseBefore, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';
import { amountOf, baseOf, ceilingFault, type ExpenseGiven, heightFault, sectorOf } from './base.ts';

/** The least that must be set aside for the year, in whole yuan (四舍五入 once, at the end). */
export interface ExpenseRequired {
  yuan: number;
}

export const expenseFloor = day('2012-02-14');

const sameRate = (a: FeeRate, b: FeeRate): boolean => JSON.stringify(shownRate(a)) === JSON.stringify(shownRate(b));
const shownRate = (rate: FeeRate): string[] =>
  'perTonne' in rate
    ? [printed(rate.perTonne)]
    : 'volume' in rate
      ? ['volume', ...Object.values(rate.volume as FeeVolume).map(printed)]
      : rate.slices.map((each) => `${printed(each.above)}:${printed(each.percent)}`);

/** What stands in the year's way: no edition yet, a booking day outside it. */
function yearFault(sector: FeeSector, given: ExpenseGiven): Refused | null {
  const [first, last] = yearOf(given.year);
  const floor = sector.dated[0]?.from as Day;
  if (last < floor) {
    const message = `${sector.title}：没有收录 ${given.year} 年的提取标准，最早自 ${floor}`;
    return refuseAt([wrong('year', given.year, `${floor.slice(0, 4)} 年及以后`, message)]);
  }
  if (given.booked_on === undefined) return null;
  if (given.booked_on < first || given.booked_on > last) {
    const message = `入账日 ${given.booked_on} 不在 ${given.year} 年内`;
    return refuseAt([wrong('booked_on', given.booked_on, `${first} 至 ${last}`, message)]);
  }
  if (given.booked_on >= floor) return null;
  const message = `${sector.title}：没有收录 ${given.booked_on} 的提取标准，最早自 ${floor}`;
  return refuseAt([wrong('booked_on', given.booked_on, `${floor} 及以后`, message)]);
}

const yearOf = (year: number): [Day, Day] => [day(`${year}-01-01`), day(`${year}-12-31`)];

/** Day two editions with different rates meet within the year; null when one rate holds all year. */
function turnOf(sector: FeeSector, year: number): Day | null {
  const [first, last] = yearOf(year);
  const within = spans(sector.dated).filter((each) => each.from <= last && (each.to === null || each.to >= first));
  const turn = within.find((each, i) => i > 0 && !sameRate(each.value, (within[i - 1] as typeof each).value));
  return turn?.from ?? null;
}

/** Slice by slice, as the rule is written: each rate on the part of the revenue that lies in its slice. */
function bySlices(slices: readonly FeeSlice[], revenue: Exact, cite: string, workings: Working[]): Exact {
  let total = exact(0);
  slices.forEach((slice, i) => {
    const next = slices[i + 1]?.above;
    if (compare(revenue, slice.above) <= 0) return;
    const top = next !== undefined && compare(revenue, next) > 0 ? next : revenue;
    const part = sub(top, slice.above);
    const amount = mul(part, mul(slice.percent, '0.01'));
    total = add(total, amount);
    const span =
      next === undefined ? `超过 ${printed(slice.above)} 元` : `${printed(slice.above)}～${printed(next)} 元`;
    workings.push({
      say: `${span}的部分：${printed(part)} × ${printed(slice.percent)}% = ${printed(amount)} 元`,
      value: printed(amount),
      cite,
    });
  });
  return total;
}

/** The sum for closed ponds by volume: the base, and so much for each full step beyond it, up to the cap. */
function byVolume(volume: FeeVolume, held: Exact, cite: string, workings: Working[]): Exact {
  const over = sub(held, volume.upTo_m3);
  const ratio = mul(over, exact(`1/${printed(volume.step_m3)}`));
  const steps = compare(over, 0) > 0 ? Number(ratio.n / ratio.d) : 0;
  const sum = add(volume.base_yuan, mul(volume.step_yuan, steps));
  const total = compare(sum, volume.most_yuan) > 0 ? volume.most_yuan : sum;
  const say = `有效库容 ${printed(held)} 立方米：${printed(volume.base_yuan)} + ${printed(volume.step_yuan)} × ${steps} = ${printed(sum)} 元，最高 ${printed(volume.most_yuan)} 元（不满 ${printed(volume.step_m3)} 立方米的增加怎样计没有写明，按满计）`;
  workings.push({ say, value: printed(total), cite });
  return total;
}

/** The sum of one figure by one edition. */
function sumOf(sector: FeeSector, entry: DatedEntry<FeeRate>, base: Exact, workings: Working[]): Exact {
  const { value: rate, cite } = entry;
  if ('volume' in rate) return byVolume(rate.volume, base, cite, workings);
  if ('perTonne' in rate) {
    const total = mul(base, rate.perTonne);
    const say = `${sector.of} ${printed(base)} 吨 × ${printed(rate.perTonne)} 元/吨 = ${printed(total)} 元`;
    workings.push({ say, value: printed(total), cite });
    return total;
  }
  workings.push({ say: `${sector.of} ${printed(base)} 元，超额累退，逐段计算`, value: printed(base), cite });
  const total = bySlices(rate.slices, base, cite, workings);
  workings.push({ say: `各段合计 ${printed(total)} 元`, value: printed(total) });
  return total;
}

interface Summed {
  total: Exact;
  entries: readonly DatedEntry<FeeRate>[];
}

/** Month by month: each month's output by the edition of the month's last day. */
function byMonths(sector: FeeSector, given: ExpenseGiven, workings: Working[]): Summed | Refused {
  const months = given.months ?? [];
  let [total, output] = [exact(0), exact(0)];
  const entries = new Set<DatedEntry<FeeRate>>();
  for (const [i, { month, output_t }] of months.entries()) {
    const place = `months.${i}`;
    if (months.findIndex((each) => each.month === month) < i)
      return refuseAt([wrong(`${place}.month`, month, '每月一项', `${month} 月写了两次`)]);
    const amount = amountOf(sector, 'output_t', output_t, `${place}.output_t`);
    if ('refused' in amount) return amount;
    const end = addDays(addMonths(day(`${given.year}-${String(month).padStart(2, '0')}-01`), 1), -1);
    if (end < (sector.dated[0]?.from as Day))
      return refuseAt([
        wrong(`${place}.month`, month, '有提取标准的月份', `${sector.title}：没有收录 ${end} 的提取标准`),
      ]);
    const entry = inForce(sector.dated, end);
    workings.push({ say: `${month} 月按月末 ${end} 适用 ${entry.from} 起的标准`, cite: entry.cite });
    const fault = heightFault(sector, entry.value, given);
    if (fault) return fault;
    entries.add(entry);
    output = add(output, amount);
    total = add(total, sumOf(sector, entry, amount, workings));
  }
  return ceilingFault(sector, output, 'months') ?? { total, entries: [...entries] };
}

/** A twelfth of the year's sum for each month (按月平均提取), by the edition of the month's last day. */
function byTwelfths(sector: FeeSector, given: ExpenseGiven, turn: Day, workings: Working[]): Summed | Refused {
  const [first, last] = yearOf(given.year);
  const newer = inForce(sector.dated, last);
  const older = inForce(sector.dated, [first, sector.dated[0]?.from as Day].toSorted().at(-1) as Day);
  const before = Number(turn.slice(5, 7)) - 1;
  const sums: Exact[] = [];
  for (const entry of [older, newer]) {
    const base = baseOf(sector, given, entry.value);
    if ('refused' in base) return base;
    sums.push(sumOf(sector, entry, base, workings));
  }
  const [then, now] = sums as [Exact, Exact];
  const total = add(mul(then, exact(`${before}/12`)), mul(now, exact(`${12 - before}/12`)));
  const say = `${turn} 起换新标准，按月平均提取：前 ${before} 个月 ${printed(then)} × ${before}/12，后 ${12 - before} 个月（按月末）${printed(now)} × ${12 - before}/12`;
  workings.push({ say, value: printed(total), cite: newer.cite });
  return { total, entries: [older, newer] };
}

/** The whole year, or the sum booked on a day, by one edition. */
function byYear(sector: FeeSector, given: ExpenseGiven, on: Day, workings: Working[]): Summed | Refused {
  const [first, last] = yearOf(given.year);
  const floor = sector.dated[0]?.from as Day;
  let at = given.booked_on ?? on;
  if (at > last) at = last;
  if (at < first) at = first;
  if (at < floor) at = floor;
  const entry = inForce(sector.dated, at);
  const how = given.booked_on === undefined ? '' : `按入账日 ${at} `;
  workings.push({ say: `${sector.title}，${given.year} 年：${how}适用 ${entry.from} 起的标准`, cite: entry.cite });
  const base = baseOf(sector, given, entry.value);
  if ('refused' in base) return base;
  const fault = heightFault(sector, entry.value, given);
  if (fault) return fault;
  return { total: sumOf(sector, entry, base, workings), entries: [entry] };
}

function summed(sector: FeeSector, given: ExpenseGiven, on: Day, workings: Working[]): Summed | Refused {
  if (given.months !== undefined) {
    if (sector.by !== 'output')
      return refuseAt([wrong('months', '按月', 'revenue_yuan', `${sector.title}按${sector.of}计算，不按月填产量`)]);
    if (given.output_t !== undefined)
      return refuseAt([wrong('output_t', given.output_t, '不填', '已填每月产量，不再填全年的')]);
    return byMonths(sector, given, workings);
  }
  const turn = given.booked_on === undefined ? turnOf(sector, given.year) : null;
  if (turn === null) return byYear(sector, given, on, workings);
  const yearly = sector.by === 'revenue' || sector.dated.some(({ value }) => 'volume' in value);
  if (yearly) return byTwelfths(sector, given, turn, workings);
  const message = `${given.year} 年跨两版提取标准（${turn} 起换新标准），费率不同：请填每月产量（每月按月末的标准），或写明这笔的入账日`;
  return refuse('INCOMPLETE', message, { missing: ['每月产量'] });
}

/**
 * Safety expense of a year (安全生产费用应提数) by 财企〔2012〕16号 or 财资〔2022〕136号. By output: tonnes × rate. By revenue: the
 * revenue of the year before, slice by slice. Ponds closed before 2012-02-14: by volume. A year two editions share (2022) is
 * reckoned by month, each by the edition of its last day: output month by month is asked for, revenue goes by twelfths;
 * `booked_on` settles one sum. Refuses an unknown sector (with suggestions), negative, mixed or absurd amounts, and years
 * before the first edition.
 */
export function expenseRequired(
  given: ExpenseGiven,
  law: { fees: FeeLaw },
  on: Day,
): Ruling<ExpenseRequired> | Refused {
  const early = refuseBefore(on, expenseFloor, '安全生产费用');
  if (early) return early;
  const lastYear = Number(on.slice(0, 4)) + 1;
  if (!Number.isInteger(given.year) || given.year < 1000 || given.year > lastYear) {
    const allowed = `${expenseFloor.slice(0, 4)} 至 ${lastYear}`;
    const message = `年度“${given.year}”不对：应为四位年份，${allowed} 之间（不晚于 ${on} 的次年）`;
    return refuseAt([wrong('year', given.year, allowed, message)]);
  }
  const sector = sectorOf(law.fees, given.sector);
  if ('refused' in sector) return sector;
  const fault = yearFault(sector, given);
  if (fault) return fault;
  const workings: Working[] = [];
  const found = summed(sector, given, on, workings);
  if ('refused' in found) return found;
  const { total, entries } = found;
  if (sector.by === 'revenue')
    workings.push({ say: `按月平均提取，每月 ${toDecimalString(mul(total, '1/12'), 2)} 元` });
  const text = toDecimalString(total, 0);
  if (text !== printed(total)) workings.push({ say: `四舍五入到元：${text} 元`, value: text });
  if (sector.note) workings.push({ say: sector.note });
  const newest =
    entries
      .map((each) => each.from)
      .toSorted()
      .at(-1) ?? expenseFloor;
  for (const each of law.fees.rules) if (each.from <= newest) workings.push({ say: each.text, cite: each.cite });
  return {
    result: { yuan: Number(text) },
    workings,
    cites: [...new Set(entries.map((each) => each.cite))],
    checked: weakest(entries.map((each) => each.checked)),
  };
}
