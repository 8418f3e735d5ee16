import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitFor } from './embedded/processes.ts';
import { migrateOldLine, oldFiles } from './fixtures/old-line.ts';
import { lineage } from './lineage.ts';
import { migrate } from './migrate.ts';
import { defaultMigrationsFolder, sha256Of } from './migrations.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

const fixture = join(import.meta.dirname, 'fixtures/migrations');
const folders: string[] = [];
const owners = ['pond', 'brook'];
let db: TestDatabase;
let folder: string;

beforeEach(async () => {
  db = await testDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'zean-migrations-'));
  folders.push(folder);
  await cp(fixture, folder, { recursive: true });
});
afterEach(() => db.close());
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true, force: true }))));

const add = (name: string, sql: string) => writeFile(join(folder, 'pond', name), sql);
const count = async (from: string) => (await db.pools.owner.query(`select count(*) as n from ${from}`)).rows[0].n;

/** Columns, indexes, constraints, policies and rights of a database, each as one line. */
const shapeOf = async (of: TestDatabase): Promise<string[]> =>
  (
    await of.pools.owner.query(`
      select concat_ws(' ', 'column', table_schema, table_name, column_name, data_type, is_nullable, column_default, generation_expression) as line
        from information_schema.columns where table_schema !~ '^(pg_|information_schema)'
      union all select 'index ' || indexdef from pg_indexes where schemaname !~ '^pg_'
      union all select concat_ws(' ', 'constraint', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace::regnamespace::text !~ '^(pg_|information_schema)'
      union all select concat_ws(' ', 'policy', schemaname, tablename, policyname, cmd, qual, with_check) from pg_policies
      union all select concat_ws(' ', 'grant', relnamespace::regnamespace, relname, array(select unnest(relacl)::text order by 1)) from pg_class where relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      union all select concat_ws(' ', 'function', pg_get_functiondef(oid)) from pg_proc where pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
      order by 1`)
  ).rows.map((row) => row.line);

describe('migrate', () => {
  test('runs each file once, in order, as the owner', async () => {
    expect(await migrate(db.owner, { folder, owners })).toEqual({
      applied: ['pond/0001-pond.sql', 'pond/0002-fill.sql'],
      present: 0,
      cluster: false,
    });
    expect(await count('fixture.pond')).toBe(5);
    await add('0003-more.sql', "insert into fixture.pond values ('140525', 6, 'six')");
    expect(await migrate(db.owner, { folder, owners })).toEqual({
      applied: ['pond/0003-more.sql'],
      present: 2,
      cluster: false,
    });
    expect(await migrate(db.owner, { folder, owners })).toEqual({ applied: [], present: 3, cluster: false });
    const record = await db.pools.owner.query(
      'select name, length(sha256) as bits, took_ms >= 0 as took from public.zean_migration order by 1',
    );
    expect(record.rows[0]).toEqual({ name: 'pond/0001-pond.sql', bits: 64, took: true });
    await expect(db.pools.app.query('delete from public.zean_migration')).rejects.toMatchObject({ code: '42501' });
  });

  test('an error names file and line, and leaves nothing of the file', async () => {
    const cases: [string, RegExp][] = [
      [
        "create table fixture.a (n int);\n\ninsert into fixture.a\n  values (1),\n  ('x');",
        /迁移 pond\/0003-bad\.sql 第 5 行出错：invalid input syntax/,
      ],
      [
        'create table fixture.a (n int);\n-- 池塘\ncreate table\n  fixture.pond (n int);',
        /第 3 行出错：relation "pond" already exists/,
      ],
      [
        "create table fixture.a (n int);\ninsert into fixture.pond values ('140525', 1, 'again');",
        /第 2 行出错：duplicate key/,
      ],
      ["create table fixture.a (n int);\nselect '尾矿库', '\u{2f804}',\n  nothing;", /第 3 行出错：column "nothing"/],
      ['create table fixture.a (n int);\ncommit;', /第 2 行出错：文件整体就是一个事务/],
      ["create table fixture.a (n int);\n\nselect 'open", /第 3 行出错：引号 ' 没有结束/],
    ];
    await migrate(db.owner, { folder, owners });
    for (const [sql, message] of cases) {
      await add('0003-bad.sql', sql);
      await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({
        code: 'MIGRATION_FAILED',
        message: expect.stringMatching(message),
      });
      expect((await db.pools.owner.query("select to_regclass('fixture.a') as there")).rows[0].there).toBe(null);
    }
    await add('0003-bad.sql', 'create table fixture.a (n int)');
    expect((await migrate(db.owner, { folder, owners })).applied).toEqual(['pond/0003-bad.sql']);
  });

  test('history only grows at its end: a changed, missing or late file is refused', async () => {
    await migrate(db.owner, { folder, owners });
    const text = await readFile(join(folder, 'pond', '0001-pond.sql'), 'utf8');
    await add('0001-pond.sql', text.replaceAll('\n', '\r\n'));
    expect(await migrate(db.owner, { folder, owners })).toEqual({ applied: [], present: 2, cluster: false });
    await add('0001-pond.sql', `${text}\n`);
    await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
      message: expect.stringContaining('0001-pond.sql'),
    });
    await rm(join(folder, 'pond', '0001-pond.sql'));
    await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({ code: 'MIGRATION_UNKNOWN' });
    await add('0001-pond.sql', text);
    await add('0000-late.sql', 'select 1');
    await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({ code: 'MIGRATION_ORDER' });
    await rm(join(folder, 'pond', '0000-late.sql'));
    await add('0002-twin.sql', 'select 1');
    await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({ code: 'MIGRATION_NAME' });
    await rm(join(folder, 'pond', '0002-twin.sql'));
    await add('3-Bad Name.sql', 'select 1');
    await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({ code: 'MIGRATION_NAME' });
  });

  test('two migrators at once: every file once', async () => {
    await add('0003-slow.sql', 'select pg_sleep(0.4); create table fixture.slow (n int)');
    const lines: string[] = [];
    const both = await Promise.all([
      migrate(db.owner, { folder, owners, log: (line) => lines.push(line) }),
      migrate(db.owner, { folder, owners, log: (line) => lines.push(line) }),
    ]);
    expect(both.map((one) => one.applied.length).sort()).toEqual([0, 3]);
    expect(lines.filter((line) => line.includes('等待'))).toHaveLength(1);
  });

  test('killed half-way, run again: complete', async () => {
    await add('0003-slow.sql', 'create table fixture.half (n int); select pg_sleep(30)');
    const script = `import { migrate } from ${JSON.stringify(join(import.meta.dirname, 'migrate.ts'))};
      import(${JSON.stringify(join(import.meta.dirname, 'migrate.ts'))}).then((m) => m.migrate(${JSON.stringify(db.owner)}, { folder: ${JSON.stringify(folder)}, owners: ${JSON.stringify(owners)} }));`;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script.slice(script.indexOf('\n') + 1)],
      {
        cwd: join(import.meta.dirname, '..'),
        stdio: 'inherit',
      },
    );
    const sleeping =
      "select pid from pg_stat_activity where query like 'select pg_sleep(30)%' and datname = current_database()";
    expect(await waitFor(async () => (await db.pools.owner.query(sleeping)).rows.length > 0, 20_000, 50)).toBe(true);
    child.kill('SIGKILL');
    expect(await count('public.zean_migration')).toBe(2);
    await add('0003-slow.sql', 'create table fixture.half (n int)');
    // The server notices the broken connection when the sleep ends or (client_connection_check_interval) within seconds.
    expect(await migrate(db.owner, { folder, owners, patience: 20_000 })).toEqual({
      applied: ['pond/0003-slow.sql'],
      present: 2,
      cluster: false,
    });
    expect(await count('fixture.half')).toBe(0);
  });

  test('lines run owner by owner; each grows at its own end; a folder nobody declared is refused', async () => {
    await mkdir(join(folder, 'brook'));
    await writeFile(join(folder, 'brook', '0001-brook.sql'), 'create table fixture.brook (n int)');
    expect((await migrate(db.owner, { folder, owners })).applied).toEqual([
      'pond/0001-pond.sql',
      'pond/0002-fill.sql',
      'brook/0001-brook.sql',
    ]);
    await add('0003-later.sql', 'select 1');
    expect((await migrate(db.owner, { folder, owners })).applied).toEqual(['pond/0003-later.sql']);
    await mkdir(join(folder, 'lake'));
    await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({
      message: expect.stringContaining('lake'),
    });
    await rm(join(folder, 'lake'), { recursive: true });
    await writeFile(join(folder, '0001-stray.sql'), 'select 1');
    await expect(migrate(db.owner, { folder, owners })).rejects.toMatchObject({ code: 'MIGRATION_NAME' });
  });

  test('a database that ran the files under their old names goes on, and one whose old file was another does not', async () => {
    await add('0001-pond.sql', 'create schema fixture; create table fixture.pond (n int);');
    await add('0002-fill.sql', 'insert into fixture.pond values (1)');
    await mkdir(join(folder, 'brook'));
    await writeFile(join(folder, 'brook', '0001-brook.sql'), 'create table fixture.brook (n int)');
    const sha = 'a'.repeat(64);
    const known = [{ name: '0001-water.sql', sha256: sha, now: ['pond/0001-pond.sql', 'brook/0001-brook.sql'] }];
    await db.pools.owner.query(
      `create table public.zean_migration (name text primary key, sha256 text not null, took_ms integer not null, run_at timestamptz not null default now());
       insert into public.zean_migration (name, sha256, took_ms) values ('0001-water.sql', '${sha}', 7);
       create schema fixture; create table fixture.pond (n int); create table fixture.brook (n int)`,
    );
    await expect(
      migrate(db.owner, { folder, owners, lineage: [{ ...known[0]!, sha256: 'b'.repeat(64) }] }),
    ).rejects.toMatchObject({ code: 'MIGRATION_UNKNOWN' });
    const how = { folder, owners, lineage: known };
    expect(await migrate(db.owner, how)).toEqual({ applied: ['pond/0002-fill.sql'], present: 2, cluster: false });
    expect(await migrate(db.owner, how)).toEqual({ applied: [], present: 3, cluster: false });
  });

  test('the product of before the lines were split is recognised file by file and ends with the schema of a new database', async () => {
    const old = await oldFiles();
    for (const { name, sha256 } of lineage) expect([name, sha256Of(old[name]!)]).toEqual([name, sha256]);
    await migrateOldLine(db, join(folder, 'old'));
    const done = await migrate(db.owner);
    expect(done.present).toBe(lineage.flatMap((one) => one.now).length);
    const fresh = await testDatabase();
    expect(await shapeOf(db)).toEqual(await shapeOf(fresh));
    await fresh.close();
  });

  test('the default folder is found from the checkout, from a bundle in dist/, and beside a bundle', async () => {
    const root = join(import.meta.dirname, '..');
    expect(defaultMigrationsFolder()).toBe(join(root, 'db/migrations'));
    expect(defaultMigrationsFolder(join(root, 'dist/server'))).toBe(join(root, 'db/migrations'));
    await mkdir(join(folder, 'dist/migrations'), { recursive: true });
    expect(defaultMigrationsFolder(join(folder, 'dist'))).toBe(join(folder, 'dist/migrations'));
    expect(() => defaultMigrationsFolder(folder)).toThrow(/找不到数据库迁移目录/);
  });
});
