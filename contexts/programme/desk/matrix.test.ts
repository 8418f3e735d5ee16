import { expect, test } from 'vitest';
import type { CheckShown, RosterRow } from '../ledgers.ts';
import type { ChecklistShown } from './answers.ts';
import { areaOf, areasOf, itemsOf, rowsOf } from './matrix.ts';

const item = (id: string, area: string) => ({
  id,
  group: 'g',
  area,
  text: id,
  how: '看现场',
  basis: [],
  criteria: [],
  checked: 'verified' as const,
});
const list: ChecklistShown = {
  id: 'l',
  title: '清单',
  areas: [
    { id: 'dust', title: '涉爆粉尘' },
    { id: 'smelting', title: '冶铸' },
    { id: 'confined-space', title: '有限空间' },
  ],
  groups: [],
  items: [item('d1', 'dust'), item('d2', 'dust'), item('s1', 'smelting')],
};
const check = (id: string, result: CheckShown['result'], more: Partial<CheckShown> = {}): CheckShown => ({
  item: id,
  result,
  hazardOpen: false,
  checkedOn: '2022-03-10',
  checkedByName: '甲',
  ...more,
});
const firm = (flags: string[], checks: CheckShown[]): RosterRow => ({
  id: 'f',
  name: '某厂',
  town: 't',
  townName: '某镇',
  flags,
  open: 0,
  overdue: 0,
  items: 0,
  checked: 0,
  failing: 0,
  state: 'unchecked',
  checks,
  can: [],
});

test('areas are those with items; one that is not there is the first', () => {
  expect(areasOf(list).map((one) => one.id)).toEqual(['dust', 'smelting']);
  expect([areaOf(list, 'smelting'), areaOf(list, 'confined-space'), areaOf(list, undefined)]).toEqual([
    'smelting',
    'dust',
    'dust',
  ]);
  expect(itemsOf(list, 'dust').map((one) => one.id)).toEqual(['d1', 'd2']);
});

test('passed only when every item was looked at and none is open', () => {
  const [one] = rowsOf(list, [
    firm(
      ['explosive-dust', 'smelting-casting'],
      [check('d1', 'pass'), check('d2', 'not-applicable'), check('s1', 'pass')],
    ),
  ]);
  expect(one).toMatchObject({ row: { state: 'passed', checked: 3, failing: 0 } });
  expect(one?.row.items).toHaveLength(3);
  const [half] = rowsOf(list, [firm(['explosive-dust'], [check('d1', 'pass')])]);
  expect(half?.row.state).toBe('partly');
});

test('a failed item is open while its hazard is, and mended after', () => {
  const state = (hazardOpen: boolean) =>
    rowsOf(list, [firm(['smelting-casting'], [check('s1', 'fail', { hazard: 'h', hazardOpen })])])[0]?.row.items.find(
      (one) => one.item === 's1',
    )?.state;
  expect([state(true), state(false)]).toEqual(['fail', 'rectified']);
});
