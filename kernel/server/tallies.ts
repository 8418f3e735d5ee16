import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Base, Tally } from '#kernel';
import { insertRows, onCluster } from './cluster.ts';
import { addDelta, addKeys, type Delta, deltasIn, type Waiting, waitingSql } from './deltas.ts';
import { camelRow } from './names.ts';
import { begin, rowsOf, systemActor, transaction } from './session.ts';

/** Who merges or counts holds it: one at a time per county. */
const FOLDING = (county: string): string => `zean.fold:${county}`;

/** Merges waiting deltas into the tallies and marks each as folded once more, in one statement; returns how many rows were taken. */
export async function foldTallies(pool: Pool, county: string): Promise<number> {
  return transaction(pool, systemActor(county), 'write', async (client) => {
    const {
      rows: [lock],
    } = await client.query('select pg_try_advisory_xact_lock(hashtext($1)) as got', [FOLDING(county)]);
    return lock.got ? fold(client, county) : 0;
  });
}

/** Merges the deltas this transaction sees. */
async function fold(client: PoolClient, county: string): Promise<number> {
  if (onCluster(client)) return foldByRows(client, county);
  const {
    rows: [row],
  } = await client.query(
    `with gone as (delete from kernel.tally_delta where county = $1 returning town, enterprise, deltas),
     sums as (select t.name, g.town, g.enterprise, d->>0 as key, (d->>1)::date as day, sum((d->>2)::bigint) as n
       from gone g cross join lateral jsonb_each(g.deltas) t(name, list) cross join lateral jsonb_array_elements(t.list) d group by 1, 2, 3, 4, 5),
     put as (insert into kernel.tally as t (county, name, town, enterprise, key, day, n)
       select $1, name, town, enterprise, key, day, n from sums where n <> 0
       on conflict (county, name, town, enterprise, key, day) do update set n = t.n + excluded.n),
     mark as (update kernel.tally_edition e set folds = e.folds + 1 from (select distinct name from sums) s where e.county = $1 and e.name = s.name)
     select count(*)::int as n from gone`,
    [county],
  );
  return row.n as number;
}

/** Rows of figures as the table of tallies holds them. */
const figureRows = (county: string, deltas: readonly Delta[]): Record<string, unknown>[] =>
  deltas.map((delta) => ({ county, ...delta }));

/** The same as several statements, each of one table: the sums are made here. */
async function foldByRows(client: PoolClient, county: string): Promise<number> {
  const { rows: gone } = await client.query<Waiting>(
    'delete from kernel.tally_delta where county = $1 returning county, town, enterprise, deltas',
    [county],
  );
  const deltas = deltasIn(gone);
  const sums = new Map<string, Delta>();
  for (const delta of deltas) addDelta(sums, delta);
  const changed = figureRows(
    county,
    [...sums.values()].filter((sum) => sum.n !== 0),
  );
  const keep = 'on conflict (county, name, town, enterprise, key, day) do update set n = t.n + excluded.n';
  await insertRows(client, 'kernel.tally as t', changed, keep);
  await client.query('update kernel.tally_edition set folds = folds + 1 where county = $1 and name = any($2)', [
    county,
    [...new Set(deltas.map((delta) => delta.name))],
  ]);
  return gone.length;
}

/** Counts tallies of one subject anew from its rows, in one walk over them, a batch at a time. */
export async function recount(client: PoolClient, county: string, tallies: readonly Tally<Base>[]): Promise<Delta[]> {
  const sums = new Map<string, Delta>();
  await client.query(`declare recount no scroll cursor for select * from ${tallies[0]!.of.table} where county = $1`, [
    county,
  ]);
  for (;;) {
    const { rows } = await client.query('fetch 5000 from recount');
    for (const row of rows) {
      const seen = camelRow<Base>(row);
      for (const tally of tallies) addKeys(sums, tally, seen, 1);
    }
    if (rows.length < 5000) break;
  }
  await client.query('close recount');
  return [...sums.values()].filter((d) => d.n !== 0);
}

/** Tallies by the table they count, so that each table is walked once. */
const byTable = (tallies: readonly Tally<Base>[]): Tally<Base>[][] => {
  const groups = new Map<string, Tally<Base>[]>();
  for (const tally of tallies) groups.set(tally.of.table, [...(groups.get(tally.of.table) ?? []), tally]);
  return [...groups.values()];
};

/** How long somebody who counts or merges is waited for. */
const PATIENCE_MS = 600_000;

/**
 * Runs `work` in one snapshot while nobody else merges or counts. The lock is the connection's and taken before the snapshot, so that what
 * was merged before is seen; a connection that fails is closed, and its lock with it.
 */
async function whileNobodyFolds<T>(pool: Pool, county: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const { rows } = await client.query('select pg_try_advisory_lock(hashtext($1)) as got', [FOLDING(county)]);
      if (rows[0].got) break;
      if (Date.now() > until) throw new Error(`tallies of ${county}: somebody else has been counting for ten minutes`);
      await pause(50);
    }
    const begun = begin(client, systemActor(county), 'write');
    await client.query('set transaction isolation level repeatable read');
    const result = await work(client);
    await begun;
    await client.query('commit');
    await client.query('select pg_advisory_unlock(hashtext($1))', [FOLDING(county)]);
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}

/**
 * At start: tallies whose declaration changed (or that never were) are counted from their rows, in one snapshot while everybody writes on.
 * An act's rows and its deltas commit together: deltas the snapshot sees are in the rows it counts and are merged away, the others stay waiting.
 */
export async function refreshTallies(
  pool: Pool,
  county: string,
  tallies: readonly Tally<Base>[],
  force = false,
): Promise<string[]> {
  const staleOf = async (client: PoolClient): Promise<Tally<Base>[]> => {
    const editions = await rowsOf<{ name: string; edition: string }>(client, {
      sql: 'select name, edition from kernel.tally_edition where county = $1',
      values: [county],
    });
    const counted = new Map(editions.map((e) => [e.name, e.edition]));
    return tallies.filter((tally) => force || counted.get(tally.name) !== tally.edition);
  };
  const waiting = await transaction(pool, systemActor(county), 'read', staleOf);
  for (const group of byTable(waiting)) {
    await whileNobodyFolds(pool, county, async (client) => {
      // Another server may have counted them meanwhile.
      const still = new Set(await staleOf(client));
      const stale = group.filter((tally) => still.has(tally));
      if (stale.length === 0) return;
      const sums = await recount(client, county, stale);
      await fold(client, county);
      await client.query('delete from kernel.tally where county = $1 and name = any($2)', [
        county,
        stale.map((tally) => tally.name),
      ]);
      await insertRows(client, 'kernel.tally', figureRows(county, sums));
      await insertRows(
        client,
        'kernel.tally_edition as t',
        stale.map(({ name, edition }) => ({ county, name, edition })),
        'on conflict (county, name) do update set edition = excluded.edition, folds = t.folds + 1',
      );
    });
  }
  return waiting.map((tally) => tally.name);
}

/** Compares every tally with a recount in one snapshot; names what differs. */
export async function auditTallies(
  pool: Pool,
  county: string,
  tallies: readonly Tally<Base>[],
): Promise<{ tally: string; key: string; kept: number; counted: number }[]> {
  const wrong: { tally: string; key: string; kept: number; counted: number }[] = [];
  const client = await pool.connect();
  let broken = true;
  try {
    for (const group of byTable(tallies)) {
      await begin(client, systemActor(county), 'snapshot');
      const text = (d: { town: string; enterprise: string; key: string; day: string }) =>
        `${d.town}/${d.enterprise}/${d.key}/${d.day}`;
      const sums = await recount(client, county, group);
      for (const { name } of group) {
        const counted = new Map(sums.filter((d) => d.name === name).map((d) => [text(d), d.n]));
        const { rows } = await client.query(
          `select town, enterprise, key, day, sum(n)::bigint as n from (select town, enterprise, key, day, n from kernel.tally where county = $1 and name = $2
           union all ${waitingSql('$1', '$2')}) t group by 1, 2, 3, 4 having sum(n) <> 0`,
          [county, name],
        );
        const kept = new Map(rows.map((d) => [text(d), Number(d.n)]));
        for (const key of new Set([...counted.keys(), ...kept.keys()])) {
          if (counted.get(key) !== kept.get(key))
            wrong.push({ tally: name, key, kept: kept.get(key) ?? 0, counted: counted.get(key) ?? 0 });
        }
      }
      await client.query('commit');
    }
    broken = false;
  } finally {
    // A connection with a transaction still open must not serve anybody else.
    client.release(broken);
  }
  return wrong;
}
