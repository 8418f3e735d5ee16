import { createHmac } from 'node:crypto';
import pg from 'pg';
import { type Connection, connectionFromUrl, type DatabaseDoors, withClient } from './connection.ts';
import type { EmbeddedDatabase } from './embedded/index.ts';
import { DatabaseFailure, errorCode, errorText } from './failure.ts';
import { newPassword, type Secrets, secretsOf, writeSecrets } from './secrets.ts';

/** The database of the embedded server. An operator's own server: whatever DATABASE_URL names. */
export const DATABASE = 'zean';
/** The roles migrations grant to. `zean_owner` exists only in the embedded server; elsewhere DATABASE_URL's user is it. */
export const OWNER_ROLE = 'zean_owner';
export const APP_ROLE = 'zean_app';
export const READER_ROLE = 'zean_reader';
export const AUDITOR_ROLE = 'zean_auditor';
const GRANTED_ROLES = [APP_ROLE, READER_ROLE, AUDITOR_ROLE];
/** The schema of the PostgreSQL 15 feature set is the least our SQL is written to. */
const LEAST_VERSION = 150_000;

const literal = (text: string) => pg.Client.prototype.escapeLiteral(text);
const identifier = (text: string) => pg.Client.prototype.escapeIdentifier(text);

/** Where the database is: our own server, or an operator's. */
export type DatabaseSource =
  | { embedded: EmbeddedDatabase }
  | { url: string; appUrl?: string | undefined; dataFolder: string };

/** Refuses a server older than PostgreSQL 15. */
export async function assertServerVersion(client: pg.ClientBase): Promise<void> {
  const answer = await client.query(
    "select current_setting('server_version_num')::int as n, current_setting('server_version') as v",
  );
  const { n, v } = answer.rows[0] as { n: number; v: string };
  if (n < LEAST_VERSION)
    throw new DatabaseFailure('SERVER_TOO_OLD', `数据库服务器版本 ${v} 过旧，需要 PostgreSQL 15 及以上`);
}

/** Creates a role that may sign in and nothing more; sets its password when it is there already and `reset` is wished. */
async function ensureRole(
  client: pg.Client,
  role: string,
  password: string | undefined,
  reset: boolean,
): Promise<void> {
  const there = (await client.query('select 1 from pg_roles where rolname = $1', [role])).rowCount;
  const safe = 'nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
  // Attributes no ordinary role can give are not named on an operator's server: naming them needs a superuser there.
  const login = password === undefined ? 'nologin' : `login password ${literal(password)}`;
  if (!there) {
    await client.query(`create role ${identifier(role)} ${reset ? safe : ''} ${login}`).catch((error) => {
      // Another server program made it in this very moment.
      if (!['42710', '23505'].includes(errorCode(error))) throw error;
    });
  } else if (reset) await client.query(`alter role ${identifier(role)} ${safe} ${login}`);
}

/** Our own server: all four roles with passwords from secrets.json, and the database. */
async function prepareEmbedded(embedded: EmbeddedDatabase): Promise<DatabaseDoors> {
  const secrets = await secretsOf(embedded.dataFolder);
  const missing = [OWNER_ROLE, ...GRANTED_ROLES].filter((role) => !secrets.roles[role]);
  for (const role of missing) secrets.roles[role] = newPassword();
  // Written before the server hears of it: a crash in between leaves a password to set, never one nobody knows.
  if (missing.length > 0) await writeSecrets(embedded.dataFolder, secrets);
  const door = (role: string) => embedded.connectionOf(role, secrets.roles[role] as string, DATABASE);
  await withClient(embedded.connection, async (client) => {
    const roles = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
      [OWNER_ROLE, ...GRANTED_ROLES],
    ]);
    const present = new Set(roles.rows.map((row) => row.rolname));
    for (const role of [OWNER_ROLE, ...GRANTED_ROLES]) {
      if (!present.has(role) || missing.includes(role)) await ensureRole(client, role, secrets.roles[role], true);
    }
    for (const role of [READER_ROLE, AUDITOR_ROLE]) {
      if (!present.has(role)) await client.query(`alter role ${role} set default_transaction_read_only = on`);
    }
    if ((await client.query('select 1 from pg_database where datname = $1', [DATABASE])).rowCount === 0) {
      await client.query(`create database ${DATABASE} owner ${OWNER_ROLE}`);
    }
    await client.query(`revoke all on database ${DATABASE} from public`);
    for (const role of GRANTED_ROLES) await client.query(`grant connect on database ${DATABASE} to ${role}`);
  });
  return { owner: door(OWNER_ROLE), app: door(APP_ROLE), reader: door(READER_ROLE), auditor: door(AUDITOR_ROLE) };
}

/**
 * The password of a role on an operator's server: from the migrator's own password, so that every server program with the
 * same DATABASE_URL knows it without asking; from secrets.json when the migrator signs in without one.
 */
async function externalPassword(role: string, owner: Connection, dataFolder: string): Promise<string> {
  if (owner.password)
    return createHmac('sha256', owner.password).update(`zean ${role} ${owner.database}`).digest('base64url');
  const secrets: Secrets = await secretsOf(dataFolder);
  const known = secrets.roles[role];
  if (known) return known;
  const made = newPassword();
  await writeSecrets(dataFolder, { ...secrets, roles: { ...secrets.roles, [role]: made } });
  return made;
}

async function signsIn(connection: Connection): Promise<boolean> {
  try {
    await withClient(connection, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    // invalid_password, invalid_authorization_specification (no such role, may not log in)
    if (['28P01', '28000'].includes(errorCode(error))) return false;
    throw error;
  }
}

/** An operator's server: the url's user migrates; the app's door is given, or made when the user may make roles. */
async function prepareExternal(url: string, appUrl: string | undefined, dataFolder: string): Promise<DatabaseDoors> {
  const owner = connectionFromUrl(url);
  const app = appUrl === undefined ? undefined : connectionFromUrl(appUrl);
  return withClient(owner, async (client) => {
    await assertServerVersion(client);
    const about = await client.query(
      'select rolsuper or rolcreaterole as makes, array(select rolname::text from pg_roles where rolname = any($1)) as roles from pg_roles where rolname = current_user',
      [GRANTED_ROLES],
    );
    const { makes, roles } = about.rows[0] as { makes: boolean; roles: string[] };
    const missing = GRANTED_ROLES.filter((role) => !roles.includes(role));
    if (!makes && (missing.length > 0 || !app)) {
      const wish = missing.length > 0 ? `由数据库管理员先建立角色 ${missing.join('、')}，并` : '';
      throw new DatabaseFailure(
        'APP_ROLE_MISSING',
        `DATABASE_URL 的用户 ${owner.user} 无权建立角色；请${wish}把 DATABASE_APP_URL 设为 ${APP_ROLE} 的连接地址`,
      );
    }
    for (const role of missing) await ensureRole(client, role, undefined, false);
    if (app) {
      const member = await client.query(
        'select pg_has_role(r.oid, $2::name, $3) as yes from pg_roles r where rolname = $1',
        [app.user, APP_ROLE, 'USAGE'],
      );
      if (member.rowCount === 0)
        throw new DatabaseFailure('APP_ROLE_MISSING', `DATABASE_APP_URL 的用户 ${app.user} 在数据库中不存在`);
      if (!member.rows[0].yes)
        await client.query(`grant ${APP_ROLE} to ${identifier(app.user)}`).catch((error) => {
          throw new DatabaseFailure(
            'APP_ROLE_NOT_GRANTED',
            `DATABASE_APP_URL 的用户 ${app.user} 不属于角色 ${APP_ROLE}；请由数据库管理员执行 grant ${APP_ROLE} to ${app.user}`,
            error,
          );
        });
      return { owner, app };
    }
    const password = await externalPassword(APP_ROLE, owner, dataFolder);
    const door: Connection = { ...owner, user: APP_ROLE, password };
    if (!(await signsIn(door))) {
      await client.query(`alter role ${APP_ROLE} login password ${literal(password)}`).catch((error) => {
        throw new DatabaseFailure(
          'APP_ROLE_NOT_OURS',
          `角色 ${APP_ROLE} 已存在而 ${owner.user} 无权设定其口令；请设置 DATABASE_APP_URL（${errorText(error)}）`,
          error,
        );
      });
    }
    return { owner, app: door };
  });
}

/**
 * Makes what must be there before migrations: in our own server the database `zean` and its four roles; on an operator's
 * the roles migrations grant to. May be called at every start. Throws `DatabaseFailure`: SERVER_TOO_OLD,
 * SERVER_UNREACHABLE, APP_ROLE_MISSING, APP_ROLE_NOT_GRANTED, APP_ROLE_NOT_OURS, each one line saying what to set.
 */
export async function prepareDatabase(source: DatabaseSource): Promise<DatabaseDoors> {
  if ('embedded' in source) return prepareEmbedded(source.embedded);
  try {
    return await prepareExternal(source.url, source.appUrl, source.dataFolder);
  } catch (error) {
    if (error instanceof DatabaseFailure) throw error;
    throw new DatabaseFailure('SERVER_UNREACHABLE', `无法使用 DATABASE_URL 指定的数据库：${errorText(error)}`, error);
  }
}

/** Memberships that undo what grants and policies forbid. */
const STRONG_ROLES = [
  'pg_write_all_data',
  'pg_read_all_data',
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_execute_server_program',
];

/**
 * Refuses to go on as a role that row-level security or the journal's grants cannot hold: superuser, BYPASSRLS,
 * CREATEROLE, owner of the database, of a schema or of anything in one of ours — itself or through any membership.
 * Looks at the role that signed in (`session_user`), since `reset role` always leads back to it.
 */
export async function assertSafeRole(client: pg.ClientBase): Promise<void> {
  await assertServerVersion(client);
  const answer = await client.query<{ me: string; role: string; why: string }>(
    `with recursive mine as (
       select oid from pg_roles where rolname = session_user
       union
       select m.roleid from pg_auth_members m join mine on m.member = mine.oid
     ), seen as (select r.* from pg_roles r join mine using (oid))
     select session_user::text as me, role, why from (
       select 1 as rank, rolname::text as role, '是超级用户' as why from seen where rolsuper
       union all select 2, rolname, '可绕过行级安全（BYPASSRLS）' from seen where rolbypassrls
       union all select 3, rolname, '可建立角色（CREATEROLE）' from seen where rolcreaterole
       union all select 4, rolname, '是内置特权角色' from seen where rolname = any($1)
       union all select 5, s.rolname, '拥有数据库 ' || d.datname
         from seen s join pg_database d on d.datdba = s.oid where d.datname = current_database()
       union all select 6, s.rolname, '拥有模式 ' || n.nspname
         from seen s join pg_namespace n on n.nspowner = s.oid
         where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and s.rolname <> 'pg_database_owner'
       union all select 7, s.rolname, '拥有表 ' || n.nspname || '.' || c.relname
         from seen s join pg_class c on c.relowner = s.oid join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     ) found order by rank, role, why limit 1`,
    [STRONG_ROLES],
  );
  const found = answer.rows[0];
  if (!found) return;
  const through = found.role === found.me ? '它' : `它所属的角色 ${found.role} `;
  throw new DatabaseFailure(
    'ROLE_UNSAFE',
    `应用不能以数据库角色 ${found.me} 运行：${through}${found.why}；请改用只有必要权限的角色（DATABASE_APP_URL）`,
  );
}
