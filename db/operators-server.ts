import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { type Connection, connectionFromUrl, type DatabaseDoors, withClient } from './connection.ts';
import { isCluster } from './distribute.ts';
import { DatabaseFailure, errorCode, errorText } from './failure.ts';
import { assertUsableServer, ensureRole, identifier, literal } from './role-making.ts';
import { APP_ROLE, GRANTED_ROLES, roleNamesOf, suffixOf } from './role-names.ts';
import { newPassword, type Secrets, secretsOf, writeSecrets } from './secrets.ts';

/** Any number that nobody else takes as an advisory lock in a database: the letters `zeanrole`. */
const LOCK_KEY = '8819562572269186149';

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

const doorOf = async (owner: Connection, role: string, dataFolder: string): Promise<Connection> => ({
  ...owner,
  user: role,
  password: await externalPassword(role, owner, dataFolder),
});

/** A role's place on the whole server: there at all, and leaned on by another database (its tables, or its right to connect). */
async function standingOf(client: pg.Client, role: string): Promise<{ there: boolean; elsewhere: boolean }> {
  const { rows } = await client.query<{ elsewhere: boolean }>(
    `select exists (select 1 from pg_shdepend d join pg_database mine on mine.datname = current_database()
       where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid
         and case when d.dbid <> 0 then d.dbid <> mine.oid else d.classid = 'pg_database'::regclass and d.objid <> mine.oid end) as elsewhere
     from pg_roles r where r.rolname = $1`,
    [role],
  );
  return { there: rows.length > 0, elsewhere: rows[0]?.elsewhere ?? false };
}

/** Makes roles that are missing and claims the application's for this database, in one step: who comes second sees it is taken. */
async function makeRoles(client: pg.Client, roles: readonly string[], database: string): Promise<void> {
  await client.query('begin');
  try {
    for (const role of roles) {
      await ensureRole(client, role, undefined, false);
      if (role.startsWith(APP_ROLE))
        await client.query(`grant connect on database ${identifier(database)} to ${identifier(role)}`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Gives a role our password; an administrator may have kept that right for himself. */
async function setPassword(client: pg.Client, door: Connection, owner: Connection): Promise<void> {
  await client.query(`alter role ${identifier(door.user)} login password ${literal(door.password)}`).catch((error) => {
    throw new DatabaseFailure(
      'APP_ROLE_NOT_OURS',
      `角色 ${door.user} 已存在而 ${owner.user} 无权设定其口令；请设置 DATABASE_APP_URL（${errorText(error)}）`,
      error,
    );
  });
}

async function grantRole(client: pg.Client, role: string, user: string): Promise<void> {
  await client.query(`grant ${identifier(role)} to ${identifier(user)}`).catch((error) => {
    throw new DatabaseFailure(
      'APP_ROLE_NOT_GRANTED',
      `DATABASE_APP_URL 的用户 ${user} 不属于角色 ${role}；请由数据库管理员执行 grant ${role} to ${user}`,
      error,
    );
  });
}

/** The door an operator gave: its role exists and holds what migrations grant. */
async function givenDoor(client: pg.Client, app: Connection, role: string): Promise<Connection> {
  const member = await client.query(
    'select pg_has_role(r.oid, $2::name, $3) as yes from pg_roles r where rolname = $1',
    [app.user, role, 'USAGE'],
  );
  if (member.rowCount === 0)
    throw new DatabaseFailure('APP_ROLE_MISSING', `DATABASE_APP_URL 的用户 ${app.user} 在数据库中不存在`);
  if (!member.rows[0].yes) await grantRole(client, role, app.user);
  return app;
}

/**
 * The door we make ourselves: as the role migrations granted to, when it is this database's alone. Where an older version let two
 * databases share one name, whoever it does not let in any more gets a role of its own that belongs to it, and nobody's password changes.
 */
async function madeDoor(client: pg.Client, owner: Connection, role: string, dataFolder: string): Promise<Connection> {
  const own = await doorOf(owner, APP_ROLE + suffixOf(owner.database), dataFolder);
  const ownThere = role !== own.user && (await standingOf(client, own.user)).there;
  if (ownThere && (await signsIn(own))) return own;
  const door = await doorOf(owner, role, dataFolder);
  if (await signsIn(door)) return door;
  if (!(await standingOf(client, role)).elsewhere) {
    await setPassword(client, door, owner);
    return door;
  }
  if (!ownThere) await makeRoles(client, [own.user], owner.database);
  await setPassword(client, own, owner);
  await grantRole(client, role, own.user);
  return own;
}

/** The suffix of a database's roles; a fresh one takes names of its own where the plain ones are another database's. */
async function suffixFor(client: pg.Client, owner: Connection, makes: boolean, dataFolder: string): Promise<string> {
  const names = await roleNamesOf(client, owner.database);
  if (!names.fresh || names.suffix !== '' || !makes) return names.suffix;
  const plain = await standingOf(client, APP_ROLE);
  const taken = plain.elsewhere && !(await signsIn(await doorOf(owner, APP_ROLE, dataFolder)));
  return taken ? suffixOf(owner.database) : '';
}

/** Both doors of a database, with the migrator signed in. */
async function doorsOf(
  client: pg.Client,
  owner: Connection,
  app: Connection | undefined,
  dataFolder: string,
): Promise<DatabaseDoors> {
  const about = await client.query<{ makes: boolean }>(
    'select rolsuper or rolcreaterole as makes from pg_roles where rolname = current_user',
  );
  const { makes } = about.rows[0]!;
  const suffix = await suffixFor(client, owner, makes, dataFolder);
  const wanted = GRANTED_ROLES.map((role) => role + suffix);
  const there = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    wanted,
  ]);
  const missing = wanted.filter((role) => !there.rows.some((row) => row.rolname === role));
  if (!makes && (missing.length > 0 || !app)) {
    const wish = missing.length > 0 ? `由数据库管理员先建立角色 ${missing.join('、')}，并` : '';
    throw new DatabaseFailure(
      'APP_ROLE_MISSING',
      `DATABASE_URL 的用户 ${owner.user} 无权建立角色；请${wish}把 DATABASE_APP_URL 设为 ${APP_ROLE}${suffix} 的连接地址`,
    );
  }
  await makeRoles(client, missing, owner.database);
  const role = APP_ROLE + suffix;
  return {
    owner,
    app: app ? await givenDoor(client, app, role) : await madeDoor(client, owner, role, dataFolder),
  };
}

/**
 * Refuses a superuser before anything is made: what he owns, row-level security and the journal's grants do not hold. On a cluster nobody else may
 * spread tables (decision 0016).
 */
async function assertPlainMigrator(client: pg.Client, { database }: Connection): Promise<void> {
  const { rows } = await client.query<{ me: string; super: boolean }>(
    'select current_user::text as me, rolsuper as super from pg_roles where rolname = current_user',
  );
  const { me, super: may } = rows[0]!;
  if (!may || (await isCluster(client))) return;
  throw new DatabaseFailure(
    'MIGRATOR_SUPERUSER',
    `DATABASE_URL 的用户 ${me} 是超级用户，行级安全和日志只增的限制管不住它，未作任何改动：请以它执行 create role zean_migrator login createrole password '口令'; alter database ${identifier(database)} owner to zean_migrator; 再把 DATABASE_URL 改为 zean_migrator 的连接地址；库中已有泽安的表的，先按 docs/scale.md 把它们改归 zean_migrator`,
  );
}

/**
 * An operator's server: the url's user migrates; the app's door is given, or made when the user may make roles. The first database
 * of a server has the plain role names, each further one its own (`zean_app_<database>`; decision 0018).
 */
export async function prepareExternal(
  url: string,
  appUrl: string | undefined,
  dataFolder: string,
): Promise<DatabaseDoors> {
  const owner = connectionFromUrl(url);
  const app = appUrl === undefined ? undefined : connectionFromUrl(appUrl);
  return withClient(owner, async (client) => {
    await assertUsableServer(client);
    await assertPlainMigrator(client, owner);
    // Two programs of one database one after the other; of two databases, who comes second to a name looks again.
    await client.query('select pg_advisory_lock($1::bigint)', [LOCK_KEY]);
    for (let again = 3; ; again--) {
      try {
        return await doorsOf(client, owner, app, dataFolder);
      } catch (error) {
        if (again === 0 || !['42710', '23505'].includes(errorCode(error))) throw error;
      }
    }
  });
}
