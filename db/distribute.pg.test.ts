/** Tables of a cluster's database are spread by county: a fresh one's, a filled one's, and those of an upgrade. Who may not is told so. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, withClient } from './connection.ts';
import { distribute } from './distribute.ts';
import { migrate } from './migrate.ts';
import { defaultMigrationsFolder } from './migrations.ts';
import { migrationOwners } from './order.ts';
import { type TestDatabase, testDatabase, testedOnCluster } from './testing.ts';

let db: TestDatabase;
beforeEach(async () => {
  db = await testDatabase({ empty: true });
});
afterEach(() => db.close());

const asAdmin = async <T = Record<string, unknown>>(sql: string): Promise<T[]> =>
  withClient(db.admin, async (client) => (await client.query(sql)).rows as T[]);
const ordinary = (): Connection => ({ ...db.admin, user: 'zean_owner', password: 'zean-test' });

describe.skipIf(testedOnCluster())('one machine', () => {
  test('nothing is spread, and nothing is asked of the owner', async () => {
    await migrate(db.owner);
    await withClient(db.owner, async (client) => {
      expect(await distribute(client)).toEqual({ spread: [], everywhere: [] });
    });
  });

  test('an ordinary owner of a database with the extension is told who has to migrate it', async () => {
    // The extension itself is not there; that its name is listed is all that is asked.
    await asAdmin(`set allow_system_table_mods = on;
      insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion) values (99999, 'citus', 10, 'public'::regnamespace, false, '0')`);
    await expect(migrate(db.owner)).rejects.toMatchObject({
      code: 'NOT_SUPERUSER',
      message:
        '数据库装有 citus 扩展，升级和按县分布表须由超级用户执行，zean_owner 不是：请把 DATABASE_URL 设为超级用户的连接地址，运行一次 npx zean migrate，再以 zean_owner 启动',
    });
    expect(await asAdmin("select 1 from pg_namespace where nspname = 'kernel'"), 'nothing was begun').toEqual([]);
  });
});

// Thirty-five tables are made on every node, several times over.
describe.skipIf(!testedOnCluster())('a cluster', { timeout: 600_000 }, () => {
  /** Our tables by how they are spread: h by county, n whole on every node, - not at all. */
  const spreadOf = () =>
    asAdmin<{ name: string; how: string; beside: number }>(
      `select format('%I.%I', n.nspname, c.relname) as name, coalesce(p.partmethod::text, '-') as how, p.colocationid as beside
       from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_dist_partition p on p.logicalrelid = c.oid
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any('{${migrationOwners.join(',')}}') order by 1`,
    );
  const wholly = async () => {
    const tables = await spreadOf();
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter((table) => table.how !== 'h')).toEqual([]);
    expect(new Set(tables.map((table) => table.beside)).size, 'all of a county on one node').toBe(1);
  };

  test('an empty database, and once more, and then an ordinary owner who has nothing to do', async () => {
    expect((await migrate(db.owner)).applied.length).toBeGreaterThan(15);
    await wholly();
    const before = await spreadOf();
    expect((await migrate(db.owner)).applied).toEqual([]);
    expect(await spreadOf()).toEqual(before);
    expect((await migrate(ordinary())).applied).toEqual([]);
  });

  test('a plain database with rows that gets the extension keeps every row, policy and key', async () => {
    const other = db;
    db = await testDatabase({ empty: true, plain: true });
    await other.close();
    const owner = { ...db.admin };
    await migrate(owner);
    await asAdmin(`
      insert into registry.town (county, code, name, ordinal) select c, c || '100', '南村镇', 1 from unnest(array['140525', '110101', '310101']) c;
      insert into registry.enterprise (county, id, uscc, name, initials, town, sector, flags, scale, staff_count, created_at)
        select t.county, gen_random_uuid(), lpad(n::text, 18, '9'), '企业' || n, 'qy', t.code, 'metallurgy', '{}', 'small', n, now()
        from registry.town t, generate_series(1, 50) n`);
    const held = async () => ({
      policies: await asAdmin(
        "select tablename, policyname, qual, with_check from pg_policies where schemaname <> 'public' order by 1, 2",
      ),
      rows: await asAdmin('select * from registry.enterprise order by county, id'),
    });
    const before = await held();
    expect(before.rows).toHaveLength(150);
    await db.join();
    expect((await migrate(owner)).applied).toEqual([]);
    await wholly();
    expect(await held()).toEqual(before);
    expect(await asAdmin("select pg_relation_size('registry.enterprise')::int as bytes"), 'nothing stays here').toEqual(
      [{ bytes: 0 }],
    );
    const spread = await spreadOf();
    expect((await migrate(owner)).applied).toEqual([]);
    expect(await spreadOf()).toEqual(spread);
  });

  test('an upgrade runs on tables that are spread and have rows', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zean-distribute-'));
    try {
      await cp(defaultMigrationsFolder(), folder, { recursive: true });
      const files = (await readdir(folder, { recursive: true })).filter((name) => /000[1-9].*\.sql$/.test(name));
      const later = files.filter((name) => /0004-one-row|0006-newest/.test(name));
      expect(later).toHaveLength(2);
      for (const name of later) await rm(join(folder, name));
      await migrate(db.owner, { folder });
      await asAdmin(`
        insert into kernel.tally_delta (county, name, town, enterprise, key, day, n)
          select '140525', 'hazards.state', '140525100', '', 'found', '2022-03-14', n from generate_series(1, 4) n`);
      expect((await migrate(db.owner)).applied.sort()).toEqual(later.sort());
      await wholly();
      expect(await asAdmin('select town, deltas from kernel.tally_delta')).toEqual([
        {
          town: '140525100',
          deltas: { 'hazards.state': [1, 2, 3, 4].map((n) => ['found', '2022-03-14', n]) },
        },
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
