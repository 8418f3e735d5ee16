import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { canonicalJson } from '#kernel';
import { systemActor, transaction } from './session.ts';

/** Digest of leaves and chain, GB/T 32905-2016. */
export const ALGORITHM = 'sm3';
/** What the first link is chained to. */
export const GENESIS = '0'.repeat(64);

const digest = (text: string): string => createHash(ALGORITHM).update(text).digest('hex');

/** chain(n) = SM3(chain(n−1) ‖ leaf(n)). */
export const linkOf = (previous: string, leaf: string): string => digest(previous + leaf);

/** An entry's columns as the leaf hashes them; instants as PostgreSQL's own text, so that no driver rounds them. */
const ENTRY = `select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
    to_char(e.observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as observed_at, e.account, e.actor_name, e.role, e.command, e.sentence,
    e.subject_kind, e.subject_id, e.town, e.enterprise, e.given
  from kernel.entry e where e.county = $1 and e.id = any($2::uuid[]) order by e.at, e.id`;
const EFFECTS = `select f.entry_id, f.ordinal, f.kind, f.subject_id, f.version, f.op, f.patch, f.town, f.enterprise
  from kernel.effect f where f.county = $1 and f.entry_id = any($2::uuid[]) order by f.entry_id, f.ordinal`;

/** Leaves of these entries in order of their time: SM3 over the canonical JSON (RFC 8785) of the entry and its effects. */
export async function leavesOf(
  client: PoolClient,
  county: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows: entries } = await client.query(ENTRY, [county, ids]);
  const { rows: effects } = await client.query(EFFECTS, [county, ids]);
  const by = new Map<string, unknown[]>();
  for (const { entry_id, ...f } of effects) {
    const list = by.get(entry_id);
    const row = [f.ordinal, f.kind, f.subject_id, f.version, f.op, f.patch, f.town, f.enterprise];
    if (list) list.push(row);
    else by.set(entry_id, [row]);
  }
  return new Map(
    entries.map((entry) => [entry.id, digest(canonicalJson({ county, ...entry, effects: by.get(entry.id) ?? [] }))]),
  );
}

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
    const { rows: taken } = await client.query(
      `delete from kernel.unsealed u using (select county, entry_id from kernel.unsealed where county = $1 limit $2) x
       where u.county = x.county and u.entry_id = x.entry_id returning u.entry_id`,
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
    await client.query('insert into kernel.seal select * from jsonb_populate_recordset(null::kernel.seal, $1::jsonb)', [
      JSON.stringify(seals),
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
