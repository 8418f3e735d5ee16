import type { PoolClient } from 'pg';
import type { Actor } from '#kernel';
import { rowsOf } from '#kernel/server';
import { mendDamage } from './damage.ts';
import type { FileKind } from './domain/words.ts';
import type { Kept } from './files.ts';
import type { FileFacts } from './subjects.ts';

/** What is known of a hash from an earlier upload, or null. */
export async function keptBefore(client: PoolClient, county: string, sha256: string): Promise<Kept | null> {
  const [row] = await rowsOf<FileFacts>(client, {
    sql: 'select bytes, kind, width, height, dhash from documents.file where county = $1 and sha256 = $2',
    values: [county, sha256],
  });
  if (!row) return null;
  const { bytes, kind, width, height, dhash } = row;
  return { bytes, kind, picture: width !== null && height !== null ? { width, height, dhash } : null };
}

/** What a reader gets a file by. */
interface FileShown {
  kind: FileKind;
  name: string;
  bytes: number;
}

/**
 * A file this actor may read: own upload, or used where he sees. The conditions are the application's own wall; row-level security is the
 * other. The county sees every file. His own name for it comes first.
 */
export const fileFor = async (
  client: PoolClient,
  actor: Actor,
  sha256: string,
  walled: boolean,
): Promise<FileShown | null> => {
  const sees = `(not $7 or $3 = 'county' or $4::uuid = any (seen_by) or case $3 when 'town' then town = $5 when 'enterprise' then enterprise = $6::uuid else false end)`;
  const [file] = await rowsOf<FileShown>(client, {
    sql: `select kind, name, bytes from (
        select 0 as rank, kind, name, bytes from documents.upload where county = $1 and sha256 = $2 and account = $4::uuid
        union all select 1, kind, name, bytes from documents.file where county = $1 and sha256 = $2 and (not $7 or $3 = 'county' or account = $4::uuid)
        union all select 2, kind, name, bytes from documents.use where county = $1 and sha256 = $2 and ${sees}
        union all select 3, original_facts ->> 'kind', name, (original_facts ->> 'bytes')::bigint from documents.use where county = $1 and original = $2 and ${sees}
      ) found order by rank limit 1`,
    values: [actor.county, sha256, actor.scope, actor.account || null, actor.town, actor.enterprise, walled],
  });
  return file ?? null;
};

/**
 * Condition that nothing uses a file of alias `f`; `county` is its county as a parameter, said again inside, because a cluster finds no shard by
 * what two alternatives compare with `f`.
 */
export const unused = (county: string): string =>
  `not (exists (select 1 from documents.use s where s.county = ${county} and s.sha256 = f.sha256)
   or exists (select 1 from documents.use s where s.county = ${county} and s.original = f.sha256))`;

/** Bytes of files this account uploaded and nobody used. */
export const unusedBytes = async (client: PoolClient, county: string, account: string): Promise<number> =>
  Number(
    (
      await rowsOf<{ n: number }>(client, {
        sql: `select coalesce(sum(f.bytes), 0)::bigint as n from documents.upload u join documents.file f on f.county = u.county and f.sha256 = u.sha256
      where u.county = $1 and u.account = $2 and ${unused('$1')}`,
        values: [county, account],
      })
    )[0]?.n ?? 0,
  );

/** What the rows of a file say of it. */
export const factsOf = (sha256: string, { bytes, kind, picture }: Kept) => ({
  sha256,
  bytes,
  kind,
  width: picture?.width ?? null,
  height: picture?.height ?? null,
  dhash: picture?.dhash ?? null,
});

/** Who brings a file, and under what name. */
export interface Brought {
  account: string;
  town?: string | null;
  enterprise?: string | null;
  name: string;
}

/** Writes a file's facts (once) and who brought it (each). */
export async function putFileRows(
  client: PoolClient,
  county: string,
  file: FileFacts & { sha256: string },
  by: Brought,
  at: string,
): Promise<void> {
  await client.query(
    `insert into documents.file (county, sha256, bytes, kind, width, height, dhash, name, account, town, enterprise, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (county, sha256) do nothing`,
    [
      county,
      file.sha256,
      file.bytes,
      file.kind,
      file.width,
      file.height,
      file.dhash,
      by.name,
      by.account || null,
      by.town ?? null,
      by.enterprise ?? null,
      at,
    ],
  );
  // Its bytes have just come in and were hashed: whatever was wrong with it before is mended.
  await mendDamage(client, county, file.sha256, at);
  if (!by.account) return;
  await client.query(
    `insert into documents.upload (county, sha256, account, name, at, kind, bytes, width, height, dhash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (county, sha256, account) do update set at = excluded.at, name = excluded.name`,
    [county, file.sha256, by.account, by.name, at, file.kind, file.bytes, file.width, file.height, file.dhash],
  );
}
