import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, type Condition, holds } from '#kernel';
import { withClient } from '../../db/connection.ts';
import { testDatabase } from '../../db/testing.ts';
import { aliased, conditionSql } from './condition-sql.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

const ME = '018f0000-0000-7000-8000-000000000001';
const OTHER = '018f0000-0000-7000-8000-000000000002';
const states = ['cold', 'hot', null] as const;
const people = [ME, OTHER, null] as const;
const rows = states.flatMap((state) =>
  people.flatMap((boiledBy) => ['T1', 'T2', null].map((town) => ({ state, boiledBy, town }))),
);
const actors: Actor[] = [
  { account: ME, scope: 'town', town: 'T1' },
  { account: '', scope: 'county', town: null },
].map((who) => ({ name: '', role: 'cook', county: '140525', enterprise: null, agency: null, ...who }) as Actor);

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    test: fc.constant('oneOf' as const),
    column: fc.constant('state'),
    values: fc.subarray(['cold', 'hot', 'poured'], { minLength: 1 }),
  }),
  fc.constantFrom<Condition>(
    { test: 'mine', column: 'town', whose: 'town' },
    { test: 'mine', column: 'boiledBy', whose: 'account' },
    { test: 'present', column: 'boiledBy' },
    { test: 'present', column: 'town' },
    { test: 'scope', scopes: ['county'] },
  ),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ test: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ test: fc.constant('not' as const), of: tie('node') }),
  ),
})).node;

test('a condition picks the same rows in SQL as in the program, empty columns not excepted', async () => {
  await withClient(db.admin, async (client) => {
    await client.query('create temporary table kettle (n int, state text, boiled_by uuid, town text)');
    for (const [n, row] of rows.entries())
      await client.query('insert into kettle values ($1, $2, $3, $4)', [n, row.state, row.boiledBy, row.town]);
    await fc.assert(
      fc.asyncProperty(condition, fc.constantFrom(...actors), async (one, actor) => {
        const values: unknown[] = [];
        const sql = conditionSql(one, actor, aliased('k'), (value) => `$${values.push(value)}`);
        const found = await client.query(`select n from kettle k where ${sql} order by n`, values);
        const expected = rows.flatMap((row, n) => (holds(one, actor, row) ? [n] : []));
        expect(found.rows.map((row) => row.n)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
