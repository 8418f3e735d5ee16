import { addDays, addMonths, type Day, lastOfMonth, weekday } from '#kernel';

/** 所属期: first and last day, both belong to it. */
export interface Period {
  first: Day;
  last: Day;
}

const months = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
  'two-years': 24,
} as const;
/** How often a duty falls due, as the catalogue declares it. */
export type Every = keyof typeof months | 'week';

/** The period a day lies in: weeks from Monday, the rest by the calendar; two years begin with an even one. */
export function periodAt(every: Every, on: Day): Period {
  if (every === 'week') {
    const first = addDays(on, -((weekday(on) + 6) % 7));
    return { first, last: addDays(first, 6) };
  }
  const length = months[every];
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  const at = year * 12 + month - 1;
  const begins = at - (at % length);
  const first =
    `${String(Math.floor(begins / 12)).padStart(4, '0')}-${String((begins % 12) + 1).padStart(2, '0')}-01` as Day;
  return { first, last: lastOfMonth(addMonths(first, length - 1)) };
}

/** Periods from the one `from` lies in to the one `to` lies in, oldest first. */
export function periodsBetween(every: Every, from: Day, to: Day): Period[] {
  const found: Period[] = [];
  for (let at = periodAt(every, from); at.first <= to; at = periodAt(every, addDays(at.last, 1))) found.push(at);
  return found;
}

const quarters = ['一', '二', '三', '四'];

/** 2022年3月, 2022年第一季度, 2022年上半年, 2022年, 2022—2023年; a week and an occasion by their days. */
export function periodText(every: Every | null, { first, last }: Period): string {
  const [year, month] = [first.slice(0, 4), Number(first.slice(5, 7))];
  switch (every) {
    case 'month':
      return `${year}年${month}月`;
    case 'quarter':
      return `${year}年第${quarters[(month - 1) / 3]}季度`;
    case 'half-year':
      return `${year}年${month === 1 ? '上' : '下'}半年`;
    case 'year':
      return `${year}年`;
    case 'two-years':
      return `${year}—${last.slice(0, 4)}年`;
    case 'week':
      return `${first} 至 ${last}`;
    default:
      return first;
  }
}
