/** Row types say what the migrated database says; `npm run rows` writes them anew. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultMigrationsFolder, readFolder } from '../db/migrations.ts';
import { migrationOwners } from '../db/order.ts';
import { type TestDatabase, testDatabase } from '../db/testing.ts';
import { allowedBy, rowFiles } from './rows/generate.ts';

let db: TestDatabase;
let files: Map<string, string>;
beforeAll(async () => {
  db = await testDatabase();
  files = await rowFiles(db.pools.owner, db.owner);
}, 300_000);
afterAll(() => db?.close());

/** Every context with tables. */
const history = await readFolder(defaultMigrationsFolder(), migrationOwners);
const contexts = [...new Set(history.map(({ owner }) => owner))].filter((owner) => owner !== 'kernel').sort();
/** Contexts whose answers carry rows: an answer that wants another's schema adds it here. */
const answering = ['documents', 'duties', 'hazards', 'registry'];
const paths = [...contexts.map((name) => `${name}/rows.ts`), ...answering.map((name) => `${name}/row-schemas.ts`)];

test.each(paths)('contexts/%s is what the schema says; else: npm run rows', async (path) => {
  expect(files.get(path), path).toBeDefined();
  await expect(`${files.get(path)}\n`).toMatchFileSnapshot(`../contexts/${path}`);
});

test('every schema that is a context has its rows', () => {
  expect([...files.keys()].filter((path) => path.endsWith('/rows.ts')).sort()).toEqual(
    contexts.map((name) => `${name}/rows.ts`),
  );
});

describe('a check constraint becomes a type only where it says nothing but the values', () => {
  test.each([
    [
      "CHECK ((loop = ANY (ARRAY['common'::text, 'self'::text])))",
      { column: 'loop', values: ['common', 'self'], many: false },
    ],
    ["CHECK ((flags <@ ARRAY['gas'::text]))", { column: 'flags', values: ['gas'], many: true }],
    ["CHECK (((loop = ANY (ARRAY['common'::text, 'self'::text])) OR (state IS NULL)))", null],
    ["CHECK ((county ~ '^[0-9]{6}$'::text))", null],
  ])('%s', (definition, allowed) => expect(allowedBy(definition)).toEqual(allowed));
});
