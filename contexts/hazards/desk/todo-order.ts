/** Order of the home (待办): overdue first, then today, then soon, then what has no clock yet, the longest waiting first. */
import { loops } from '../domain/loop.ts';
import { clockDay } from '../domain/steps.ts';
import type { TodoRow } from './answers.ts';

export type Urgency = 'overdue' | 'today' | 'soon' | 'later' | 'undated';
export const urgencyWords: Readonly<Record<Urgency, string>> = {
  overdue: '已逾期',
  today: '今天到期',
  soon: '三个工作日内',
  later: '尚有时间',
  undated: '未定期限',
};

/** The enterprise's limit counts only while it mends: then an officer's own step has its day. */
export function urgencyOf(
  row: Pick<TodoRow, 'state' | 'dueOn' | 'stepDueOn'>,
  today: string,
  left: number | null,
): Urgency {
  const due = clockDay(row);
  if (!due) return 'undated';
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return left !== null && left <= 3 ? 'soon' : 'later';
}

const rank: readonly Urgency[] = ['overdue', 'today', 'soon', 'later', 'undated'];

/** Rows of one group in the order they should be taken. */
export function inTodoOrder<Row extends Pick<TodoRow, 'state' | 'dueOn' | 'stepDueOn' | 'foundAt' | 'level'>>(
  rows: readonly Row[],
  today: string,
): Row[] {
  const key = (row: Row) => {
    const urgency = urgencyOf(row, today, null);
    return [String(rank.indexOf(urgency)), clockDay(row) ?? '', row.level === 'major' ? '0' : '1', row.foundAt].join(
      ' ',
    );
  };
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** 我主办的 and what nobody is named for, then what another leads and I may do as well (同时可办). */
export const partedByOwner = <Row extends Pick<TodoRow, 'owner'>>(
  rows: readonly Row[],
): { mine: Row[]; others: Row[] } => ({
  mine: rows.filter((row) => !row.owner || row.owner.mine),
  others: rows.filter((row) => row.owner && !row.owner.mine),
});

/** The ledger that shows all of a group, when it has more rows than the home. */
export function groupPath(key: string): string {
  const group = loops.waiting.find((one) => one.key === key);
  return group ? `/hazards?${group.search}` : '/hazards';
}
