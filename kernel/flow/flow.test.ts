import { describe, expect, test } from 'vitest';
import { allow } from '../act/actor.ts';
import { type AnyMove, ask, everyMove, flow, lackingOf, livesOf, moveFrom, movesIn, reach, targetOf } from './index.ts';

const kettle = flow<'cold' | 'hot' | 'poured'>({
  name: 'kettle',
  title: '水壶',
  start: 'cold',
  states: { cold: { title: '凉' }, hot: { title: '热' }, poured: { title: '已倒', final: true } },
  needs: { water: '水' },
  moves: {
    cold: { boil: { to: 'hot', title: '烧', by: ['cook'], needs: ['water'], cite: '规则 §1' } },
    hot: {
      pour: { to: 'poured', title: '倒', by: ['cook', 'guest'], needs: [], cite: '规则 §2' },
      keep: { to: 'same', title: '保温', by: ['cook'], needs: [], cite: '规则 §3' },
    },
    poured: {},
  },
});

describe('flow', () => {
  test('reach follows moves and knows dead ends', () => {
    expect(reach(kettle, 'cold')).toEqual(new Set(['cold', 'hot', 'poured']));
    expect(reach(kettle, 'poured')).toEqual(new Set(['poured']));
  });
  test('a move that is not in the table is not there', () => {
    expect(moveFrom(kettle, 'cold', 'pour')).toBeUndefined();
    expect(moveFrom(kettle, 'nowhere', 'pour')).toBeUndefined();
  });
  test('same keeps the state', () => {
    expect(targetOf(moveFrom(kettle, 'hot', 'keep')!, 'hot')).toBe('hot');
  });
  test.each([
    [{ water: '1L' }, []],
    [{ water: '' }, ['水']],
    [{ water: null }, ['水']],
    [{ water: [] }, ['水']],
    [{ water: 0 }, []],
    [{}, ['水']],
  ])('what a field that is needed lacks given %j', (given, missing) => {
    expect(lackingOf({ water: ask.text('水', 9) }, given).titles).toEqual(missing);
  });
  test('everyMove lists the table', () => {
    expect(everyMove(kettle).map((m) => `${m.state}.${m.verb}`)).toEqual(['cold.boil', 'hot.pour', 'hot.keep']);
  });
});

describe('tables made of moves', () => {
  const move = movesIn<{ state: string }, { kettle: 'cold' | 'hot' | 'poured' }>('kettles');
  const may = [allow<{ state: string }>(['cook'], '任何水壶')];
  const boil = move({
    verb: 'boil',
    title: '烧',
    cite: '规则 §1',
    may,
    ways: { kettle: { from: { cold: 'hot' }, waits: { title: '待烧' } } },
    fields: {},
  });
  const pour = move({
    verb: 'pour',
    title: '倒',
    cite: '规则 §2',
    may,
    ways: { kettle: { from: { hot: 'poured' }, waits: { title: '待倒' } } },
    fields: {},
  });
  const made = (moves: Readonly<Record<string, AnyMove>>) =>
    livesOf<{ kettle: 'cold' | 'hot' | 'poured' }>({
      tables: { kettle: { name: 'kettle', title: '水壶', start: 'cold', states: kettle.states } },
      moves,
    });

  test('are whole, in declared order', () => {
    expect(made({ boil, pour }).waiting.map(({ key }) => key)).toEqual(['boil', 'pour']);
  });
  test.each<[string, Readonly<Record<string, AnyMove>>, string]>([
    ['under another name', { boil, spill: pour }, 'kettles.pour stands under the name spill'],
    [
      'a state nothing leads to',
      { pour, boil: { ...boil, ways: { kettle: { from: { cold: 'poured' } } } } },
      'kettle: no move leads to hot',
    ],
    ['a state that never ends', { boil }, 'kettle: from cold no move leads to an end'],
    [
      'a state it has not',
      { boil, pour: { ...pour, ways: { kettle: { from: { warm: 'poured' } } } } },
      'kettles.pour: kettle has no state warm',
    ],
    [
      'two groups of one key',
      { boil, pour: { ...pour, ways: { kettle: { from: { hot: 'poured' }, waits: { title: '待倒', key: 'boil' } } } } },
      'kettles.pour: another group of 待办 has the key boil',
    ],
  ])('%s is told at the start', (_, moves, told) => {
    expect(() => made(moves)).toThrow(told);
  });
  test('a state from which no end is reached is told', () => {
    const back: AnyMove = {
      ...pour,
      verb: 'cool',
      command: 'kettles.cool',
      ways: { kettle: { from: { hot: 'cold' } } },
    };
    const spill: AnyMove = { ...pour, ways: { kettle: { from: { cold: 'poured' } } } };
    const soil: AnyMove = { ...boil, ways: { kettle: { from: { cold: 'hot', hot: 'hot' } } } };
    expect(() => made({ boil, pour: spill, cool: back })).not.toThrow();
    expect(() => made({ boil: soil, pour: spill })).toThrow('kettle: from hot no move leads to an end');
  });
});
