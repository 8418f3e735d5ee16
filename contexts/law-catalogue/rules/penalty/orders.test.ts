import { describe, expect, it } from 'vitest';
import { answered, namedByEdition, refusedFor, theLaw } from '../testing.ts';
import type { PenaltyRange } from './range.ts';

const ask = (provision: string, subject: string, stage: string, on: string, facts: object = {}) =>
  answered<PenaltyRange>('penalty.range', { provision, subject, stage, facts }, on);
const confined = '工贸企业有限空间作业安全规定';

// 万元。令 13（2024-01-01 起）：§19 五万以下，逾期五至二十万、个人一至二万；§20 十万以下，逾期十至二十万、个人二至五万；
// §21 单位五万以下、个人一万以下。59 号令（到 2023-12-31）：§28 同 §19；§29 五万以下，逾期五至十万、个人一至二万；§30 三万以下、个人一万以下。
describe('有限空间罚则，2023-12-31 与 2024-01-01', () => {
  it.each<[string, string, string, string, [number, number] | null, string, string]>([
    ['2023-12-31', '19(1)', 'enterprise', 'first', [0, 5], 'confined2013-28', 'verified'],
    ['2024-01-01', '19(1)', 'enterprise', 'first', [0, 5], 'confined2024-1', 'secondary'],
    ['2024-01-01', '19(2)', 'enterprise', 'overdue', [5, 20], 'confined2024-19-2', 'secondary'],
    ['2024-01-01', '19(2)', 'responsible-person', 'overdue', [1, 2], 'confined2024-19-2', 'secondary'],
    ['2023-12-31', '20(1)', 'enterprise', 'first', [0, 5], 'confined2013-29', 'verified'],
    ['2024-01-01', '20(1)', 'enterprise', 'first', [0, 10], 'confined2024-20-1', 'secondary'],
    ['2023-12-31', '20(2)', 'enterprise', 'overdue', [5, 10], 'confined2013-29-2', 'verified'],
    ['2024-01-01', '20(2)', 'enterprise', 'overdue', [10, 20], 'confined2024-20-2', 'secondary'],
    ['2024-01-01', '20(2)', 'responsible-person', 'overdue', [2, 5], 'confined2024-20-2', 'secondary'],
    ['2023-12-31', '21(2)', 'enterprise', 'first', [0, 3], 'confined2013-30', 'verified'],
    ['2024-01-01', '21(2)', 'enterprise', 'first', [0, 5], 'confined2024-21-2', 'verified'],
    ['2023-12-31', '21(2)', 'responsible-person', 'first', [0, 1], 'confined2013-30', 'verified'],
    ['2024-01-01', '21(2)', 'responsible-person', 'first', [0, 1], 'confined2024-21-2', 'verified'],
    ['2024-01-01', '21(1)', 'enterprise', 'first', [0, 5], 'confined2024-21-1', 'secondary'],
    ['2024-01-01', '21(3)', 'enterprise', 'first', [0, 5], 'confined2024-21-3', 'secondary'],
    ['2024-01-01', '21(4)', 'responsible-person', 'first', [0, 1], 'confined2024-21-4', 'secondary'],
  ])('%s 第 %s 条，%s，%s：%j', (on, article, subject, stage, wan, id, checked) => {
    const { result, checked: mark } = ask(`${confined}§${article}`, subject, stage, on);
    expect(result.fined ? [result.min_yuan, result.max_yuan] : null).toEqual(wan?.map((each) => each * 10_000) ?? null);
    expect([result.provisionId, mark]).toEqual([id, checked]);
  });

  it.each([
    ['28(1)', '19（1）'],
    ['28(2)', '19（2）'],
    ['29(1)', '20（1）'],
    ['29(2)', '20（2）'],
    ['30(1)', '21（2）'],
    ['30(2)', '21（3）'],
    ['30(3前段)', '21（4）'],
    ['30(3后段)', '21（1）'],
  ])('59 号令第 %s 条在 2024 年是令 13 第 %s 条', (older, newer) => {
    const { result, workings } = ask(`59号令§${older}`, 'enterprise', 'first', '2024-01-01');
    expect(result.provision).toBe(`有限空间作业安全规定（令13）第${newer.replace('（', '条（')}`);
    expect(workings[0]?.say).toContain('有限空间暂行规定（总局令59）的条号');
    expect(ask(`${confined}§${older}`, 'enterprise', 'first', '2023-12-31').result.provision).toMatch(/总局令59/);
  });

  it('2024 年没有第 28 至 30 条，罚则在第 19 至 21 条', () => {
    expect(
      refusedFor('penalty.range', { provision: `${confined}§28`, subject: 'enterprise', stage: 'first' }, '2024-01-01')
        .message,
    ).toMatch(/可用的有：§19、§20、§21/);
  });

  it('行为在 2023 年、决定在 2024 年：旧令第 30 条三万元以下较轻', () => {
    const { result, workings } = ask(`${confined}§30(1)`, 'enterprise', 'first', '2024-02-01', {
      actEndedOn: '2023-12-31',
    });
    expect(result).toMatchObject({ provisionId: 'confined2013-30', max_yuan: 30_000 });
    expect(workings.map((each) => each.say)).toContain('新法较重，适用行为时的规定');
  });
});

// 令 6 §27：五万以下；逾期五至二十万，个人一至二万。其余各条未对照原文，写明待核实。
describe('粉尘、外包工程', () => {
  it.each<[string, string, string, [number, number], string]>([
    ['6号令§27(1)', 'enterprise', 'first', [0, 50_000], 'verified'],
    ['6号令§27(3)', 'enterprise', 'first', [0, 50_000], 'verified'],
    ['6号令§27(3)', 'enterprise', 'overdue', [50_000, 200_000], 'verified'],
    ['工贸企业粉尘防爆安全规定第二十七条第（三）项', 'responsible-person', 'overdue', [10_000, 20_000], 'verified'],
    ['6号令§27(4)', 'enterprise', 'overdue', [50_000, 200_000], 'verified'],
    ['6号令§27(5)', 'enterprise', 'overdue', [50_000, 200_000], 'secondary'],
    ['6号令§28(1)', 'enterprise', 'overdue', [100_000, 200_000], 'unverified'],
    ['6号令§30(3)', 'responsible-person', 'first', [0, 10_000], 'unverified'],
    ['62号令§32', 'enterprise', 'first', [20_000, 30_000], 'verified'],
    ['62号令§37', 'enterprise', 'first', [10_000, 30_000], 'verified'],
    ['62号令§38(1)', 'enterprise', 'first', [10_000, 30_000], 'secondary'],
  ])('%s，%s，%s：%j', (provision, subject, stage, band, mark) => {
    const { result, checked } = ask(provision, subject, stage, '2022-03-14');
    expect([[result.min_yuan, result.max_yuan], checked]).toEqual([band, mark]);
  });
});

// 总局令 15（2015 年修正）§43：单位一至三万、主要负责人五千至一万，逾期停产停业整顿；§51 第三款：单位一至三万、个人一千至五千
describe('违法行为处罚办法第 43、51 条和第 55 条的四项从重', () => {
  const order = '安全生产违法行为行政处罚办法';
  it.each<[string, string, [number, number]]>([
    ['43', 'enterprise', [10_000, 30_000]],
    ['43', 'principal', [5_000, 10_000]],
    ['51(3)', 'enterprise', [10_000, 30_000]],
    ['51(3)', 'responsible-person', [1_000, 5_000]],
  ])('第 %s 条，%s：%j', (article, subject, band) => {
    const { result, checked } = ask(`${order}§${article}`, subject, 'first', '2022-03-14');
    expect([[result.min_yuan, result.max_yuan], checked]).toEqual([band, 'verified']);
  });
  it('第 43 条逾期没有罚款，责令停产停业整顿；2026-02-01 起没有收录接续的', () => {
    expect(ask(`${order}§43`, 'enterprise', 'overdue', '2022-03-14').result).toMatchObject({
      fined: false,
      other: expect.arrayContaining(['责令停产停业整顿']),
    });
    expect(
      refusedFor('penalty.range', { provision: `${order}§43`, subject: 'enterprise', stage: 'first' }, '2026-02-01')
        .message,
    ).toMatch(/到 2026-01-31 为止/);
  });
  it('依据第 55 条的只有四项', () => {
    const found = [...theLaw().circumstances.values()].filter((each) => each.cite.endsWith('（总局令15）第55条'));
    expect(found.map((each) => each.id).toSorted()).toEqual([
      'endangers-public',
      'obstructs',
      'refuses-correction',
      'repeated-in-year',
    ]);
    expect(theLaw().circumstances.get('retaliates')).toMatchObject({ checked: 'unverified' });
  });
});

describe('条、款、项的写法', () => {
  it.each([
    ['安全生产法第一百零二条', 'wsl2021-102'],
    ['安全生产法第一百〇二条', 'wsl2021-102'],
    ['安全生产法第一百零二条第一款', 'wsl2021-102'],
    ['《中华人民共和国安全生产法》（2021年修正）第一百零二条', 'wsl2021-102'],
    ['安全生产法第103条第二款', 'wsl2021-103-2'],
    ['安全生产法第一百零三条第二款', 'wsl2021-103-2'],
    ['安全生产法第一百零三条第三款前段', 'wsl2021-103-3'],
    ['安全生产法第九十九条第（二）项', 'wsl2021-99-2'],
    ['安全生产法第九十九条第一款第二项', 'wsl2021-99-2'],
    ['安全生产法第99条（二）', 'wsl2021-99-2'],
    ['安全生产法§99(二)', 'wsl2021-99-2'],
  ])('“%s”', (provision, id) => {
    expect(ask(provision, 'enterprise', 'first', '2022-03-14').result.provisionId).toBe(id);
  });

  it.each([
    ['安全生产法§95(1)', 'principal', 40_000],
    ['安全生产法第九十五条第（二）项', 'principal', 60_000],
    ['安全生产法第九十五条第一款第三项', 'principal', 80_000],
    ['安全生产法§95(4)', 'principal', 100_000],
    ['安全生产法第一百一十四条第一款第一项', 'enterprise', 1_000_000],
    ['安全生产法第一百一十四条第（二）项', 'enterprise', 2_000_000],
    ['安全生产法（2014）§92(2)', 'principal', 40_000],
    ['安全生产法（2014）§109(3)', 'enterprise', 5_000_000],
  ])('按事故等级分项的“%s”，年收入十万元：%s 至多 %i', (provision, subject, max) => {
    const on = provision.includes('2014') ? '2021-08-31' : '2022-03-14';
    const { result } = ask(provision, subject, 'accident', on, { income_yuan: 100_000 });
    expect(result.max_yuan).toBe(max);
  });

  it.each([
    ['安全生产法第九十九条第二款', /没有罚则/],
    ['安全生产法第一百十零二条', /看不懂/],
    ['安全生产法§95(5)', /没有罚则/],
    ['安全生产法第零条', /看不懂/],
  ])('“%s”不认', (provision, message) => {
    expect(
      refusedFor('penalty.range', { provision, subject: 'principal', stage: 'first' }, '2022-03-14').message,
    ).toMatch(message);
  });

  it('每一项罚则都能用自己的名字和条号问到', () => {
    for (const each of theLaw().provisions.values()) {
      const on = each.from < '2014-12-01' ? '2014-12-01' : each.from;
      const [rule] = each.stages;
      if (!rule) continue;
      const subject = rule.fines[0]?.on ?? 'enterprise';
      const facts = { income_yuan: 1, illegalGain_yuan: 0, oreValue_yuan: 0, investor: true, egregious: each.gravest };
      const more = {
        ...facts,
        accident: 'general',
        originalFine_yuan: 1,
        orderedOn: '2014-01-01',
        refusedUntil: '2014-01-02',
      };
      expect(ask(namedByEdition(each), subject, rule.stage, on, more).result.provisionId).toBe(each.id);
    }
  });
});
