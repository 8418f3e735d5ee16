import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, urlOf, withClient } from './connection.ts';
import { type EmbeddedDatabase, startEmbedded } from './embedded/index.ts';
import { migrate } from './migrate.ts';
import { assertUsableServer } from './role-making.ts';
import { assertSafeRole, prepareDatabase } from './roles.ts';
import { secretsOf } from './secrets.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

describe('assertSafeRole', () => {
  let db: TestDatabase;
  const tag = randomBytes(3).toString('hex');
  const made: string[] = [];
  const sql = (text: string) => withClient(db.admin, (client) => client.query(text));
  const role = async (kind: string, attributes: string): Promise<Connection> => {
    const name = `zean_case_${tag}_${kind}`;
    await sql(`create role ${name} login password 'case' ${attributes}`);
    await sql(`grant connect on database ${db.admin.database} to ${name}`);
    made.push(name);
    return { ...db.admin, user: name, password: 'case' };
  };
  const refusal = (door: Connection) =>
    withClient(door, assertSafeRole).then(
      () => 'safe',
      (error) => error.message as string,
    );

  beforeAll(async () => {
    db = await testDatabase({ empty: true });
    await withClient(db.owner, (client) => client.query('create schema ours; create table ours.thing (n int)'));
  });
  afterAll(async () => {
    for (const name of made.reverse()) await sql(`drop owned by ${name} cascade; drop role ${name}`);
    await db.close();
  });

  test('our app, reader and auditor are safe', async () => {
    expect(await refusal(db.app)).toBe('safe');
    expect(await refusal(db.reader)).toBe('safe');
    expect(await refusal(db.auditor)).toBe('safe');
  });

  test('superuser, BYPASSRLS, CREATEROLE and the strong built-in roles are refused', async () => {
    expect(await refusal(await role('super', 'superuser'))).toMatch(/超级用户/);
    expect(await refusal(await role('bypass', 'bypassrls'))).toMatch(/BYPASSRLS/);
    expect(await refusal(await role('maker', 'createrole'))).toMatch(/CREATEROLE/);
    expect(await refusal(await role('writer', 'in role pg_write_all_data'))).toMatch(
      /所属的角色 pg_write_all_data 是内置特权角色/,
    );
    expect(await refusal(await role('plain', ''))).toBe('safe');
  });

  test('an owner of database, schema or table is refused', async () => {
    // On a cluster the door of that name is a superuser's.
    expect(await refusal({ ...db.admin, user: 'zean_owner', password: 'zean-test' })).toMatch(/拥有数据库/);
    const ofSchema = await role('schema', '');
    await sql(`create schema authorization ${ofSchema.user}`);
    expect(await refusal(ofSchema)).toMatch(/拥有模式/);
    const ofTable = await role('table', '');
    await sql(`create table ours.other (n int); alter table ours.other owner to ${ofTable.user}`);
    expect(await refusal(ofTable)).toMatch(/拥有表 ours\.other/);
  });

  test('a member of such a role is refused, at any distance, also when it does not inherit', async () => {
    const far = await role('far', '');
    const middle = await role('middle', 'bypassrls');
    const near = await role('near', 'noinherit');
    await sql(`grant ${middle.user} to ${far.user}; grant ${far.user} to ${near.user}`);
    expect(await refusal(near)).toMatch(
      new RegExp(`以数据库角色 ${near.user} 运行：它所属的角色 ${middle.user} 可绕过行级安全`),
    );
    const ownerMember = await role('member', '');
    await sql(`grant zean_owner to ${ownerMember.user}`);
    expect(await refusal(ownerMember)).toMatch(/它所属的角色 zean_owner 拥有数据库/);
  });

  test('set role does not hide who signed in', async () => {
    const message = await withClient(db.admin, async (client) => {
      await client.query('set role zean_app');
      return assertSafeRole(client).catch((error) => error.message);
    });
    expect(message).toMatch(/超级用户/);
  });
});

describe("prepareDatabase on our own server and on an operator's", () => {
  let folder: string;
  let server: EmbeddedDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zean-roles-'));
    await chmod(folder, 0o711);
    server = await startEmbedded({ dataFolder: folder, log: () => {} });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const sql = (text: string) => withClient(server.connection, (client) => client.query(text));

  test('embedded: four doors, each what it may be; twice gives the same', async () => {
    const doors = await prepareDatabase({ embedded: server });
    expect(await prepareDatabase({ embedded: server })).toEqual(doors);
    const secrets = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'));
    expect(Object.keys(secrets.roles).sort()).toEqual(['zean_app', 'zean_auditor', 'zean_owner', 'zean_reader']);
    await withClient(doors.owner, async (client) => {
      await client.query('create schema ours; create table ours.thing (n int); create extension pg_trgm');
      await client.query('grant usage on schema ours to zean_app; grant usage on schema ours to zean_reader');
      await client.query(
        'grant insert, select on ours.thing to zean_app; grant insert, select on ours.thing to zean_reader',
      );
    });
    await withClient(doors.app, async (client) => {
      await assertSafeRole(client);
      await client.query('insert into ours.thing values (1)');
      await expect(client.query('delete from ours.thing')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('create table public.mine (n int)')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('create temp table mine (n int)')).rejects.toMatchObject({ code: '42501' });
    });
    await withClient(doors.reader as Connection, async (client) => {
      await expect(client.query('insert into ours.thing values (2)')).rejects.toMatchObject({ code: '25006' });
    });
    const roles = await sql(
      "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname like 'zean\\_%' and rolname <> 'zean_super'",
    );
    expect(roles.rows.length).toBe(4);
    for (const row of roles.rows)
      expect(row).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
  });

  test('embedded: passwords that were lost on the way are set anew', async () => {
    const before = await prepareDatabase({ embedded: server });
    const secrets = await secretsOf(folder);
    const { writeSecrets } = await import('./secrets.ts');
    const { zean_app: _gone, ...rest } = secrets.roles;
    await writeSecrets(folder, { ...secrets, roles: rest });
    const after = await prepareDatabase({ embedded: server });
    expect(after.app.password).not.toBe(before.app.password);
    await withClient(after.app, (client) => client.query('select 1'));
  });

  test("operator's server: every way of being configured", async () => {
    // A second cluster: the roles above must not be there.
    const other = join(folder, 'operator');
    const operator = await startEmbedded({ dataFolder: other, log: () => {} });
    const run = (text: string) => withClient(operator.connection, (client) => client.query(text));
    const address = (user: string, password: string) => urlOf(operator.connectionOf(user, password, 'county'));
    const kept = join(folder, 'kept');
    const { mkdir } = await import('node:fs/promises');
    await mkdir(kept);
    try {
      await run("create role poor login password 'poor'");
      await run("create role dba login createrole password 'dba'");
      await run('create database county owner dba');
      const refused = (source: { url: string; appUrl?: string }) =>
        prepareDatabase({ ...source, dataFolder: kept }).then(
          () => 'accepted',
          (error) => `${error.code} ${error.message}`,
        );
      expect(await refused({ url: address('poor', 'poor') })).toMatch(
        /^APP_ROLE_MISSING DATABASE_URL 的用户 poor 无权建立角色；请由数据库管理员先建立角色 zean_app、zean_reader、zean_auditor，并把 DATABASE_APP_URL/,
      );
      expect(await refused({ url: address('dba', 'wrong') })).toMatch(
        /^SERVER_UNREACHABLE .*password authentication failed/,
      );
      expect(await refused({ url: 'postgres://a:b@127.0.0.1:1/x' })).toMatch(/^SERVER_UNREACHABLE .*ECONNREFUSED/);

      const source = { url: address('dba', 'dba'), dataFolder: kept };
      const doors = await prepareDatabase(source);
      await withClient(doors.app, async (client) => {
        await assertSafeRole(client);
        expect((await client.query('select session_user::text as me')).rows).toEqual([{ me: 'zean_app' }]);
      });
      // Another program with the same address and another data folder comes to the same password.
      expect((await prepareDatabase({ ...source, dataFolder: folder })).app).toEqual(doors.app);
      // The migrator's password was changed by the operator: the app's follows.
      await run("alter role dba password 'dba2'");
      const moved = await prepareDatabase({ url: address('dba', 'dba2'), dataFolder: kept });
      expect(moved.app.password).not.toBe(doors.app.password);
      await withClient(moved.app, (client) => client.query('select 1'));

      await run("create role county_app login password 'x'");
      const named = await prepareDatabase({
        url: address('dba', 'dba2'),
        appUrl: address('county_app', 'x'),
        dataFolder: kept,
      });
      expect(named.app.user).toBe('county_app');
      const member = await run("select pg_has_role('county_app', 'zean_app', 'usage') as yes");
      expect(member.rows).toEqual([{ yes: true }]);
      await withClient(named.app, assertSafeRole);
      // A poor migrator is enough once the administrator has made the roles and gives both addresses.
      const both = await prepareDatabase({
        url: address('poor', 'poor'),
        appUrl: address('county_app', 'x'),
        dataFolder: kept,
      });
      expect(both.owner.user).toBe('poor');
      expect(await refused({ url: address('poor', 'poor') })).toMatch(
        /DATABASE_URL 的用户 poor 无权建立角色；请把 DATABASE_APP_URL 设为/,
      );
      expect(await refused({ url: address('dba', 'dba2'), appUrl: address('nobody_here', 'x') })).toMatch(
        /在数据库中不存在/,
      );
      await run("create role stranger login password 'x'");
      expect(await refused({ url: address('poor', 'poor'), appUrl: address('stranger', 'x') })).toMatch(
        /^APP_ROLE_NOT_GRANTED .*grant zean_app to stranger/,
      );
      // The superuser himself, with an application role or without: before anything is made, and what to do instead.
      const { user: me, password } = operator.connection;
      const roles = async () => (await run('select rolname from pg_roles order by 1')).rows;
      const before = await roles();
      for (const more of [{}, { appUrl: address('county_app', 'x') }])
        expect(await refused({ url: address(me, password), ...more })).toMatch(
          /^MIGRATOR_SUPERUSER DATABASE_URL 的用户 zean_super 是超级用户.*未作任何改动.*create role zean_migrator login createrole.*alter database "county" owner/,
        );
      expect(await roles()).toEqual(before);
      // A database of before, which a superuser made, is handed over as docs/scale.md says, and goes on.
      await run('create database older');
      const older = { ...operator.connection, database: 'older' };
      await migrate(older);
      const [, paper = ''] = /```sql\n([^`]+)```/.exec(await readFile('docs/scale.md', 'utf8')) ?? [];
      await withClient(older, (client) => client.query(paper.replace('口令', 'm')));
      const handed = await prepareDatabase({
        url: urlOf(operator.connectionOf('zean_migrator', 'm', 'older')),
        appUrl: urlOf(operator.connectionOf('county_app', 'x', 'older')),
        dataFolder: kept,
      });
      expect((await migrate(handed.owner)).applied).toEqual([]);
      await withClient(handed.owner, async (client) => {
        const { rows } = await client.query(
          "select count(*)::int as n from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('kernel', 'hazards', 'access') and c.relkind in ('r', 'v') and pg_get_userbyid(c.relowner) <> 'zean_migrator'",
        );
        expect(rows).toEqual([{ n: 0 }]);
        await client.query('alter table hazards.hazard add column later text');
      });
      // What the sentence says is enough.
      await run('create database fresh');
      await run('alter database fresh owner to zean_migrator');
      const fresh = urlOf(operator.connectionOf('zean_migrator', 'm', 'fresh'));
      const made = await prepareDatabase({ url: fresh, dataFolder: kept });
      expect((await migrate(made.owner)).applied.length).toBeGreaterThan(10);
      await withClient(made.app, assertSafeRole);
    } finally {
      await operator.stop();
    }
  });

  test('a server older than 15 is refused', async () => {
    // No such server is at hand: the answer of one stands in for it, the sentence is ours.
    const old = { query: async () => ({ rows: [{ n: 140_012, v: '14.12', encoding: 'UTF8', database: 'old' }] }) };
    await expect(assertUsableServer(old as never)).rejects.toMatchObject({
      code: 'SERVER_TOO_OLD',
      message: expect.stringContaining('14.12'),
    });
  });
});
