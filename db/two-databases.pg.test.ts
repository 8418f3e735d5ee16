import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DatabaseDoors, urlOf, withClient } from './connection.ts';
import { type EmbeddedDatabase, startEmbedded } from './embedded/index.ts';
import { migrate } from './migrate.ts';
import { roleNamesOf, suffixOf, withRoleNames } from './role-names.ts';
import { assertSafeRole, prepareDatabase } from './roles.ts';

let folder: string;
let server: EmbeddedDatabase;
const run = (text: string, database = 'postgres') =>
  withClient({ ...server.connection, database }, (client) => client.query(text));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zean-two-'));
  server = await startEmbedded({ dataFolder: folder, log: () => {} });
  await run("create role keeper login createrole password 'keeper'");
  for (const name of ['east', 'west', 'north', 'south']) await run(`create database ${name} owner keeper`);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What `zean migrate` does with an address; each county's program has a data folder of its own. */
async function migrated(database: string, password = 'keeper'): Promise<DatabaseDoors> {
  const dataFolder = join(folder, `of-${database}`);
  await mkdir(dataFolder, { recursive: true });
  const doors = await prepareDatabase({ url: urlOf(server.connectionOf('keeper', password, database)), dataFolder });
  await migrate(doors.owner);
  return doors;
}

/** Signs in as the application, safely, and reads a table of ours. */
const works = (doors: DatabaseDoors): Promise<string> =>
  withClient(doors.app, async (client) => {
    await assertSafeRole(client);
    await client.query('select count(*) from registry.enterprise');
    return (await client.query('select session_user::text as me')).rows[0].me;
  });

test('two databases of one server, migrated in turn: both applications sign in, neither sees the other', async () => {
  const east = await migrated('east');
  const west = await migrated('west');
  expect(await works(east)).toBe('zean_app');
  expect(await works(west)).toBe('zean_app_west');
  expect((await migrated('east')).app).toEqual(east.app);
  expect((await migrated('west')).app).toEqual(west.app);
  expect([await works(east), await works(west)]).toEqual(['zean_app', 'zean_app_west']);
  const { rows } = await run(
    "select rolname, rolcanlogin, rolsuper, rolcreaterole from pg_roles where rolname ~ '^zean_(app|reader|auditor)' order by rolname",
  );
  expect(rows.map((row) => `${row.rolname} ${row.rolcanlogin}`)).toEqual([
    'zean_app true',
    'zean_app_west true',
    'zean_auditor false',
    'zean_auditor_west false',
    'zean_reader false',
    'zean_reader_west false',
  ]);
  for (const [doors, database] of [
    [east, 'west'],
    [west, 'east'],
  ] as const)
    await expect(
      withClient({ ...doors.app, database }, (client) => client.query('select count(*) from registry.enterprise')),
    ).rejects.toMatchObject({ code: '42501' });
  // Every grant of the second went to its own roles: the journal cannot be written over there either.
  await expect(withClient(west.app, (client) => client.query('delete from kernel.entry'))).rejects.toMatchObject({
    code: '42501',
  });
});

test('two fresh databases prepared in the same moment come to different roles', async () => {
  const made = await Promise.all([migrated('north'), migrated('south')]);
  expect(await Promise.all(made.map(works))).toEqual(['zean_app_north', 'zean_app_south']);
});

test("the migrator's password is changed: the application's follows, the other's stays", async () => {
  const [east, west] = [await migrated('east'), await migrated('west')];
  await run("alter role keeper password 'keeper2'");
  const after = await migrated('east', 'keeper2');
  expect(after.app.password).not.toBe(east.app.password);
  expect([await works(after), await works(west)]).toEqual(['zean_app', 'zean_app_west']);
  expect(await works(await migrated('west', 'keeper2'))).toBe('zean_app_west');
  await run("alter role keeper password 'keeper'");
});

test('where an older version let two databases share one role, whoever was locked out gets its own', async () => {
  const east = await migrated('east');
  await run('create database copy template east owner keeper');
  const copy = await migrated('copy');
  expect([await works(east), await works(copy)]).toEqual(['zean_app', 'zean_app_copy']);
  expect((await migrated('copy')).app).toEqual(copy.app);
  expect((await migrated('east')).app).toEqual(east.app);
  expect([await works(east), await works(copy)]).toEqual(['zean_app', 'zean_app_copy']);
});

test('names: a database says its own, however it is called', async () => {
  expect(suffixOf('zhaoqing_2')).toBe('_zhaoqing_2');
  expect(suffixOf('泽州县')).toMatch(/^_[0-9a-f]{16}$/);
  expect(suffixOf('a'.repeat(60))).toMatch(/^_[0-9a-f]{16}$/);
  expect(withRoleNames('grant select on a.zean_application to zean_app, zean_reader;', '_x')).toBe(
    'grant select on a.zean_application to zean_app_x, zean_reader_x;',
  );
  const west = await migrated('west');
  expect(await withClient(west.owner, (client) => roleNamesOf(client, 'west'))).toEqual({
    suffix: '_west',
    fresh: false,
  });
});

test('a database whose encoding is not UTF8 is refused before anything is made in it, and told what to make instead', async () => {
  await run(
    "create database bytes owner keeper encoding 'SQL_ASCII' locale 'C' locale_provider 'libc' template template0",
  );
  const failure = await migrated('bytes').catch((error: Error) => error);
  expect(failure).toMatchObject({ code: 'DATABASE_ENCODING' });
  expect((failure as Error).message).toBe(
    `数据库 bytes 的编码是 SQL_ASCII，应为 UTF8；请另建一个：create database "bytes_utf8" encoding 'UTF8' template template0`,
  );
  const { rows } = await run("select nspname from pg_namespace where nspname in ('kernel', 'access')", 'bytes');
  expect(rows).toEqual([]);
});
