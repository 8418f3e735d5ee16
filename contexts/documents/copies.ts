import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { sha256 as hashOf, type Runner, rowsOf, systemActor, transaction } from '#kernel/server';
import { reencoded } from './pictures.ts';
import { type Copy, copyPath, incomingFolder, settleFile } from './places.ts';

interface Place {
  runner: Runner;
  county: string;
  dataFolder: string;
}

/** The digest the copy had when it was made of the whole original, or null. */
const digestOf = async (client: PoolClient, county: string, sha256: string, copy: Copy): Promise<string | null> =>
  (
    await rowsOf<{ digest: string }>(client, {
      sql: 'select digest from documents.copy where county = $1 and sha256 = $2 and size = $3',
      values: [county, sha256, copy],
    })
  )[0]?.digest ?? null;

const keepDigest = (client: PoolClient, county: string, sha256: string, copy: Copy, digest: string, at: string) =>
  client.query(
    `insert into documents.copy (county, sha256, size, digest, at) values ($1, $2, $3, $4, $5)
     on conflict (county, sha256, size) do update set digest = excluded.digest, at = excluded.at`,
    [county, sha256, copy, digest, at],
  );

const making = new Map<string, Promise<Buffer>>();

/**
 * The copy of an original as it is shown, bound to it: what lies in `copies` is believed while its digest is the one it had when it was made of
 * the whole original; else it is made anew. @throws NotWhole, PicturesBusy, StoreFault
 */
export async function copyShown(at: Place, sha256: string, copy: Copy): Promise<Buffer> {
  const { runner, county, dataFolder } = at;
  const path = copyPath(dataFolder, sha256, copy);
  const [digest, kept] = await Promise.all([
    transaction(runner.pool, systemActor(county), 'read', (client) => digestOf(client, county, sha256, copy)),
    readFile(path).catch(() => null),
  ]);
  if (digest !== null && kept && hashOf(kept) === digest) return kept;
  const under = making.get(`${county} ${path}`);
  if (under) return under;
  const made = makeAnew(at, sha256, copy, path).finally(() => making.delete(`${county} ${path}`));
  making.set(`${county} ${path}`, made);
  return made;
}

async function makeAnew({ runner, county, dataFolder }: Place, sha256: string, copy: Copy, path: string) {
  const bytes = await reencoded(dataFolder, sha256, copy);
  const folder = incomingFolder(dataFolder);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, randomUUID());
  try {
    await writeFile(temporary, bytes, { flag: 'wx', mode: 0o600 });
    await settleFile(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await transaction(runner.pool, systemActor(county), 'write', (client) =>
    keepDigest(client, county, sha256, copy, hashOf(bytes), runner.clock()),
  );
  return bytes;
}
