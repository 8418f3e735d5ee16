import { addDays, type Day, daysBetween, weekday } from './day.ts';

/**
 * The statutory calendar (法定工作日历): which weekdays are off and which weekend days are worked, for the days `from`…`to`
 * (both included) that the State Council's yearly notices cover. It is always an argument, because it is dated data.
 */
export interface Calendar {
  /** Days off by statute or by adjustment (放假、调休). Weekend days may be listed too. */
  holidays: ReadonlySet<Day>;
  /** Weekend days that are worked (补班). They are working days for every working-day period. */
  makeUpDays: ReadonlySet<Day>;
  from: Day;
  to: Day;
}

/** Whether both sides of a span lie in the days the calendar knows; outside, Monday–Friday is only a guess. */
export function isKnown(calendar: Calendar, ...days: readonly Day[]): boolean {
  return days.every((each) => each >= calendar.from && each <= calendar.to);
}

function isMondayToFriday(of: Day): boolean {
  const at = weekday(of);
  return at >= 1 && at <= 5;
}

/** A working day (工作日): a make-up day, or Monday–Friday that is not a holiday. Outside the known range: Monday–Friday. */
export function isWorkingDay(of: Day, calendar: Calendar): boolean {
  if (calendar.makeUpDays.has(of)) return true;
  return isMondayToFriday(of) && !calendar.holidays.has(of);
}

/**
 * The n-th working day after `from`; `from` itself is never counted (首日不计). Negative counts backwards.
 * `n = 0` gives `from` when it is a working day, else the next working day.
 */
export function addWorkingDays(from: Day, n: number, calendar: Calendar): Day {
  if (!Number.isSafeInteger(n) || Math.abs(n) > 100_000) throw new RangeError(`工作日天数“${n}”不正确：应为整数`);
  if (n === 0) {
    let at = from;
    while (!isWorkingDay(at, calendar)) at = addDays(at, 1);
    return at;
  }
  const step = n < 0 ? -1 : 1;
  let at = from;
  for (let left = Math.abs(n); left > 0; ) {
    at = addDays(at, step);
    if (isWorkingDay(at, calendar)) left -= 1;
  }
  return at;
}

/**
 * Working days from `from` (not counted) to `to` (counted); negative when `to` is before `from`, so that
 * `workingDaysBetween(a, b) = -workingDaysBetween(b, a)`. Costs the same for a week and for a decade.
 */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  if (to < from) {
    const back = workingDaysBetween(to, from, calendar);
    return back === 0 ? 0 : -back;
  }
  const span = daysBetween(from, to);
  const weeks = Math.floor(span / 7);
  let count = weeks * 5;
  const first = weekday(from);
  for (let i = 1; i <= span - weeks * 7; i += 1) {
    const at = (first + i) % 7;
    if (at >= 1 && at <= 5) count += 1;
  }
  for (const off of calendar.holidays) {
    // A day on both lists is worked: the make-up day wins, as in isWorkingDay.
    if (off > from && off <= to && isMondayToFriday(off) && !calendar.makeUpDays.has(off)) count -= 1;
  }
  for (const worked of calendar.makeUpDays) {
    if (worked > from && worked <= to && !isMondayToFriday(worked)) count += 1;
  }
  return count;
}

/** Working days left until `due`: negative when past. `known` is false when a day lies outside the statutory calendar. */
export function workingDaysLeft(today: Day, due: Day, calendar: Calendar): { days: number; known: boolean } {
  return { days: workingDaysBetween(today, due, calendar), known: isKnown(calendar, today, due) };
}
