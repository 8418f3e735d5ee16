import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSha256 } from './domain/file.rule.ts';

export type Copy = 'thumb' | 'view';

/** Paths come from the hash alone; a name from outside never gets here. */
function folderOf(dataFolder: string, part: 'files' | 'copies', sha256: string): string {
  if (!isSha256(sha256)) throw new Error('not a hash');
  return join(dataFolder, part, sha256.slice(0, 2), sha256.slice(2, 4));
}
export const originalPath = (dataFolder: string, sha256: string): string =>
  join(folderOf(dataFolder, 'files', sha256), sha256);
/** The same below the data folder, as an archive names it. */
export const originalInData = (sha256: string): string => originalPath('.', sha256).replaceAll('\\', '/');
export const copyPath = (dataFolder: string, sha256: string, copy: Copy): string =>
  join(folderOf(dataFolder, 'copies', sha256), `${sha256}.${copy}.webp`);
export const incomingFolder = (dataFolder: string): string => join(dataFolder, 'files', 'incoming');

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves a finished file to its place, so that after a power cut it is either wholly there or not at all. */
export async function settleFile(temporary: string, path: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await rename(temporary, path);
  await syncFolder(folder);
}

const going = new Map<string, Promise<unknown>>();
/** One at a time per key: an upload and the sweep of the same file never cross. */
export async function exclusive<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = going.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => {});
  going.set(key, settled);
  try {
    return await mine;
  } finally {
    if (going.get(key) === settled) going.delete(key);
  }
}
