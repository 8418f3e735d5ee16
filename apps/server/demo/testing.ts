import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { urlOf, withClient } from '#db';
import { type TestDatabase, testDatabase } from '../../../db/testing.ts';
import { configOf } from '../config.ts';
import { type OpenPlatform, openPlatform } from '../serve.ts';
import { seedDemo } from './index.ts';

/** Enough of everything: every state, more than 200 rows of each register, and played within a minute. */
const SIZE = { enterprises: 220, hazards: 300 } as const;

/** The demonstration, for one test file to look at and to change. */
export interface Demonstrated {
  platform: OpenPlatform;
  close(): Promise<void>;
}

const opened = (db: TestDatabase, folder: string): Promise<OpenPlatform> =>
  openPlatform(
    configOf({ ZEAN_DATA: folder, ZEAN_LOG: 'silent', DATABASE_URL: db.url, DATABASE_APP_URL: urlOf(db.app) }),
    () => {},
  );

/** Plays the demonstration into this database and folder. */
async function played(db: TestDatabase, folder: string): Promise<void> {
  const platform = await opened(db, folder);
  try {
    await seedDemo(platform, SIZE);
  } finally {
    await platform.close();
  }
}

/** Plays it once a run: whoever comes first keeps the others waiting, and what he made is cloned by all. */
async function playedOnce(name: string, folder: string): Promise<void> {
  const { admin } = inject('zeanPostgres');
  await withClient(admin, async (client) => {
    // Held until this connection ends, so a file that fails lets the next one try.
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    if ((await client.query('select 1 from pg_database where datname = $1', [name])).rowCount) return;
    await rm(folder, { recursive: true, force: true });
    const db = await testDatabase();
    try {
      await played(db, folder);
      await Promise.all(Object.values(db.pools).map((pool) => pool.end()));
      // Its name says that it is whole.
      await client.query(`alter database ${db.admin.database} rename to ${name}`);
    } catch (error) {
      await db.close();
      throw error;
    }
  });
}

/** A copy of the demonstration: `const demo = await demonstrated()` in `beforeAll`, `demo.close()` in `afterAll`. */
export async function demonstrated(): Promise<Demonstrated> {
  const { prefix, nodes } = inject('zeanPostgres');
  const folder = await mkdtemp(join(tmpdir(), 'zean-demonstrated-'));
  const template = `${prefix}_demonstration`;
  const original = join(tmpdir(), template);
  // A database of a cluster is on several nodes and is copied empty: there every file plays its own.
  const shared = nodes.length === 0;
  if (shared) await playedOnce(template, original);
  const db = await testDatabase(shared ? { template } : {});
  try {
    if (shared) await cp(original, folder, { recursive: true });
    else await played(db, folder);
    const platform = await opened(db, folder);
    return {
      platform,
      async close() {
        await platform.close();
        await db.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}
