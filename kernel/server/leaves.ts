import { createHash, type Hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { canonicalJson } from '#kernel';

/** Digest of leaves and chain, GB/T 32905-2016. */
export const ALGORITHM = 'sm3';

/** Effects unpacked in one go: an import's entry has thousands, and everybody else waits while they are hashed. */
const EFFECTS_AT_ONCE = 250;

/** An entry's columns as the leaf hashes them; instants as PostgreSQL's own text, so that no driver rounds them. */
const ENTRY = `select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
    to_char(e.observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as observed_at, e.account, e.actor_name, e.role, e.command, e.sentence,
    e.subject_kind, e.subject_id, e.town, e.enterprise, e.given
  from kernel.entry e where e.county = $1 and e.id = any($2::uuid[]) order by e.at, e.id`;
const EFFECTS = `declare leaf no scroll cursor for
  select f.entry_id, f.ordinal, f.kind, f.subject_id, f.version, f.op, f.patch, f.town, f.enterprise
  from kernel.effect f where f.county = $1 and f.entry_id = any($2::uuid[]) order by f.entry_id, f.ordinal`;

/** Where the effects stand in the canonical text of an entry: keys before it hold plain texts, whose quotes are escaped. */
const PLACE = '"effects":[';

/** A leaf under way: the text up to its effects is hashed, the text behind them waits. */
interface Leaf {
  hash: Hash;
  rest: string;
  effects: number;
}

function begun(county: string, entry: Record<string, unknown>): Leaf {
  const text = canonicalJson({ county, ...entry, effects: [] });
  const at = text.indexOf(PLACE) + PLACE.length;
  return { hash: createHash(ALGORITHM).update(text.slice(0, at)), rest: text.slice(at), effects: 0 };
}

/**
 * Leaves of these entries in order of their time: SM3 over the canonical JSON (RFC 8785) of the entry and its effects. The effects
 * flow through a cursor, so that neither memory nor anybody's page hangs on how many an entry has.
 */
export async function leavesOf(
  client: PoolClient,
  county: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const [{ rows: entries }] = await Promise.all([
    client.query(ENTRY, [county, ids]),
    client.query(EFFECTS, [county, ids]),
  ]);
  const leaves = new Map<string, Leaf>(entries.map((entry) => [entry.id, begun(county, entry)]));
  for (;;) {
    const { rows } = await client.query(`fetch ${EFFECTS_AT_ONCE} from leaf`);
    for (const f of rows) {
      // An effect whose entry somebody removed belongs to no leaf; the missing leaf tells.
      const leaf = leaves.get(f.entry_id);
      if (!leaf) continue;
      const row = [f.ordinal, f.kind, f.subject_id, f.version, f.op, f.patch, f.town, f.enterprise];
      leaf.hash.update(`${leaf.effects > 0 ? ',' : ''}${canonicalJson(row)}`);
      leaf.effects += 1;
    }
    if (rows.length < EFFECTS_AT_ONCE) break;
  }
  await client.query('close leaf');
  return new Map([...leaves].map(([id, leaf]) => [id, leaf.hash.update(leaf.rest).digest('hex')]));
}
