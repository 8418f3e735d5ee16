import type { PoolClient } from 'pg';
import type { Reads } from '#kernel';
import { type Runner, rowsOf, systemActor, transaction } from '#kernel/server';
import type { Damage } from './domain/words.ts';

const noted = async (client: PoolClient, county: string, sha256: string, what: Damage, at: string): Promise<void> => {
  await client.query(
    `insert into documents.damage (county, sha256, what, found_at, seen_at) values ($1, $2, $3, $4, $4)
     on conflict (county, sha256) do update set what = excluded.what, seen_at = excluded.seen_at, mended_at = null, cleared_at = null,
       found_at = case when damage.mended_at is null then damage.found_at else excluded.found_at end
     where damage.what <> 'retired' or damage.mended_at is not null`,
    [county, sha256, what, at],
  );
};

/** Writes what is wrong with an original, or with null that it is whole again. */
export const tellDamage = (r: Runner, county: string, sha256: string, what: Damage | null): Promise<void> =>
  transaction(r.pool, systemActor(county), 'write', async (client) =>
    what === null ? mendDamage(client, county, sha256, r.clock()) : noted(client, county, sha256, what, r.clock()),
  );

/** The bytes are there again, under their hash. */
export async function mendDamage(client: PoolClient, county: string, sha256: string, at: string): Promise<void> {
  await client.query(
    'update documents.damage set mended_at = $3, cleared_at = null where county = $1 and sha256 = $2 and mended_at is null',
    [county, sha256, at],
  );
}

/** What is wrong with this file as far as is known, or null. */
export const damageOf = async (client: PoolClient, county: string, sha256: string): Promise<Damage | null> =>
  (
    await rowsOf<{ what: Damage }>(client, {
      sql: 'select what from documents.damage where county = $1 and sha256 = $2 and mended_at is null',
      values: [county, sha256],
    })
  )[0]?.what ?? null;

/** A damaged file by its name and what it is evidence of. */
export interface Damaged {
  sha256: string;
  what: Damage;
  foundAt: string;
  seenAt: string;
  name: string;
  bytes: number;
  uses: { subjectKind: string; subjectId: string; purpose: string }[];
}

/** Damaged files, the longest known first; `limit` of them. */
export async function damagedFiles(reads: Pick<Reads, 'many' | 'actor'>, limit: number): Promise<Damaged[]> {
  const { county } = reads.actor;
  const found = await reads.many<Omit<Damaged, 'uses'>>(
    `select d.sha256, d.what, d.found_at, d.seen_at, f.name, f.bytes from documents.damage d
     join documents.file f on f.county = d.county and f.sha256 = d.sha256
     where d.county = $1 and d.mended_at is null and d.what <> 'retired' order by d.found_at, d.sha256 limit $2`,
    [county, limit],
  );
  const hashes = found.map((one) => one.sha256);
  const uses = await reads.many<Damaged['uses'][number] & { sha256: string; original: string | null }>(
    `select sha256, original, subject_kind, subject_id, purpose from documents.use
     where county = $1 and (sha256 = any($2) or original = any($2)) order by at, id`,
    [county, hashes],
  );
  return found.map((one) => ({
    ...one,
    uses: uses
      .filter((use) => use.sha256 === one.sha256 || use.original === one.sha256)
      .map(({ subjectKind, subjectId, purpose }) => ({ subjectKind, subjectId, purpose })),
  }));
}
