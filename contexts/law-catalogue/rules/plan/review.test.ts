import { describe, expect, it } from 'vitest';
import { answered, everyMonth, refusedFor, sound } from '../testing.ts';
import type { PlanStanding } from './review.ts';

const ask = (input: object, on: string) =>
  answered<PlanStanding>('plan.review', { published: '2022-03-14', ...input }, on);

describe('应急预案', () => {
  it.each<[object, string, object]>([
    [{}, '2022-04-12', { fileBy: '2022-04-12', filing: 'open', evaluateBy: '2025-03-14' }],
    [{}, '2022-04-13', { filing: 'overdue' }],
    [{ filed: '2022-04-12' }, '2022-05-01', { filing: 'filed' }],
    [{ filed: '2022-04-13' }, '2022-05-01', { filing: 'filed-late' }],
    [{}, '2025-03-14', { evaluationOverdue: false, daysLeft: 0 }],
    [{}, '2025-03-15', { evaluationOverdue: true, daysLeft: -1 }],
    [{ evaluated: '2024-02-29' }, '2025-03-15', { evaluateBy: '2027-02-28', evaluationOverdue: false }],
    [{ revised: '2023-03-30' }, '2023-04-01', { evaluateBy: '2026-03-30', fileBy: '2023-04-27' }],
  ])('%j，问 %s', (input, on, expected) => {
    expect(ask(input, on).result).toMatchObject(expected);
  });

  it('出现修订情形应当及时修订，修订以后不再提示', () => {
    const triggers = [{ id: 'risk-changed', on: '2023-01-05' }];
    expect(ask({ triggers }, '2023-02-01').result.revise).toEqual([
      { id: 'risk-changed', on: '2023-01-05', title: '安全生产面临的风险有重大变化' },
    ]);
    expect(ask({ triggers, revised: '2023-01-20' }, '2023-02-01').result.revise).toEqual([]);
  });

  it.each<[object, string, RegExp]>([
    [{}, '2022-03-13', /公布之日 2022-03-14 晚于/],
    [{ filed: '2022-03-13' }, '2022-05-01', /早于预案公布之日/],
    [{ evaluated: '2022-05-02' }, '2022-05-01', /晚于所问之日/],
    [{ triggers: [{ id: 'x', on: '2022-04-01' }] }, '2022-05-01', /没有情形“x”，可用的有：law-changed/],
    [{ published: '2016-01-01' }, '2016-06-30', /最早收录自 2016-07-01/],
  ])('拒绝 %j', (input, on, message) => {
    expect(refusedFor('plan.review', { published: '2022-03-14', ...input }, on).message).toMatch(message);
  });

  it('从起始日到 2027 年底每月一日都有答案', () => {
    for (const on of everyMonth('2016-07-01')) expect(sound(ask({ published: on }, on))).toBe(true);
  });
});
