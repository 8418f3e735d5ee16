import type { PoolClient } from 'pg';
import { columnValues, type Effect, Statement } from './effects.ts';
import { snake } from './names.ts';

/**
 * Whether this connection leads to a cluster that spreads counties over nodes; the pool that made it knows (db/pool.ts). There an insert
 * reaches its shard as VALUES only, so what one machine does in one statement goes as several down the same pipe.
 */
export const onCluster = (client: PoolClient): boolean =>
  (client as PoolClient & { cluster?: boolean }).cluster === true;

/** Most parameters of one statement; the protocol counts them in 16 bits. */
const MOST_PARAMETERS = 60_000;

/** Statements that insert these rows (all of the same columns) as VALUES, as few as the protocol takes; `after` follows the values. */
export function inserts(
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  after = '',
): { text: string; values: unknown[] }[] {
  if (rows.length === 0) return [];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const most = Math.floor(MOST_PARAMETERS / columns.length);
  const statements: { text: string; values: unknown[] }[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const s = new Statement();
    const values = rows
      .slice(from, from + most)
      .map((row) => `(${columns.map((name) => (row[name] === undefined ? 'default' : s.param(row[name]))).join(',')})`);
    statements.push({
      text: `insert into ${table} (${columns.join(',')}) values ${values.join(',')} ${after}`,
      values: s.values,
    });
  }
  return statements;
}

/** Inserts these rows. */
export async function insertRows(
  client: PoolClient,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  after = '',
): Promise<void> {
  for (const statement of inserts(table, rows, after)) await client.query(statement);
}

/** A guard that found another version ends the transaction there and then (division by zero), as in the one statement. */
const guarded = (part: string, wanted: string): string =>
  `with e as (${part} returning 1) select 1 / (case when (select count(*) from e) = ${wanted}::bigint then 1 else 0 end)`;

/** The same rows as `writeAll`'s one statement, as statements each of one table and one county. */
export function statementsOf(
  county: string,
  effects: readonly Effect[],
  tables: readonly { table: string; rows: readonly Readonly<Record<string, unknown>>[] }[],
): { text: string; values: unknown[] }[] {
  const creates = new Map<string, Record<string, unknown>[]>();
  const statements: { text: string; values: unknown[] }[] = [];
  const flush = () => {
    for (const [table, rows] of creates) statements.push(...inserts(table, rows));
    creates.clear();
  };
  for (const effect of effects) {
    const { table } = effect.subject;
    if (effect.op === 'create') {
      const list = creates.get(table) ?? [];
      list.push({ county, id: effect.id, version: 1, ...columnValues(effect) });
      creates.set(table, list);
      continue;
    }
    // In the handler's order: it may end a row before it creates the successor.
    flush();
    const s = new Statement();
    const where = () =>
      `where county = ${s.param(county)} and id = ${s.param(effect.id)} and version = ${s.param(effect.before?.version)}`;
    if (effect.op === 'remove') {
      statements.push({ text: guarded(`delete from ${table} ${where()}`, '1'), values: s.values });
      continue;
    }
    const sets = Object.entries(columnValues(effect)).map(([name, value]) => `${name} = ${s.param(value)}`);
    statements.push({
      text: guarded(`update ${table} set ${[...sets, 'version = version + 1'].join(', ')} ${where()}`, '1'),
      values: s.values,
    });
  }
  flush();
  for (const { table, rows } of tables) statements.push(...inserts(table, rows));
  return statements;
}

/** A side row with the table's own names. */
export const sideRow = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]));

/** Sends all at once, down one pipe; the first that failed is the one that tells why. */
export async function runAll(
  client: PoolClient,
  statements: readonly { text: string; values: unknown[] }[],
): Promise<void> {
  const settled = await Promise.allSettled(statements.map((statement) => client.query(statement)));
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
