import { compare, type Day, type Exact, exact, type Refused, refuse } from '#kernel';
import type { FeeLaw, FeeRate, FeeSector } from '../../domain/duty-tables.ts';
import { asExact, printed, refuseAt, wrong } from '../asking.ts';
import { most, tooMuch } from '../most.ts';

export interface ExpenseGiven {
  /** Code, Chinese title or alias of a sector. */
  sector: string;
  /** Year the expense is set aside for (提取年度). */
  year: number;
  /** Tonnes of raw ore (or tailings put in) of that year, for sectors by output. */
  output_t?: number | string | undefined;
  /** Revenue of the year before, in yuan, for sectors by revenue. */
  revenue_yuan?: number | string | undefined;
  /** Volume of tailings held, in cubic metres, for ponds closed before the rule of 2012. */
  capacity_m3?: number | string | undefined;
  /** Highest working face of a quarry, in metres. */
  height_m?: number | string | undefined;
  /** Output month by month (按月提取): each month by the edition of its last day. Asked for where two editions share the year. */
  months?: readonly { month: number; output_t: number | string }[] | undefined;
  /** Day of booking (入账日) of the sum: its edition governs the whole of it. */
  booked_on?: Day | undefined;
}

type Figure = keyof typeof most & ('output_t' | 'revenue_yuan' | 'capacity_m3');
/** Unit and name of each figure a sum may be reckoned by. */
const figures: Readonly<Record<Figure, (sector: FeeSector) => readonly [string, string]>> = {
  output_t: ({ of }) => ['吨', of],
  revenue_yuan: ({ of }) => ['元', of],
  capacity_m3: () => ['立方米', '已堆存尾砂的有效库容'],
};
const figureOf = (sector: FeeSector, rate: FeeRate): Figure =>
  'volume' in rate ? 'capacity_m3' : sector.by === 'output' ? 'output_t' : 'revenue_yuan';

/** The sector a code, title or other name means; refused with those that sound alike. */
export function sectorOf(fees: FeeLaw, asked: string): FeeSector | Refused {
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

/** A figure given, as an exact amount, or what is wrong with it. */
export function amountOf(sector: FeeSector, own: Figure, value: number | string, place: string): Exact | Refused {
  const [unit, what] = figures[own](sector);
  const amount = asExact(value);
  if (amount === null) {
    const message = `${what}“${value}”不对：应为十进制数字，单位${unit}，不带单位和逗号`;
    return refuseAt([wrong(place, value, `数字，单位${unit}`, message)]);
  }
  if (compare(amount, 0) < 0) {
    return refuseAt([wrong(place, value, '不小于 0', `${what} ${value} ${unit}不对：不能为负`)]);
  }
  const over = tooMuch(amount, most[own], unit);
  return over ? refuseAt([wrong(place, value, over.allowed, `${what} ${value} ${unit}${over.message}`)]) : amount;
}

/** A year of a sector with a ceiling lies under it: beyond it the enterprise is another sector. */
export function ceilingFault(sector: FeeSector, amount: Exact, place: string): Refused | null {
  if (sector.most === null || compare(amount, sector.most) <= 0) return null;
  const message = `${sector.title}的年产量不超过 ${printed(sector.most)} 吨，填的是 ${printed(amount)} 吨：应按非金属矿山（露天）或金属矿山（露天）计算`;
  return refuseAt([wrong(place, printed(amount), `不超过 ${printed(sector.most)}`, message)]);
}

/** The year's figure a sector is reckoned by, or what is wrong with it. */
export function baseOf(sector: FeeSector, given: ExpenseGiven, rate: FeeRate): Exact | Refused {
  if ('perTonne' in rate && compare(rate.perTonne, 0) === 0) return exact(0);
  const own = figureOf(sector, rate);
  const [unit, what] = figures[own](sector);
  for (const other of ['output_t', 'revenue_yuan', 'capacity_m3'] as const) {
    if (other === own || given[other] === undefined) continue;
    const message = `${sector.title}按${what}（${own}，单位${unit}）计算，不能填 ${other}`;
    return refuseAt([wrong(other, given[other], `改填 ${own}`, message)]);
  }
  const value = given[own];
  if (value === undefined) {
    return refuse('INCOMPLETE', `${sector.title}按${what}计算，请填 ${own}（单位${unit}）`, { missing: [own] });
  }
  const amount = amountOf(sector, own, value, own);
  if ('refused' in amount) return amount;
  return ceilingFault(sector, amount, own) ?? amount;
}

/** A height given must be one the edition allows the sector (2012 年办法：采石场最大开采高度不超过 50 米). */
export function heightFault(sector: FeeSector, rate: FeeRate, given: ExpenseGiven): Refused | null {
  if (!('perTonne' in rate) || rate.mostHeight_m === null || given.height_m === undefined) return null;
  const height = asExact(given.height_m);
  const limit = printed(rate.mostHeight_m);
  if (height !== null && compare(height, 0) >= 0 && compare(height, rate.mostHeight_m) <= 0) return null;
  const message = `${sector.title}的最大开采高度不超过 ${limit} 米，填的是“${given.height_m}”：超过的应按露天矿山计算`;
  return refuseAt([wrong('height_m', given.height_m, `0 至 ${limit} 米`, message)]);
}
