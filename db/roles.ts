import type pg from 'pg';
import { type DatabaseDoors, withClient } from './connection.ts';
import type { EmbeddedDatabase } from './embedded/index.ts';
import { DatabaseFailure, errorText } from './failure.ts';
import { prepareExternal } from './operators-server.ts';
import { assertUsableServer, ensureRole } from './role-making.ts';
import { APP_ROLE, AUDITOR_ROLE, GRANTED_ROLES, OWNER_ROLE, READER_ROLE } from './role-names.ts';
import { newPassword, secretsOf, writeSecrets } from './secrets.ts';

/** The database of the embedded server. An operator's own server: whatever DATABASE_URL names. */
export const DATABASE = 'zean';
/** Where the database is: our own server, or an operator's. */
export type DatabaseSource =
  | { embedded: EmbeddedDatabase }
  | { url: string; appUrl?: string | undefined; dataFolder: string };

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
  await assertUsableServer(client);
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
