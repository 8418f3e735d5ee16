/** What the matrix tests stand on: the walls, the letters, and whether anything at all was written. */
import pg from 'pg';
import { type Actor, isRefused, type Refused } from '#kernel';
import type { Runner } from '#kernel/server';
import type { TestCounty } from '../county.ts';
import { letters } from './cells.ts';

/** The two walls together, and each alone. */
export const stands = {
  both: { app: true, database: true },
  'app alone': { app: true, database: false },
  'database alone': { app: false, database: true },
} as const;
export type Stand = keyof typeof stands;

export const runnerOf = (c: TestCounty, stand: Stand): Runner => ({ ...c.runner, walls: stands[stand] });

/** One letter for what came of it; a refusal outside the list is shown by its code. */
export const letterOf = (outcome: unknown): string =>
  isRefused(outcome) ? (letters[outcome.refused.code] ?? outcome.refused.code) : 'y';

export const sentenceOf = (outcome: unknown): string =>
  isRefused(outcome) ? `${outcome.refused.code} ${(outcome as Refused).refused.message}` : '';

/** Schemas of the product, as the catalogue knows them. */
export const ownSchemas = `(select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$|public$|citus|columnar)')`;

/** A superuser's connection, kept as long as the county, with the statement over every table there is: no test makes one. */
async function watcherOf(c: TestCounty): Promise<() => Promise<Record<string, string>>> {
  const client = new pg.Client(c.db.admin);
  // The county's database is dropped under it.
  client.on('error', () => {});
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ${ownSchemas} order by 1`,
  );
  const statement = tables
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as sum from ${name}`,
    )
    .join(' union all ');
  return async () => {
    const { rows } = await client.query<{ name: string; sum: string }>({ name: 'every-row', text: statement });
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
  };
}
const watchers = new WeakMap<TestCounty, ReturnType<typeof watcherOf>>();

/**
 * A short sum of every table there is: equal before and after means nothing was written. Each row says by `xmin` which transaction wrote it,
 * so a new or changed row moves the sum and a row gone moves the number; no row is read in full, and no table has to be named.
 */
export async function everyRow(c: TestCounty): Promise<Record<string, string>> {
  const watcher = watchers.get(c) ?? watcherOf(c);
  watchers.set(c, watcher);
  return (await watcher)();
}

/** The twelve people, by role. */
export const everybody = (c: TestCounty): [role: string, who: Actor][] => Object.entries(c.people);
