import { createHash } from 'node:crypto';
import type pg from 'pg';

/** The roles migrations grant to. `zean_owner` exists only in the embedded server; elsewhere DATABASE_URL's user is it. */
export const OWNER_ROLE = 'zean_owner';
export const APP_ROLE = 'zean_app';
export const READER_ROLE = 'zean_reader';
export const AUDITOR_ROLE = 'zean_auditor';
export const GRANTED_ROLES: readonly string[] = [APP_ROLE, READER_ROLE, AUDITOR_ROLE];

/**
 * What a second database of one server puts behind the names of its roles: roles belong to the whole server, and two installations
 * under one name would set each other's password and read each other's rows (decision 0018). Plain letters, short enough for a name.
 */
export function suffixOf(database: string): string {
  const plain = /^[a-z0-9_]{1,48}$/.test(database);
  return `_${plain ? database : createHash('sha256').update(database).digest('hex').slice(0, 16)}`;
}

/** How a database calls its roles. `fresh`: no migration has granted anything yet. */
export interface RoleNames {
  suffix: string;
  fresh: boolean;
}

/**
 * Reads the names from the grants themselves: who may use the schema `kernel`. A fresh database takes names of its own when roles of
 * those names are there (made by `prepareDatabase`, or by an administrator beforehand), else the plain ones.
 */
export async function roleNamesOf(client: pg.ClientBase, database: string): Promise<RoleNames> {
  const own = suffixOf(database);
  const { rows } = await client.query<{ granted: string[] | null; own: boolean }>(
    `select (select array_agg(r.rolname::text order by r.rolname) from pg_namespace n, aclexplode(n.nspacl) g join pg_roles r on r.oid = g.grantee
        where n.nspname = 'kernel' and r.rolname in ($1, $2)) as granted,
       exists (select 1 from pg_roles where rolname = $2) as own`,
    [APP_ROLE, APP_ROLE + own],
  );
  const { granted, own: made } = rows[0]!;
  if (granted) return { suffix: granted.includes(APP_ROLE + own) ? own : '', fresh: false };
  return { suffix: made ? own : '', fresh: true };
}

/** The text of a migration with the names this database's roles bear. Files say the plain names. */
export const withRoleNames = (sql: string, suffix: string): string =>
  suffix === '' ? sql : sql.replace(/\bzean_(app|reader|auditor)\b/g, `$&${suffix}`);
