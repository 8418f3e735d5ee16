import type { Writable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import type { Actor, Base, Reads, Subject } from '#kernel';
import { cansOf, kindsOf, roleMay, seesRow, todayIn } from '#kernel';
import { onCluster } from './cluster.ts';
import type { Modules } from './modules.ts';
import { camelRow } from './names.ts';
import { withinSql } from './walls.ts';

/** The clock of the server: an instant in ISO form. An argument everywhere, so tests move it. */
export type Clock = () => string;

/** One setting of the transaction; nothing when there is nothing to say: a setting left out is empty, and empty sees nothing. */
const setting = (name: string, value: string | null, shape: RegExp): string => {
  if (!value) return '';
  if (!shape.test(value)) throw new Error(`not a safe setting: ${value}`);
  return `;set local app.${name}='${value}'`;
};
const CODE = /^[0-9]{0,12}$/;
const WORD = /^[a-z-]{1,20}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `snapshot` reads the same rows from its first statement to its last. */
export type Mode = 'read' | 'write' | 'snapshot';
const MODES: Record<Mode, string> = {
  read: 'read only',
  write: 'read write',
  snapshot: 'isolation level repeatable read read only',
};

/**
 * The one place where the database learns who acts. SET LOCAL with validated literals (set_config() does not reach the
 * shards of a cluster), in the same round trip as BEGIN.
 */
export function beginAs(actor: Actor, mode: Mode): string {
  return (
    `begin ${MODES[mode]}` +
    setting('county', actor.county, CODE) +
    setting('scope', actor.scope, WORD) +
    setting('town', actor.town, CODE) +
    setting('enterprise', actor.enterprise, UUID) +
    setting('agency', actor.agency, UUID) +
    setting('account', actor.account, UUID)
  );
}

/** What is sent to the database until the event loop has come round leaves in one system call; each costs as much as a small read. */
export function inOneWrite(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/**
 * Several statements in one message; on a cluster one by one behind each other, because it hands the whole message that a SET LOCAL came in to
 * the nodes, its BEGIN included, once for each setting.
 */
export const sent = (client: PoolClient, text: string): Promise<unknown> =>
  onCluster(client) ? Promise.all(text.split(';').map((one) => client.query(one))) : client.query(text);

/**
 * Opens a transaction as this actor without waiting: what is asked next stands behind it in the same pipe. Wait for the promise
 * before the answers are used; had BEGIN failed, they would have come from outside, where the database shows nobody anything.
 */
export function begin(client: PoolClient, actor: Actor, mode: Mode): Promise<unknown> {
  inOneWrite(client);
  const begun = sent(client, beginAs(actor, mode));
  begun.catch(() => {});
  return begun;
}

/** An actor for the system itself (封存、汇总、导入演示数据): sees the county, is nobody's account. */
export const systemActor = (county: string): Actor => ({
  account: '',
  name: '系统',
  role: 'system',
  county,
  scope: 'county',
  town: null,
  enterprise: null,
  agency: null,
});

const names = new Map<string, string>();
/** Statements are prepared once per connection under a short name of their own. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `s${names.size}`;
    if (names.size < 2000) names.set(sql, name);
  }
  return name;
}

/** One statement with its values. */
export interface Prepared {
  sql: string;
  values?: readonly unknown[];
  /** `false` plans anew for these values: searches, whose best plan hangs on the word. */
  prepared?: boolean;
}

const configOf = ({ sql, values = [], prepared = true }: Prepared) =>
  prepared ? { name: nameOf(sql), text: sql, values: values as unknown[] } : { text: sql, values: values as unknown[] };

/** Runs one statement on a client and returns its rows under the names the statement gives them. */
export const plainRows = async <T>(client: PoolClient, statement: Prepared): Promise<T[]> =>
  (await client.query(configOf(statement))).rows as T[];

/** The same, each row as the array of its values. */
export const rowArrays = async (client: PoolClient, statement: Prepared): Promise<unknown[][]> =>
  (await client.query({ ...configOf(statement), rowMode: 'array' })).rows;

/** Runs one statement on a client and returns camelCase rows. */
export const rowsOf = async <T>(client: PoolClient, statement: Prepared): Promise<T[]> =>
  (await plainRows<Record<string, unknown>>(client, statement)).map((row) => camelRow<T>(row));

/** The reads of a command or query inside an open transaction. */
export function readsOn(client: PoolClient, actor: Actor, at: string, modules: Modules): Reads {
  const many = <T>(sql: string, values: readonly unknown[] = []) => rowsOf<T>(client, { sql, values });
  return {
    actor,
    at,
    today: todayIn(at),
    many,
    can: (kind, row) => cansOf(modules.commands, kind, actor, row),
    measures: modules.measures,
    tellingKinds: kindsOf(modules.tells),
    ledgerOf: (name) =>
      modules.ledgers.find((one) => one.shape.name === name && roleMay(one.may, actor))?.shape ?? null,
    subjectOf: (kind) => modules.subjects.find((one) => one.kind === kind) ?? null,
    within: (owners, values) => withinSql(actor, owners, (value) => `$${values.push(value)}`),
    one: async <T>(sql: string, values: readonly unknown[] = []) => (await many<T>(sql, values))[0] ?? null,
    get: async <Row extends Base>(subject: Subject<Row>, id: string) => {
      const [row] = await many<Row>(`select * from ${subject.table} where county = $1 and id = $2`, [actor.county, id]);
      return row && seesRow(subject, actor, row) ? row : null;
    },
  };
}

/** Runs `work` in one transaction as this actor; commits when it returns, rolls back when it throws. */
export async function transaction<T>(
  pool: Pool,
  actor: Actor,
  mode: 'read' | 'write',
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    const begun = begin(client, actor, mode);
    const result = await work(client);
    await begun;
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
