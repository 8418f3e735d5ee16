import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Runner, rowsOf, systemActor, transaction } from '#kernel/server';
import { originalsOf } from './originals/index.ts';
import { copyPath, exclusive, incomingFolder } from './places.ts';
import { unused } from './store.ts';

const UNUSED_DAYS = 7;
const copies = ['thumb', 'view'] as const;
const HOUR_MS = 3_600_000;
/** Files of county $1 nothing uses, neither first nor again uploaded within $3 days before $2. */
const waiting = `f.county = $1 and f.at < $2::timestamptz - make_interval(days => $3) and ${unused('$1')}
  and not exists (select 1 from documents.upload u where u.county = $1 and u.sha256 = f.sha256 and u.at >= $2::timestamptz - make_interval(days => $3))`;

/** Removes uploads nobody used within seven days, and what broken uploads left; returns how many files went. What is evidence never goes. */
export async function sweepFiles(
  r: Runner,
  county: string,
  dataFolder: string,
  beside: readonly string[] = [county],
): Promise<number> {
  await sweepIncoming(dataFolder);
  const system = systemActor(county);
  const old = await transaction(r.pool, system, 'read', (client) =>
    rowsOf<{ sha256: string }>(client, {
      sql: `select f.sha256 from documents.file f where ${waiting} limit 1000`,
      values: [county, r.clock(), UNUSED_DAYS],
    }),
  );
  // Rows that left while the storage is away would leave bytes behind that nobody knows of.
  if (old.length > 0) await originalsOf(dataFolder).check();
  let gone = 0;
  for (const { sha256 } of old) gone += await exclusive(sha256, () => remove(r, county, dataFolder, sha256, beside));
  return gone;
}

/** Whether another county whose files lie in the same place has these bytes: they lie there once, under their hash. */
export async function isHeldBeside(r: Runner, counties: readonly string[], sha256: string): Promise<boolean> {
  for (const county of counties) {
    const held = await transaction(r.pool, systemActor(county), 'read', (client) =>
      client.query(
        `select 1 from documents.file f where f.county = $1 and f.sha256 = $2 and not exists (
           select 1 from documents.damage d where d.county = $1 and d.sha256 = f.sha256 and d.what = 'retired' and d.mended_at is null)`,
        [county, sha256],
      ),
    );
    if (held.rowCount) return true;
  }
  return false;
}

async function remove(
  r: Runner,
  county: string,
  dataFolder: string,
  sha256: string,
  beside: readonly string[],
): Promise<number> {
  const went = await transaction(r.pool, systemActor(county), 'write', async (client) => {
    const left = await client.query(`select 1 from documents.file f where ${waiting} and f.sha256 = $4`, [
      county,
      r.clock(),
      UNUSED_DAYS,
      sha256,
    ]);
    if (!left.rowCount) return 0;
    await client.query('savepoint trying');
    try {
      await client.query('delete from documents.upload where county = $1 and sha256 = $2', [county, sha256]);
      await client.query('delete from documents.damage where county = $1 and sha256 = $2', [county, sha256]);
      await client.query('delete from documents.copy where county = $1 and sha256 = $2', [county, sha256]);
      return (
        (await client.query('delete from documents.file where county = $1 and sha256 = $2', [county, sha256]))
          .rowCount ?? 0
      );
    } catch (error) {
      // An act attached it this moment: its foreign key holds the row, and it is evidence now.
      if ((error as { code?: string }).code !== '23503') throw error;
      await client.query('rollback to savepoint trying');
      return 0;
    }
  });
  if (
    went &&
    !(await isHeldBeside(
      r,
      beside.filter((one) => one !== county),
      sha256,
    ))
  )
    await removeBytes(dataFolder, sha256);
  return went;
}

/** The original and what was made of it. */
export async function removeBytes(dataFolder: string, sha256: string): Promise<void> {
  for (const copy of copies) await rm(copyPath(dataFolder, sha256, copy), { force: true });
  await originalsOf(dataFolder).remove(sha256);
}

async function sweepIncoming(dataFolder: string): Promise<void> {
  const folder = incomingFolder(dataFolder);
  const now = Date.now();
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && now - found.mtimeMs > 24 * HOUR_MS) await rm(join(folder, name), { force: true });
  }
}
