import { type Day, daysBetween } from '#kernel';
import type { TimeState } from './words.ts';

/** What of an instance its time depends on. */
export interface Timed {
  state: string;
  opensOn: string;
  dueOn: string;
  firstOn: string | null;
  redoBy: string | null;
}

/** 时限情况 on a day. The first hand-in decides; one sent back has its own day for mending. */
export function timeOf(one: Timed, today: string): TimeState {
  if (one.state === 'excused' || one.state === 'ended') return 'free';
  if (one.firstOn !== null) return one.firstOn > one.dueOn ? 'late' : 'done';
  if (today > one.dueOn) return 'missed';
  return today < one.opensOn ? 'upcoming' : 'due';
}

/** Days past due, the due day itself not counted: at the first hand-in, until then today. 0 in time. */
export function daysLate(one: Timed, today: string): number {
  if (one.state === 'excused' || one.state === 'ended') return 0;
  return Math.max(0, daysBetween(one.dueOn as Day, (one.firstOn ?? today) as Day));
}
