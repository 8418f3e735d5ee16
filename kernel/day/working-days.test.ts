import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  type Calendar,
  type Day,
  day,
  isWorkingDay,
  workingDaysBetween,
  workingDaysLeft,
} from './index.ts';

const days = (text: string): ReadonlySet<Day> => new Set(text.split(' ').map(day));
/** National Day 2022: off 1–7 October, worked on 8 and 9 October (a weekend). */
const calendar: Calendar = {
  holidays: days('2022-10-01 2022-10-02 2022-10-03 2022-10-04 2022-10-05 2022-10-06 2022-10-07'),
  makeUpDays: days('2022-10-08 2022-10-09'),
  from: day('2022-09-01'),
  to: day('2022-12-31'),
};

describe('working days', () => {
  it.each([
    ['2022-09-30', true],
    ['2022-10-01', false],
    ['2022-10-03', false],
    ['2022-10-07', false],
    ['2022-10-08', true],
    ['2022-10-09', true],
    ['2022-10-10', true],
    ['2022-10-15', false],
  ])('%s is a working day: %s', (text, worked) => {
    expect(isWorkingDay(day(text), calendar)).toBe(worked);
  });

  it.each([
    ['2022-09-28', 5, '2022-10-10'],
    ['2022-09-28', 7, '2022-10-12'],
    ['2022-09-29', 5, '2022-10-11'],
    ['2022-09-23', 20, '2022-10-26'],
    ['2022-10-11', -5, '2022-09-29'],
    ['2022-09-30', 1, '2022-10-08'],
    ['2022-10-03', 0, '2022-10-08'],
    ['2022-10-08', 0, '2022-10-08'],
    ['2022-10-03', -1, '2022-09-30'],
  ])('the working day %s %i is %s', (from, n, to) => {
    expect(addWorkingDays(day(from), n, calendar)).toBe(to);
  });

  it.each([
    ['2022-10-12', '2022-10-12', 0],
    ['2022-10-12', '2022-10-14', 2],
    ['2022-10-14', '2022-10-17', 1],
    ['2022-10-14', '2022-10-16', 0],
    ['2022-10-16', '2022-10-14', 0],
    ['2022-10-17', '2022-10-14', -1],
    ['2022-09-30', '2022-10-10', 3],
    ['2022-10-10', '2022-09-30', -3],
  ])('from %s to %s: %i', (from, to, n) => {
    expect(workingDaysBetween(day(from), day(to), calendar)).toBe(n);
  });

  it('says when a day lies outside the calendar', () => {
    expect(workingDaysLeft(day('2022-10-12'), day('2022-10-14'), calendar)).toEqual({ days: 2, known: true });
    expect(workingDaysLeft(day('2022-12-30'), day('2023-01-03'), calendar)).toEqual({ days: 2, known: false });
    expect(workingDaysLeft(day('2022-08-31'), day('2022-09-01'), calendar)).toEqual({ days: 1, known: false });
  });

  it('refuses a count that is not whole', () => {
    expect(() => addWorkingDays(day('2022-09-28'), 0.5, calendar)).toThrow(/整数/);
  });

  const near = fc.integer({ min: -400, max: 400 }).map((n) => addDays(day('2022-10-05'), n));

  it('counting one by one gives the same as the formula', () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        let count = 0;
        for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) count += 1;
        expect(workingDaysBetween(from, to, calendar)).toBe(count);
        expect(workingDaysBetween(to, from, calendar) + count).toBe(0);
      }),
    );
  });

  it('adding and counting are inverse', () => {
    fc.assert(
      fc.property(near, fc.integer({ min: -200, max: 200 }), (from, n) => {
        if (n === 0) return;
        const to = addWorkingDays(from, n, calendar);
        expect(isWorkingDay(to, calendar)).toBe(true);
        const counted = workingDaysBetween(from, to, calendar);
        // Backwards the end day is the one left out, the start is the one counted.
        const expected = n > 0 ? n : n + 1 - (isWorkingDay(from, calendar) ? 1 : 0);
        expect(counted === expected || (counted === 0 && expected === 0)).toBe(true);
      }),
    );
  });
});
