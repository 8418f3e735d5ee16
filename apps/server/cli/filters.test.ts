import { expect, test } from 'vitest';
import { ledgerShape } from '#kernel';
import { filtersOf } from './filters.ts';
import { Said } from './say.ts';

const shape = ledgerShape({
  name: 'kettles.ledger',
  title: '水壶',
  order: 'name',
  columns: [{ key: 'name', title: '名称', kind: 'text', fixed: true }],
  filters: [
    { key: 'town', title: '镇', kind: 'choice' },
    { key: 'state', title: '状态', kind: 'choices', options: [{ value: 'hot', label: '热' }] },
    { key: 'made', title: '制造日期', kind: 'dayRange' },
    { key: 'q', title: '搜索', kind: 'search' },
  ],
});
const townCode = (text: string): string => {
  if (text !== '南村') throw new Said(`没有“${text}”这个镇`);
  return '140525100';
};
const read = (...pairs: string[]) => filtersOf(shape, pairs, townCode);

test('pairs become filters: a list where the ledger takes one, the town by its name, an equals sign in a value', () => {
  expect(read('town=南村', 'state=hot', 'state=cold', 'madeFrom=2022-03-01', 'q=a=b')).toEqual({
    town: '140525100',
    state: ['hot', 'cold'],
    madeFrom: '2022-03-01',
    q: 'a=b',
  });
  expect(read()).toEqual({});
});

test.each([
  [
    ['town'],
    '筛选“town”没有写值，应写成 town=值。可用：town 镇；state 状态（hot 热）；madeFrom/madeTo 制造日期；q 搜索',
  ],
  [['town='], '筛选“town=”没有写值'],
  [['state= '], '筛选“state= ”没有写值'],
  [['twon=140525100'], 'kettles.ledger 没有“twon”这个筛选。可用：town 镇；'],
  [['made=2022-03-01'], '没有“made”这个筛选'],
  [['limit=1'], '没有“limit”这个筛选'],
  [['=x'], '没有“”这个筛选'],
  [['town=北村'], '没有“北村”这个镇'],
  [['q=a', 'q=b'], '筛选“q”只能写一个值，得到：a、b'],
])('%j is refused, never ignored', (pairs, said) => {
  expect(() => read(...pairs)).toThrow(said);
});
