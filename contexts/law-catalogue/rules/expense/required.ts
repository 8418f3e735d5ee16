import {
  add,
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
} from '#kernel';
import type { FeeLaw, FeeRate, FeeSector, FeeSlice } from '../../domain/duty-tables.ts';
import { asExact, printed, refuseAt, refuseBefore, wrong } from '../asking.ts';
import { most, tooMuch } from '../ranges.ts';
import type { Ruling, Working } from '../rule.ts';

export interface ExpenseGiven {
  /** Code, Chinese title or alias of a sector. */
  sector: string;
  /** Year the expense is set aside for (提取年度). */
  year: number;
  /** Tonnes of raw ore (or tailings put in) of that year, for sectors by output. */
  output_t?: number | string | undefined;
  /** Revenue of the year before, in yuan, for sectors by revenue. */
  revenue_yuan?: number | string | undefined;
  /** Day of booking (入账日): decides between two editions within one year. */
  booked_on?: Day | undefined;
}

/** The least that must be set aside for the year, in whole yuan (四舍五入 once, at the end). */
export interface ExpenseRequired {
  yuan: number;
}

export const expenseFloor = day('2012-02-14');

function sectorOf(fees: FeeLaw, asked: string): FeeSector | Refused {
  const key = asked.trim();
  const found = fees.sectors.find((each) => each.code === key || each.title === key || each.aliases.includes(key));
  if (found) return found;
  const letters = new Set([...key]);
  const near = fees.sectors
    .map((each) => ({ each, shared: [...each.title].filter((letter) => letters.has(letter)).length }))
    .filter(({ shared }) => shared >= 2)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 4)
    .map(({ each }) => `${each.title}（${each.code}）`);
  const allowed = fees.sectors.map((each) => `${each.code} ${each.title}`).join('；');
  const tail = near.length > 0 ? `是不是：${near.join('、')}？` : `可填：${allowed}`;
  return refuseAt([wrong('sector', asked, allowed, `没有“${asked}”这个行业。${tail}`)]);
}

/** The amount the rate is applied to, or what is wrong with it. */
function baseOf(sector: FeeSector, given: ExpenseGiven): Exact | Refused {
  const [own, other] =
    sector.by === 'output' ? (['output_t', 'revenue_yuan'] as const) : (['revenue_yuan', 'output_t'] as const);
  const unit = sector.by === 'output' ? '吨' : '元';
  if (given[other] !== undefined) {
    const message = `${sector.title}按${sector.of}（${own}，单位${unit}）计算，不能填 ${other}`;
    return refuseAt([wrong(other, given[other], `改填 ${own}`, message)]);
  }
  const value = given[own];
  if (value === undefined) {
    return refuse('INCOMPLETE', `${sector.title}按${sector.of}计算，请填 ${own}（单位${unit}）`, { missing: [own] });
  }
  const amount = asExact(value);
  if (amount === null) {
    return refuseAt([
      wrong(own, value, `数字，单位${unit}`, `${sector.of}“${value}”不对：应为十进制数字，单位${unit}，不带单位和逗号`),
    ]);
  }
  if (compare(amount, 0) < 0) {
    return refuseAt([wrong(own, value, '不小于 0', `${sector.of} ${value} ${unit}不对：不能为负`)]);
  }
  const over = tooMuch(amount, most[own], unit);
  if (over) return refuseAt([wrong(own, value, over.allowed, `${sector.of} ${value} ${unit}${over.message}`)]);
  if (sector.most !== null && compare(amount, sector.most) > 0) {
    const message = `${sector.title}的年产量不超过 ${printed(sector.most)} 吨，填的是 ${printed(amount)} 吨：应按非金属矿山（露天）或金属矿山（露天）计算`;
    return refuseAt([wrong(own, value, `不超过 ${printed(sector.most)}`, message)]);
  }
  return amount;
}

const sameRate = (a: FeeRate, b: FeeRate): boolean => JSON.stringify(shownRate(a)) === JSON.stringify(shownRate(b));
const shownRate = (rate: FeeRate): string[] =>
  'perTonne' in rate
    ? [printed(rate.perTonne)]
    : rate.slices.map((each) => `${printed(each.above)}:${printed(each.percent)}`);

/** The rate that governs the year, as far as the day asked and the booking day settle it. */
function rateOf(sector: FeeSector, given: ExpenseGiven, on: Day, workings: Working[]): DatedEntry<FeeRate> | Refused {
  const first = day(`${given.year}-01-01`);
  const last = day(`${given.year}-12-31`);
  const floor = sector.dated[0]?.from as Day;
  if (last < floor) {
    const message = `${sector.title}：没有收录 ${given.year} 年的提取标准，最早自 ${floor}`;
    return refuseAt([wrong('year', given.year, `${floor.slice(0, 4)} 年及以后`, message)]);
  }
  const asked = given.booked_on ?? on;
  if (given.booked_on !== undefined && (given.booked_on < first || given.booked_on > last)) {
    const message = `入账日 ${given.booked_on} 不在 ${given.year} 年内`;
    return refuseAt([wrong('booked_on', given.booked_on, `${first} 至 ${last}`, message)]);
  }
  let at = asked;
  if (at < first) at = first;
  if (at > last) at = last;
  if (at < floor) {
    const message = `${sector.title}：没有收录 ${at} 的提取标准，最早自 ${floor}`;
    return refuseAt([wrong('booked_on', at, `${floor} 及以后`, message)]);
  }
  const entry = inForce(sector.dated, at);
  const within = spans(sector.dated).filter((each) => each.from <= last && (each.to === null || each.to >= first));
  const differs = within.some((each) => !sameRate(each.value, entry.value));
  if (differs && given.booked_on === undefined && (on < first || on > last)) {
    const turn = within.at(-1)?.from;
    const message = `${given.year} 年跨两版提取标准（${turn} 起换新标准），费率不同：请用 booked_on 写明入账日，或把两段产量、收入分开计算`;
    return refuse('INCOMPLETE', message, { missing: ['入账日'] });
  }
  workings.push({
    say: `${sector.title}，${given.year} 年：${differs ? `按入账日 ${at} ` : ''}适用 ${entry.from} 起的标准`,
    cite: entry.cite,
  });
  return entry;
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

/**
 * Safety expense of a year (安全生产费用应提数) by 财企〔2012〕16号 or 财资〔2022〕136号. By output: tonnes × rate. By revenue: the
 * revenue of the year before, slice by slice. In a year that two editions share, the day asked (when it lies in that year) or
 * `booked_on` decides; otherwise the rule asks for it where the rates differ. Refuses an unknown sector (with suggestions),
 * negative or mixed amounts, and years before the first edition.
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
  const base = baseOf(sector, given);
  if ('refused' in base) return base;
  const workings: Working[] = [];
  const entry = rateOf(sector, given, on, workings);
  if ('refused' in entry) return entry;
  const rate = entry.value;
  let total: Exact;
  if ('perTonne' in rate) {
    total = mul(base, rate.perTonne);
    const say = `${sector.of} ${printed(base)} 吨 × ${printed(rate.perTonne)} 元/吨 = ${printed(total)} 元`;
    workings.push({ say, value: printed(total), cite: entry.cite });
  } else {
    workings.push({
      say: `${sector.of} ${printed(base)} 元，超额累退，逐段计算`,
      value: printed(base),
      cite: entry.cite,
    });
    total = bySlices(rate.slices, base, entry.cite, workings);
    workings.push({ say: `各段合计 ${printed(total)} 元`, value: printed(total) });
    workings.push({ say: `按月平均提取，每月 ${toDecimalString(mul(total, '1/12'), 2)} 元` });
  }
  const text = toDecimalString(total, 0);
  if (text !== printed(total)) workings.push({ say: `四舍五入到元：${text} 元`, value: text });
  if (sector.note) workings.push({ say: sector.note });
  for (const each of law.fees.rules) if (each.from <= entry.from) workings.push({ say: each.text, cite: each.cite });
  return { result: { yuan: Number(text) }, workings, cites: [entry.cite], checked: entry.checked };
}
