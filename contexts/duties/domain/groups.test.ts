import { expect, test } from 'vitest';
import { day } from '#kernel';
import { groupsOf } from './groups.ts';
import { notYet, representsOf, wrongSpan } from './represents.rule.ts';

const row = (id: string, state: string, dueOn: string, redoBy: string | null = null) => ({ id, state, dueOn, redoBy });

test('sent back first, then missed, this week, this month, later, and what waits for others', () => {
  const groups = groupsOf(
    [
      row('a', 'owed', '2022-07-01'),
      row('b', 'owed', '2022-05-31'),
      row('c', 'handed-in', '2022-05-01'),
      row('d', 'owed', '2022-05-20'),
      row('e', 'owed', '2022-05-01'),
      row('f', 'returned', '2022-04-01', '2022-05-30'),
      row('g', 'returned', '2022-04-02', '2022-05-18'),
      row('h', 'accepted', '2022-05-01'),
      row('i', 'ended', '2022-05-01'),
    ],
    day('2022-05-16'),
  );
  expect(groups.map((group) => [group.title, group.rows.map((one) => one.id).join('')])).toEqual([
    ['退回补正', 'gf'],
    ['已逾期', 'e'],
    ['本周', 'd'],
    ['本月', 'b'],
    ['以后', 'a'],
    ['已上报，等审核', 'c'],
  ]);
});

test('the material stands for the whole period, as far as it has come', () => {
  const may = { periodFrom: '2022-05-01', periodTo: '2022-05-31' };
  expect(representsOf(may, '2022-06-03')).toEqual({ representsFrom: '2022-05-01', representsTo: '2022-05-31' });
  expect(representsOf(may, '2022-05-16')).toEqual({ representsFrom: '2022-05-01', representsTo: '2022-05-16' });
  expect(representsOf(may, '2022-04-30')).toEqual({ representsFrom: '2022-04-30', representsTo: '2022-04-30' });
});

test('days in order, begun, and within its time', () => {
  expect(wrongSpan('2022-05-01', '2022-05-31', '2022-05-16')).toBeNull();
  expect(wrongSpan('2022-05-02', '2022-05-01', '2022-05-16')?.allowed).toBe('不晚于 2022-05-01');
  expect(wrongSpan('2022-05-17', '2022-05-18', '2022-05-16')?.allowed).toBe('不晚于 2022-05-16');
  const quarter = { title: '季报', opensOn: '2022-07-01', periodTo: '2022-06-30' };
  expect(notYet(quarter, '2022-06-30')).toContain('从 2022-07-01 起才能上报');
  expect(notYet(quarter, '2022-07-01')).toBeNull();
});
