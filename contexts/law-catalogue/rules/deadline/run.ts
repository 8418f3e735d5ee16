import {
  addDays,
  addMonths,
  type Calendar,
  type Day,
  daysBetween,
  instantText,
  isKnown,
  isWorkingDay,
  millisecondsOf,
} from '#kernel';
import { type ClockVersion, unitWords } from '../../domain/enforcement.ts';

/** A span that does not count (不计入期限): both days included. */
export interface Pause {
  from: Day;
  to: Day;
}

const inside = (at: Day, pauses: readonly Pause[]) => pauses.some(({ from, to }) => from <= at && at <= to);

/** The n-th day after `from` that counts: `from` itself never does (首日不计), paused days never do. */
function count(from: Day, n: number, step: 1 | -1, counts: (at: Day) => boolean, pauses: readonly Pause[]): Day {
  let at = from;
  for (let left = n; left > 0; ) {
    at = addDays(at, step);
    if (counts(at) && !inside(at, pauses)) left -= 1;
  }
  return at;
}

/** Days of the pauses that lie after `from` and up to `to`: no day twice. */
function pausedDays(from: Day, to: Day, pauses: readonly Pause[]): number {
  let n = 0;
  for (const { from: first, to: last } of pauses)
    for (let at = first; at <= last && at <= to; at = addDays(at, 1)) if (at > from) n += 1;
  return n;
}

/** The last day of a period of so many units. Months and years end on the same date, or on the month's last day (民法典第202条). */
export function lastDay(
  from: Day,
  amount: number,
  { unit, before }: Pick<ClockVersion, 'unit' | 'before'>,
  calendar: Calendar,
  pauses: readonly Pause[],
): Day {
  const step = before ? -1 : 1;
  if (unit === 'working-day') return count(from, amount, step, (at) => isWorkingDay(at, calendar), pauses);
  if (unit === 'calendar-day') return count(from, amount, step, () => true, pauses);
  const months = unit === 'year' ? amount * 12 : amount;
  const plain = addMonths(from, before ? -months : months);
  if (before || pauses.length === 0) return plain;
  // Every paused day inside the period is given back at its end; what is given back may itself fall into a pause.
  let end = plain;
  for (let given = -1, lost = 0; given !== lost; ) {
    given = lost;
    end = addDays(plain, given);
    lost = pausedDays(from, end, pauses);
  }
  return end;
}

/** The first working day from a day on (期末顺延). */
export function rolled(end: Day, calendar: Calendar): Day {
  let at = end;
  while (!isWorkingDay(at, calendar)) at = addDays(at, 1);
  return at;
}

/** Days skipped on the way: for the workings of a short period. */
export function skipped(from: Day, to: Day, calendar: Calendar): { off: Day[]; made: Day[] } {
  const [first, last] = from < to ? [from, to] : [to, from];
  const off: Day[] = [];
  const made: Day[] = [];
  if (daysBetween(first, last) > 400) return { off, made };
  for (let at = addDays(first, 1); at <= last; at = addDays(at, 1)) {
    if (calendar.makeUpDays.has(at)) made.push(at);
    else if (calendar.holidays.has(at)) off.push(at);
  }
  return { off, made };
}

/** An instant moved by hours; hours run on through nights and days off. Answered in China Standard Time. */
export function movedByHours(from: string, hours: number): string {
  const moved = new Date(millisecondsOf(from) + hours * 3_600_000).toISOString();
  return `${instantText(moved).replace(' ', 'T')}+08:00`;
}

export const known = (calendar: Calendar, ...days: readonly Day[]) => isKnown(calendar, ...days);
export const periodText = (amount: number, { unit }: Pick<ClockVersion, 'unit'>) =>
  `${amount} ${unitWords[unit]}`.replace(/ (个|日|年|小)/, '$1');
