import { type Day, isRefused, mintId, todayIn } from '#kernel';
import { type Working as AtWork, readsOn, runCommand, systemActor, transaction } from '#kernel/server';
import { retiring } from './commands/retire.ts';
import type { Keeping, KeptWhy } from './domain/retention.rule.ts';
import { A_ROUND, fatesOf, heldAfter } from './fates.ts';
import { keepingOn } from './holders.ts';
import { originalsOf } from './originals/index.ts';
import { exclusive } from './places.ts';
import { isHeldBeside, removeBytes } from './sweep.ts';

type Working = Pick<AtWork, 'runner' | 'county' | 'dataFolder' | 'beside'>;

/** An original that may go, and by which rule. */
export interface Due {
  sha256: string;
  name: string;
  bytes: number;
  uses: { subjectKind: string; subjectId: string }[];
  rule: string;
  title: string;
  endedOn: Day;
  dueOn: Day;
}

/** What a run would do, or did. */
export interface RetentionPlan {
  today: Day;
  keeping: Pick<Keeping, 'id' | 'basis' | 'checked'> | null;
  files: number;
  due: Due[];
  dueBytes: number;
  /** How many stay, by why. */
  kept: Partial<Record<KeptWhy, number>>;
}

/** What would go today, why, and what stays for which reason; nothing is touched. */
export async function planRetention({ runner, county }: Pick<Working, 'runner' | 'county'>): Promise<RetentionPlan> {
  const today = todayIn(runner.clock());
  const keeping = keepingOn(county, today);
  const plan: RetentionPlan = { today, keeping, files: 0, due: [], dueBytes: 0, kept: {} };
  const actor = systemActor(county);
  for (let after = ''; ; ) {
    const fates = await transaction(runner.pool, actor, 'read', async (client) => {
      const reads = readsOn(client, actor, runner.clock(), runner.modules);
      return fatesOf(reads, await heldAfter(reads, after, null), keeping, today);
    });
    for (const { file, fate, uses } of fates) {
      plan.files += 1;
      if (fate.goes) {
        const { goes: _, ...by } = fate;
        plan.due.push({ ...file, uses, ...by });
        plan.dueBytes += file.bytes;
      } else plan.kept[fate.why] = (plan.kept[fate.why] ?? 0) + 1;
    }
    const last = fates.at(-1);
    if (fates.length < A_ROUND || !last) return plan;
    after = last.file.sha256;
  }
}

/** Bytes of what was retired before, by a run that was killed before it came to them. */
async function finish(w: Working): Promise<void> {
  const { runner, county } = w;
  const gone = await transaction(runner.pool, systemActor(county), 'read', async (client) =>
    readsOn(client, systemActor(county), runner.clock(), runner.modules).many<{ sha256: string }>(
      `select sha256 from documents.damage
       where county = $1 and what = 'retired' and mended_at is null and cleared_at is null order by sha256`,
      [county],
    ),
  );
  for (const { sha256 } of gone) await exclusive(sha256, () => clear(w, sha256));
}

/** Removes the bytes, unless another county whose files lie in the same place still has them, and then says that they are gone. */
async function clear({ runner, county, dataFolder, beside }: Working, sha256: string): Promise<void> {
  const others = beside.filter((one) => one !== county);
  if (!(await isHeldBeside(runner, others, sha256))) await removeBytes(dataFolder, sha256);
  await transaction(runner.pool, systemActor(county), 'write', async (client) => {
    await client.query('delete from documents.copy where county = $1 and sha256 = $2', [county, sha256]);
    await client.query(
      `update documents.damage set cleared_at = $3 where county = $1 and sha256 = $2 and what = 'retired' and mended_at is null`,
      [county, sha256, runner.clock()],
    );
  });
}

/** Retires what is due (到期销毁), one by one, each with its entry in the journal; answers what went. @throws StoreFault */
export async function retireDue(w: Working): Promise<RetentionPlan> {
  await originalsOf(w.dataFolder).check();
  await finish(w);
  const plan = await planRetention(w);
  const went: Due[] = [];
  for (const one of plan.due) {
    const done = await exclusive(one.sha256, async () => {
      const outcome = await runCommand(w.runner, retiring, systemActor(w.county), {
        key: mintId(),
        body: { sha256: one.sha256 },
      });
      if (isRefused(outcome)) return false;
      await clear(w, one.sha256);
      return true;
    });
    if (done) went.push(one);
  }
  return { ...plan, due: went, dueBytes: went.reduce((sum, one) => sum + one.bytes, 0) };
}

let on = false;
/** Whether what is due goes by itself every day; set by composition from the environment. */
export function setRetention(given: boolean): void {
  on = given;
}
const doneOn = new WeakMap<AtWork['runner'], Map<string, Day>>();

/** Once a day, where it is switched on. */
export async function retentionRound(w: Working): Promise<number> {
  if (!on) return 0;
  const today = todayIn(w.runner.clock());
  const days = doneOn.get(w.runner) ?? new Map<string, Day>();
  doneOn.set(w.runner, days);
  if (days.get(w.county) === today) return 0;
  const { due } = await retireDue(w);
  days.set(w.county, today);
  return due.length;
}
