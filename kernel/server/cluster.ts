import type { PoolClient } from 'pg';
import { columnValues, type Effect, Statement, writeEffect, writeManyOver } from './effects.ts';
import { snake } from './names.ts';

/**
 * Whether this connection leads to a cluster that spreads counties over nodes; its pool asked when it was opened (db/pool.ts). There an insert
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
const agreeing = (written: string, wanted: string): string =>
  `select 1 / (case when (select count(*) from ${written}) = ${wanted}::bigint then 1 else 0 end)`;

/** Changes of the same columns, or removes, of many rows of one table at once: what a cluster takes as it stands. */
function guardedMany(county: string, group: readonly Effect[]): { text: string; values: unknown[] } {
  const s = new Statement();
  writeManyOver(s, county, group, 0);
  const wanted = s.param(group.length);
  return { text: `with ${s.parts[0]} ${agreeing('e0', wanted)}`, values: s.values };
}

/** One change or remove. */
function guardedOne(county: string, effect: Effect): { text: string; values: unknown[] } {
  const s = new Statement();
  writeEffect(s, county, effect, 0);
  return { text: `with ${s.parts[0]} ${agreeing('e0', '1')}`, values: s.values };
}

/**
 * The same rows as `writeAll`'s one statement, as statements each of one table and one county; `groups` as there, in their order, for a handler
 * may end a row before it creates the successor.
 */
export function statementsOf(
  county: string,
  groups: readonly (readonly Effect[])[],
  tables: readonly { table: string; rows: readonly Readonly<Record<string, unknown>>[] }[],
): { text: string; values: unknown[] }[] {
  const statements: { text: string; values: unknown[] }[] = [];
  for (const group of groups) {
    const [first] = group as [Effect];
    if (first.op === 'create')
      statements.push(
        ...inserts(
          first.subject.table,
          group.map((effect) => ({ county, id: effect.id, version: 1, ...columnValues(effect) })),
        ),
      );
    else statements.push(group.length > 1 ? guardedMany(county, group) : guardedOne(county, first));
  }
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
