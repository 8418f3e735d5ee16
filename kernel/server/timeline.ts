import { z } from 'zod';
import type { Reads } from '#kernel';

/** One line of a timeline (时间线): who, when, what, with its place in the sealed journal and the mark of its seal. */
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

/** Lines of the entries `e` that `where` picks (and orders); the county is `$1`, the values follow. */
export const timelineFrom = (reads: Reads, where: string, values: readonly unknown[]): Promise<TimelineLine[]> =>
  reads.many<TimelineLine>(
    `select e.id as entry, e.at, e.observed_at, e.actor_name as actor, e.role, e.command, e.sentence, s.seq, left(s.leaf, 8) as mark
     from kernel.entry e left join kernel.seal s on s.county = e.county and s.entry_id = e.id where e.county = $1 and ${where}`,
    [reads.actor.county, ...values],
  );
