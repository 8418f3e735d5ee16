import { type Day, daysBetween, millisecondsOf, todayIn, wasOffline } from '#kernel';

/** How long after it was made an act without a signal still counts for its day. */
export const OFFLINE_HOURS = 72;
const HOUR_MS = 3_600_000;

/** An act as it arrived: the server's instant and day, and when the device says it was made. */
export interface Arrived {
  at: string;
  today: string;
  observedAt: string | null;
}

/** The day an act counts for; `offline` when it was made without a signal, `stale` when that was too long ago to count. */
export interface MadeOn {
  day: Day;
  offline: boolean;
  stale: boolean;
}

/**
 * 离线办理: what was handed in without a signal counts for the day it was made on the phone, when it arrives within 72 hours; else for the
 * day it arrived. Never later than the server's day, and never earlier than `notBefore`, the last thing that it answers.
 */
export function madeOn(act: Arrived, notBefore: string | null = null): MadeOn {
  const today = act.today as Day;
  if (!wasOffline(act) || act.observedAt === null) return { day: today, offline: false, stale: false };
  if (millisecondsOf(act.at) - millisecondsOf(act.observedAt) > OFFLINE_HOURS * HOUR_MS)
    return { day: today, offline: true, stale: true };
  const made = todayIn(act.observedAt);
  const day = notBefore !== null && made < notBefore ? (notBefore as Day) : made;
  return { day: daysBetween(day, today) < 0 ? today : day, offline: true, stale: false };
}

/** How the journal says it; empty for an act made on line. */
export function madeText({ day, offline, stale }: MadeOn, today: string): string {
  if (!offline) return '';
  return stale ? `（离线办理，送达已超过 ${OFFLINE_HOURS} 小时，按送达日 ${today} 计）` : `（离线办理，按 ${day} 计）`;
}
