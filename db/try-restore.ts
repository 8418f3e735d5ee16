import { mkdir, rm } from 'node:fs/promises';
import { withClient } from './connection.ts';
import { startEmbedded } from './embedded/index.ts';
import { placeOf } from './embedded/place.ts';
import { restore } from './restore.ts';
import { DATABASE } from './roles.ts';

/** What a backup held when it was opened. */
export interface Tried {
  /** Acts in its journal, of all counties. */
  entries: number;
  files: number;
}

/**
 * Tries a backup (试恢复): restores it into a folder of its own, opens the database there, counts the journal, and removes all of it. Only that
 * proves a backup. Throws `DatabaseFailure` as `restore` and `startEmbedded` do.
 */
export async function tryRestore(file: string, folder: string): Promise<Tried> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  // Where the cluster lies, when it may not lie below this folder: known once it is there.
  let area = folder;
  try {
    const manifest = await restore(file, folder);
    area = (await placeOf(folder, () => {})).area;
    const database = await startEmbedded({ dataFolder: folder, log: () => {} });
    try {
      const entries = await withClient({ ...database.connection, database: DATABASE }, async (client) => {
        const { rows } = await client.query<{ n: number }>('select count(*)::float8 as n from kernel.entry');
        return rows[0]?.n ?? 0;
      });
      return { entries, files: Object.keys(manifest.files).length };
    } finally {
      await database.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    if (area !== folder) await rm(area, { recursive: true, force: true });
  }
}
