import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationOwners } from '../db/order.ts';
import { type TestDatabase, testDatabase } from '../db/testing.ts';
import { schemaBreaches } from './schema/live.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

describe('what a cluster needs of the schema', () => {
  test('every table keeps the rules', async () => {
    // The folds' own book: no row of it is anybody's, and no role but the application reads it.
    expect(await schemaBreaches(db.pools.owner, migrationOwners)).toEqual([
      'table without row-level security: kernel.tally_edition',
    ]);
  });

  test.each([
    ['create table plant.a (county text, id uuid primary key)', 'key without county: plant.a a_pkey'],
    [
      'create table plant.a (county text, id uuid, n int, primary key (county, id)); create unique index lone on plant.a (n)',
      'key without county: plant.a lone',
    ],
    [
      'create table plant.a (county text, id uuid, primary key (county, id)); create table plant.b (county text, id uuid, a uuid unique, c text, primary key (county, id)); alter table plant.b drop constraint b_a_key; create table plant.one (id uuid primary key); alter table plant.b add constraint lone foreign key (a) references plant.one (id)',
      'foreign key without county: plant.b lone',
    ],
    [
      "create table plant.a (county text, id uuid, primary key (county, id)); create function plant.f() returns trigger language plpgsql as 'begin return new; end'; create trigger watch before insert on plant.a for each row execute function plant.f()",
      'trigger: plant.a watch',
    ],
    [
      "create table plant.a (county text, id uuid, primary key (county, id)); create policy see on plant.a using (county = (select current_setting('app.county', true)))",
      'subquery in a policy: plant.a see',
    ],
    [
      'create table plant.a (county text, id uuid, primary key (county, id)); create policy see on plant.a using (exists (select 1 from registry.town))',
      'subquery in a policy: plant.a see',
    ],
    [
      'create table plant.a (county text, id uuid, primary key (county, id))',
      'table without row-level security: plant.a',
    ],
  ])('found: %s', async (sql, breach) => {
    await db.pools.owner.query(`drop schema if exists plant cascade; create schema plant; ${sql}`);
    expect(await schemaBreaches(db.pools.owner, ['plant'])).toContain(breach);
  });
});
