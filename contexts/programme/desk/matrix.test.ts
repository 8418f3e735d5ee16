import { expect, test } from 'vitest';
import { concerns, itemsOf, rowsOf, sumOf } from './matrix.ts';
import type { ChecklistShown, CheckShown, FirmShown } from './wire.ts';

const item = (id: string, area: string) => ({
  id,
  group: 'g',
  area,
  text: id,
  how: '看现场',
  basis: [],
  criteria: [],
  checked: 'verified',
});
const list: ChecklistShown = {
  id: 'l',
  title: '清单',
  areas: [
    { id: 'dust', title: '涉爆粉尘' },
    { id: 'smelting', title: '冶铸' },
  ],
  groups: [],
  items: [item('d1', 'dust'), item('d2', 'dust'), item('s1', 'smelting')],
};
const check = (id: string, result: CheckShown['result'], more: Partial<CheckShown> = {}): CheckShown => ({
  item: id,
  result,
  hazard: null,
  checkedOn: '2022-03-10',
  checkedByName: '甲',
  note: null,
  ...more,
});
const firm = (flags: string[], checks: CheckShown[], open = 0): FirmShown => ({
  id: 'f',
  name: '某厂',
  town: 't',
  sector: 'machinery',
  flags,
  open,
  overdue: 0,
  checks,
});

test('an enterprise answers for the areas its flags bring', () => {
  expect(concerns('dust', { flags: ['explosive-dust'] })).toBe(true);
  expect(concerns('smelting', { flags: ['explosive-dust'] })).toBe(false);
  expect(concerns('anything', { flags: [] })).toBe(true);
  expect(itemsOf(list, 'dust').map((one) => one.id)).toEqual(['d1', 'd2']);
});

test('passed only when every item was looked at and none is open', () => {
  const [one] = rowsOf(list, [
    firm(
      ['explosive-dust', 'smelting-casting'],
      [check('d1', 'pass'), check('d2', 'not-applicable'), check('s1', 'pass')],
    ),
  ]);
  expect(one).toMatchObject({ items: 3, row: { state: 'passed', checked: 3, failing: 0 } });
  const [half] = rowsOf(list, [firm(['explosive-dust'], [check('d1', 'pass')])]);
  expect(half?.row.state).toBe('partly');
});

test('a failed item is open while its hazard is, and mended after', () => {
  const state = (checks: CheckShown[], open: number) =>
    rowsOf(list, [firm(['smelting-casting'], checks, open)])[0]?.row.items.find((one) => one.item === 's1')?.state;
  expect(state([check('s1', 'fail', { hazardOpen: true })], 0)).toBe('fail');
  expect(state([check('s1', 'fail', { hazardOpen: false })], 5)).toBe('rectified');
  expect(state([check('s1', 'fail')], 2)).toBe('fail');
  expect(state([check('s1', 'fail')], 0)).toBe('rectified');
});

test('the head adds up as the board does: every item at every enterprise it concerns', () => {
  const rows = rowsOf(list, [
    firm(['explosive-dust'], [check('d1', 'pass'), check('d2', 'pass'), check('s1', 'not-applicable')]),
    firm(['smelting-casting'], [check('s1', 'fail')], 1),
    firm([], []),
  ]);
  expect(sumOf(rows)).toEqual({ firms: 3, passed: 1, failing: 1, unchecked: 1, items: 3, checked: 3 });
});
