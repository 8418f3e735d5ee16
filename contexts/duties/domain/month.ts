import { addDays, addMonths, type Day, firstOfMonth, lastOfMonth, weekday } from '#kernel';

/** The weeks of a month from Monday to Sunday, days of its neighbours included. */
export function weeksOf(month: Day): Day[][] {
  const first = firstOfMonth(month);
  const start = addDays(first, -((weekday(first) + 6) % 7));
  const weeks: Day[][] = [];
  for (let at = start; at <= lastOfMonth(month); at = addDays(at, 7))
    weeks.push(Array.from({ length: 7 }, (_, n) => addDays(at, n)));
  return weeks;
}

export const monthAfter = (month: Day, n: number): Day => addMonths(firstOfMonth(month), n);

/** 2022年5月 */
export const monthText = (month: Day): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;

/** Days a list of one's own reaches: a month back and a year on, so that what falls due at the end of the year is in it. */
export const listSpan = (today: Day): { from: Day; to: Day } => ({
  from: addDays(today, -30),
  to: addDays(today, 366),
});

/** Where a due day lies for who looks at his list: gone by, this week, this month, later. */
export type Nearness = 'missed' | 'week' | 'month' | 'later';
export const nearnessWords: Readonly<Record<Nearness, string>> = {
  missed: '已逾期',
  week: '本周',
  month: '本月',
  later: '以后',
};

/** The last days of this week (Sunday) and of this month. */
export const endsOf = (today: Day): { week: Day; month: Day } => ({
  week: addDays(today, (7 - weekday(today)) % 7),
  month: lastOfMonth(today),
});

export function nearnessOf(due: string, today: Day): Nearness {
  const { week, month } = endsOf(today);
  if (due < today) return 'missed';
  if (due <= week) return 'week';
  return due <= month ? 'month' : 'later';
}
