import { addDays, type Day, todayIn } from '#kernel';

/** Messages of one day, newest first. */
export interface DayGroup<Row> {
  day: string;
  /** 今天、昨天, else the day itself. */
  title: string;
  rows: Row[];
}

/** Rows that come newest first, by the day on which they were sent. */
export function byDay<Row extends { at: string }>(rows: readonly Row[], today: string): DayGroup<Row>[] {
  const groups: DayGroup<Row>[] = [];
  const yesterday = addDays(today as Day, -1);
  for (const row of rows) {
    const day = todayIn(row.at);
    const last = groups[groups.length - 1];
    if (last?.day === day) last.rows.push(row);
    else groups.push({ day, title: day === today ? '今天' : day === yesterday ? '昨天' : day, rows: [row] });
  }
  return groups;
}
