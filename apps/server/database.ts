import { mkdir } from 'node:fs/promises';
import type { Pool } from 'pg';
import {
  assertSafeRole,
  type Connection,
  type EmbeddedDatabase,
  lockFolder,
  makePool,
  migrate,
  prepareDatabase,
  startEmbedded,
  useEmbedded,
} from '#db';
import type { Config } from './config.ts';

/** An open database: migrated, its application role checked. */
export interface OpenDatabase {
  pool: Pool;
  owner: Connection;
  /** The application's own door. */
  app: Connection;
  /** Null when DATABASE_URL names an operator's own server. */
  embedded: EmbeddedDatabase | null;
  close(): Promise<void>;
}

export interface Opening {
  /** Beside a running server when there is one: for the command line. */
  beside?: boolean;
  /** Done once before anything of the database is touched, while a server of our own comes up. */
  meanwhile?: () => void;
}

/** Starts (or reaches) PostgreSQL, prepares roles, migrates, and refuses to go on with an unsafe application role. */
export async function openDatabase(
  config: Config,
  log: (line: string) => void,
  how: Opening = {},
): Promise<OpenDatabase> {
  const open = how.beside ? useEmbedded : startEmbedded;
  const embedded = config.databaseUrl
    ? null
    : await open({
        dataFolder: config.dataFolder,
        log,
        ...(how.meanwhile && { meanwhile: how.meanwhile }),
      });
  if (!embedded) how.meanwhile?.();
  // With an operator's server nobody made the data folder yet.
  if (!embedded) await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const lock = embedded || how.beside ? null : await lockFolder(config.dataFolder);
  const release = async () => {
    await embedded?.stop();
    await lock?.release();
  };
  try {
    const doors = await prepareDatabase(
      embedded
        ? { embedded }
        : { url: config.databaseUrl!, appUrl: config.databaseAppUrl, dataFolder: config.dataFolder },
    );
    const migrated = await migrate(doors.owner, { log });
    if (migrated.applied.length > 0) log(`已升级数据库：${migrated.applied.length} 个版本`);
    const pool = makePool(doors.app, { max: config.pool, applicationName: 'zean' });
    const client = await pool.connect();
    try {
      await assertSafeRole(client);
    } finally {
      client.release();
    }
    return {
      pool,
      owner: doors.owner,
      app: doors.app,
      embedded,
      close: async () => {
        await pool.end();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}
