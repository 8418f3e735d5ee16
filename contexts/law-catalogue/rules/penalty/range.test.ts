import { describe, expect, it } from 'vitest';
import { isRefused } from '#kernel';
import { evaluateRule } from '../index.ts';
import { answered, everyMonth, refusedFor, sound, theLaw } from '../testing.ts';
import type { PenaltyRange } from './range.ts';

const ask = (provision: string, subject: string, stage: string, on: string, facts: object = {}) =>
  answered<PenaltyRange>('penalty.range', { provision: `安全生产法§${provision}`, subject, stage, facts }, on);
const band = (...args: Parameters<typeof ask>) => {
  const { min_yuan, max_yuan, fined } = ask(...args).result;
  return fined ? [min_yuan, max_yuan] : null;
};

describe('罚款幅度，2021-08-31 与 2021-09-01', () => {
  // 万元; null: no fine at this stage.
  it.each<[string, string, string, [number, number] | null, [number, number] | null]>([
    ['102', 'enterprise', 'first', null, [0, 5]],
    ['102', 'enterprise', 'refusal', [10, 50], null],
    ['102', 'responsible-person', 'first', null, null],
    ['102', 'responsible-person', 'refusal', [2, 5], [5, 10]],
    ['97(1)', 'enterprise', 'first', [0, 5], [0, 10]],
    ['97(5)', 'enterprise', 'overdue', [5, 10], [10, 20]],
    ['97(7)', 'responsible-person', 'overdue', [1, 2], [2, 5]],
    ['98(1)', 'enterprise', 'first', null, [10, 50]],
    ['98(1)', 'responsible-person', 'first', null, [2, 5]],
    ['98(4)', 'enterprise', 'overdue', [50, 100], [50, 100]],
    ['98(4)', 'responsible-person', 'overdue', [2, 5], [5, 10]],
    ['99(1)', 'enterprise', 'first', [0, 5], [0, 5]],
    ['99(5)', 'enterprise', 'overdue', [5, 20], [5, 20]],
    ['99(7)', 'responsible-person', 'overdue', [1, 2], [1, 2]],
    ['101(2)', 'enterprise', 'first', [0, 10], [0, 10]],
    ['101(5)', 'enterprise', 'overdue', [10, 20], [10, 20]],
    ['101(5)', 'responsible-person', 'overdue', [2, 5], [2, 5]],
    ['94(1)', 'principal', 'first', null, [2, 5]],
    ['94', 'principal', 'overdue', [2, 5], [5, 10]],
    ['103(2)', 'enterprise', 'first', [0, 5], [0, 5]],
    ['103(2)', 'responsible-person', 'first', [0, 1], [0, 1]],
    ['104', 'enterprise', 'first', [0, 5], [0, 5]],
    ['105(2)', 'responsible-person', 'first', [0, 1], [0, 1]],
    ['106', 'principal', 'first', [2, 10], [2, 10]],
    ['108', 'enterprise', 'refusal', [2, 20], [2, 20]],
    ['108', 'responsible-person', 'refusal', [1, 2], [1, 2]],
    ['108', 'enterprise', 'first', null, null],
  ])('第 %s 条，%s，%s：%j 变为 %j', (provision, subject, stage, before, after) => {
    const yuan = (pair: [number, number] | null) => pair && pair.map((each) => each * 10_000);
    expect(band(provision, subject, stage, '2021-08-31')).toEqual(yuan(before));
    expect(band(provision, subject, stage, '2021-09-01')).toEqual(yuan(after));
  });

  it('没有罚款写作 0 至 0，其他措施照列', () => {
    const refusal = ask('102', 'enterprise', 'refusal', '2022-03-14');
    expect(refusal.result).toMatchObject({
      min_yuan: 0,
      max_yuan: 0,
      fined: false,
      mode: null,
      provisionId: 'wsl2021-102',
    });
    expect(refusal.result.other).toEqual(
      expect.arrayContaining([
        '责令停产停业整顿',
        '对直接负责的主管人员和其他直接责任人员处 50,000 元以上100,000 元以下罚款',
      ]),
    );
    expect(refusal.result.other.join()).toContain('按日连续处罚（第112条）');
    expect(refusal.checked).toBe('verified');
  });

  it('条号按现行版理解，2014 年的同一行为写明旧条号；写年份则按那一年的条号', () => {
    const older = ask('102', 'enterprise', 'refusal', '2021-08-31');
    expect(older.result).toMatchObject({ provision: '安全生产法（2014）第99条', provisionId: 'wsl2014-99' });
    expect(older.workings[0]?.say).toContain('按现行条号理解');
    expect(older.checked).toBe('secondary');
    const literal = answered<PenaltyRange>(
      'penalty.range',
      { provision: '安全生产法（2014）§102(2)', subject: 'enterprise', stage: 'first' },
      '2021-08-31',
    );
    expect(literal.result).toMatchObject({ provisionId: 'wsl2014-102-2', mode: 'may', max_yuan: 50_000 });
  });

  it.each([
    '安全生产法§99(2)',
    '安全生产法§99（2）',
    ' 安全生产法 § 99 (2) ',
    '安全生产法第99条第二项',
    '中华人民共和国安全生产法§99(2)',
    '《安全生产法》§99(2)',
  ])('“%s”是同一项', (provision) => {
    const { result } = answered<PenaltyRange>(
      'penalty.range',
      { provision, subject: 'enterprise', stage: 'overdue' },
      '2022-03-14',
    );
    expect(result).toMatchObject({ provisionId: 'wsl2021-99-2', min_yuan: 50_000, max_yuan: 200_000 });
  });

  it('情节严重另有停产整顿', () => {
    expect(ask('99(2)', 'enterprise', 'overdue', '2022-03-14', { serious: true }).result.other).toContain(
      '情节严重：责令停产停业整顿',
    );
  });
});

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
    expect(band('93', 'principal', 'accident', '2022-03-14')).toBeNull();
  });
});

describe('从旧兼从轻', () => {
  it('新法较重：适用行为时的法', () => {
    const { result, workings } = ask('102', 'enterprise', 'first', '2021-10-10', { actEndedOn: '2021-08-31' });
    expect(result).toMatchObject({ fined: false, provisionId: 'wsl2014-99' });
    expect(workings.map((each) => each.say)).toContain('新法较重，适用行为时的规定');
    expect(workings[0]?.cite).toBe('行政处罚法（2021）第37条');
  });
  it('新法较轻：适用新法', () => {
    const { result } = ask('102', 'enterprise', 'refusal', '2021-10-10', { actEndedOn: '2021-08-31' });
    expect(result).toMatchObject({ fined: false, provisionId: 'wsl2021-102' });
  });
  it('行为终了在新法之后：新法', () => {
    expect(ask('102', 'enterprise', 'first', '2021-10-10', { actEndedOn: '2021-09-01' }).result.max_yuan).toBe(50_000);
  });
  it('决定之日写在案情里，胜过所问之日', () => {
    const facts = { actEndedOn: '2021-08-31', decidedOn: '2021-08-31' };
    expect(band('97(5)', 'enterprise', 'overdue', '2026-01-01', facts)).toEqual([50_000, 100_000]);
  });
  it('超过二年提醒时效；行为晚于决定则拒绝', () => {
    expect(ask('99(1)', 'enterprise', 'first', '2024-09-02', { actEndedOn: '2022-09-01' }).result.other.join()).toMatch(
      /时效/,
    );
    expect(
      ask('99(1)', 'enterprise', 'first', '2024-09-01', { actEndedOn: '2022-09-01' }).result.other.join(),
    ).not.toMatch(/时效/);
    expect(
      refusedFor(
        'penalty.range',
        { provision: '安全生产法§102', subject: 'enterprise', stage: 'first', facts: { actEndedOn: '2022-02-01' } },
        '2022-01-01',
      ).message,
    ).toMatch(/晚于决定之日/);
  });
  it('行为时还没有这项罚则：拒绝', () => {
    expect(
      refusedFor(
        'penalty.range',
        { provision: '安全生产法§109', subject: 'enterprise', stage: 'first', facts: { actEndedOn: '2021-08-31' } },
        '2022-01-01',
      ).message,
    ).toMatch(/自 2021-09-01 起施行/);
  });
});

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
      const year = /（(\d{4})）/.exec(provision.cite)?.[1];
      const name = year ? provision.name.replace('§', `（${year}）§`) : provision.name;
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
        '工贸企业有限空间作业安全规定§28',
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
