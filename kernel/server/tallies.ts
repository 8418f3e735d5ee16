import type { Pool, PoolClient } from 'pg';
import type { Base, Tally } from '#kernel';
import { deltaRows, insertRows, onCluster } from './cluster.ts';
import { addKeys, type Delta } from './effects.ts';
import { camelRow } from './names.ts';
import { rowsOf, systemActor, transaction } from './session.ts';

/** Merges waiting deltas into the tallies and marks each as folded once more, in one statement; returns how many were taken. */
export async function foldTallies(pool: Pool, county: string): Promise<number> {
  return transaction(pool, systemActor(county), 'write', async (client) => {
    const {
      rows: [lock],
    } = await client.query("select pg_try_advisory_xact_lock(hashtext('zean.fold:' || $1)) as got", [county]);
    if (!lock.got) return 0;
    if (onCluster(client)) return foldByRows(client, county);
    const {
      rows: [row],
    } = await client.query(
      `with gone as (delete from kernel.tally_delta where county = $1 returning name, town, enterprise, key, day, n),
       sums as (select name, town, enterprise, key, day, sum(n) as n from gone group by 1, 2, 3, 4, 5),
       put as (insert into kernel.tally as t (county, name, town, enterprise, key, day, n)
         select $1, name, town, enterprise, key, day, n from sums where n <> 0
         on conflict (county, name, town, enterprise, key, day) do update set n = t.n + excluded.n),
       mark as (update kernel.tally_edition e set folds = e.folds + 1 from (select distinct name from sums) s where e.county = $1 and e.name = s.name)
       select count(*)::int as n from gone`,
      [county],
    );
    return row.n as number;
  });
}

/** The same as several statements, each of one table: the sums are made here. */
async function foldByRows(client: PoolClient, county: string): Promise<number> {
  const { rows: gone } = await client.query<Delta>(
    'delete from kernel.tally_delta where county = $1 returning name, town, enterprise, key, day, n',
    [county],
  );
  const sums = new Map<string, Delta>();
  for (const delta of gone) {
    const at = [delta.name, delta.town, delta.enterprise, delta.key, delta.day].join('\n');
    const sum = sums.get(at);
    if (sum) sum.n += delta.n;
    else sums.set(at, { ...delta });
  }
  const changed = deltaRows(
    county,
    [...sums.values()].filter((sum) => sum.n !== 0),
  );
  const keep = 'on conflict (county, name, town, enterprise, key, day) do update set n = t.n + excluded.n';
  await insertRows(client, 'kernel.tally as t', changed, keep);
  await client.query('update kernel.tally_edition set folds = folds + 1 where county = $1 and name = any($2)', [
    county,
    [...new Set(gone.map((delta) => delta.name))],
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

/** At start: tallies whose declaration changed (or that never were) are counted from their rows. */
export async function refreshTallies(
  pool: Pool,
  county: string,
  tallies: readonly Tally<Base>[],
  force = false,
): Promise<string[]> {
  const editions = await transaction(pool, systemActor(county), 'read', (client) =>
    rowsOf<{ name: string; edition: string }>(client, {
      sql: 'select name, edition from kernel.tally_edition where county = $1',
      values: [county],
    }),
  );
  const counted = new Map(editions.map((e) => [e.name, e.edition]));
  const stale = tallies.filter((tally) => force || counted.get(tally.name) !== tally.edition);
  for (const group of byTable(stale)) {
    const table = group[0]!.of.table;
    const names = group.map((tally) => tally.name);
    await transaction(pool, systemActor(county), 'write', async (client) => {
      // Writers of the subject wait for the length of the count, else a delta could fall between count and put.
      await client.query(`lock table ${table} in share mode`).catch((error: { code?: string }) => {
        if (error.code !== '42501') throw error;
        throw new Error(`no right to lock ${table}: grant update or delete`);
      });
      const sums = await recount(client, county, group);
      await client.query('delete from kernel.tally where county = $1 and name = any($2)', [county, names]);
      await client.query('delete from kernel.tally_delta where county = $1 and name = any($2)', [county, names]);
      await insertRows(client, 'kernel.tally', deltaRows(county, sums));
      await insertRows(
        client,
        'kernel.tally_edition as t',
        group.map(({ name, edition }) => ({ county, name, edition })),
        'on conflict (county, name) do update set edition = excluded.edition, folds = t.folds + 1',
      );
    });
  }
  return stale.map((tally) => tally.name);
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
      await client.query(
        `begin isolation level repeatable read read only; set local app.county='${county}'; set local app.scope='county'`,
      );
      const text = (d: { town: string; enterprise: string; key: string; day: string }) =>
        `${d.town}/${d.enterprise}/${d.key}/${d.day}`;
      const sums = await recount(client, county, group);
      for (const { name } of group) {
        const counted = new Map(sums.filter((d) => d.name === name).map((d) => [text(d), d.n]));
        const { rows } = await client.query(
          `select town, enterprise, key, day, sum(n)::bigint as n from (select * from kernel.tally where county = $1 and name = $2
           union all select * from kernel.tally_delta where county = $1 and name = $2) t group by 1, 2, 3, 4 having sum(n) <> 0`,
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
