import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#kernel';
import { balances, burnDown, trend12, weekDelta } from './series.rule.ts';

const at = (text: string, n: number) => ({ day: day(text), n });
const [from, due] = [day('2022-06-01'), day('2022-06-11')];

describe('balances', () => {
  const changes = [
    at('2022-05-31', 4),
    at('2022-06-01', 2),
    at('2022-05-31', -1),
    at('2022-06-03', -5),
    at('2022-06-04', 9),
  ];

  it('counts the day itself, carries on over a day of nothing, leaves out what comes later', () => {
    // 4 − 1 = 3; + 2 = 5; nothing; − 5 = 0; the 9 of 4 June lie behind the last day.
    const days = ['2022-05-31', '2022-06-01', '2022-06-02', '2022-06-03'].map((text) => day(text));
    expect(balances(changes, days).map((one) => one.n)).toEqual([3, 5, 5, 0]);
  });

  it('of no change is zero throughout', () => {
    expect(balances([], [day('2022-06-01'), day('2022-06-02')]).map((one) => one.n)).toEqual([0, 0]);
  });
});

describe('burn-down', () => {
  const opened = [at('2022-05-20', 4), at('2022-06-02', 6), at('2022-06-02', 2), at('2022-06-05', 1)];
  const closed = [at('2022-05-30', 2), at('2022-06-04', 5), at('2022-06-06', 3)];

  it('starts with the backlog and moves day by day', () => {
    const { points, openNow, daysLeft } = burnDown(opened, closed, from, due, day('2022-06-06'));
    expect(points.map((point) => point.open)).toEqual([2, 10, 10, 5, 6, 3]);
    expect(points[0]?.day).toBe('2022-06-01');
    expect(openNow).toBe(3);
    expect(daysLeft).toBe(5);
  });

  it('falls by one when one closes', () => {
    const today = day('2022-06-06');
    const before = burnDown(opened, closed, from, due, today);
    const after = burnDown(opened, [...closed, { day: today, n: 1 }], from, due, today);
    expect(after.openNow).toBe(before.openNow - 1);
    expect(after.points.at(-1)?.open).toBe(2);
  });

  it('the ideal goes straight from the peak to zero on the due day', () => {
    const { ideal } = burnDown(opened, closed, from, due, day('2022-06-06'));
    expect(ideal[0]).toEqual({ day: '2022-06-02', open: 10 });
    expect(ideal.at(-1)).toEqual({ day: due, open: 0 });
    expect(ideal).toHaveLength(10);
    expect(ideal[1]?.open).toBe(8.89);
  });

  it('knows nothing of days to come', () => {
    const { openNow, points } = burnDown(opened, closed, from, due, day('2022-06-03'));
    expect(openNow).toBe(10);
    expect(points).toHaveLength(3);
  });

  it('before it begins there is only the backlog', () => {
    expect(burnDown(opened, closed, from, due, day('2022-05-31'))).toEqual({
      points: [],
      ideal: [],
      openNow: 2,
      daysLeft: 11,
    });
  });

  it('on the due day no day is left, and after it the curve goes on while something is open', () => {
    expect(burnDown(opened, closed, from, due, due).daysLeft).toBe(0);
    const late = burnDown(opened, closed, from, due, day('2022-06-15'));
    expect(late.daysLeft).toBe(-4);
    expect(late.points.at(-1)).toEqual({ day: '2022-06-15', open: 3 });
  });

  it('a curve at zero past its due day ends there', () => {
    const done = burnDown([at('2022-06-02', 1)], [at('2022-06-13', 1)], from, due, day('2023-06-01'));
    expect(done.points.at(-1)).toEqual({ day: '2022-06-13', open: 0 });
    expect(done.openNow).toBe(0);
  });

  it('never had anything', () => {
    const none = burnDown([], [], from, due, day('2022-06-03'));
    expect(none.points.map((point) => point.open)).toEqual([0, 0, 0]);
    expect(none.ideal).toEqual([]);
  });

  it('ends at what was opened less what was closed, in any order', () => {
    const counts = fc.array(fc.record({ day: fc.integer({ min: -20, max: 40 }), n: fc.nat(9) }), { maxLength: 12 });
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 0, max: 40 }), (ups, downs, past) => {
        const days = (list: { day: number; n: number }[]) =>
          list.map((one) => ({ day: addDays(from, one.day), n: one.n }));
        const today = addDays(from, past);
        const { points, openNow } = burnDown(days(ups), days(downs), from, due, today);
        const sum = (list: { day: number; n: number }[]) =>
          list.reduce((total, one) => total + (one.day <= past ? one.n : 0), 0);
        expect(openNow).toBe(sum(ups) - sum(downs));
        expect(points.at(-1)?.open).toBe(openNow);
        expect(burnDown(days(ups).reverse(), days(downs).reverse(), from, due, today).points).toEqual(points);
      }),
    );
  });
});

describe('trend of twelve months', () => {
  it('takes the last reading of each month and leaves gaps', () => {
    const trend = trend12(
      [at('2022-04-30', 7), at('2022-06-08', 5), at('2022-06-03', 9), at('2021-06-30', 1)],
      day('2022-06-10'),
    );
    expect(trend).toHaveLength(12);
    expect(trend[0]).toEqual({ day: '2021-07-31', n: null });
    expect(trend.at(-3)).toEqual({ day: '2022-04-30', n: 7 });
    expect(trend.at(-2)).toEqual({ day: '2022-05-31', n: null });
    expect(trend.at(-1)).toEqual({ day: '2022-06-10', n: 5 });
  });

  it('leaves out what lies ahead, and handles leap years and the last of a month', () => {
    const trend = trend12([at('2024-02-29', 3), at('2024-03-31', 4), at('2024-04-01', 8)], day('2024-03-31'));
    expect(trend.at(-2)).toEqual({ day: '2024-02-29', n: 3 });
    expect(trend.at(-1)).toEqual({ day: '2024-03-31', n: 4 });
  });
});

describe('change of the week', () => {
  it.each([
    ['both days kept', [at('2022-06-03', 9), at('2022-06-10', 5)], -4],
    ['the day before is not the day', [at('2022-06-02', 9), at('2022-06-10', 5)], null],
    ['today not kept', [at('2022-06-03', 9)], null],
    ['nothing', [], null],
    ['no change', [at('2022-06-10', 5), at('2022-06-03', 5)], 0],
  ])('%s', (_, readings, change) => {
    expect(weekDelta(readings, day('2022-06-10'))).toBe(change);
  });
});
