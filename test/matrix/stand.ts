/** What the matrix tests stand on: the walls, the letters, and whether anything at all was written. */
import { type Actor, isRefused, type Refused } from '#kernel';
import type { Runner } from '#kernel/server';
import { withClient } from '../../db/connection.ts';
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

/** Tables the application can only add to: their number says enough. */
const onlyGrow = new Set(['kernel.entry', 'kernel.effect', 'kernel.answer', 'kernel.unsealed', 'kernel.tally_delta']);

/** A digest of every row of every table, as the superuser sees them: equal before and after means nothing was written. */
export async function everyRow(c: TestCounty): Promise<Record<string, string>> {
  return withClient(c.db.admin, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select schemaname || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname in ('kernel', 'access', 'registry', 'documents', 'hazards', 'programme', 'disclosure') order by 1`,
    );
    const one = ({ name }: { name: string }) =>
      onlyGrow.has(name)
        ? `select '${name}' as name, count(*)::text as sum from ${name}`
        : `select '${name}' as name, (select count(*) || ' ' || coalesce(md5(string_agg(h, '' order by h)), '') from (select md5(t::text) as h from ${name} t) x) as sum`;
    const { rows } = await client.query<{ name: string; sum: string }>(tables.map(one).join(' union all '));
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
  });
}

/** The twelve people, by role. */
export const everybody = (c: TestCounty): [role: string, who: Actor][] => Object.entries(c.people);
