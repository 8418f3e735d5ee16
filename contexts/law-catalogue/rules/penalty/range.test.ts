import { describe, expect, it } from 'vitest';
import { answered, refusedFor } from '../testing.ts';
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
    const yuan = (pair: [number, number] | null) => (pair === null ? null : pair.map((each) => each * 10_000));
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
