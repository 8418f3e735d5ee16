import { describe, expect, it } from 'vitest';
import { isRefused } from '#kernel';
import { evaluateRule } from '../index.ts';
import { answered, everyMonth, namedByEdition, refusedFor, sound, theLaw } from '../testing.ts';
import type { PenaltyRange } from './range.ts';

const ask = (provision: string, subject: string, stage: string, on: string, facts: object = {}) =>
  answered<PenaltyRange>('penalty.range', { provision: `安全生产法§${provision}`, subject, stage, facts }, on);
const band = (...args: Parameters<typeof ask>) => {
  const { min_yuan, max_yuan, fined } = ask(...args).result;
  return fined ? [min_yuan, max_yuan] : null;
};

describe('拒绝写明哪里不对', () => {
  it.each<[object, string, RegExp, string]>([
    [
      { provision: '安全生产法§102', subject: 'enterprise', stage: 'overdue' },
      '2022-03-14',
      /没有“逾期未改正”这一阶段，只有 first/,
      'stage',
    ],
    [{ provision: '安全生产法§102', subject: 'agency', stage: 'first' }, '2022-03-14', /不处罚评价/, 'subject'],
    [{ provision: '安全生产法§102', subject: 'safety-manager', stage: 'first' }, '2022-03-14', /§94 至 §96/, 'subject'],
    [
      { provision: '安全生产法§12', subject: 'enterprise', stage: 'first' },
      '2022-03-14',
      /没有罚则“安全生产法§12”，可用的有：§90/,
      'provision',
    ],
    [
      { provision: '安全生产法§99(9)', subject: 'enterprise', stage: 'first' },
      '2022-03-14',
      /安全生产法§99\(8\)/,
      'provision',
    ],
    [{ provision: '建筑法§3', subject: 'enterprise', stage: 'first' }, '2022-03-14', /没有收录“建筑法”/, 'provision'],
    [{ provision: '罚他', subject: 'enterprise', stage: 'first' }, '2022-03-14', /看不懂/, 'provision'],
    [
      { provision: '安全生产法§103', subject: 'enterprise', stage: 'first' },
      '2022-03-14',
      /各项（款）的处罚不同，请写明/,
      'provision',
    ],
    [
      { provision: '安全生产法§109', subject: 'enterprise', stage: 'first' },
      '2021-08-31',
      /自 2021-09-01 起施行/,
      'on',
    ],
    [
      { provision: '安全生产法§102', subject: 'enterprise', stage: 'first' },
      '2014-11-30',
      /最早收录自 2014-12-01/,
      'on',
    ],
    [
      { provision: '安全生产违法行为行政处罚办法§45(1)', subject: 'enterprise', stage: 'first' },
      '2026-02-01',
      /罚款幅度没有收录/,
      'provision',
    ],
    [
      { provision: '安全生产法§95', subject: 'principal', stage: 'accident', facts: { income_yuan: 1 } },
      '2022-03-14',
      /缺少事故等级/,
      'facts.accident',
    ],
    [
      { provision: '安全生产法§95', subject: 'principal', stage: 'accident', facts: { accident: 'general' } },
      '2022-03-14',
      /缺少上一年年收入/,
      'facts.income_yuan',
    ],
    [
      { provision: '安全生产法§102', subject: 'enterprise', stage: 'first', facts: { loss_yuan: -1 } },
      '2022-03-14',
      /不能为负/,
      'facts.loss_yuan',
    ],
    [
      { provision: '安全生产法§102', subject: 'enterprise', stage: 'first', facts: { loss_yuan: 1.5 } },
      '2022-03-14',
      /应为整数/,
      'facts.loss_yuan',
    ],
    [
      { provision: '安全生产法§102', subject: 'boss', stage: 'first' },
      '2022-03-14',
      /principal（主要负责人）/,
      'subject',
    ],
    [
      { provision: '安全生产法§102', subject: 'enterprise', stage: 'first', fact: {} },
      '2022-03-14',
      /有不认识的项目：fact/,
      '（整体）',
    ],
    [
      { provision: '安全生产法§102', subject: 'enterprise', stage: 'first', facts: { actEndedOn: '2022-02-30' } },
      '2022-03-14',
      /不是真实存在的日期/,
      'facts.actEndedOn',
    ],
  ])('%j %s', (input, on, message, place) => {
    const refused = refusedFor('penalty.range', input, on);
    expect(refused.message).toMatch(message);
    expect(refused.places?.[0]?.place).toBe(place);
  });
});

describe('每一项罚则、每一个阶段、每一个月', () => {
  const facts = {
    accident: 'general',
    income_yuan: 80_000,
    illegalGain_yuan: 120_000,
    oreValue_yuan: 120_000,
    originalFine_yuan: 10_000,
    orderedOn: '2010-01-01',
    refusedUntil: '2010-01-11',
    investor: true,
  };

  it('有答案的都讲得清楚，幅度不颠倒', () => {
    const law = theLaw();
    let answers = 0;
    for (const provision of law.provisions.values()) {
      const name = namedByEdition(provision);
      for (const rule of provision.stages) {
        for (const subject of new Set(['enterprise', ...rule.fines.map((fine) => fine.on)])) {
          const on = provision.from < '2014-12-01' ? '2014-12-01' : provision.from;
          const ruling = answered<PenaltyRange>(
            'penalty.range',
            { provision: name, subject, stage: rule.stage, facts },
            on,
          );
          expect(sound(ruling)).toBe(true);
          expect(ruling.result.provisionId).toBe(provision.id);
          expect(ruling.result.min_yuan).toBeLessThanOrEqual(ruling.result.max_yuan);
          expect(ruling.result.fined).toBe(rule.fines.some((fine) => fine.on === subject));
          answers += 1;
        }
      }
    }
    expect(answers).toBeGreaterThan(250);
  });

  it('从起始日到 2027 年底，每月一日都有答案或写明理由的拒绝', () => {
    for (const on of everyMonth('2014-12-01')) {
      const expected = on < '2021-09-01' ? [100_000, 500_000] : null;
      expect(band('102', 'enterprise', 'refusal', on)).toEqual(expected);
      for (const provision of [
        '安全生产法§97(1)',
        '安全生产法§114(1)',
        '工贸企业有限空间作业安全规定§19(1)',
        '特种作业人员安全技术培训考核管理规定§38',
        '生产安全事故应急条例§32(1)',
      ]) {
        const answer = evaluateRule(
          'penalty.range',
          { provision, subject: 'enterprise', stage: provision.includes('114') ? 'accident' : 'first', facts },
          on,
          theLaw(),
        );
        if (isRefused(answer)) expect(answer.refused.places?.[0]?.message).toMatch(/没有收录|施行|没有这项/);
        else expect(sound(answer)).toBe(true);
      }
    }
  });
});
