import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepAccess } from '#access';
import { sweepFiles } from '#documents';
import type { Runner } from '#kernel/server';
import { checkpoint, clearAnswers, foldTallies, seal } from '#kernel/server';

const SEAL_MS = 300;
const FOLD_MS = 1_000;
const HOUR_MS = 3_600_000;

/** A loop that never overlaps itself and tells its failures; `stop` waits for the round under way. */
function every(
  ms: number,
  name: string,
  round: () => Promise<unknown>,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  let going = true;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<unknown> = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      current = round()
        .catch((error: Error) => log(`${name}未完成：${error.message}`))
        .finally(() => {
          if (going) next();
        });
    }, ms);
    timer.unref();
  };
  next();
  return {
    async stop() {
      going = false;
      clearTimeout(timer);
      await current;
    },
  };
}

/** Keeps the published heads of the chain outside the database as well: a truncated tail is then found. */
async function publish(
  folder: string,
  head: { seq: number; chain: string },
  county: string,
  at: string,
): Promise<void> {
  const to = join(folder, 'checkpoints');
  await mkdir(to, { recursive: true });
  await writeFile(
    join(to, `${county}-${String(head.seq).padStart(12, '0')}.json`),
    `${JSON.stringify({ county, ...head, at })}\n`,
    { flag: 'wx' },
  ).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Publishes a checkpoint now; also called at a clean stop. */
export async function publishCheckpoint(r: Runner, county: string, dataFolder: string): Promise<void> {
  while ((await seal(r.pool, county, r.clock())) > 0);
  const at = r.clock();
  const head = await checkpoint(r.pool, county, at);
  if (head) await publish(dataFolder, head, county, at);
}

/** The server's own work beside answering: sealing, folding, checkpoints, clearing what has had its time. */
export function startWork(
  r: Runner,
  county: string,
  dataFolder: string,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  const loops = [
    every(SEAL_MS, '日志封存', () => seal(r.pool, county, r.clock()), log),
    every(FOLD_MS, '汇总合并', () => foldTallies(r.pool, county), log),
    every(HOUR_MS, '公布检查点', () => publishCheckpoint(r, county, dataFolder), log),
    every(
      HOUR_MS,
      '清理',
      async () => {
        await clearAnswers(r.pool, county, r.clock());
        await sweepAccess(r, county);
        await sweepFiles(r, county, dataFolder);
      },
      log,
    ),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
