import { expect, test } from 'vitest';
import { day } from '#kernel';
import { monthAfter, monthText, nearnessOf, weeksOf } from './month.ts';

test('a month is whole weeks from Monday', () => {
  const weeks = weeksOf(day('2022-05-16'));
  expect(weeks[0]?.[0]).toBe('2022-04-25');
  expect(weeks.at(-1)?.[6]).toBe('2022-06-05');
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeksOf(day('2021-02-10'))).toHaveLength(4);
  expect([monthText(day('2022-05-16')), monthAfter(day('2022-05-31'), 1), monthAfter(day('2022-01-31'), -1)]).toEqual([
    '2022年5月',
    '2022-06-01',
    '2021-12-01',
  ]);
});

test.each([
  ['2022-05-15', 'missed'],
  ['2022-05-16', 'week'],
  ['2022-05-22', 'week'],
  ['2022-05-23', 'month'],
  ['2022-05-31', 'month'],
  ['2022-06-01', 'later'],
])('due on %s, looked at on Monday 2022-05-16: %s', (due, near) =>
  expect(nearnessOf(due, day('2022-05-16'))).toBe(near),
);

test('on a Sunday this week ends today', () => {
  expect([nearnessOf('2022-05-22', day('2022-05-22')), nearnessOf('2022-05-23', day('2022-05-22'))]).toEqual([
    'week',
    'month',
  ]);
});
