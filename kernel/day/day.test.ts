import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  asDay,
  day,
  daysBetween,
  eachMonth,
  firstOfMonth,
  isDay,
  lastOfMonth,
  monthOf,
  weekday,
} from './index.ts';

const anyDay = fc
  .date({ min: new Date('0002-01-01T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));

describe('day', () => {
  it.each([
    ['2022-03-14', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2022-13-01', false],
    ['2022-00-10', false],
    ['2022-04-31', false],
    ['2022-01-00', false],
    ['0000-01-01', false],
    ['2022-3-14', false],
    ['2022/03/14', false],
    ['２０２２-03-14', false],
    ['2022-03-14T00:00:00Z', false],
    ['', false],
  ])('%s is a day: %s', (text, real) => {
    expect(isDay(text)).toBe(real);
    expect(asDay(text)).toBe(real ? text : null);
    if (!real) expect(() => day(text)).toThrow(/日期.*不正确/);
  });

  it('takes only text', () => {
    for (const value of [null, undefined, 20220314, new Date(), ['2022-03-14']]) expect(asDay(value)).toBeNull();
  });

  it.each([
    ['2022-03-01', 15, '2022-03-16'],
    ['2022-03-14', 90, '2022-06-12'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2022-12-31', 1, '2023-01-01'],
    ['1970-01-01', -1, '1969-12-31'],
    ['2022-03-14', 0, '2022-03-14'],
  ])('%s + %i days = %s', (from, n, to) => {
    expect(addDays(day(from), n)).toBe(to);
    expect(daysBetween(day(from), day(to))).toBe(n);
  });

  it.each([
    ['2022-01-31', 1, '2022-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2022-05-10', 6, '2022-11-10'],
    ['2022-11-10', 3, '2023-02-10'],
    ['2024-02-29', 36, '2027-02-28'],
    ['2022-03-31', -1, '2022-02-28'],
    ['2022-01-15', -13, '2020-12-15'],
    ['2022-12-31', 0, '2022-12-31'],
  ])('%s + %i months = %s', (from, n, to) => {
    expect(addMonths(day(from), n)).toBe(to);
  });

  it('refuses steps that are not whole and days out of range', () => {
    expect(() => addDays(day('2022-01-01'), 1.5)).toThrow(/整数/);
    expect(() => addMonths(day('2022-01-01'), Number.NaN)).toThrow(/整数/);
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(/范围/);
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(/范围/);
  });

  it.each([
    ['2022-03-14', 1],
    ['2022-03-13', 0],
    ['1970-01-01', 4],
    ['2000-01-01', 6],
    ['1969-12-31', 3],
  ])('%s falls on weekday %i', (text, expected) => {
    expect(weekday(day(text))).toBe(expected);
  });

  it('months', () => {
    expect(monthOf(day('2022-03-14'))).toBe('2022-03');
    expect(firstOfMonth(day('2022-03-14'))).toBe('2022-03-01');
    expect(lastOfMonth(day('2024-02-01'))).toBe('2024-02-29');
    expect(eachMonth(day('2021-11-30'), day('2022-02-01'))).toEqual([
      '2021-11-01',
      '2021-12-01',
      '2022-01-01',
      '2022-02-01',
    ]);
    expect(eachMonth(day('2022-03-31'), day('2022-03-31'))).toEqual(['2022-03-01']);
    expect(eachMonth(day('2022-03-14'), day('2022-03-13'))).toEqual([]);
    expect(eachMonth(day('9999-11-02'), day('9999-12-31'))).toEqual(['9999-11-01', '9999-12-01']);
  });

  it('agrees with the platform calendar on any day and any step', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (at, n) => {
        const date = new Date(`${at}T00:00:00Z`);
        expect(weekday(at)).toBe(date.getUTCDay());
        date.setUTCDate(date.getUTCDate() + n);
        expect(addDays(at, n)).toBe(date.toISOString().slice(0, 10));
        expect(daysBetween(at, addDays(at, n))).toBe(n);
      }),
    );
  });

  it('month steps stay in the right month and never pass its end', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -11, max: 11 }), (at, n) => {
        const to = addMonths(at, n);
        const months = (d: string) => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
        expect(months(to) - months(at)).toBe(n);
        expect(Number(to.slice(8))).toBeLessThanOrEqual(Number(at.slice(8)));
        expect(to === lastOfMonth(to) || to.slice(8) === at.slice(8)).toBe(true);
      }),
    );
  });
});
