import { z } from 'zod';
import { type Act, allow, command, type Day, isRefused, mintId, refuse, todayIn } from '#kernel';
import { type Working as AtWork, readsOn, runCommand, systemActor, transaction } from '#kernel/server';
import { retentionOn } from '#law-catalogue';
import { type Fate, fateOf, type Keeping, type KeptWhy, type Proven } from './domain/retention.rule.ts';
import { evidenceHolders } from './holders.ts';
import { originalsOf } from './originals/index.ts';
import { exclusive } from './places.ts';
import { retired } from './subjects.ts';
import { isHeldBeside, removeBytes } from './sweep.ts';

type Working = Pick<AtWork, 'runner' | 'county' | 'dataFolder' | 'beside'>;
type Reading = Parameters<ReturnType<typeof evidenceHolders>[number]['ends']>[0];

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

interface Held {
  sha256: string;
  name: string;
  bytes: number;
}
const A_ROUND = 500;

/** Originals in use that are still there, in the order of their hashes. */
const heldAfter = (reads: Reading, after: string, only: string | null): Promise<Held[]> =>
  reads.many<Held>(
    `select f.sha256, f.name, f.bytes from documents.file f
     where f.county = $1 and f.sha256 > $2 and ($3::text is null or f.sha256 = $3)
       and not exists (select 1 from documents.damage d where d.county = $1 and d.sha256 = f.sha256 and d.what = 'retired' and d.mended_at is null)
       and (exists (select 1 from documents.use u where u.county = $1 and u.sha256 = f.sha256)
         or exists (select 1 from documents.use u where u.county = $1 and u.original = f.sha256))
     order by f.sha256 limit ${A_ROUND}`,
    [reads.actor.county, after, only],
  );

interface UseOf {
  sha256: string;
  original: string | null;
  subjectKind: string;
  subjectId: string;
}

/** What becomes of each of these files today. */
async function fatesOf(reads: Reading, files: readonly Held[], keeping: Keeping | null, today: Day) {
  const hashes = files.map((one) => one.sha256);
  const uses = await reads.many<UseOf>(
    `select sha256, original, subject_kind, subject_id from documents.use
     where county = $1 and (sha256 = any($2) or original = any($2)) order by subject_kind, subject_id`,
    [reads.actor.county, hashes],
  );
  const ended = new Map<string, Proven>();
  for (const holder of evidenceHolders()) {
    const ids = [...new Set(uses.filter((use) => use.subjectKind === holder.kind).map((use) => use.subjectId))];
    if (ids.length === 0) continue;
    for (const { id, grade, endedOn } of await holder.ends(reads, ids))
      ended.set(`${holder.kind} ${id}`, { kind: holder.kind, grade, endedOn });
  }
  return files.map((file) => {
    const own = uses.filter((use) => use.sha256 === file.sha256 || use.original === file.sha256);
    const subjects = [...new Map(own.map((use) => [`${use.subjectKind} ${use.subjectId}`, use])).entries()];
    const fate: Fate = fateOf(
      subjects.map(([key]) => ended.get(key) ?? null),
      keeping,
      today,
    );
    return { file, fate, uses: subjects.map(([, { subjectKind, subjectId }]) => ({ subjectKind, subjectId })) };
  });
}

/** What would go today, why, and what stays for which reason; nothing is touched. */
export async function planRetention({ runner, county }: Pick<Working, 'runner' | 'county'>): Promise<RetentionPlan> {
  const today = todayIn(runner.clock());
  const keeping = retentionOn(county, today);
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

/** Retires one original, if it still may go: the entry in the journal, the row that keeps hash and rule, the mark wherever it is shown. */
const retiring = command({
  name: 'documents.retire',
  title: '证据原件到期销毁',
  input: z.strictObject({ sha256: z.string() }),
  may: [allow<never>(['system'], '系统')],
  async handle(act: Act, { sha256 }) {
    const { county } = act.actor;
    const today = todayIn(act.at);
    const keeping = retentionOn(county, today);
    // Looked at once more where it is written: it may have become evidence of something else since it was listed.
    const [found] = await fatesOf(act, await heldAfter(act, '', sha256), keeping, today);
    if (!found?.fate.goes || !keeping) return refuse('STALE', '这份证据原件现在不到期，没有销毁');
    const { file, fate } = found;
    const id = act.create(retired, {
      sha256,
      rule: fate.rule,
      ruleSet: keeping.id,
      basis: keeping.basis,
      endedOn: fate.endedOn,
      dueOn: fate.dueOn,
      bytes: file.bytes,
      name: file.name,
      at: act.at,
    });
    await act.run(
      `insert into documents.damage (county, sha256, what, found_at, seen_at) values ($1, $2, 'retired', $3, $3)
       on conflict (county, sha256) do update set what = 'retired', found_at = excluded.found_at, seen_at = excluded.seen_at, mended_at = null, cleared_at = null`,
      [county, sha256, act.at],
    );
    act.about(retired.kind, id);
    act.note(`证据原件“${file.name}”（摘要 ${sha256.slice(0, 8)}）保管期满，按“${fate.title}”销毁`);
    return {};
  },
});

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
