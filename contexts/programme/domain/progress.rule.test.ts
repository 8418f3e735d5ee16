import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, daysBetween } from '#kernel';
import type { Target } from './notice.ts';
import { type Counted, type ProgressState, progress, targetText } from './progress.rule.ts';

const task = (target: Target, more: Partial<Parameters<typeof progress>[0]> = {}) => ({
  target,
  pace: 'linear' as const,
  from: day('2022-01-01'),
  due: day('2022-12-31'),
  notConnected: null,
  textPending: false,
  ...more,
});
const zero: Target = { kind: 'zero' };
const ten: Target = { kind: 'at-least', value: 10, unit: '家' };
const all: Target = { kind: 'all' };
const share = (percent: number): Target => ({ kind: 'share', percent });
const count = (n: number, of: number | null = null, unit?: string): Counted => (unit ? { n, of, unit } : { n, of });

describe('progress', () => {
  // 2022-01-01 to 2022-12-31 is 364 days; 2022-07-02 is day 182, half of them.
  it.each<[what: string, target: Target, figure: Counted, today: string, state: ProgressState, ratio: number | null]>([
    ['exactly on pace', ten, count(5), '2022-07-02', 'on-track', 0.5],
    ['one day past the pace', ten, count(5), '2022-07-03', 'behind', 0.5],
    ['the first day asks for nothing yet', ten, count(0), '2022-01-01', 'on-track', 0],
    ['the second day does', ten, count(0), '2022-01-02', 'behind', 0],
    ['before the first day', ten, count(0), '2021-12-31', 'on-track', 0],
    ['one short on the due day is not overdue', ten, count(9), '2022-12-31', 'behind', 0.9],
    ['one short the day after', ten, count(9), '2023-01-01', 'overdue', 0.9],
    ['reached exactly', ten, count(10), '2022-12-31', 'met', 1],
    ['more than asked', ten, count(14), '2022-02-01', 'met', 1],
    ['reached late', ten, count(10), '2023-05-01', 'met', 1],
    ['all but one', all, count(199, 200), '2022-12-31', 'behind', 0.995],
    ['all', all, count(200, 200), '2022-12-31', 'met', 1],
    ['just under the share', share(98), count(979, 1000), '2022-12-31', 'behind', 979 / 980],
    ['the share', share(98), count(980, 1000), '2022-12-31', 'met', 1],
    ['a share that needs rounding is not met by rounding', share(33), count(1, 4), '2023-01-01', 'overdue', 25 / 33],
    ['33 % of 3 is 0.99, one is enough', share(33), count(1, 3), '2022-12-31', 'met', 1],
    ['none left', zero, count(0), '2022-03-01', 'met', 1],
    ['none left of many', zero, count(0, 80), '2022-03-01', 'met', 1],
    ['none of none is nothing cleared', zero, count(0, 0), '2022-03-01', 'on-track', null],
    ['half left at half time', zero, count(40, 80), '2022-07-02', 'on-track', 0.5],
    ['more than half left', zero, count(41, 80), '2022-07-02', 'behind', 39 / 80],
    ['one left after the due day', zero, count(1, 80), '2023-01-01', 'overdue', 79 / 80],
    ['some left, of an unknown whole', zero, count(3), '2022-02-01', 'behind', null],
    ['nothing to do yet', all, count(0, 0), '2022-12-31', 'on-track', null],
    ['nothing there was to do', all, count(0, 0), '2023-01-01', 'met', null],
    ['no whole to be a share of', share(100), count(5), '2022-02-01', 'not-connected', null],
  ])('%s', (_, target, figure, today, state, ratio) => {
    const found = progress(task(target), figure, day(today));
    expect(found.state).toBe(state);
    if (ratio === null) expect(found.ratio).toBeNull();
    else expect(found.ratio).toBeCloseTo(ratio, 12);
  });

  it('what has to hold always is behind on any day it does not', () => {
    const always = task(share(100), { pace: 'always' });
    expect(progress(always, count(999, 1000), day('2022-01-01'))).toMatchObject({ state: 'behind' });
    expect(progress(always, count(1000, 1000), day('2022-01-01'))).toMatchObject({ state: 'met' });
    expect(progress(task(zero, { pace: 'always' }), count(1, 500), day('2022-01-02')).state).toBe('behind');
  });

  it('the 30 June campaign', () => {
    const june = task(zero, { from: day('2022-03-14'), due: day('2022-06-30') });
    expect(progress(june, count(2, 40, '条'), day('2022-06-30'))).toEqual({
      state: 'behind',
      ratio: 0.95,
      sentence: '尚余 2 条，共 40 条，按时间应完成 100%，今天到期',
    });
    expect(progress(june, count(2, 40, '条'), day('2022-07-01')).sentence).toBe('尚余 2 条，共 40 条，已逾期 1 天');
    expect(progress(june, count(0, 40, '条'), day('2022-07-01')).sentence).toBe('已清零，已达标');
  });

  it('never writes 100 % for less', () => {
    expect(progress(task(all), count(1999, 2000, '家'), day('2022-12-31')).sentence).toBe(
      '已完成 1999/2000 家（99%），目标全部，按时间应完成 100%，今天到期',
    );
    expect(progress(task(ten), count(9), day('2022-12-30')).sentence).toBe(
      '现为 9 家，目标不少于 10 家，按时间应完成 99%，还剩 1 天',
    );
  });

  it('says what it waits for instead of a number', () => {
    const later = task(ten, { notConnected: { subject: 'certification', why: '达标证书归标准化子系统' } });
    expect(progress(later, null, day('2022-05-01'))).toEqual({
      state: 'not-connected',
      ratio: null,
      sentence: '未接入，等“标准化与许可”：达标证书归标准化子系统',
    });
    expect(progress(task(all, { textPending: true }), count(1, 1), day('2023-05-01'))).toMatchObject({
      state: 'pending-text',
      ratio: null,
    });
    expect(progress(task(zero), null, day('2022-05-01'))).toMatchObject({ state: 'not-connected', ratio: null });
  });

  it('refuses figures that are no counts', () => {
    for (const n of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => progress(task(ten), count(n), day('2022-05-01'))).toThrow(/整数/);
    }
  });

  it('a task of one day is due that day', () => {
    const one = task(ten, { from: day('2022-05-01'), due: day('2022-05-01') });
    expect(progress(one, count(3), day('2022-05-01')).state).toBe('behind');
    expect(progress(one, count(3), day('2022-05-02')).state).toBe('overdue');
  });

  it('ratio stays within 0 and 1, overdue only after the due day, met exactly when nothing is missing', () => {
    const anyTarget = fc.constantFrom<Target>(zero, ten, all, share(1), share(50), share(100));
    fc.assert(
      fc.property(anyTarget, fc.nat(500), fc.nat(500), fc.integer({ min: -30, max: 800 }), (target, a, b, at) => {
        const [n, of] = [Math.min(a, b), Math.max(a, b)];
        const today = addDays(day('2022-01-01'), at);
        const { state, ratio } = progress(task(target), count(n, of), today);
        if (ratio !== null) expect(ratio >= 0 && ratio <= 1).toBe(true);
        if (state === 'overdue') expect(daysBetween(day('2022-12-31'), today)).toBeGreaterThan(0);
        if (state === 'met' && ratio !== null) expect(ratio).toBe(1);
        if (today > '2022-12-31') expect(['met', 'overdue']).toContain(state);
      }),
    );
  });

  it('target words', () => {
    expect([zero, ten, all, share(98)].map(targetText)).toEqual(['清零', '不少于 10 家', '全部', '98%']);
  });
});
