import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { type Damage, largestBytes } from '../domain/words.ts';
import { damageSaid, diskStore } from './disk.ts';
import { s3Store } from './s3.ts';
import type { BucketSettings, OriginalsStore } from './store.ts';

/** The bucket originals lie in; null: the data folder. Set by composition from the environment, before anybody is let in. */
let bucket: BucketSettings | null = null;
const stores = new Map<string, OriginalsStore>();

/** Says where originals lie (证据原件放在哪里): a bucket, or null for the data folder. */
export function setEvidenceBucket(settings: BucketSettings | null): void {
  bucket = settings;
  stores.clear();
}

/** A bucket in words an operator knows. */
export const evidencePlace = (of: Pick<BucketSettings, 'endpoint' | 'bucket'>): string =>
  `${of.endpoint} 的存储桶 ${of.bucket}`;

/** Where originals lie; null: in the data folder, and so in every backup of it. */
export const evidenceElsewhere = (): string | null => (bucket ? evidencePlace(bucket) : null);

/** The store behind a data folder. */
export function originalsOf(dataFolder: string): OriginalsStore {
  const held = stores.get(dataFolder);
  if (held) return held;
  const made = bucket ? s3Store(dataFolder, bucket) : diskStore(dataFolder);
  stores.set(dataFolder, made);
  return made;
}

async function hashOf(handle: FileHandle): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const part = Buffer.allocUnsafe(256 * 1024);
  for (;;) {
    const { bytesRead } = await handle.read(part, 0, part.length, bytes);
    if (bytesRead === 0) break;
    bytes += bytesRead;
    hash.update(part.subarray(0, bytesRead));
    // Longer than anything that is taken: it is not what came in, whatever follows.
    if (bytes > largestBytes) break;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** An original whose bytes were read to the end and have its hash; whoever gets it closes it. */
export interface Whole {
  handle: FileHandle;
  bytes: number;
}

/** Opens an original and reads it wholly: the bytes that are sent from it afterwards are those that were hashed. @throws StoreFault */
export async function openWhole(dataFolder: string, sha256: string): Promise<Whole | Damage> {
  const handle = await originalsOf(dataFolder).open(sha256);
  if (typeof handle === 'string') return handle;
  try {
    const found = await hashOf(handle);
    if (found.sha256 === sha256) return { handle, bytes: found.bytes };
    await handle.close();
    return 'changed';
  } catch (error) {
    await handle.close();
    return damageSaid(error);
  }
}

/** Reads an original to its end: how many bytes it has, or what is wrong with it. @throws StoreFault */
export async function inspectOriginal(dataFolder: string, sha256: string): Promise<{ bytes: number } | Damage> {
  const whole = await openWhole(dataFolder, sha256);
  if (typeof whole === 'string') return whole;
  await whole.handle.close();
  return { bytes: whole.bytes };
}

/** Whether a file of this length lies there: the cheap look before a copy is shown. @throws StoreFault */
export const seemsWhole = async (dataFolder: string, sha256: string, bytes: number): Promise<boolean> =>
  (await originalsOf(dataFolder).length(sha256)) === bytes;
