import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Damage } from './domain/words.ts';
import { largestBytes } from './domain/words.ts';
import { originalPath } from './places.ts';

/** What a failed read says of the file itself; anything else (too many open files, no memory) says nothing of it and is thrown on. */
const sayings: Readonly<Record<string, Damage>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EIO: 'unreadable',
  EACCES: 'unreadable',
  EPERM: 'unreadable',
  EISDIR: 'unreadable',
};

function damageOf(error: unknown): Damage {
  const damage = sayings[(error as NodeJS.ErrnoException).code ?? ''];
  if (!damage) throw error;
  return damage;
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

/** Opens an original and reads it wholly: the bytes that are sent from it afterwards are those that were hashed. */
export async function openWhole(dataFolder: string, sha256: string): Promise<Whole | Damage> {
  const handle = await open(originalPath(dataFolder, sha256), 'r').catch(damageOf);
  if (typeof handle === 'string') return handle;
  try {
    const found = await hashOf(handle);
    if (found.sha256 === sha256) return { handle, bytes: found.bytes };
    await handle.close();
    return 'changed';
  } catch (error) {
    await handle.close();
    return damageOf(error);
  }
}

/** Reads an original to its end: how many bytes it has, or what is wrong with it. */
export async function inspectOriginal(dataFolder: string, sha256: string): Promise<{ bytes: number } | Damage> {
  const whole = await openWhole(dataFolder, sha256);
  if (typeof whole === 'string') return whole;
  await whole.handle.close();
  return { bytes: whole.bytes };
}

/** Whether a file of this length lies there: the cheap look before a copy is shown. */
export async function seemsWhole(dataFolder: string, sha256: string, bytes: number): Promise<boolean> {
  const handle = await open(originalPath(dataFolder, sha256), 'r').catch(damageOf);
  if (typeof handle === 'string') return false;
  try {
    return (await handle.stat()).size === bytes;
  } finally {
    await handle.close();
  }
}
