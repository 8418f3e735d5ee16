import { describe, expect, it } from 'vitest';
import { answered, refusedFor } from '../testing.ts';
import type { Proposal } from './propose.ts';
import type { PenaltyRange } from './range.ts';

const fine = (provision: string, subject: string, stage: string, facts: object) => ({
  provision: `安全生产法§${provision}`,
  subject,
  stage,
  facts,
});
const accident = (facts: object) => fine('114', 'enterprise', 'accident', facts);

// 条例 §3：死亡 3、10、30 人，重伤 10、50、100 人，损失 1000 万、5000 万、1 亿元起为较大、重大、特别重大；以上含本数、以下不含。
describe('事故等级与伤亡、损失', () => {
  it.each<[string, object, string]>([
    ['general', { deaths: 3 }, '较大事故'],
    ['general', { seriousInjuries: 10 }, '较大事故'],
    ['general', { loss_yuan: 10_000_000 }, '较大事故'],
    ['larger', { deaths: 10 }, '重大事故'],
    ['larger', { seriousInjuries: 50 }, '重大事故'],
    ['larger', { loss_yuan: 50_000_000 }, '重大事故'],
    ['major', { deaths: 30 }, '特别重大事故'],
    ['major', { seriousInjuries: 100 }, '特别重大事故'],
    ['major', { loss_yuan: 100_000_000 }, '特别重大事故'],
    ['larger', { deaths: 2, seriousInjuries: 9, loss_yuan: 9_999_999 }, '一般事故'],
    ['major', { deaths: 9, seriousInjuries: 49, loss_yuan: 49_999_999 }, '较大事故'],
    ['extraordinary', { deaths: 29, seriousInjuries: 99, loss_yuan: 99_999_999 }, '重大事故'],
  ])('写 %s 而 %j 是%s：拒绝', (grade, figures, word) => {
    const refused = refusedFor('penalty.range', accident({ accident: grade, ...figures }), '2022-03-14');
    expect(refused).toMatchObject({ code: 'INVALID', places: [{ place: 'facts.accident' }] });
    expect(refused.message).toContain(word);
    expect(refused.message).toMatch(/两处不一致/);
  });

  it.each<[string, object, number]>([
    ['general', { deaths: 2 }, 1_000_000],
    ['larger', { deaths: 3 }, 2_000_000],
    ['larger', { deaths: 9, seriousInjuries: 49, loss_yuan: 49_999_999 }, 2_000_000],
    // 死亡 2 人还够不上较大，但重伤、损失没有填，不能说矛盾
    ['larger', { deaths: 2 }, 2_000_000],
    ['extraordinary', { deaths: 30 }, 20_000_000],
  ])('写 %s、%j：一致', (grade, figures, max) => {
    expect(
      answered<PenaltyRange>('penalty.range', accident({ accident: grade, ...figures }), '2022-03-14').result.max_yuan,
    ).toBe(max);
  });

  it.each<[string, object]>([
    ['95(1)', { deaths: 3, income_yuan: 100_000 }],
    ['95(1)', { accident: 'larger', income_yuan: 100_000 }],
    ['95(4)', { deaths: 29, seriousInjuries: 0, loss_yuan: 0, income_yuan: 100_000 }],
  ])('引第 %s 项而案情是 %j：拒绝', (item, facts) => {
    const refused = refusedFor('penalty.range', fine(item, 'principal', 'accident', facts), '2022-03-14');
    expect(refused).toMatchObject({ code: 'INVALID', places: [{ place: 'provision' }] });
  });

  it('基准分档时，数字达不到所写等级的，问缺的数字', () => {
    const refused = refusedFor('penalty.propose', accident({ accident: 'larger', deaths: 2 }), '2025-03-14');
    expect(refused).toMatchObject({ code: 'INCOMPLETE', places: [{ place: 'facts.seriousInjuries' }] });
  });
});

describe('日期、收入、投资人', () => {
  const daily = { originalFine_yuan: 20_000, orderedOn: '2022-03-10', refusedUntil: '2022-03-14' };
  it.each<[object, string, RegExp]>([
    [{ ...daily, refusedUntil: '2022-03-09' }, 'facts.refusedUntil', /次日起计/],
    [{ ...daily, refusedUntil: '2022-03-10' }, 'facts.refusedUntil', /次日起计/],
    [{ ...daily, refusedUntil: '2022-03-15' }, 'facts.refusedUntil', /晚于决定之日 2022-03-14/],
    [{ ...daily, originalFine_yuan: 0 }, 'facts.originalFine_yuan', /0 不是罚款/],
  ])('按日连续处罚 %j：INVALID', (facts, place, message) => {
    const refused = refusedFor('penalty.range', fine('112', 'enterprise', 'refusal', facts), '2022-03-14');
    expect(refused).toMatchObject({ code: 'INVALID', places: [{ place }] });
    expect(refused.message).toMatch(message);
  });
  // 2022-03-11 起第 1 日：2 万 × 1；到 14 日 2 万 × 4
  it.each([
    ['2022-03-11', 20_000],
    ['2022-03-14', 80_000],
  ])('拒不改正到 %s：%i 元', (refusedUntil, total) => {
    const facts = { ...daily, refusedUntil };
    const { result } = answered<PenaltyRange>(
      'penalty.range',
      fine('112', 'enterprise', 'refusal', facts),
      '2022-03-14',
    );
    expect(result.max_yuan).toBe(total);
  });

  it('年收入 0 算不出罚款；1 元的四成不足一元，没有罚款', () => {
    const ask = (income_yuan: number) => fine('95', 'principal', 'accident', { accident: 'general', income_yuan });
    const refused = refusedFor('penalty.range', ask(0), '2022-03-14');
    expect(refused).toMatchObject({ code: 'INVALID', places: [{ place: 'facts.income_yuan' }] });
    expect(refused.message).toMatch(/平均工资/);
    expect(answered<PenaltyRange>('penalty.range', ask(1), '2022-03-14').result).toMatchObject({
      fined: false,
      max_yuan: 0,
    });
    // 3 × 0.4 = 1.2，舍去不足一元
    expect(answered<PenaltyRange>('penalty.range', ask(3), '2022-03-14').result).toMatchObject({
      fined: true,
      max_yuan: 1,
    });
  });

  it('第 93 条第二款先问是不是投资人', () => {
    const refused = refusedFor('penalty.range', fine('93(2)', 'principal', 'accident', {}), '2022-03-14');
    expect(refused).toMatchObject({ code: 'INCOMPLETE', missing: ['facts.investor'] });
    const told = (investor: boolean) =>
      answered<PenaltyRange>('penalty.range', fine('93(2)', 'principal', 'accident', { investor }), '2022-03-14')
        .result;
    expect(told(true)).toMatchObject({ fined: true, min_yuan: 20_000, max_yuan: 200_000 });
    expect(told(false)).toMatchObject({ fined: false });
  });
});

describe('程序、情节', () => {
  const propose = (provision: string, stage: string, more: object, on: string, subject = 'enterprise') =>
    answered<Proposal>('penalty.propose', { provision: `安全生产法§${provision}`, subject, stage, ...more }, on).result;

  it.each<[string, string, string, string[]]>([
    // §109 五至十万元、§98 十至五十万元：下限已到五万元线；§99 五万元以下：只有上限到线
    ['109', 'first', 'enterprise', ['应', '应', '应']],
    ['98(1)', 'first', 'enterprise', ['应', '应', '应']],
    ['99(1)', 'first', 'enterprise', ['如', '如', '如']],
    // 个人 2～5 万元：听证自 2 万元，集体讨论、报备自 5 万元
    ['94(1)', 'first', 'principal', ['应', '如', '如']],
  ])('第 %s 条，%s，%s：听证、集体讨论、报备 %j', (provision, stage, subject, expected) => {
    const { procedure, outcome } = propose(provision, stage, {}, '2021-10-01', subject);
    expect(outcome).toBe('band-only');
    expect(procedure.map((each) => (each.startsWith('罚款如达到') ? '如' : '应'))).toEqual(expected);
  });

  const hazard = { scope: 'industrial-trade', counts: { hazards: 1 } };
  it('落点为 0 元不是罚款，免罚也没有数额', () => {
    const lightest = { ...hazard, circumstances: [{ id: 'confessed' }, { id: 'removed-harm' }] };
    expect(propose('102', 'first', lightest, '2025-03-14')).toMatchObject({ outcome: 'no-fine', amount_yuan: null });
    expect(propose('102', 'first', lightest, '2025-03-14').procedure).toEqual([]);
    const exempt = { ...hazard, circumstances: [{ id: 'minor-corrected' }] };
    expect(propose('102', 'first', exempt, '2025-03-14')).toMatchObject({ outcome: 'no-penalty', amount_yuan: null });
  });

  it.each<[string, string[], RegExp]>([
    ['enterprise', ['minor-age'], /只对自然人适用，被罚的是生产经营单位/],
    ['enterprise', ['impaired'], /只对自然人适用/],
    ['enterprise', ['minor-corrected', 'refuses-correction'], /不能同时成立/],
    ['enterprise', ['repeated-in-year', 'first-slight-corrected'], /不能同时成立/],
  ])('对 %s 的情节 %j：拒绝', (subject, ids, message) => {
    const circumstances = ids.map((id) => ({ id }));
    const asked = { provision: '安全生产法§102', subject, stage: 'first', ...hazard, circumstances };
    const refused = refusedFor('penalty.propose', asked, '2025-03-14');
    expect(refused.code).toBe('INVALID');
    expect(refused.message).toMatch(message);
  });

  it('未成年只用于个人', () => {
    const young = { ...hazard, circumstances: [{ id: 'minor-age' }] };
    expect(propose('102', 'refusal', young, '2025-03-14', 'responsible-person').outcome).toBe('fine');
  });
});
