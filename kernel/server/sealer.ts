import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { insertRows } from './cluster.ts';
import { ALGORITHM, leavesOf } from './leaves.ts';
import { systemActor, transaction } from './session.ts';

/** What the first link is chained to. */
export const GENESIS = '0'.repeat(64);

const digest = (text: string): string => createHash(ALGORITHM).update(text).digest('hex');

/** chain(n) = SM3(chain(n−1) ‖ leaf(n)). */
export const linkOf = (previous: string, leaf: string): string => digest(previous + leaf);

/**
 * Seals what waits, in the order of entry time, in batches; one sealer at a time per county (advisory lock), so writers
 * never queue on the chain. Returns how many entries were sealed.
 */
export async function seal(pool: Pool, county: string, at: string, batch = 2000): Promise<number> {
  return transaction(pool, systemActor(county), 'write', async (client) => {
    const {
      rows: [lock],
    } = await client.query("select pg_try_advisory_xact_lock(hashtext('zean.seal:' || $1)) as got", [county]);
    if (!lock.got) return 0;
    const { rows: taken } = await client.query<{ entry_id: string }>(
      'select entry_id from kernel.unsealed where county = $1 limit $2',
      [county, batch],
    );
    if (taken.length === 0) return 0;
    const leaves = await leavesOf(
      client,
      county,
      taken.map((t) => t.entry_id),
    );
    let { seq, chain } = await headOf(client, county);
    const seals = [...leaves].map(([entry_id, leaf]) => {
      chain = linkOf(chain, leaf);
      seq += 1;
      return { county, seq, entry_id, leaf, chain, at };
    });
    await insertRows(client, 'kernel.seal', seals);
    await client.query('delete from kernel.unsealed where county = $1 and entry_id = any($2::uuid[])', [
      county,
      taken.map((t) => t.entry_id),
    ]);
    return seals.length;
  });
}

/** Number and digest of the last seal; genesis before the first. */
export async function headOf(client: PoolClient, county: string): Promise<{ seq: number; chain: string }> {
  const { rows } = await client.query(
    'select seq, chain from kernel.seal where county = $1 order by seq desc limit 1',
    [county],
  );
  return rows[0] ? { seq: Number(rows[0].seq), chain: rows[0].chain } : { seq: 0, chain: GENESIS };
}

/** Publishes the head of the chain as a checkpoint; null when nothing was sealed since the last one. */
export async function checkpoint(
  pool: Pool,
  county: string,
  at: string,
): Promise<{ seq: number; chain: string } | null> {
  return transaction(pool, systemActor(county), 'write', async (client) => {
    const head = await headOf(client, county);
    if (head.seq === 0) return null;
    const { rowCount } = await client.query(
      'insert into kernel.checkpoint (county, seq, chain, algorithm, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [county, head.seq, head.chain, ALGORITHM, at],
    );
    return rowCount ? head : null;
  });
}
