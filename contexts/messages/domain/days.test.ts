import { expect, test } from 'vitest';
import { byDay } from './days.ts';

test('rows are grouped by the day of the county, not of Greenwich', () => {
  const at = (instant: string) => ({ at: instant });
  const rows = [
    at('2022-05-31T16:00:00.000Z'),
    at('2022-05-31T15:59:59.000Z'),
    at('2022-05-30T16:00:00.000Z'),
    at('2022-05-30T15:00:00.000Z'),
  ];
  expect(byDay(rows, '2022-06-01').map(({ title, rows: of }) => [title, of.length])).toEqual([
    ['今天', 1],
    ['昨天', 2],
    ['2022-05-30', 1],
  ]);
  expect(byDay([], '2022-06-01')).toEqual([]);
});
