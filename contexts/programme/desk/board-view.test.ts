import { expect, test } from 'vitest';
import type { ProgressState } from '../domain/progress.rule.ts';
import type { BoardTask, FigureShown } from './answers.ts';
import { barOf, byTown, chaptersOf, countStates, figureText, linesOf, shows, townCell } from './board-view.ts';

const figure = (n: number, of: number | null, byTownOf: FigureShown['byTown'] = {}): FigureShown => ({
  n,
  of,
  rows: '/hazards?open=1',
  whole: '/hazards',
  unit: '条',
  title: '未销号隐患',
  byTown: byTownOf,
});
const task = (id: string, more: Partial<BoardTask> & { state?: ProgressState } = {}): BoardTask => {
  const { state = 'on-track', ...rest } = more;
  return {
    id,
    clause: '二(一)',
    requirements: [],
    title: id,
    asks: '',
    owner: '股室',
    with: [],
    from: '2022-01-01' as never,
    due: '2022-12-31' as never,
    target: { kind: 'zero' },
    pace: 'linear',
    measure: null,
    notConnected: null,
    textPending: false,
    list: null,
    text: null,
    figure: null,
    progress: { state, ratio: null, sentence: '' },
    trend: null,
    weekDelta: null,
    ...rest,
  };
};
const pending = (no: number, text: string | null = null) =>
  task(`list-${String(no)}`, {
    state: 'pending-text',
    textPending: true,
    text,
    list: { id: 'list', title: '三年行动任务', no },
  });
const clause = (id: string) => ({ id, number: '', chapter: '二', heading: id, requirements: [], excused: null });

test('blank rows of a list fold into one line until somebody writes them', () => {
  const lines = linesOf([task('a'), pending(1), pending(2), pending(3, '写好了'), pending(4), task('b')]);
  expect(
    lines.map((line) => (line.kind === 'task' ? line.task.id : `${line.list.id}×${String(line.tasks.length)}`)),
  ).toEqual(['a', 'list×2', 'list-3', 'list×1', 'b']);
});

test('owner counts also where it helps; state and clause narrow', () => {
  const one = task('a', { owner: '企业', with: ['镇应急管理中心'], state: 'behind' });
  expect(shows(one, { owner: '镇应急管理中心' })).toBe(true);
  expect(shows(one, { owner: '股室' })).toBe(false);
  expect(shows(one, { state: 'behind', clause: '二(一)' })).toBe(true);
  expect(shows(one, { clause: '二(二)' })).toBe(false);
});

test('the notice keeps its order; a filter drops clauses without a task, no filter keeps them all', () => {
  const board = {
    chapters: [{ id: '二', title: '巩固', says: null, clauses: [clause('二(一)'), clause('二(二)')] }],
    tasks: [task('a'), task('b', { state: 'overdue' })],
  };
  expect(chaptersOf(board, {})[0]?.clauses.map((view) => view.lines.length)).toEqual([2, 0]);
  expect(chaptersOf(board, { state: 'overdue' })[0]?.clauses.map((view) => view.clause.id)).toEqual(['二(一)']);
  expect(chaptersOf(board, { state: 'met' })).toEqual([]);
  expect(countStates(board.tasks)).toMatchObject({ 'on-track': 1, overdue: 1, met: 0 });
});

test('a bar only where there is a whole; nothing measured has none', () => {
  expect(barOf(task('a'))).toBeNull();
  expect(barOf(task('a', { figure: figure(12, null) }))).toBeNull();
  expect(barOf(task('a', { figure: figure(0, null) }))).toEqual({ value: 1, target: 1 });
  expect(barOf(task('a', { figure: figure(0, 0) }))).toBeNull();
  expect(figureText(task('a', { figure: figure(0, 0) }))).toBe('暂无记录');
  expect(barOf(task('a', { figure: figure(5, 20) }))).toEqual({ value: 15, target: 20 });
  expect(barOf(task('a', { target: { kind: 'share', percent: 90 }, figure: figure(30, 41) }))).toEqual({
    value: 30,
    target: 37,
  });
  expect(barOf(task('a', { target: { kind: 'at-least', value: 400, unit: '人' }, figure: figure(120, null) }))).toEqual(
    { value: 120, target: 400 },
  );
  expect(
    figureText(task('a', { target: { kind: 'at-least', value: 400, unit: '人' }, figure: figure(120, null) })),
  ).toBe('120 / 400 人');
  expect(figureText(task('a', { figure: figure(5, 20) }))).toBe('余 5 条');
  expect(figureText(task('a', { target: { kind: 'all' }, figure: figure(5, 20) }))).toBe('5 / 20 条');
});

test('town cells: deeper where more is left, and they open their rows', () => {
  const zero = task('a', {
    figure: figure(12, null, { t1: { n: 10, of: null }, t2: { n: 2, of: null }, t3: { n: 0, of: null } }),
  });
  expect(townCell(zero, 't1')).toEqual({
    n: '10',
    path: '/hazards?open=1&town=t1',
    of: null,
    step: 4,
  });
  expect(townCell(zero, 't2')?.step).toBe(1);
  expect(townCell(zero, 't3')?.step).toBe(0);
  expect(townCell(zero, 't4')).toBeNull();
  const all = task('a', { target: { kind: 'all' }, figure: figure(9, 10, { t1: { n: 9, of: 10 } }) });
  expect(townCell(all, 't1')).toMatchObject({
    n: '9',
    of: { text: '10', path: '/hazards?town=t1' },
    step: 1,
  });
  expect(byTown([zero, task('b'), task('c', { figure: figure(1, null) })])).toEqual([zero]);
});
