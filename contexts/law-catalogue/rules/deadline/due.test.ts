import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, isRefused, isWorkingDay } from '#kernel';
import { calendarOf } from '../../domain/calendar.rule.ts';
import { evaluateRule } from '../index.ts';
import { answered, everyMonth, refusedFor, sound, theLaw } from '../testing.ts';
import type { Deadline } from './due.ts';

const ask = (clock: string, from: string, events: object[] = []) =>
  answered<Deadline>('deadline.of', { clock, from, events }, from.slice(0, 10));
const due = (...args: Parameters<typeof ask>) => ask(...args).result.due;

describe('期限届满之日', () => {
  it.each([
    // 国庆：2022-10-01～07 放假，8、9 日补班
    ['hearing-request', '2022-09-28', '2022-10-10'],
    ['hearing-request', '2022-09-29', '2022-10-11'],
    ['publish-penalty', '2022-09-28', '2022-10-12'],
    ['publish-penalty', '2022-01-28', '2022-02-11'],
    ['publish-penalty', '2026-02-13', '2026-03-02'],
    ['publish-penalty', '2026-09-28', '2026-10-13'],
    ['publish-result', '2022-09-23', '2022-10-26'],
    ['plan-filing', '2022-03-14', '2022-04-12'],
    ['urge', '2022-03-30', '2022-04-14'],
    ['urge', '2022-01-26', '2022-02-14'],
    ['grade-accept', '2022-09-28', '2022-10-10'],
    ['grade-publicity', '2022-09-28', '2022-10-12'],
    // 日历日
    ['decide', '2022-03-14', '2022-06-12'],
    ['decide-order', '2022-03-14', '2022-04-13'],
    ['seizure', '2022-03-14', '2022-04-13'],
    ['accident-report', '2022-03-14', '2022-05-13'],
    ['public-service', '2021-12-31', '2022-03-01'],
    ['public-service', '2022-01-01', '2022-01-31'],
    // 月和年
    ['suit', '2022-05-10', '2022-11-10'],
    ['court-enforcement', '2022-11-10', '2023-02-10'],
    ['interim-stop', '2022-08-31', '2023-02-28'],
    ['limitation', '2024-02-29', '2026-02-28'],
    ['limitation-harm', '2022-03-14', '2027-03-14'],
    // 末日遇休息日顺延：只对当事人
    ['pay-fine', '2022-03-01', '2022-03-16'],
    ['pay-fine', '2022-09-16', '2022-10-08'], // 10-01 放假，8 日补班
    ['pay-fine', '2022-03-04', '2022-03-21'], // 03-19 周六
    ['suit-after-reconsideration', '2022-03-04', '2022-03-21'],
    ['accident-approval', '2022-03-04', '2022-03-19'], // 机关的期限不顺延
    // 倒算
    ['hearing-notice', '2022-10-11', '2022-09-27'],
    ['rectify-extension-request', '2022-03-31', '2022-03-31'], // 届满前 10 日内，末日是届满之日
    ['licence-renewal', '2022-05-31', '2022-02-28'],
    ['equipment-inspection', '2022-03-31', '2022-02-28'],
    // 法律更替
    ['hearing-request', '2021-07-14', '2021-07-19'], // 三日，07-17 周六顺延
    ['hearing-request', '2021-07-15', '2021-07-22'], // 五个工作日
    ['reconsideration-answer', '2023-12-29', '2024-01-08'], // 十日
    ['reconsideration-answer', '2024-01-02', '2024-01-16'], // 十个工作日
  ])('%s 自 %s：%s', (clock, from, expected) => {
    expect(due(clock, from)).toBe(expected);
  });

  it.each([
    ['power-cut-notice', '2022-03-14T09:30:00+08:00', '2022-03-13T09:30:00+08:00'],
    ['measure-approval', '2022-09-30T18:00:00Z', '2022-10-02T02:00:00+08:00'],
    ['accident-first-report', '2022-12-31T23:30:00+08:00', '2023-01-01T00:30:00+08:00'],
    ['seizure-papers', '2022-02-27T10:00:00+08:00', '2022-02-28T10:00:00+08:00'], // 行政强制法 §19：24 小时
  ])('按小时连续计算 %s %s：%s', (clock, from, expected) => {
    expect(due(clock, from)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['T03', '2022-02-27T10:00:00+08:00', '行政强制法第19条'],
    ['T06', '2022-03-31', '违法行为处罚办法（总局令15）第17条'],
    ['T16', '2022-03-31', '违法行为处罚办法（总局令15）第35条'],
    ['T22', '2022-03-31', '违法行为处罚办法（总局令15）第22条'],
    ['T36', '2022-03-31', '违法行为处罚办法（总局令15）第63条'],
  ])('%s 的依据是 %s 当日的 %s', (clock, from, cite) => {
    expect(answered<Deadline>('deadline.of', { clock, from }, '2022-04-01').cites[0]).toBe(cite);
  });

  // 2022-03-31 届满：3 月 21 日起可以申请，早于 10 日的不在其内
  it('延期只在届满前 10 日内申请', () => {
    const { result, workings } = answered<Deadline>('deadline.of', { clock: 'T06', from: '2022-03-31' }, '2022-04-01');
    expect(result).toMatchObject({ opens: '2022-03-21', due: '2022-03-31' });
    expect(workings.map((each) => each.say).join()).toContain('只限不可抗力');
  });

  it('编号、代号和名称是同一个期限', () => {
    for (const name of ['hearing-request', 'T14', 't14', '要求听证'])
      expect(due(name, '2022-09-29')).toBe('2022-10-11');
  });

  it('放假、补班、顺延写进步骤', () => {
    const said = (clock: string, from: string) =>
      ask(clock, from)
        .workings.map((step) => step.say)
        .join('|');
    expect(said('hearing-request', '2022-09-29')).toContain('其间补班（算工作日）：2022-10-08、2022-10-09');
    expect(said('pay-fine', '2022-03-04')).toContain('最后一日 2022-03-19 是休息日，顺延到 2022-03-21');
  });

  it('日历以外的日子按周一至周五推算，标待核实', () => {
    expect(ask('hearing-request', '2026-12-24').checked).toBe('verified'); // 12-31
    const beyond = ask('hearing-request', '2026-12-25');
    expect(beyond.result.due).toBe('2027-01-01');
    expect(beyond.checked).toBe('unverified');
    expect(ask('decide', '2026-12-25').checked).toBe('verified');
  });
});

describe('中止和延长', () => {
  const test = (from: string, to: string, reason = '技术鉴定') => ({ kind: 'suspend', from, to, reason });
  it.each<[string, string, object[], string]>([
    ['seizure', '2022-03-01', [test('2022-03-10', '2022-03-19', '检测')], '2022-04-10'],
    ['seizure', '2022-03-01', [test('2022-03-31', '2022-03-31')], '2022-04-01'],
    ['seizure', '2022-03-01', [test('2022-04-01', '2022-04-10')], '2022-03-31'], // 届满之后
    ['seizure', '2022-03-01', [test('2022-03-10', '2022-03-19'), { kind: 'extend', on: '2022-04-10' }], '2022-05-10'],
    ['decide', '2022-03-14', [test('2022-04-01', '2022-04-10', '鉴定')], '2022-06-22'],
    ['decide-order', '2022-03-14', [{ kind: 'extend', on: '2022-04-13' }], '2022-06-12'],
    [
      'decide-order',
      '2022-03-14',
      [
        { kind: 'extend', on: '2022-04-13' },
        { kind: 'extend', on: '2022-06-12' },
      ],
      '2022-09-10',
    ],
    ['accident-report', '2022-03-14', [{ kind: 'extend', on: '2022-05-01' }], '2022-07-12'],
    ['grade-rectify', '2022-03-14', [{ kind: 'extend', on: '2022-04-01' }], '2022-05-11'],
  ])('%s %s %j → %s', (clock, from, events, expected) => {
    expect(due(clock, from, events)).toBe(expected);
  });

  it.each<[string, object[], RegExp]>([
    ['seizure', [{ kind: 'extend', on: '2022-04-01' }], /期限已于 2022-03-31 届满/],
    [
      'seizure',
      [
        { kind: 'extend', on: '2022-03-31' },
        { kind: 'extend', on: '2022-04-30' },
      ],
      /最多延长 1 次/,
    ],
    ['hearing-request', [{ kind: 'extend', on: '2022-03-02' }], /没有延长的规定/],
    ['seizure', [test('2022-03-10', '2022-03-19', '放假')], /不因“放假”中止/],
    ['seizure', [test('2022-03-10', '2022-03-09')], /早于起日/],
    ['seizure', [test('2022-02-10', '2022-03-09')], /早于期限开始/],
    ['seizure', [test('2022-03-10', '2022-03-19'), test('2022-03-19', '2022-03-20')], /重叠/],
    ['seizure', [{ kind: 'stop', on: '2022-03-02' }], /suspend（不计入）或 extend（延长）/],
  ])('拒绝 %s %j', (clock, events, message) => {
    expect(refusedFor('deadline.of', { clock, from: '2022-03-01', events }, '2022-03-01').message).toMatch(message);
  });
});

it.each<[object, RegExp]>([
  [{ clock: '听证', from: '2022-01-01' }, /是否指 hearing-request（要求听证）/],
  [{ clock: 'T14', from: '2017-12-31' }, /最早收录自 2018-01-01/],
  [{ clock: 'recheck', from: '2026-02-01' }, /条文没有取得/],
  [{ clock: 'T01', from: '2022-03-14' }, /起点要写到时刻/],
  [{ clock: 'T14', from: '2022-3-1' }, /from：应为 YYYY-MM-DD/],
  [{ clock: 'T14', from: '2022-02-30' }, /from：应为 YYYY-MM-DD/],
  [{ clock: 'T14', from: '9999-12-31' }, /应在 1949-10-01 至/],
  [{ clock: 'T14' }, /from/],
])('拒绝 %j', (input, message) => {
  expect(refusedFor('deadline.of', input, '2022-03-14').message).toMatch(message);
});

it('工作日期限的最后一日总是工作日，数得回去', () => {
  const calendar = calendarOf(theLaw());
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1800 }), (n) => {
      const from = addDays(day('2021-07-15'), n);
      const end = due('hearing-request', from) as Day;
      let counted = 0;
      for (let at = addDays(from, 1); at <= end; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) counted += 1;
      expect(counted).toBe(5);
      expect(isWorkingDay(end, calendar)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('每个期限，从起始日到 2027 年底每月一日：有答案，或写明没有取得', () => {
  for (const clock of theLaw().clocks.values()) {
    const floor = clock.versions[0]?.from as string;
    const hours = clock.versions.some((version) => version.unit === 'hour');
    for (const on of everyMonth(floor < '2008-01-01' ? '2008-01-01' : floor)) {
      const answer = evaluateRule(
        'deadline.of',
        { clock: clock.id, from: hours ? `${on}T08:00:00+08:00` : on },
        on,
        theLaw(),
      );
      if (isRefused(answer)) expect(answer.refused.message).toMatch(/没有取得|没有收录/);
      else {
        expect(sound(answer)).toBe(true);
        const before = clock.versions.some((version) => version.before);
        expect((answer.result as Deadline).due > on).toBe(!before);
      }
    }
  }
});
