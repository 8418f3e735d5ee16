import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import type { Damage } from '../domain/words.ts';
import { originalPath, settleFile } from '../places.ts';
import type { OriginalsStore } from './store.ts';

/** What a failed read says of the file itself; anything else (too many open files, no memory) says nothing of it and is thrown on. */
const sayings: Readonly<Record<string, Damage>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EIO: 'unreadable',
  EACCES: 'unreadable',
  EPERM: 'unreadable',
  EISDIR: 'unreadable',
};

/** What a failed read says of the original; throws what says nothing of it. */
export function damageSaid(error: unknown): Damage {
  const damage = sayings[(error as NodeJS.ErrnoException).code ?? ''];
  if (!damage) throw error;
  return damage;
}

/** Originals in the data folder. */
export const diskStore = (dataFolder: string): OriginalsStore => ({
  settle: (temporary, sha256) => settleFile(temporary, originalPath(dataFolder, sha256)),
  open: (sha256): Promise<FileHandle | Damage> => open(originalPath(dataFolder, sha256), 'r').catch(damageSaid),
  length: (sha256) =>
    stat(originalPath(dataFolder, sha256)).then(
      (at) => at.size,
      (error) => {
        damageSaid(error);
        return null;
      },
    ),
  remove: (sha256) => rm(originalPath(dataFolder, sha256), { force: true }),
  check: async () => {},
});
