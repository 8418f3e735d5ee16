import { describe, expect, test } from 'vitest';
import { countSteps, idealOpen } from './burn-down.tsx';
import { heatStep } from './heat-table.tsx';
import { sparkPath } from './spark.tsx';

describe('even line of a burn-down', () => {
  test.each([
    ['2022-03-02', 100], // first day: all open
    ['2022-05-01', 50], // 60 of 120 days gone: 100 × (1 − 60/120)
    ['2022-06-30', 0], // due day: zero
    ['2022-07-15', 0], // after it: still zero, never below
    ['2022-01-01', 100], // before it: never above
  ])('%s → %d', (day, open) => expect(idealOpen(100, '2022-03-02', '2022-06-30', day)).toBeCloseTo(open, 9));
  test('a due day not after the first is zero', () =>
    expect(idealOpen(5, '2022-03-02', '2022-03-02', '2022-03-02')).toBe(0));
});

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [180, [0, 50, 100, 150, 200]],
  [1001, [0, 500, 1000, 1500]],
])('steps of the axis up to %d', (most, steps) => expect(countSteps(most)).toEqual(steps));

describe('heat', () => {
  test('nothing left is white, the most is deepest', () => {
    expect(heatStep({ n: 0 }, 20)).toBe(0);
    expect(heatStep({ n: 1 }, 20)).toBe(1);
    expect(heatStep({ n: 20 }, 20)).toBe(4);
  });
  test('of n of: less done is deeper, all done is white', () => {
    expect(heatStep({ n: 10, of: 10 }, 0)).toBe(0);
    expect(heatStep({ n: 0, of: 10 }, 0)).toBe(4);
    expect(heatStep({ n: 0, of: 0 }, 0)).toBe(0);
  });
});

test('a month without a figure breaks the spark line', () => {
  const path = sparkPath([1, 2, null, 3]);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(sparkPath([null, null])).toBe('');
});
