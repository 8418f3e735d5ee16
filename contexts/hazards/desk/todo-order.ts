/** Order of the home (待办): overdue first, then today, then soon, then what has no clock yet, the longest waiting first. */
import { loops } from '../domain/loop.ts';
import type { TodoRow } from './answers.ts';

export type Urgency = 'overdue' | 'today' | 'soon' | 'later' | 'undated';
export const urgencyWords: Readonly<Record<Urgency, string>> = {
  overdue: '已逾期',
  today: '今天到期',
  soon: '三个工作日内',
  later: '尚有时间',
  undated: '未定期限',
};

/** The clock runs only while the enterprise mends: an officer's queue is not late because a limit was. */
export function urgencyOf(row: Pick<TodoRow, 'state' | 'dueOn'>, today: string, left: number | null): Urgency {
  if (row.state !== 'assigned' || !row.dueOn) return 'undated';
  if (row.dueOn < today) return 'overdue';
  if (row.dueOn === today) return 'today';
  return left !== null && left <= 3 ? 'soon' : 'later';
}

const rank: readonly Urgency[] = ['overdue', 'today', 'soon', 'later', 'undated'];

/** Rows of one group in the order they should be taken. */
export function inTodoOrder<Row extends Pick<TodoRow, 'state' | 'dueOn' | 'foundAt' | 'level'>>(
  rows: readonly Row[],
  today: string,
): Row[] {
  const key = (row: Row) => {
    const urgency = urgencyOf(row, today, null);
    return [
      String(rank.indexOf(urgency)),
      urgency === 'undated' ? '' : (row.dueOn as string),
      row.level === 'major' ? '0' : '1',
      row.foundAt,
    ].join(' ');
  };
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The ledger that shows all of a group, when it has more rows than the home. */
export function groupPath(key: string): string {
  const group = loops.waiting.find((one) => one.key === key);
  return group ? `/hazards?${group.search}` : '/hazards';
}
