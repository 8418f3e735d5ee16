import { millisecondsOf, type Reads } from '#kernel';

/** So much later than now (ms) an act may be by the slack of two servers' clocks; more is a clock that was set back. */
const SLACK_MS = 5 * 60_000;

/** The newest act is later than now: the clock was set back, and what is written now stands before what was written then. */
export interface ClockBehind {
  now: string;
  newest: string;
}

/** Compares the clock with the newest act of the county; null when it is right as far as the journal can tell. */
export async function clockBehind(reads: Pick<Reads, 'actor' | 'at' | 'one'>): Promise<ClockBehind | null> {
  const newest = await reads.one<{ at: string }>(
    'select at from kernel.entry where county = $1 order by at desc, id desc limit 1',
    [reads.actor.county],
  );
  if (!newest || millisecondsOf(newest.at) - millisecondsOf(reads.at) <= SLACK_MS) return null;
  return { now: reads.at, newest: newest.at };
}
