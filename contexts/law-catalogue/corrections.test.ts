import { describe, expect, it } from 'vitest';
import { day } from '#kernel';
import { clauseOn, instrumentOn } from './domain/clause.rule.ts';
import type { Deadline } from './rules/deadline/due.ts';
import { answered, refusedFor, theLaw } from './rules/testing.ts';

/** Corrections found while further texts were read: each with the value that was wrong before. */
describe('更正', () => {
  it('露天矿新职工 72 学时（GB 16423-2020 §4.5.2），不是 40 学时', () => {
    const duty = theLaw().duties.get('duty-tr05');
    expect(duty?.figures).toContainEqual({ name: '露天', value: '72', unit: '学时' });
    expect(duty?.basis.map((each) => each.instrument)).toContain('gb16423-2020');
    const ask = (on: string) =>
      answered<{ initialHours: number }>('training.required', { sector: 'open-pit-mine', role: 'worker' }, on);
    expect(ask('2021-09-01').result.initialHours).toBe(72);
  });

  it('91 号令第 10 条：金属冶炼 101 人起按 3‰ 且不少于 3 人', () => {
    const full = (employees: number) =>
      answered<{ fullTime: number }>('staffing.required', { sector: 'metal-smelting', employees }, '2022-03-14').result
        .fullTime;
    expect([full(101), full(1_000), full(1_001)]).toEqual([3, 3, 4]);
    expect(theLaw().duties.get('duty-st12')?.basis[0]).toMatchObject({ checked: 'verified' });
  });

  it.each<[string, string, string]>([
    ['A01', '2022-03-14T10:00:00+08:00', '事故报告和调查处理条例第9条'],
    ['A02', '2022-03-14T11:00:00+08:00', '事故报告和调查处理条例第11条'],
    ['A03', '2022-03-14T10:00:00+08:00', '事故信息报告办法（总局令21）第6条'],
    ['A04', '2022-03-14T10:00:00+08:00', '事故信息报告办法（总局令21）第8条'],
    ['A05', '2022-03-14T10:00:00+08:00', '事故信息报告办法（总局令21）第6条'],
  ])('事故上报 %s：9 时接到，%s 前，依据 %s', (clock, due, cite) => {
    const asked = { clock, from: '2022-03-14T09:00:00+08:00' };
    const { result, cites } = answered<Deadline>('deadline.of', asked, '2022-03-14');
    expect([result.due, cites[0]]).toEqual([due, cite]);
  });

  it.each([
    ['A06', '2022-03-14', '2022-03-19'],
    ['A07', '2022-03-14', '2022-05-14'],
  ])('事故举报核查 %s：%s 起，%s 前', (clock, from, due) => {
    expect(answered<Deadline>('deadline.of', { clock, from }, from).result.due).toBe(due);
  });

  // 查封扣押补办 24 小时、延期申请届满前 10 日内、听证 15 日、当场处罚 5 日、重大处罚 10 日：条号见各行
  it.each<[string, string, number, string | undefined]>([
    ['T03', '19', 24, 'administrative-coercion-law-2011'],
    ['T06', '17', 10, 'penalty-order-2015'],
    ['T16', '35', 15, 'penalty-order-2015'],
    ['T22', '22', 5, 'penalty-order-2015'],
    ['T36', '63', 10, 'penalty-order-2015'],
  ])('%s 依据第 %s 条，%i', (code, clause, amount, instrument) => {
    const clock = [...theLaw().clocks.values()].find((each) => each.code === code);
    const version = clock?.versions.find((each) => each.from <= '2022-03-14' && (each.to ?? '9999') >= '2022-03-14');
    expect(version).toMatchObject({ amount, instrument, checked: 'verified' });
    expect(version?.cite.endsWith(`第${clause}条`)).toBe(true);
  });

  it.each(['T06', 'T16', 'T22', 'T36'])('%s 在 2015-05-01 以前和 2026-02-01 起条文没有取得：拒绝计算', (clock) => {
    for (const from of ['2015-04-30', '2026-02-01'])
      expect(refusedFor('deadline.of', { clock, from }, from).message).toMatch(/没有取得|待核实|没有收录/);
  });

  it.each<[string, string, string | null]>([
    ['hazchem-safety-law', '2026-04-30', null],
    ['hazchem-safety-law', '2026-05-01', 'hazchem-safety-law-2026'],
    ['agency-order', '2026-06-30', 'agency-order-2019'],
    ['agency-order', '2026-07-01', 'agency-order-2026'],
    ['penalty-order', '2007-12-31', null],
    ['penalty-order', '2008-01-01', 'penalty-order-2008'],
    ['penalty-order', '2015-04-30', 'penalty-order-2008'],
    ['penalty-order', '2015-05-01', 'penalty-order-2015'],
    ['penalty-order', '2026-01-31', 'penalty-order-2015'],
    ['penalty-order', '2026-02-01', 'penalty-order-2026'],
    ['emergency-plan-order', '2019-08-31', 'emergency-plan-order-2016'],
    ['emergency-plan-order', '2019-09-01', 'emergency-plan-order-2019'],
    ['shift-lead-order', '2010-11-14', null],
    ['shift-lead-order', '2010-11-15', 'shift-lead-order-2010'],
  ])('%s 在 %s：%s', (family, on, id) => {
    expect(instrumentOn(theLaw(), family, day(on))?.id ?? null).toBe(id);
  });

  it('令 20 公布于 2026-05-17；危险化学品安全法通过于 2025-12-27；令 18 公布于 2025-11-27', () => {
    const issued = (id: string) => theLaw().instruments.get(id)?.issued;
    expect([issued('agency-order-2026'), issued('hazchem-safety-law-2026'), issued('penalty-order-2026')]).toEqual([
      '2026-05-17',
      '2025-12-27',
      '2025-11-27',
    ]);
  });

  it('“以下”是否含本数：2007 年文本第 67 条写不含，2015 年第 68 条没有这一句', () => {
    const law = theLaw();
    expect(clauseOn(law, 'penalty-order', '67', day('2015-04-30'))?.text).toContain('“以下”不包括本数');
    expect(clauseOn(law, 'penalty-order', '68', day('2015-05-01'))?.text).not.toContain('以下');
    expect(clauseOn(law, 'penalty-order', '53', day('2022-03-14'))?.title).toBe('分别裁量、合并处罚');
  });
});
