import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clearAnswers } from './answers.ts';
import { checkpoint, seal } from './sealer.ts';
import type { Job, Working } from './services.ts';
import { foldTallies } from './tallies.ts';

/** Whose head is published, and where. */
type Heading = Omit<Working, 'beside'>;

const HOUR_MS = 3_600_000;

/** Keeps a published head of the chain outside the database as well: a truncated tail is then found. */
async function publish(w: Heading, head: { seq: number; chain: string }, at: string): Promise<void> {
  const to = join(w.dataFolder, 'checkpoints');
  await mkdir(to, { recursive: true });
  await writeFile(
    join(to, `${w.county}-${String(head.seq).padStart(12, '0')}.json`),
    `${JSON.stringify({ county: w.county, ...head, at })}\n`,
    { flag: 'wx' },
  ).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Publishes a checkpoint now; also called at a clean stop. */
export async function publishCheckpoint(w: Heading): Promise<void> {
  const { runner, county } = w;
  while ((await seal(runner.pool, county, runner.clock())) > 0);
  const at = runner.clock();
  const head = await checkpoint(runner.pool, county, at);
  if (head) await publish(w, head, at);
}

/** The kernel's own work: sealing, folding, publishing heads, forgetting answers. */
export const kernelJobs: readonly Job[] = [
  {
    name: 'kernel.seal',
    title: '日志封存',
    everyMs: 300,
    round: ({ runner, county }) => seal(runner.pool, county, runner.clock()),
  },
  {
    name: 'kernel.fold',
    title: '汇总合并',
    everyMs: 1_000,
    round: ({ runner, county }) => foldTallies(runner.pool, county),
  },
  { name: 'kernel.checkpoint', title: '公布检查点', everyMs: HOUR_MS, round: publishCheckpoint },
  {
    name: 'kernel.clear-answers',
    title: '清理办理答复',
    everyMs: HOUR_MS,
    round: ({ runner, county }) => clearAnswers(runner.pool, county, runner.clock()),
  },
];
