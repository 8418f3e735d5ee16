import { describe, expect, it } from 'vitest';
import { answered, refusedFor } from '../testing.ts';
import type { PenaltyRange } from './range.ts';

const ask = (provision: string, subject: string, stage: string, on: string, facts: object = {}) =>
  answered<PenaltyRange>('penalty.range', { provision: `安全生产法§${provision}`, subject, stage, facts }, on);
const band = (...args: Parameters<typeof ask>) => {
  const { min_yuan, max_yuan, fined } = ask(...args).result;
  return fined ? [min_yuan, max_yuan] : null;
};

describe('按事故等级和收入', () => {
  it.each<[object, number, number]>([
    [{ deaths: 2, seriousInjuries: 9, loss_yuan: 9_999_999 }, 300_000, 1_000_000],
    [{ deaths: 3 }, 1_000_000, 2_000_000],
    [{ seriousInjuries: 10 }, 1_000_000, 2_000_000],
    [{ loss_yuan: 10_000_000 }, 1_000_000, 2_000_000],
    [{ deaths: 9 }, 1_000_000, 2_000_000],
    [{ deaths: 10 }, 2_000_000, 10_000_000],
    [{ seriousInjuries: 49 }, 1_000_000, 2_000_000],
    [{ seriousInjuries: 50 }, 2_000_000, 10_000_000],
    [{ loss_yuan: 49_999_999 }, 1_000_000, 2_000_000],
    [{ loss_yuan: 50_000_000 }, 2_000_000, 10_000_000],
    [{ deaths: 29 }, 2_000_000, 10_000_000],
    [{ deaths: 30 }, 10_000_000, 20_000_000],
    [{ seriousInjuries: 99 }, 2_000_000, 10_000_000],
    [{ seriousInjuries: 100 }, 10_000_000, 20_000_000],
    [{ loss_yuan: 99_999_999 }, 2_000_000, 10_000_000],
    [{ loss_yuan: 100_000_000 }, 10_000_000, 20_000_000],
    // 第二款：以第一款的幅度乘二至五
    [{ deaths: 30, egregious: true }, 20_000_000, 100_000_000],
  ])('第 114 条 %j', (facts, min, max) => {
    expect(band('114', 'enterprise', 'accident', '2022-03-14', facts)).toEqual([min, max]);
  });

  it.each([
    ['2021-08-31', 'general', [200_000, 500_000]],
    ['2021-08-31', 'larger', [500_000, 1_000_000]],
    ['2021-08-31', 'major', [1_000_000, 5_000_000]],
    ['2021-08-31', 'extraordinary', [5_000_000, 10_000_000]],
    ['2021-09-01', 'general', [300_000, 1_000_000]],
  ])('%s %s', (on, accident, expected) => {
    expect(band('114(1)', 'enterprise', 'accident', on, { accident })).toEqual(expected);
  });

  it('2014 年特别重大事故情节特别严重的另有一档', () => {
    expect(
      band('114(1)', 'enterprise', 'accident', '2021-08-31', { accident: 'extraordinary', egregious: true }),
    ).toEqual([10_000_000, 20_000_000]);
  });

  it.each([
    ['2021-09-01', 'general', 0.4],
    ['2021-09-01', 'larger', 0.6],
    ['2021-09-01', 'major', 0.8],
    ['2021-09-01', 'extraordinary', 1],
    ['2021-08-31', 'general', 0.3],
    ['2021-08-31', 'larger', 0.4],
    ['2021-08-31', 'major', 0.6],
    ['2021-08-31', 'extraordinary', 0.8],
  ])('%s 第 95 条 %s 为年收入的 %d', (on, accident, share) => {
    expect(band('95', 'principal', 'accident', on, { accident, income_yuan: 100_000 })).toEqual([
      share * 100_000,
      share * 100_000,
    ]);
  });

  it('收入的比例不在比较前取整，最后舍去不足一元', () => {
    const { result, workings } = ask('95', 'principal', 'accident', '2022-03-14', { deaths: 3, income_yuan: 123_457 });
    expect(result.max_yuan).toBe(74_074); // 123457 × 0.6 = 74074.2
    expect(workings.map((each) => each.value)).toContain('74074.2');
    expect(band('96', 'safety-manager', 'accident', '2022-03-14', { income_yuan: 100_003 })).toEqual([20_001, 50_001]); // 20000.6～50001.5
    expect(band('110(2)', 'principal', 'accident', '2022-03-14', { income_yuan: 100_000 })).toEqual([60_000, 100_000]);
  });

  it.each([
    [99_999, [100_000, 200_000]],
    [0, [100_000, 200_000]],
    [100_000, [200_000, 500_000]],
    [100_001, [200_002, 500_005]],
  ])('第 103 条第一款，违法所得 %i', (gain, expected) => {
    expect(band('103(1)', 'enterprise', 'first', '2022-03-14', { illegalGain_yuan: gain })).toEqual(expected);
  });

  it.each([
    [99_999, [100_000, 1_000_000]],
    [100_000, [300_000, 500_000]],
  ])('矿产资源法（2024）第 64 条，矿产品价值 %i', (ore, expected) => {
    const { result } = answered<PenaltyRange>(
      'penalty.range',
      { provision: '矿产资源法§64', subject: 'enterprise', stage: 'first', facts: { oreValue_yuan: ore } },
      '2025-07-01',
    );
    expect([result.min_yuan, result.max_yuan]).toEqual(expected);
    expect(result.other).toContain('移送自然资源主管部门');
  });

  it('按日连续处罚自责令改正的次日起计', () => {
    const facts = { originalFine_yuan: 20_000, orderedOn: '2022-03-01', refusedUntil: '2022-03-14' };
    expect(band('112', 'enterprise', 'refusal', '2022-03-14', facts)).toEqual([260_000, 260_000]); // 13 日
    expect(band('112', 'enterprise', 'refusal', '2022-03-14', { ...facts, refusedUntil: '2022-03-02' })).toEqual([
      20_000, 20_000,
    ]);
    expect(
      refusedFor(
        'penalty.range',
        {
          provision: '安全生产法§112',
          subject: 'enterprise',
          stage: 'refusal',
          facts: { ...facts, refusedUntil: '2022-03-01' },
        },
        '2022-03-14',
      ).message,
    ).toMatch(/次日起计/);
  });

  it('个人经营的投资人', () => {
    expect(band('93', 'principal', 'accident', '2022-03-14', { investor: true })).toEqual([20_000, 200_000]);
    expect(band('93', 'principal', 'accident', '2022-03-14', { investor: false })).toBeNull();
  });
});
