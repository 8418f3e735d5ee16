/** Curves of the board (曲线): burn-down of a campaign, the twelve months of a spark line, the change of the week. Pure. */
import { addDays, addMonths, type Day, daysBetween, firstOfMonth, lastOfMonth } from '#kernel';

export interface DayCount {
  day: Day;
  n: number;
}

export interface OpenOn {
  day: Day;
  open: number;
}

export interface BurnDown {
  /** Open at the end of each day from `from` to today; empty before `from`. It goes on past `due` while something is open. */
  points: OpenOn[];
  /** Straight line from the highest open figure down to 0 on `due`, a value a day; empty when there was never anything open. */
  ideal: OpenOn[];
  openNow: number;
  /** Days to `due`: 0 on the day itself, negative after it. */
  daysLeft: number;
}

/**
 * Burn-down (归零曲线) from what was opened and closed on each day. Days may repeat and come in any order; what was opened
 * before `from` and not closed is the backlog the curve starts with. The ideal line starts at the peak, because an action first
 * finds its hazards: a line from the first day would ask for less than nothing.
 */
export function burnDown(
  opened: readonly DayCount[],
  closed: readonly DayCount[],
  from: Day,
  due: Day,
  today: Day,
): BurnDown {
  const change = new Map<Day, number>();
  let open = 0;
  const add = (day: Day, n: number) => {
    if (day < from) open += n;
    else change.set(day, (change.get(day) ?? 0) + n);
  };
  for (const one of opened) if (one.day <= today) add(one.day, one.n);
  for (const one of closed) if (one.day <= today) add(one.day, -one.n);

  const points: OpenOn[] = [];
  for (let day = from; day <= today; day = addDays(day, 1)) {
    open += change.get(day) ?? 0;
    points.push({ day, open });
    if (day >= due && open === 0 && !later(change, day)) break;
  }
  return { points, ideal: idealLine(points, due), openNow: open, daysLeft: daysBetween(today, due) };
}

/** Whether anything still changes after a day: a curve at zero past its due day ends there unless something opens again. */
function later(change: ReadonlyMap<Day, number>, day: Day): boolean {
  for (const other of change.keys()) if (other > day) return true;
  return false;
}

function idealLine(points: readonly OpenOn[], due: Day): OpenOn[] {
  let peak: OpenOn | null = null;
  for (const point of points) if (point.day < due && point.open > (peak?.open ?? 0)) peak = point;
  if (!peak) return [];
  const days = daysBetween(peak.day, due);
  const top = peak;
  return Array.from({ length: days + 1 }, (_, i) => ({
    day: addDays(top.day, i),
    open: Math.round((top.open * (days - i) * 100) / days) / 100,
  }));
}

/** What is open at the end of each of these days (ascending), from what was opened (+) and closed (−) on any day before or on it. */
export function balances(changes: readonly DayCount[], days: readonly Day[]): DayCount[] {
  const sums = days.map(() => 0);
  for (const { day, n } of changes) {
    const at = days.findIndex((end) => day <= end);
    if (at >= 0) sums[at]! += n;
  }
  let open = 0;
  return days.map((day, i) => {
    open += sums[i]!;
    return { day, n: open };
  });
}

/** One month of a spark line: its last day (today for the running month) and the last reading in it, null without one. */
export interface MonthReading {
  day: Day;
  n: number | null;
}

/**
 * The last twelve months, oldest first, the running one last. A month without a reading stays null: a gap is drawn as a gap and
 * never filled with the month before. Readings may come in any order; those after today are left out.
 */
export function trend12(readings: readonly DayCount[], today: Day): MonthReading[] {
  return Array.from({ length: 12 }, (_, i): MonthReading => {
    const first = addMonths(firstOfMonth(today), i - 11);
    const end = i === 11 ? today : lastOfMonth(first);
    let last: DayCount | null = null;
    for (const one of readings) if (one.day >= first && one.day <= end && (!last || one.day >= last.day)) last = one;
    return { day: end, n: last?.n ?? null };
  });
}

/** Change of the week: the reading of today minus that of exactly seven days ago; null when either day was not kept. */
export function weekDelta(readings: readonly DayCount[], today: Day): number | null {
  const on = (day: Day) => readings.findLast((one) => one.day === day)?.n ?? null;
  const now = on(today);
  const before = on(addDays(today, -7));
  return now === null || before === null ? null : now - before;
}
