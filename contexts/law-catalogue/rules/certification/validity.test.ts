import { describe, expect, it } from 'vitest';
import { isRefused } from '#kernel';
import { evaluateRule } from '../index.ts';
import { answered, everyMonth, refusedFor, sound, theLaw } from '../testing.ts';
import type { Validity } from './validity.ts';

const ask = (input: object, on: string) =>
  answered<Validity>(
    'certification.validity',
    { certificate: 'standardisation-grade', issued: '2022-06-20', ...input },
    on,
  );

describe('安全生产标准化等级：公告 2022-06-20，三年', () => {
  it.each<[string, string, number]>([
    ['2022-06-19', 'not-yet', 1097],
    ['2022-06-20', 'valid', 1096],
    ['2025-03-19', 'valid', 93],
    ['2025-03-20', 'renewable', 92],
    ['2025-06-20', 'renewable', 0],
    ['2025-06-21', 'expired', -1],
  ])('%s：%s，余 %i 日', (on, state, daysLeft) => {
    expect(ask({}, on).result).toMatchObject({ state, daysLeft, until: '2025-06-20', renewFrom: '2025-03-20' });
  });

  it('提醒日和载明的有效期', () => {
    expect(ask({}, '2023-01-01').result.alerts).toEqual(['2024-12-22', '2025-03-22', '2025-05-21']);
    const printed = ask({ expires: '2025-06-19' }, '2025-06-20');
    expect(printed.result).toMatchObject({ until: '2025-06-19', state: 'expired' });
    expect(printed.workings.map((step) => step.say).join()).toMatch(/以载明的为准/);
  });

  it.each<[object[], string]>([
    [[{ ground: 'grade-end-fatal', on: '2023-05-01' }], 'revocable'],
    [[{ on: '2023-05-01', seriousInjuries: 2 }], 'valid'],
    [[{ on: '2023-05-01', seriousInjuries: 3 }], 'revocable'],
    [
      [
        { on: '2023-05-01', seriousInjuries: 2 },
        { on: '2024-04-30', seriousInjuries: 1 },
      ],
      'revocable',
    ],
    [
      [
        { on: '2023-05-01', seriousInjuries: 2 },
        { on: '2024-05-01', seriousInjuries: 1 },
      ],
      'valid',
    ],
    [[{ on: '2023-05-01', loss_yuan: 999_999 }], 'valid'],
    [[{ on: '2023-05-01', loss_yuan: 1_000_000 }], 'revocable'],
    [[{ ground: 'grade-end-fatal', on: '2022-06-19' }], 'valid'],
  ])('%j → %s', (events, state) => {
    expect(ask({ events }, '2024-06-01').result.state).toBe(state);
  });

  const holds = [
    'direct-no-death',
    'direct-no-impact',
    'direct-same-standard',
    'direct-same-plant',
    'direct-self-assessed',
  ];
  it.each<[number, object[], boolean]>([
    [
      3,
      [
        { on: '2022-09-01', seriousInjuries: 2, loss_yuan: 900_000 },
        { on: '2024-09-01', seriousInjuries: 2 },
      ],
      true,
    ],
    [
      1,
      [
        { on: '2022-09-01', seriousInjuries: 2, loss_yuan: 900_000 },
        { on: '2024-09-01', seriousInjuries: 2 },
      ],
      false,
    ],
    [1, [{ on: '2022-09-01', seriousInjuries: 2 }], true],
    [
      2,
      [
        { on: '2022-09-01', seriousInjuries: 2 },
        { on: '2023-10-01', seriousInjuries: 2 },
        { on: '2024-11-01', seriousInjuries: 1 },
      ],
      false,
    ],
  ])('%i 级直接延期 %j：%s', (grade, events, possible) => {
    expect(ask({ grade, events, holds }, '2025-04-01').result.directRenewal?.possible).toBe(possible);
  });
  it('没有确认的条件逐条列出', () => {
    expect(ask({ grade: 3 }, '2025-04-01').result.directRenewal?.lacking.length).toBe(5);
  });
});

describe('其他证照', () => {
  it.each<[string, string, string, string, object]>([
    ['safety-licence', '2022-03-14', '2024-12-13', 'valid', { until: '2025-03-14', renewFrom: '2024-12-14' }],
    ['safety-licence', '2022-03-14', '2024-12-14', 'renewable', {}],
    ['manager-certificate', '2022-03-14', '2025-03-14', 'valid', { until: '2025-03-14', renewFrom: null }],
    ['manager-certificate', '2022-03-14', '2025-03-15', 'expired', {}],
    [
      'special-operation-certificate',
      '2022-03-14',
      '2025-03-14',
      'valid',
      { until: '2028-03-14', reviewDue: '2025-03-14', reviewFrom: '2025-01-13', reviewOverdue: false },
    ],
    // 期满三年没有复审：失效（30 号令 §26）
    ['special-operation-certificate', '2022-03-14', '2025-03-15', 'lapsed', { reviewOverdue: true }],
    ['特种作业操作证', '2022-03-14', '2025-03-15', 'lapsed', { reviewOverdue: true }],
    // 注册安全工程师：2019-03-01 起五年，期满前三个月延续
    ['safety-engineer', '2019-02-28', '2022-02-28', 'valid', { until: '2022-02-28', renewFrom: null }],
    ['safety-engineer', '2019-02-28', '2022-03-01', 'expired', {}],
    ['safety-engineer', '2019-03-01', '2023-11-30', 'valid', { until: '2024-03-01', renewFrom: '2023-12-01' }],
    ['safety-engineer', '2019-03-01', '2023-12-01', 'renewable', {}],
    ['safety-engineer', '2019-03-01', '2024-03-01', 'renewable', {}],
    ['safety-engineer', '2019-03-01', '2024-03-02', 'expired', {}],
    // 2021-11-01 以前公告的标准化等级按 2014 年的评审办法，也是三年
    ['standardisation-grade', '2021-10-31', '2024-10-31', 'valid', { until: '2024-10-31', directRenewal: null }],
    ['standardisation-grade', '2021-10-31', '2024-11-01', 'expired', {}],
    ['standardisation-grade', '2021-11-01', '2024-10-31', 'renewable', { renewFrom: '2024-08-01' }],
  ])('%s 发证 %s，问 %s：%s', (certificate, issued, on, state, more) => {
    expect(ask({ certificate, issued }, on).result).toMatchObject({ state, ...more });
  });
  // 初领 2022-03-14：复审期满 2025-03-14，之前 60 日即 2025-01-13 起申请；全证到 2028-03-14，2028-01-14 起申请延期
  it.each<[string | undefined, string, object]>([
    [undefined, '2025-01-12', { state: 'valid', reviewDue: '2025-03-14' }],
    ['2025-03-14', '2025-03-15', { state: 'valid', reviewDue: null, reviewOverdue: false }],
    ['2025-03-10', '2028-01-13', { state: 'valid', reviewDue: null, renewFrom: '2028-01-14' }],
    ['2025-03-10', '2028-01-14', { state: 'renewable' }],
    ['2025-03-15', '2025-04-01', { state: 'lapsed', reviewDue: '2025-03-14', reviewOverdue: true }],
    ['2025-03-10', '2028-03-15', { state: 'expired' }],
  ])('操作证初领 2022-03-14，复审 %s，问 %s', (reviewed, on, expected) => {
    const asked = { certificate: 'special-operation-certificate', issued: '2022-03-14', reviewed };
    expect(ask(asked, on).result).toMatchObject(expected);
  });
});

it.each<[object, RegExp]>([
  [{ certificate: '驾驶证' }, /没有证照“驾驶证”，可用的有：standardisation-grade（安全生产标准化等级）/],
  [{ certificate: 'special-operation-certificate', issued: '2026-06-01' }, /条文没有取得/],
  [{ issued: '2014-06-02' }, /最早收录自 2014-06-03/],
  [{ issued: '2021-10-31', events: [{ ground: 'grade-end-fatal', on: '2022-03-01' }] }, /49号）发的证没有收录这类情形/],
  [{ expires: '2022-06-20' }, /不晚于发证/],
  [{ reviewed: '2022-06-19' }, /早于发证之日/],
  [{ events: [{ ground: 'x', on: '2023-01-01' }] }, /没有情形“x”/],
  [{ events: [{ on: '2027-01-01' }] }, /晚于 2026-07-01/],
  [{ grade: 4 }, /应为 1、2 或 3/],
])('拒绝 %j', (input, message) => {
  expect(
    refusedFor(
      'certification.validity',
      { certificate: 'standardisation-grade', issued: '2022-06-20', ...input },
      '2026-07-01',
    ).message,
  ).toMatch(message);
});

it('从起始日到 2027 年底每月一日发证：有答案，或写明没有取得', () => {
  for (const kind of theLaw().certificates.values()) {
    for (const on of everyMonth('2013-08-29')) {
      const answer = evaluateRule('certification.validity', { certificate: kind.id, issued: on }, on, theLaw());
      if (isRefused(answer)) expect(answer.refused.message).toMatch(/没有取得|最早收录自/);
      else expect(sound(answer)).toBe(true);
    }
  }
});
