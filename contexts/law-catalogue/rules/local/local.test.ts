import { describe, expect, it } from 'vitest';
import { answered, everyMonth, refusedFor, sound } from '../testing.ts';
import type { CardProposal } from './card.ts';
import type { ClassProposal } from './class.ts';

const on = '2022-06-15';
const card = (events: [string, string][], cards: [string, string][] = [], at = on) =>
  answered<CardProposal>(
    'card.propose',
    {
      events: events.map(([reason, day]) => ({ reason, on: day })),
      cards: cards.map(([colour, day]) => ({ card: colour, on: day })),
    },
    at,
  );

describe('红黄牌建议', () => {
  it.each<[string, [string, string][], [string, string][], 'yellow' | 'red' | null]>([
    ['没有情形', [], [], null],
    ['逾期未整改', [['card-late-rectification', '2022-06-01']], [], 'yellow'],
    ['满 12 个月的不再计', [['card-late-rectification', '2021-06-15']], [], null],
    ['差一天满 12 个月的还计', [['card-late-rectification', '2021-06-16']], [], 'yellow'],
    ['同一隐患只出现一次', [['card-repeated-hazard', '2022-06-01']], [], null],
    [
      '同一隐患出现两次',
      [
        ['card-repeated-hazard', '2022-06-01'],
        ['card-repeated-hazard', '2022-01-01'],
      ],
      [],
      'yellow',
    ],
    ['死亡事故', [['card-fatal-accident', '2022-06-01']], [], 'red'],
    [
      '红黄并存取红',
      [
        ['card-late-rectification', '2022-06-01'],
        ['card-defied-stop', '2022-06-02'],
      ],
      [],
      'red',
    ],
    ['12 个月内第二次黄牌', [['card-failed-test', '2022-06-01']], [['yellow', '2021-06-16']], 'red'],
    ['前一次黄牌已满 12 个月', [['card-failed-test', '2022-06-01']], [['yellow', '2021-06-15']], 'yellow'],
  ])('%s', (_, events, cards, expected) => {
    const ruling = card(events, cards);
    expect(ruling.result.card).toBe(expected);
    expect(ruling.checked).toBe('unverified');
    expect(sound(ruling)).toBe(true);
  });

  it('黄牌 30 日、红牌 90 日后可以申请摘牌，附上限制', () => {
    expect(card([['card-failed-test', '2022-06-01']]).result).toMatchObject({
      from: on,
      due: '2022-07-15',
      title: '黄牌警示',
    });
    expect(card([['card-false-report', '2022-06-01']]).result).toMatchObject({
      due: '2022-09-13',
      limits: expect.arrayContaining([expect.stringMatching(/听取陈述/)]),
    });
  });

  it('拒绝', () => {
    expect(refusedFor('card.propose', { events: [{ reason: 'x', on }] }, on).message).toMatch(
      /没有情形“x”，可用的有：card-late-rectification（隐患逾期未整改）/,
    );
    expect(
      refusedFor('card.propose', { events: [{ reason: 'card-failed-test', on: '2022-06-16' }] }, on).message,
    ).toMatch(/晚于 2022-06-15/);
    expect(refusedFor('card.propose', { events: [] }, '2022-03-13').message).toMatch(/最早收录自 2022-03-14/);
  });
});

const all = {
  riskGrade: 4,
  standardisation: 1,
  deaths: 0,
  seriousInjuries: 0,
  redCards: 0,
  yellowCards: 0,
  majorHazardsOpen: 0,
  penalties: 0,
  overdueHazards: 0,
  discredited: false,
  falseReport: false,
  majorHazardSource: false,
};
const grade = (facts: object, at = on) => answered<ClassProposal>('class.propose', { facts }, at);

describe('企业分级建议', () => {
  it.each<[object, string]>([
    [{}, 'A'],
    [{ standardisation: 2 }, 'A'],
    [{ standardisation: 3 }, 'B'],
    [{ standardisation: 0 }, 'C'],
    [{ riskGrade: 3 }, 'A'],
    [{ riskGrade: 2 }, 'B'],
    [{ riskGrade: 1 }, 'C'],
    [{ seriousInjuries: 1 }, 'C'],
    [{ seriousInjuries: 2 }, 'C'],
    [{ seriousInjuries: 3 }, 'D'],
    [{ deaths: 1 }, 'D'],
    [{ penalties: 1 }, 'B'],
    [{ penalties: 2 }, 'C'],
    [{ overdueHazards: 1 }, 'B'],
    [{ overdueHazards: 2 }, 'B'],
    [{ overdueHazards: 3 }, 'C'],
    [{ yellowCards: 1 }, 'C'],
    [{ redCards: 1 }, 'D'],
    [{ discredited: true }, 'D'],
    [{ falseReport: true }, 'D'],
    [{ majorHazardsOpen: 1 }, 'D'],
    [{ majorHazardSource: true }, 'B'],
    [{ penalties: 1, redCards: 1 }, 'D'],
  ])('%j → %s', (facts, expected) => {
    const { result } = grade({ ...all, ...facts });
    expect(result.class).toBe(expected);
    expect(result.reasons.every((each) => each.class <= expected)).toBe(true);
    expect(result.unknown).toEqual([]);
  });

  it('没有填写的写明，级别可能更差', () => {
    const { result } = grade({ standardisation: 2 });
    expect(result.class).toBe('A');
    expect(result.unknown.map((each) => each.factor)).toContain('deaths');
  });

  it('拒绝', () => {
    expect(refusedFor('class.propose', { facts: {} }, on).message).toMatch(/不能分级/);
    expect(refusedFor('class.propose', { facts: { standardisation: 4 } }, on).message).toMatch(/应为 0 至 3/);
    expect(refusedFor('class.propose', { facts: { deaths: -1 } }, on).message).toMatch(/不能为负/);
    expect(refusedFor('class.propose', { facts: all }, '2022-03-13').message).toMatch(/最早收录自/);
  });
});

it('从起始日到 2027 年底每月一日都有答案', () => {
  for (const at of everyMonth('2022-03-14')) {
    expect(sound(grade(all, at))).toBe(true);
    expect(card([['card-fatal-accident', at]], [], at).result.card).toBe('red');
  }
});
