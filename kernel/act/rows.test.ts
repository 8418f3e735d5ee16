import { expect, test } from 'vitest';
import { ledgerShape } from './ledger.ts';
import { rowsAt, rowsOfTown } from './rows.ts';

const shape = ledgerShape({
  name: 'a.things',
  title: '物品',
  page: '/things',
  order: 'name',
  columns: [{ key: 'name', title: '名称', kind: 'text', fixed: true }],
  filters: [
    { key: 'town', title: '镇', kind: 'choice' },
    { key: 'state', title: '状态', kind: 'choices' },
    { key: 'open', title: '只看未结', kind: 'switch' },
    { key: 'found', title: '日期', kind: 'dayRange' },
  ],
});

test('the address of rows says the filters: lists as repeated keys, switches as 1, nothing for what narrows nothing', () => {
  expect(rowsAt(shape)).toBe('/things');
  expect(rowsAt(shape, { town: undefined, state: [] })).toBe('/things');
  expect(rowsAt(shape, { state: ['a', 'b'], open: true, foundFrom: '2022-01-01' })).toBe(
    '/things?state=a&state=b&open=1&foundFrom=2022-01-01',
  );
  // @ts-expect-error a filter the ledger does not have
  rowsAt(shape, { colour: 'red' });
});

test('the same rows of one town keep their filters; a town named before gives way', () => {
  expect(rowsOfTown('/things?open=1&state=a&state=b', 't1')).toBe('/things?open=1&state=a&state=b&town=t1');
  expect(rowsOfTown('/things?town=t2', 't1')).toBe('/things?town=t1');
});
