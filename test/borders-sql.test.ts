/** The borders hold in SQL too (docs/architecture.md), and the check sees each kind of breach. */
import { describe, expect, test } from 'vitest';
import { checkSql, namesIn } from './borders/sql.ts';
import { readTree } from './source/tree.ts';

const tree = readTree();
const migrations = tree.filter(({ path }) => path.startsWith('db/migrations/'));

test('the migrations were read', () => {
  expect([...namesIn(tree)]).toEqual(expect.arrayContaining(['kernel.entry', 'registry.enterprise', 'hazards.find']));
});

test('only the owner names its tables', () => {
  expect(checkSql(tree).map(({ place, why }) => `${place} ${why}`)).toEqual([]);
});

/** file, text that breaks the border */
const planted: [path: string, text: string][] = [
  ['contexts/programme/store.ts', 'export const q = `select 1 from hazards.hazard h where h.county = $1`;'],
  [
    'contexts/programme/store.ts',
    "export const q = 'select * from programme.item_check i join registry.enterprise e on true';",
  ],
  ['contexts/programme/store.ts', 'export const q = (where: string) => `delete from hazards.hazard where ${where}`;'],
  ['contexts/programme/store.ts', "export const q = 'update registry.town set name = $1';"],
  ['contexts/programme/store.ts', "export const q = 'insert into hazards.word (county) values ($1)';"],
  ['contexts/programme/store.ts', "export const q = 'select (select name from registry.town t) as town';"],
  ['contexts/programme/store.ts', "export const q = 'select 1 from programme.item_check, registry.town';"],
  ['contexts/programme/store.ts', "export const q = 'select hazards.find($1, $2)';"],
  ['contexts/programme/store.ts', "export const f = (act: any) => act.put('hazards.word', {});"],
  ['contexts/programme/subjects.ts', "export const s = { table: 'hazards.hazard' };"],
  ['contexts/hazards/queries/todo.ts', "export const q = 'select 1 from kernel.effect f';"],
  ['contexts/access/queries.ts', "export const q = 'select 1 from registry.enterprise';"],
  ['kernel/server/ledger.ts', "export const q = 'select 1 from hazards.hazard';"],
  ['apps/server/work.ts', "export const q = 'delete from kernel.answer where county = $1';"],
  ['apps/server/serve.ts', "export const q = 'vacuum full access.account';"],
];

describe('a planted foreign table is seen', () => {
  test.each(planted)('%s: %s', (path, text) => {
    expect(checkSql([...migrations, { path, text }])).toHaveLength(1);
  });
});

describe('what is allowed stays allowed', () => {
  test.each([
    ['contexts/hazards/queries/todo.ts', "export const q = 'select 1 from hazards.hazard h where hazards.find($1)';"],
    ['contexts/programme/store.ts', "export const q = 'select 1 from registry.published_enterprise e';"],
    ['contexts/hazards/desk/Hazard.tsx', "export const name = 'registry.enterprise';"],
    ['contexts/hazards/desk/Hazard.tsx', "export const names = ['registry.enterprise', 'hazards.record'];"],
    ['contexts/registry/commands/site.ts', "export const c = { name: 'registry.import' }; // from hazards.hazard"],
    ['kernel/server/journal.ts', "export const q = 'insert into kernel.entry values ($1)';"],
    ['contexts/hazards/loop.pg.test.ts', "export const q = 'select 1 from registry.enterprise';"],
  ])('%s: %s', (path, text) => {
    expect(checkSql([...migrations, { path, text }])).toEqual([]);
  });
});
