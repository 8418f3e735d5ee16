/** What contexts may ask of the journal. Its tables are the kernel's own; row-level security applies as everywhere. */
import { z } from 'zod';
import type { DonePage, Reads } from '#kernel';

/**
 * One line of a record's timeline: who, when, what, with its journal mark. `seq` is its place in the sealed chain and `mark` the first
 * eight digits of the leaf; null while it waits to be sealed.
 */
export const timelineLine = z.strictObject({
  entry: z.uuid(),
  at: z.iso.datetime(),
  observedAt: z.iso.datetime().nullable(),
  actor: z.string(),
  role: z.string(),
  command: z.string(),
  sentence: z.string(),
  seq: z.int().nullable(),
  mark: z.string().nullable(),
});
export type TimelineLine = z.output<typeof timelineLine>;

/** Rows of one kind whose history is asked for. */
export interface Named {
  kind: string;
  ids: readonly string[];
}

const LINE = `e.id as entry, e.at, e.observed_at, e.actor_name as actor, e.role, e.command, e.sentence, s.seq, left(s.leaf, 8) as mark
  from kernel.entry e left join kernel.seal s on s.county = e.county and s.entry_id = e.id`;

/** Acts that changed any of these rows, oldest first; with `last` only the newest so many, newest first. */
export function timelineOf(reads: Reads, of: readonly Named[], last?: number): Promise<TimelineLine[]> {
  const values: unknown[] = [reads.actor.county];
  const named = of
    .filter(({ ids }) => ids.length > 0)
    .map(
      ({ kind, ids }) =>
        `select f.entry_id from kernel.effect f where f.county = $1 and f.kind = $${values.push(kind)} and f.subject_id = any($${values.push(ids)}::uuid[])`,
    );
  if (named.length === 0) return Promise.resolve([]);
  const way = last === undefined ? 'asc' : 'desc';
  const limit = last === undefined ? '' : ` limit $${values.push(last)}`;
  return reads.many<TimelineLine>(
    `select ${LINE} where e.county = $1 and e.id in (${named.join(' union ')}) order by e.at ${way}, e.id ${way}${limit}`,
    values,
  );
}

/** One act as somebody's own list of things done shows it. */
export interface DoneLine {
  id: string;
  at: string;
  command: string;
  sentence: string;
  subjectId: string;
}

/**
 * A page of what the caller himself did to rows of a kind (已办), newest first, before an instant; `seen` answers the rows of these ids that he may
 * see. What he may no longer see is left out: it went to another town. The page goes on where the journal was read to.
 */
export async function doneOf<Row extends { id: string }>(
  reads: Reads,
  kind: string,
  page: { before?: string | undefined; limit: number },
  seen: (ids: readonly string[]) => Promise<readonly Row[]>,
): Promise<DonePage<DoneLine & Omit<Row, 'id'>>> {
  const done = await reads.many<DoneLine>(
    `select e.id, e.at, e.command, e.sentence, e.subject_id from kernel.entry e
     where e.county = $1 and e.account = $2 and e.subject_kind = $3 and ($4::timestamptz is null or e.at < $4::timestamptz)
     order by e.at desc limit $5`,
    [reads.actor.county, reads.actor.account || null, kind, page.before ?? null, page.limit],
  );
  const of = new Map((await seen([...new Set(done.map((line) => line.subjectId))])).map(({ id, ...row }) => [id, row]));
  const rows = done.flatMap((line) => {
    const row = of.get(line.subjectId);
    return row ? [{ ...line, ...row }] : [];
  });
  return { rows, next: done.length === page.limit ? done.at(-1)!.at : null };
}

/** One change of one row as the journal holds it: the columns written, in camelCase, and the version they made. */
export interface Change {
  subjectId: string;
  op: 'create' | 'change' | 'remove';
  version: number;
  patch: Record<string, unknown>;
}

/** What one act did to rows of a kind. */
export const changesOf = (reads: Reads, entry: string, kind: string): Promise<Change[]> =>
  reads.many<Change>(
    'select subject_id, op, version, patch from kernel.effect where county = $1 and entry_id = $2 and kind = $3',
    [reads.actor.county, entry, kind],
  );

/** Every change of these rows, row by row, oldest first. */
export const historyOf = (reads: Reads, { kind, ids }: Named): Promise<Change[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : reads.many<Change>(
        `select subject_id, op, version, patch from kernel.effect
         where county = $1 and kind = $2 and subject_id = any($3::uuid[]) order by subject_id, version`,
        [reads.actor.county, kind, ids],
      );

/** How many of these rows the journal knows. */
export async function knownToJournal(reads: Reads, { kind, ids }: Named): Promise<number> {
  const row = await reads.one<{ n: number }>(
    `select count(distinct subject_id)::int as n from kernel.effect where county = $1 and kind = $2 and subject_id = any($3::uuid[])`,
    [reads.actor.county, kind, ids],
  );
  return row?.n ?? 0;
}

/** A published head of the chain (检查点). */
export interface Checkpoint {
  seq: string;
  chain: string;
  algorithm: string;
  at: string;
}

/** The newest published checkpoints. */
export const checkpointsOf = (reads: Reads, most: number): Promise<Checkpoint[]> =>
  reads.many<Checkpoint>(
    'select seq, chain, algorithm, at from kernel.checkpoint where county = $1 order by seq desc limit $2',
    [reads.actor.county, most],
  );
