import { describe, expect, test } from 'vitest';
import { ask, everyMove, flow, lackingOf, moveFrom, reach, targetOf } from './index.ts';

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
