import pg from 'pg';
import { DatabaseFailure } from './failure.ts';

/** The schema of the PostgreSQL 15 feature set is the least our SQL is written to. */
const LEAST_VERSION = 150_000;

export const literal = (text: string) => pg.Client.prototype.escapeLiteral(text);
export const identifier = (text: string) => pg.Client.prototype.escapeIdentifier(text);

/** Refuses a server older than PostgreSQL 15, and a database whose texts are not UTF-8: in SQL_ASCII a name is bytes, and its length, order and search are wrong. */
export async function assertUsableServer(client: pg.ClientBase): Promise<void> {
  const answer = await client.query(
    `select current_setting('server_version_num')::int as n, current_setting('server_version') as v,
            current_setting('server_encoding') as encoding, current_database() as database`,
  );
  const { n, v, encoding, database } = answer.rows[0] as { n: number; v: string; encoding: string; database: string };
  if (n < LEAST_VERSION)
    throw new DatabaseFailure('SERVER_TOO_OLD', `数据库服务器版本 ${v} 过旧，需要 PostgreSQL 15 及以上`);
  if (encoding !== 'UTF8')
    throw new DatabaseFailure(
      'DATABASE_ENCODING',
      `数据库 ${database} 的编码是 ${encoding}，应为 UTF8；请另建一个：create database ${identifier(`${database}_utf8`)} encoding 'UTF8' template template0`,
    );
}

/** Creates a role that may sign in and nothing more; sets its password when it is there already and `reset` is wished. */
export async function ensureRole(
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
    await client.query(`create role ${identifier(role)} ${reset ? safe : ''} ${login}`);
  } else if (reset) await client.query(`alter role ${identifier(role)} ${safe} ${login}`);
}
