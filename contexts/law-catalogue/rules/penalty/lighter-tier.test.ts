import { describe, expect, it } from 'vitest';
import { answered } from '../testing.ts';
import type { Proposal } from './propose.ts';

const propose = (provision: string, stage: string, more: object, on: string) =>
  answered<Proposal>(
    'penalty.propose',
    { provision: `安全生产法§${provision}`, subject: 'enterprise', stage, ...more },
    on,
  );
const accident = (facts: object, on: string) => propose('114', 'accident', { facts }, on).result;

describe('裁量阶次的从旧兼从轻', () => {
  // 令 14 的阶次自 2024-03-01 起：死亡 1 人 50～70 万元，下限比法定 30～100 万元重；不足 3 人重伤 30～50 万元，两端都不重
  it.each<[string, object, string | null]>([
    ['2023-12-10', { deaths: 1 }, null],
    ['2024-02-29', { deaths: 1 }, null],
    ['2024-03-01', { deaths: 1 }, '一般2'],
    ['2023-12-10', { deaths: 2 }, null],
    ['2023-12-10', { deaths: 0, seriousInjuries: 2 }, '一般1'],
    ['2024-03-01', { deaths: 0, seriousInjuries: 2 }, '一般1'],
  ])('行为终了 %s，%j，2024-06-01 决定：阶次 %j', (actEndedOn, figures, tier) => {
    const result = accident({ actEndedOn, ...figures }, '2024-06-01');
    expect(result.tier?.tier ?? null).toBe(tier);
    if (tier === null) expect(result.reasons.join()).toMatch(/自 2024-03-01 起施行，晚于行为终了之日/);
  });

  // 国家基准第 46 项 A 档 0～2 万元（2024-11-01 起），法定 0～5 万元：较轻，可用于此前的行为
  it.each([
    ['2024-10-31', 1, 'A'],
    ['2024-11-01', 1, 'A'],
    ['2024-10-31', 3, null],
    ['2024-11-01', 3, 'B、C'],
  ])('隐患未消除，行为终了 %s，%i 处：%j', (actEndedOn, hazards, tier) => {
    const more = { facts: { actEndedOn }, scope: 'industrial-trade', counts: { hazards } };
    expect(propose('102', 'first', more, '2025-03-14').result.tier?.tier ?? null).toBe(tier);
  });

  // 山西 260 号 2022-01-01 起、2024-10-31 止。§108：不足 100 人 2～10 万元，法定 2～20 万元：较轻；100 人以上 10～20 万元：下限较重
  it.each<[string, string, number, number | null]>([
    ['2021-12-31', '2022-03-14', 99, 100_000],
    ['2021-12-31', '2022-03-14', 100, null],
    ['2022-01-01', '2022-03-14', 100, 200_000],
    ['2024-10-31', '2025-03-14', 100, 200_000],
  ])('行为终了 %s，%s 决定，从业人员 %i 人：阶次上限 %j', (actEndedOn, on, staff, max) => {
    const { result, workings } = propose('108', 'refusal', { facts: { actEndedOn }, counts: { staff } }, on);
    expect(result.tier?.max_yuan ?? null).toBe(max);
    if (actEndedOn < '2022-01-01' || on > '2024-10-31')
      expect(workings.some((each) => each.cite === '行政处罚法（2021）第37条' && each.say.includes('阶次'))).toBe(true);
  });
});
