import { expect, test } from 'vitest';
import { type Counted, countCells, countOverdue, twelveMonths } from './dashboard.ts';

const d: Counted = {
  today: '2022-03-14',
  cells: [
    { town: 'a', level: 'unjudged', n: { found: 3 } },
    { town: 'a', level: 'major', n: { assigned: 2 } },
    { town: 'b', level: 'general', n: { assigned: 5 } },
    { town: 'b', level: 'major', n: { closed: 7 } },
  ],
  overdue: [
    { town: 'a', level: 'major', n: 1 },
    { town: 'b', level: 'general', n: 2 },
  ],
  months: [
    { town: 'a', what: 'found', level: 'major', n: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4] },
    { town: 'b', what: 'found', level: 'general', n: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
    { town: 'b', what: 'closed', level: 'general', n: [6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
  ],
};

test('cells add up by town, state, level and open', () => {
  expect(countCells(d)).toBe(17);
  expect(countCells(d, { open: true })).toBe(10);
  expect(countCells(d, { open: true, level: 'major' })).toBe(2);
  expect(countCells(d, { town: 'b', state: 'assigned' })).toBe(5);
  expect(countOverdue(d)).toBe(3);
  expect(countOverdue(d, { town: 'a' })).toBe(1);
});

test('twelve months end with the running one', () => {
  const months = twelveMonths(d);
  expect(months.map((one) => one.month)).toEqual([
    '2021-04',
    '2021-05',
    '2021-06',
    '2021-07',
    '2021-08',
    '2021-09',
    '2021-10',
    '2021-11',
    '2021-12',
    '2022-01',
    '2022-02',
    '2022-03',
  ]);
  expect(months[11]).toEqual({ month: '2022-03', found: 5, closed: 0 });
  expect(months[0]).toEqual({ month: '2021-04', found: 0, closed: 6 });
  expect(twelveMonths(d, { town: 'a' })[11]?.found).toBe(4);
  expect(twelveMonths(d, { level: 'general' })[11]?.found).toBe(1);
});
