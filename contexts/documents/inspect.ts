import { mintId } from '#kernel';
import { type Working as AtWork, type Runner, rowsOf, systemActor, transaction } from '#kernel/server';
import { tellDamage } from './damage.ts';
import { lastNight } from './domain/night.rule.ts';
import { inspectOriginal } from './originals/index.ts';
import { exclusive } from './places.ts';
import type { Inspection } from './rows.ts';

/** Originals are read no faster than this in the background: one disk, and everybody else's requests come first. */
const BYTES_A_SECOND = 8 * 1_048_576;
/** Read in one round (at least one file); then the progress is written and a stop may come between. */
const BYTES_A_ROUND = BYTES_A_SECOND;
const FILES_A_ROUND = 200;
/** How often one looks whether the night has come. */
const LOOK_MS = 60_000;

type Working = Pick<AtWork, 'runner' | 'county' | 'dataFolder'>;

/** What one stretch of files came to. */
interface Stretch {
  doneTo: string;
  files: number;
  bytes: number;
  damaged: number;
  end: boolean;
}

interface Known {
  sha256: string;
  bytes: number;
  damaged: boolean;
}

const filesAfter = (r: Runner, county: string, after: string): Promise<Known[]> =>
  transaction(r.pool, systemActor(county), 'read', (client) =>
    rowsOf<Known>(client, {
      sql: `select f.sha256, f.bytes, d.sha256 is not null as damaged from documents.file f
        left join documents.damage d on d.county = f.county and d.sha256 = f.sha256 and d.mended_at is null
        where f.county = $1 and f.sha256 > $2 and d.what is distinct from 'retired' order by f.sha256 limit $3`,
      values: [county, after, FILES_A_ROUND],
    }),
  );

const isThere = (r: Runner, county: string, sha256: string): Promise<boolean> =>
  transaction(
    r.pool,
    systemActor(county),
    'read',
    async (client) =>
      (
        await client.query(
          `select 1 from documents.file f where f.county = $1 and f.sha256 = $2 and not exists (
             select 1 from documents.damage d where d.county = $1 and d.sha256 = f.sha256 and d.what = 'retired' and d.mended_at is null)`,
          [county, sha256],
        )
      ).rowCount === 1,
  );

/** Looks at one original and writes what changed of what is known of it; answers whether it is damaged. */
async function inspectOne({ runner, county, dataFolder }: Working, file: Known): Promise<boolean> {
  const first = await inspectOriginal(dataFolder, file.sha256);
  if (typeof first !== 'string') {
    if (file.damaged) await tellDamage(runner, county, file.sha256, null);
    return false;
  }
  // Once more while no upload and no sweep of it is under way: a file that just left was not missing.
  return exclusive(file.sha256, async () => {
    if (!(await isThere(runner, county, file.sha256))) return false;
    const second = await inspectOriginal(dataFolder, file.sha256);
    const what = typeof second === 'string' ? second : null;
    await tellDamage(runner, county, file.sha256, what);
    return what !== null;
  });
}

/** Goes over originals in the order of their hashes, after `after`, until `most` bytes are read. */
async function stretch(w: Working, after: string, most: number): Promise<Stretch> {
  const done: Stretch = { doneTo: after, files: 0, bytes: 0, damaged: 0, end: false };
  const files = await filesAfter(w.runner, w.county, after);
  for (const file of files) {
    if (done.bytes >= most) return done;
    if (await inspectOne(w, file)) done.damaged += 1;
    done.doneTo = file.sha256;
    done.files += 1;
    done.bytes += file.bytes;
  }
  done.end = files.length < FILES_A_ROUND;
  return done;
}

type Open = Pick<Inspection, 'id' | 'doneTo'>;

/** The inspection to go on with: the one that was broken off, or a new one when none began since the last night. */
const openInspection = ({ runner, county }: Working): Promise<Open | null> =>
  transaction(runner.pool, systemActor(county), 'write', async (client) => {
    const at = runner.clock();
    // What began later than now was begun by a clock that went wrong, and says nothing of tonight.
    const [last] = await rowsOf<Open & Pick<Inspection, 'beganAt' | 'endedAt'>>(client, {
      sql: `select id, done_to, began_at, ended_at from documents.inspection
        where county = $1 and began_at <= $2 order by began_at desc limit 1`,
      values: [county, at],
    });
    if (last && last.endedAt === null) return last;
    if (last && Date.parse(last.beganAt) >= Date.parse(lastNight(at))) return null;
    const id = mintId();
    await client.query('insert into documents.inspection (county, id, began_at, seen_at) values ($1, $2, $3, $3)', [
      county,
      id,
      at,
    ]);
    return { id, doneTo: '' };
  });

const keepProgress = ({ runner, county }: Working, id: string, done: Stretch): Promise<unknown> =>
  transaction(runner.pool, systemActor(county), 'write', (client) =>
    client.query(
      `update documents.inspection set done_to = $3, files = files + $4, bytes = bytes + $5, damaged = damaged + $6, seen_at = $7,
         ended_at = case when $8 then $7::timestamptz end where county = $1 and id = $2`,
      [county, id, done.doneTo, done.files, done.bytes, done.damaged, runner.clock(), done.end],
    ),
  );

/** Until when the disk rests, for all counties whose files lie on it, and until when nobody looks again whether a county's night has come. */
interface Rest {
  disk: number;
  county: Map<string, number>;
}
const resting = new WeakMap<Runner, Rest>();

/**
 * One round of the nightly pass over all originals (夜间核验): reads on where the last one stopped, also of a server that was killed, and then rests
 * as long as what it read may take. Answers the bytes read.
 */
export async function inspectFiles(w: Working): Promise<number> {
  const rest = resting.get(w.runner) ?? { disk: 0, county: new Map() };
  resting.set(w.runner, rest);
  const now = performance.now();
  if (now < rest.disk || now < (rest.county.get(w.county) ?? 0)) return 0;
  const open = await openInspection(w);
  if (!open) {
    rest.county.set(w.county, performance.now() + LOOK_MS);
    return 0;
  }
  const done = await stretch(w, open.doneTo, BYTES_A_ROUND);
  await keepProgress(w, open.id, done);
  rest.disk = performance.now() + (done.bytes / BYTES_A_SECOND) * 1_000;
  return done.bytes;
}

/** Goes over every original at once, as fast as the disk gives: for the command line. */
export async function inspectAll(
  w: Working,
  progress: (files: number, bytes: number) => void = () => {},
): Promise<{ files: number; bytes: number; damaged: number }> {
  const sum = { files: 0, bytes: 0, damaged: 0 };
  for (let after = ''; ; ) {
    const done = await stretch(w, after, 64 * 1_048_576);
    sum.files += done.files;
    sum.bytes += done.bytes;
    sum.damaged += done.damaged;
    progress(sum.files, sum.bytes);
    if (done.end) return sum;
    after = done.doneTo;
  }
}
