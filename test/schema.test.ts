import { describe, expect, test } from 'vitest';
import { defaultMigrationsFolder, readFolder } from '../db/migrations.ts';
import { migrationOwners } from '../db/order.ts';
import { foreignNames } from './schema/owners.ts';
import { clusterBreaches } from './schema/statements.ts';
import { readTree } from './source/tree.ts';

const history = await readFolder(defaultMigrationsFolder(), migrationOwners);

describe('migrations stay in their own context', () => {
  test('no migration names another context’s schema but in a foreign key', () => {
    expect(foreignNames(history, migrationOwners)).toEqual([]);
  });

  test.each([
    ['alter table registry.enterprise add column risk text', 'registry.enterprise'],
    ['create policy more on documents.use for select using (true)', 'documents.use'],
    ['drop index registry.enterprise_town', 'registry.enterprise_town'],
    ['create index more on access.account (county)', 'access.account'],
    ['grant select on access.account to zean_reader', 'access.account'],
    [
      'create policy own on hazards.hazard using (exists (select 1 from registry.enterprise e where e.county = county))',
      'registry.enterprise',
    ],
    ['create function hazards.f() returns int language sql as $$ select 1 from registry.town $$', 'registry.town'],
    ["update kernel.entry set sentence = ''", 'kernel.entry'],
  ])('found: %s', (sql, named) => {
    expect(
      foreignNames([{ name: 'hazards/0009-x.sql', owner: 'hazards', text: `select 1;\n${sql};` }], migrationOwners),
    ).toEqual([`db/migrations/hazards/0009-x.sql:2: hazards names ${named}`]);
  });

  test.each([
    'create table hazards.a (county text, id uuid, foreign key (county, id) references registry.enterprise (county, id))',
    "comment on table hazards.hazard is 'see registry.enterprise'",
    'create policy own on hazards.hazard using (kernel.sees(town, enterprise))',
    'select documents.show_to(county, id) from hazards.hazard',
    '-- registry.enterprise',
  ])('allowed: %s', (text) => {
    expect(foreignNames([{ name: 'hazards/0009-x.sql', owner: 'hazards', text }], migrationOwners)).toEqual([]);
  });
});

describe('statements a cluster takes', () => {
  test('no statement of the code is one a cluster refuses', () => {
    expect(clusterBreaches(readTree(), true)).toEqual([]);
  });

  test.each([
    ['client.query(`insert into registry.town (county, code) select $1, code from registry.town`)', 'insert … select'],
    ["client.query('insert into a.b select * from jsonb_populate_recordset(null::a.b, $1)')", 'insert … select'],
    ['client.query(`insert into ${table} (${names.join()}) select 1`)', 'insert … select'],
    ['s.parts.push(`x as (insert into ${table} (${names.join()}) ` + `select 1)`)', 'insert … select'],
    ["const into = 'insert into a.b (c)'; s.parts.push(`t as (${into} select 1)`)", 'insert … select'],
    ["client.query('merge into a.b using a.c on true when matched then delete')", 'MERGE'],
    [
      "const open = 'exists (select 1 from hazards.hazard h where h.county = e.county and h.enterprise = e.id)';",
      'a subquery whose county is another table’s, not a parameter',
    ],
    ["client.query('select * from registry.officer where id = $1 for update')", 'FOR UPDATE without county'],
  ])('found: %s', (code, why) => {
    expect(clusterBreaches([{ path: 'contexts/registry/more.ts', text: code }])).toEqual([
      `contexts/registry/more.ts:1: ${why}`,
    ]);
  });

  test.each([
    "client.query('insert into a.b (county, id) values ($1, $2) on conflict (county, id) do update set id = excluded.id')",
    "const open = 'exists (select 1 from hazards.hazard h where h.county = $1 and h.enterprise = e.id)';",
    "const from = 'registry.person p join registry.enterprise e on e.county = p.county and e.id = p.enterprise';",
    "client.query('select * from registry.officer where county = $1 and id = $2 for update')",
  ])('allowed: %s', (code) => {
    expect(clusterBreaches([{ path: 'contexts/registry/more.ts', text: code }])).toEqual([]);
  });

  test('an exemption is a function’s, not its file’s', () => {
    const text = (name: string) => `function ${name}() { s.push('insert into a.b (c) select 1'); }`;
    const path = 'kernel/server/effects.ts';
    expect(clusterBreaches([{ path, text: text('writeMany') }])).toEqual([]);
    expect(clusterBreaches([{ path, text: text('writeMore') }])).toEqual([`${path}:1: insert … select`]);
  });
});
