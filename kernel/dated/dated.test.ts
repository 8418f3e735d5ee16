import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, daysBetween } from '../day/index.ts';
import { BeforeFloor, type Dated, dated, datedFaults, inForce, spans, weakest } from './index.ts';

const entry = <T>(from: string, value: T) => ({
  from: day(from),
  value,
  cite: '某规定第一条',
  checked: 'verified' as const,
});
const fee: Dated<number | null> = dated([entry('2012-02-14', 5), entry('2022-11-21', 8), entry('2026-01-01', null)]);

describe('dated', () => {
  it.each([
    ['2012-02-14', 5],
    ['2022-11-20', 5],
    ['2022-11-21', 8],
    ['2025-12-31', 8],
    ['2026-01-01', null],
    ['2099-01-01', null],
  ])('on %s the value is %s', (on, value) => {
    expect(inForce(fee, day(on)).value).toBe(value);
  });

  it('refuses a day before the floor, naming both', () => {
    const ask = () => inForce(fee, day('2012-02-13'));
    expect(ask).toThrow(BeforeFloor);
    expect(ask).toThrow('没有收录 2012-02-13 的规定：最早收录自 2012-02-14');
    expect(() => inForce([], day('2022-01-01'))).toThrow(BeforeFloor);
  });

  it('spans join without gap or overlap', () => {
    expect(spans(fee).map(({ from, to }) => [from, to])).toEqual([
      ['2012-02-14', '2022-11-20'],
      ['2022-11-21', '2025-12-31'],
      ['2026-01-01', null],
    ]);
  });

  it('names every fault', () => {
    expect(datedFaults([])).toEqual(['没有任何条目']);
    const faults = datedFaults([
      entry('2022-01-02', 1),
      entry('2022-01-02', 2),
      { ...entry('2021-01-01', 3), cite: ' ' },
      { ...entry('2022-01-01', 4), from: '2022-02-30' as Day },
    ]);
    expect(faults).toEqual([
      '第 2 条与上一条的起始日都是 2022-01-02',
      '第 3 条没有写依据',
      '第 3 条的起始日 2021-01-01 早于上一条的 2022-01-02',
      '第 4 条的起始日“2022-02-30”不是真实日期',
    ]);
    expect(() => dated([])).toThrow('按日期生效的数据有误：没有任何条目');
  });

  it('a result is as well checked as its weakest part', () => {
    expect(weakest([])).toBe('verified');
    expect(weakest(['verified', 'secondary'])).toBe('secondary');
    expect(weakest(['secondary', 'unverified', 'verified'])).toBe('unverified');
  });

  it('any day from the floor on has exactly one span that holds it', () => {
    const steps = fc.uniqueArray(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 9500 }), (offsets, ask) => {
        const start = day('2002-11-01');
        const value = dated(offsets.sort((a, b) => a - b).map((n) => entry(addDays(start, n), n)));
        const on = addDays(start, ask);
        const holding = spans(value).filter((span) => span.from <= on && (span.to === null || on <= span.to));
        if (on < (value[0]?.from ?? on)) {
          expect(holding).toEqual([]);
          expect(() => inForce(value, on)).toThrow(BeforeFloor);
        } else {
          expect(holding.length).toBe(1);
          expect(inForce(value, on).value).toBe(holding[0]?.value);
          expect(daysBetween(holding[0]?.from ?? on, on)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
