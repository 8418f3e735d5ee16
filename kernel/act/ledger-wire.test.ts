import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromWire, type WirePage, withoutAlike } from './ledger-wire.ts';

const columns = ['number', 'state', 'town', 'flags', 'open', 'days', 'id', 'can'];
const cans = [['hazards.judge'], []];
const page = { total: { n: 1, exact: true }, next: null, prev: null };
const wire = (rows: unknown[][]): WirePage =>
  JSON.parse(JSON.stringify({ ...withoutAlike(columns, rows), cans, ...page }));
const named = (row: unknown[]) => ({
  ...Object.fromEntries(columns.flatMap((name, at) => (row[at] === null || name === 'can' ? [] : [[name, row[at]]]))),
  can: cans[row.at(-1) as number],
});

test('what travelled is what was there, less what is empty', () => {
  const row = fc.tuple(
    fc.string(),
    fc.constantFrom('found', 'closed', null),
    fc.constantFrom('140525101', null),
    fc.constantFrom<unknown[] | null>(null).map((none) => none ?? ['dust']),
    fc.constantFrom(true, false, null),
    fc.constantFrom(0, 3, null),
    fc.uuid(),
    fc.constantFrom(0, 1),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      expect(fromWire(wire(rows.map((one) => [...one]))).rows).toEqual(rows.map(named));
    }),
  );
});

test('what all rows have alike stands once, a list and a single row as they are', () => {
  const two = wire([
    ['1', 'found', null, ['dust'], true, 0, 'a', 0],
    ['2', 'found', null, ['dust'], true, 0, 'b', 0],
  ]);
  expect(two.same).toEqual({ state: 'found', town: null, open: true, days: 0, can: 0 });
  expect(two.columns).toEqual(['number', 'flags', 'id']);
  expect(two.rows).toEqual([
    ['1', ['dust'], 'a'],
    ['2', ['dust'], 'b'],
  ]);
  expect(wire([['1', 'found', null, [], true, 0, 'a', 1]]).same).toEqual({});
});
