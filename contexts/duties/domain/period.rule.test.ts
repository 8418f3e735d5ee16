import { expect, test } from 'vitest';
import { addDays, type Day, day } from '#kernel';
import { type Every, periodAt, periodsBetween, periodText } from './period.rule.ts';

test.each<[Every, string, string, string, string]>([
  ['week', '2022-05-16', '2022-05-16', '2022-05-22', '2022-05-16 至 2022-05-22'],
  ['week', '2022-05-22', '2022-05-16', '2022-05-22', '2022-05-16 至 2022-05-22'],
  ['week', '2022-01-01', '2021-12-27', '2022-01-02', '2021-12-27 至 2022-01-02'],
  ['month', '2022-02-28', '2022-02-01', '2022-02-28', '2022年2月'],
  ['month', '2024-02-29', '2024-02-01', '2024-02-29', '2024年2月'],
  ['quarter', '2022-03-31', '2022-01-01', '2022-03-31', '2022年第一季度'],
  ['quarter', '2022-04-01', '2022-04-01', '2022-06-30', '2022年第二季度'],
  ['quarter', '2022-12-31', '2022-10-01', '2022-12-31', '2022年第四季度'],
  ['half-year', '2022-06-30', '2022-01-01', '2022-06-30', '2022年上半年'],
  ['half-year', '2022-07-01', '2022-07-01', '2022-12-31', '2022年下半年'],
  ['year', '2022-12-31', '2022-01-01', '2022-12-31', '2022年'],
  ['two-years', '2022-01-01', '2022-01-01', '2023-12-31', '2022—2023年'],
  ['two-years', '2023-12-31', '2022-01-01', '2023-12-31', '2022—2023年'],
])('%s of %s', (every, on, first, last, words) => {
  const period = periodAt(every, day(on));
  expect(period).toEqual({ first, last });
  expect(periodText(every, period)).toBe(words);
});

const all: Every[] = ['week', 'month', 'quarter', 'half-year', 'year', 'two-years'];

test.each(all)('every day of eight years lies in exactly one %s, and they follow each other without gap', (every) => {
  const periods = periodsBetween(every, day('2020-01-01'), day('2027-12-31'));
  for (const [n, { first, last }] of periods.entries()) {
    if (n > 0) expect(first).toBe(addDays(periods[n - 1]!.last, 1));
    for (let on: Day = first; on <= last; on = addDays(on, 1)) expect(periodAt(every, on)).toEqual({ first, last });
  }
});

test('an occasion is named by its day', () => {
  expect(periodText(null, { first: day('2022-03-14'), last: day('2022-04-12') })).toBe('2022-03-14');
});
