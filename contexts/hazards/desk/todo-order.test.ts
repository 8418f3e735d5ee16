import { expect, test } from 'vitest';
import type { TodoRow } from './answers.ts';
import { groupPath, inTodoOrder, urgencyOf } from './todo-order.ts';

const row = (
  id: string,
  state: TodoRow['state'],
  dueOn: string | null,
  foundAt = '2022-03-01T00:00:00Z',
  level: TodoRow['level'] = 'general',
  stepDueOn: string | null = null,
) => ({
  id,
  state,
  dueOn,
  stepDueOn,
  foundAt,
  level,
});
const today = '2022-03-14';

test('overdue, today, soon, later, undated', () => {
  expect(urgencyOf(row('a', 'assigned', '2022-03-13'), today, -1)).toBe('overdue');
  expect(urgencyOf(row('a', 'assigned', today), today, 0)).toBe('today');
  expect(urgencyOf(row('a', 'assigned', '2022-03-17'), today, 3)).toBe('soon');
  expect(urgencyOf(row('a', 'assigned', '2022-03-18'), today, 4)).toBe('later');
  expect(urgencyOf(row('a', 'found', null), today, null)).toBe('undated');
  // The limit was the enterprise's: it has mended, and an officer is to look.
  expect(urgencyOf(row('a', 'rectified', '2022-03-01'), today, -9)).toBe('undated');
  // His own step has its day.
  const step = (stepDueOn: string) => ({ ...row('a', 'rectified', '2022-03-01'), stepDueOn });
  expect(urgencyOf(step('2022-03-13'), today, -1)).toBe('overdue');
  expect(urgencyOf(step(today), today, 0)).toBe('today');
  expect(urgencyOf(step('2022-03-24'), today, 8)).toBe('later');
});

test('overdue comes first, the oldest limit before the newer, undated by age with major ones before', () => {
  const rows = [
    row('soon', 'assigned', '2022-03-16'),
    row('late', 'assigned', '2022-03-10'),
    row('latest', 'assigned', '2022-02-10'),
    row('today', 'assigned', today),
    row('young', 'found', null, '2022-03-12T00:00:00Z'),
    row('old', 'found', null, '2022-03-02T00:00:00Z'),
    row('major', 'found', null, '2022-03-13T00:00:00Z', 'major'),
  ];
  expect(inTodoOrder(rows, today).map((one) => one.id)).toEqual([
    'latest',
    'late',
    'today',
    'soon',
    'major',
    'old',
    'young',
  ]);
});

test('every group leads to its ledger', () => {
  expect(groupPath('verify')).toBe('/hazards?state=rectified&loop=common');
  expect(groupPath('unheard')).toBe('/hazards');
});
