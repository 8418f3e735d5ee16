import { describe, expect, it } from 'vitest';
import { isRefused } from '#kernel';
import { evaluateRule } from '../index.ts';
import { answered, everyMonth, refusedFor, sound, theLaw } from '../testing.ts';
import type { Proposal } from './propose.ts';

const on = '2025-03-14';
const hazard = { provision: '安全生产法§102', subject: 'enterprise', stage: 'first', scope: 'industrial-trade' };
const ask = (more: object = {}, at: string = on) =>
  answered<Proposal>('penalty.propose', { ...hazard, counts: { hazards: 1 }, ...more }, at);
const c = (...ids: string[]) => ({ circumstances: ids.map((id) => ({ id })) });

describe('国家基准第 46 项 A 档（0～2 万元）内的落点', () => {
  // 落点 0.5，每项从轻 −0.25，每项从重 +0.25，不越出 0～1；从重依据的旧办法 2026-02-01 起失效
  it.each<[string[], string, number]>([
    [[], '0.5', 10_000],
    [['confessed'], '0.25', 5_000],
    [['obstructs'], '0.75', 15_000],
    [['obstructs', 'repeated-in-year'], '1', 20_000],
    [['obstructs', 'repeated-in-year', 'destroys-evidence'], '1', 20_000],
    [['confessed', 'obstructs'], '0.5', 10_000],
  ])('%j → %s，%i 元', (ids, multiplier, amount) => {
    const { result, workings, cites, checked } = ask(c(...ids));
    expect(result).toMatchObject({ outcome: 'fine', amount_yuan: amount, multiplier, min_yuan: 0, max_yuan: 50_000 });
    expect(result.tier).toEqual({
      benchmark: 'discretion-nation-2024',
      tier: 'A',
      condition: expect.any(String),
      min_yuan: 0,
      max_yuan: 20_000,
    });
    expect(workings.some((step) => step.value === String(amount))).toBe(true);
    expect(cites).toContain('应急〔2024〕90号裁量基准');
    expect(checked).toBe('unverified'); // 落点办法是平台设计
  });

  it.each<[number, 'fine' | 'band-only']>([
    [1, 'fine'],
    [2, 'fine'],
    [3, 'band-only'],
    [9, 'band-only'],
  ])('%i 处隐患：%s', (hazards, outcome) => {
    const { result } = ask({ counts: { hazards } });
    expect(result.outcome).toBe(outcome);
    expect(result.amount_yuan === null).toBe(outcome === 'band-only');
    if (outcome === 'band-only') expect(result.reasons.join()).toMatch(/待核实/);
  });

  it('对个人的拒不执行阶段也有档', () => {
    const { result } = ask({ subject: 'responsible-person', stage: 'refusal' });
    expect(result).toMatchObject({ outcome: 'fine', amount_yuan: 60_000, min_yuan: 50_000, max_yuan: 100_000 });
    expect(result.procedure).toContain('应当告知听证权利');
  });
});

describe('减轻和不予处罚', () => {
  it('减轻：法定下限乘系数，低于下限，须集体讨论', () => {
    const { result, workings } = ask({
      subject: 'responsible-person',
      stage: 'refusal',
      circumstances: [{ id: 'removed-harm', mitigate: true, evidence: '复查记录' }],
    });
    expect(result).toMatchObject({ outcome: 'fine', amount_yuan: 25_000, multiplier: '0.5' });
    expect(result.procedure.join()).toMatch(/集体讨论/);
    expect(workings.map((step) => step.say).join()).toMatch(/证据：复查记录/);
  });
  it('应当不予处罚没有数额；可以不予处罚：由人决定', () => {
    expect(ask(c('minor-corrected')).result).toMatchObject({ outcome: 'no-penalty', amount_yuan: null });
    expect(ask(c('first-slight-corrected')).result).toMatchObject({ outcome: 'may-exempt', amount_yuan: null });
  });
});

describe('基准不能用时只给幅度', () => {
  it.each<[string, object, string, RegExp]>([
    ['矿山不适用国家基准', { scope: 'mine' }, on, /没有收录适用的裁量基准（国家基准不适用于矿山）/],
    ['基准施行之前', {}, '2021-10-01', /2021-10-01 没有收录适用的裁量基准/],
    ['没有基准的罚则', { provision: '安全生产法§109' }, on, /没有收录适用的裁量基准/],
    ['没有罚款的阶段', { stage: 'refusal' }, on, /没有罚款/],
  ])('%s', (_, more, at, reason) => {
    const { result } = ask(more, at);
    expect(result).toMatchObject({ outcome: 'band-only', amount_yuan: null });
    expect(result.reasons.join()).toMatch(reason);
  });

  // 山西 260 号：第 1、2 档对个人低于法定下限，第 3 档疑为排印错误；第 4、5 档可用
  it.each<[number, number | null]>([
    [1, null],
    [2, null],
    [3, null],
    [4, 25_000],
    [5, 40_000],
    [6, 40_000],
  ])('山西基准，%i 处没有警示标志 → %j', (places, amount) => {
    const { result } = answered<Proposal>(
      'penalty.propose',
      { provision: '安全生产法§99(1)', subject: 'enterprise', stage: 'first', counts: { places } },
      '2022-03-14',
    );
    expect(result.amount_yuan).toBe(amount);
    if (amount === null) expect(result.reasons.join()).toMatch(/不能直接采用/);
  });

  it('山西基准 2024-10-31 为止', () => {
    const at = (day: string) =>
      answered<Proposal>(
        'penalty.propose',
        { provision: '安全生产法§108', subject: 'enterprise', stage: 'refusal', counts: { staff: 99 } },
        day,
      ).result;
    expect(at('2024-10-31')).toMatchObject({ outcome: 'fine', amount_yuan: 60_000, tier: { max_yuan: 100_000 } });
    expect(at('2024-11-01')).toMatchObject({ outcome: 'band-only' });
  });
  it.each([
    [99, 60_000],
    [100, 150_000],
  ])('从业人员 %i 人', (staff, amount) => {
    expect(
      answered<Proposal>(
        'penalty.propose',
        { provision: '安全生产法§108', subject: 'enterprise', stage: 'refusal', counts: { staff } },
        '2022-03-14',
      ).result.amount_yuan,
    ).toBe(amount);
  });

  // 令 14 的细分未对照原文：按伤亡损失取最重，只给幅度
  it.each<[object, number, number]>([
    [{ deaths: 0, seriousInjuries: 2 }, 300_000, 500_000],
    [{ deaths: 1 }, 500_000, 700_000],
    [{ deaths: 0, seriousInjuries: 6 }, 700_000, 1_000_000],
    [{ deaths: 2 }, 700_000, 1_000_000],
    [{ deaths: 4 }, 1_000_000, 1_200_000],
    [{ deaths: 5 }, 1_200_000, 1_500_000],
    [{ deaths: 13 }, 4_000_000, 6_000_000],
  ])('事故 %j 的细分档', (facts, min, max) => {
    const { result } = answered<Proposal>(
      'penalty.propose',
      { provision: '安全生产法§114', subject: 'enterprise', stage: 'accident', facts },
      '2025-03-14',
    );
    expect(result).toMatchObject({ outcome: 'band-only', amount_yuan: null, tier: { min_yuan: min, max_yuan: max } });
  });
});

it.each<[object, RegExp, string]>([
  [{ counts: {} }, /按“一般事故隐患数”分档/, 'counts.hazards'],
  [{ scope: undefined }, /应写明 scope/, 'scope'],
  [c('kind'), /没有情节“kind”/, 'circumstances.0.id'],
  [c('confessed', 'confessed'), /重复/, 'circumstances.1.id'],
  [{ circumstances: [{ id: 'obstructs', mitigate: true }] }, /不是减轻处罚的法定情节/, 'circumstances.0.mitigate'],
  [{ counts: { hazards: -1 } }, /不能为负/, 'counts.hazards'],
])('拒绝 %j', (more, message, place) => {
  const refused = refusedFor('penalty.propose', { ...hazard, counts: { hazards: 1 }, ...more }, on);
  expect(refused.message).toMatch(message);
  expect(refused.places?.[0]?.place).toBe(place);
});

it('旧办法失效后，它的从重情节不能再用，程序界线写作待核实', () => {
  expect(
    refusedFor('penalty.propose', { ...hazard, counts: { hazards: 1 }, ...c('obstructs') }, '2026-02-01').message,
  ).toMatch(/2026-02-01 不适用/);
  expect(ask({}, '2026-02-01').result.procedure.join()).toMatch(/待核实/);
});

it('从起始日到 2027 年底，每月一日都有答案或写明理由', () => {
  for (const at of everyMonth('2014-12-01')) {
    const answer = evaluateRule('penalty.propose', { ...hazard, counts: { hazards: 2 } }, at, theLaw());
    expect(isRefused(answer)).toBe(false);
    if (isRefused(answer)) continue;
    expect(sound(answer)).toBe(true);
    expect((answer.result as Proposal).outcome).toBe(at >= '2024-11-01' ? 'fine' : 'band-only');
  }
});
