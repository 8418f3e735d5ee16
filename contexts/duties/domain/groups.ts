import type { Day } from '#kernel';
import { type Nearness, nearnessOf, nearnessWords } from './month.ts';

/** What is owed by what to do first: sent back, then by nearness, then what waits for others. */
export type Waits = 'returned' | Nearness | 'handed-in';
export const waitsWords: Readonly<Record<Waits, string>> = {
  returned: '退回补正',
  ...nearnessWords,
  'handed-in': '已上报，等审核',
};
const order: readonly Waits[] = ['returned', 'missed', 'week', 'month', 'later', 'handed-in'];

interface Row {
  state: string;
  dueOn: string;
  redoBy: string | null;
}

/** The group an instance lies in; null when nothing is to be done about it. */
export function waitsOf(row: Row, today: Day): Waits | null {
  if (row.state === 'returned' || row.state === 'handed-in') return row.state;
  return row.state === 'owed' ? nearnessOf(row.dueOn, today) : null;
}

/** Rows in their groups, the most urgent first; empty groups are left out. */
export function groupsOf<R extends Row>(rows: readonly R[], today: Day): { key: Waits; title: string; rows: R[] }[] {
  const by = (row: R) => row.redoBy ?? row.dueOn;
  return order
    .map((key) => ({
      key,
      title: waitsWords[key],
      rows: rows.filter((row) => waitsOf(row, today) === key).sort((a, b) => by(a).localeCompare(by(b))),
    }))
    .filter((group) => group.rows.length > 0);
}
