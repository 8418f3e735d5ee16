/** What does not fit the shape does not compile: each line under `@ts-expect-error` fails the type check the day it does. */
import { expect, expectTypeOf, test } from 'vitest';
import { type LedgerGiven, ledgerShape, type RowOf, type RowWith } from '#kernel';
import { range, same } from './conditions.ts';
import { ledger } from './ledger-half.ts';

const cup = ledgerShape({
  name: 'cups.ledger',
  title: '杯子',
  order: '-size',
  columns: [
    { key: 'name', title: '名称', kind: 'link', fixed: true },
    { key: 'size', title: '大小', kind: 'number', sortable: true },
    { key: 'state', title: '状态', kind: 'state', words: { clean: '净', used: '用过' }, carried: true },
    { key: 'note', title: '备注', kind: 'text', carried: true, optional: true },
  ],
  carries: [{ key: 'shelf', kind: 'id' }],
  filters: [
    { key: 'state', title: '状态', kind: 'choices', options: [{ value: 'clean', label: '净' }] },
    { key: 'broken', title: '只看破的', kind: 'switch' },
    { key: 'bought', title: '购于', kind: 'dayRange' },
  ],
});

const rest = { shape: cup, may: [], from: 'cup c', county: 'c.county', id: 'c.id', version: 'c.version' } as const;
const columns = { name: 'c.name', size: 'c.size', state: 'c.state', note: 'c.note', shelf: 'c.shelf' };
const sorts = { size: { sql: 'c.size', type: 'int' } };
const filters = {
  state: (p: (v: unknown) => string, v: 'clean'[]) => `c.state = any(${p(v)})`,
  broken: () => 'c.broken',
  ...range('bought', 'c.bought_on'),
};

test('a half that gives exactly what the shape declares compiles, any other does not', () => {
  expect(ledger({ ...rest, columns, sorts, filters }).shape).toBe(cup);
  const { note: _, ...withoutNote } = columns;
  // @ts-expect-error: the declared column `note` has no expression
  ledger({ ...rest, columns: withoutNote, sorts, filters });
  const { shelf: __, ...withoutShelf } = columns;
  // @ts-expect-error: the carried value `shelf` has no expression
  ledger({ ...rest, columns: withoutShelf, sorts, filters });
  // @ts-expect-error: `colour` is not declared
  ledger({ ...rest, columns: { ...columns, colour: 'c.colour' }, sorts, filters });
  const { broken: ___, ...withoutBroken } = filters;
  // @ts-expect-error: the declared filter `broken` has no condition
  ledger({ ...rest, columns, sorts, filters: withoutBroken });
  const { boughtTo: ____, ...withoutTo } = filters;
  // @ts-expect-error: a range has two ends
  ledger({ ...rest, columns, sorts, filters: withoutTo });
  // @ts-expect-error: `colour` is no filter
  ledger({ ...rest, columns, sorts, filters: { ...filters, colour: same('c.colour') } });
  // @ts-expect-error: a filter of several choices is given a list
  ledger({ ...rest, columns, sorts, filters: { ...filters, state: same('c.state') } });
  // @ts-expect-error: the order has no expression
  ledger({ ...rest, columns, sorts: {}, filters });
  // @ts-expect-error: `name` is not sorted by
  ledger({ ...rest, columns, sorts: { ...sorts, name: { sql: 'c.name', type: 'text' } }, filters });
});

test('a row has what it always has; other columns only for who names them', () => {
  type Row = RowOf<typeof cup>;
  expectTypeOf<Row>().toEqualTypeOf<{
    id: string;
    version: number;
    can: readonly string[];
    name: string;
    state: 'clean' | 'used';
    note?: string;
    shelf: string;
  }>();
  expectTypeOf<RowWith<typeof cup, 'size'>['size']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<LedgerGiven<typeof cup>['state']>().toEqualTypeOf<'clean'[] | undefined>();
  // @ts-expect-error: the page did not ask for `size`
  type _ = Row['size'];
});
