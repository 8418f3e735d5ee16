import { Readable } from 'node:stream';
import { type Actor, isRefused } from '#kernel';
import { type Runner, sha256, systemActor, transaction } from '#kernel/server';
import { type Kept, keep } from './files.ts';
import { factsOf, putFileRows } from './store.ts';

/**
 * Keeps bytes as a file this person brought, as an upload does, for a caller inside the server. Answers its hash; `known` saves looking
 * at a picture again. Throws with the refusal.
 */
export async function bringFile(
  r: Runner,
  dataFolder: string,
  actor: Actor,
  given: { bytes: Buffer; name: string; known?: Kept },
): Promise<{ hash: string; kept: Kept }> {
  const hash = sha256(given.bytes);
  const kept = await keep(dataFolder, hash, Readable.from([given.bytes]), {
    known: given.known ?? null,
    settled: (done) =>
      transaction(r.pool, systemActor(actor.county), 'write', (client) =>
        putFileRows(client, actor.county, factsOf(hash, done), { ...actor, name: given.name }, r.clock()),
      ),
  });
  if (isRefused(kept)) throw new Error(kept.refused.message);
  return { hash, kept };
}
