/** The board as the page draws it: the notice in order, filtered, numbered lists folded. Pure. */
import { rowsOfTown } from '#kernel';
import type { Tone } from '#kernel/ui';
import type { Chapter, Clause } from '../domain/notice.ts';
import { type ProgressState, progressWords } from '../domain/progress.rule.ts';
import type { Board, BoardTask } from './answers.ts';

/** States in the order a meeting goes through them, with the tone of their word. Red is for overdue alone. */
export const stateTones: Readonly<Record<ProgressState, Tone>> = {
  overdue: 'late',
  behind: 'wait',
  'on-track': 'doing',
  met: 'done',
  'not-connected': 'off',
  'pending-text': 'off',
};
export const progressStates = Object.keys(stateTones) as ProgressState[];
export const stateWord = (state: ProgressState): string => progressWords[state];

export interface BoardFilter {
  owner?: string | undefined;
  state?: string | undefined;
  clause?: string | undefined;
}

/** Whether a task is shown. The owner also counts where it only lends a hand. */
export const shows = (task: BoardTask, by: BoardFilter): boolean =>
  (!by.owner || task.owner === by.owner || (task.with as string[]).includes(by.owner)) &&
  (!by.state || task.progress.state === by.state) &&
  (!by.clause || task.clause === by.clause);

/** A line under a clause: one task, or the rows of a numbered list that nobody has written down yet (待县局补录). */
export type BoardLine =
  | { kind: 'task'; task: BoardTask }
  | { kind: 'pending'; list: { id: string; title: string }; tasks: BoardTask[] };

/** Folds neighbouring pending rows of one list into one line, so that eighteen blanks take the room of one. */
export function linesOf(tasks: readonly BoardTask[]): BoardLine[] {
  const lines: BoardLine[] = [];
  for (const task of tasks) {
    const last = lines.at(-1);
    if (!task.list || !task.textPending || task.text !== null) lines.push({ kind: 'task', task });
    else if (last?.kind === 'pending' && last.list.id === task.list.id) last.tasks.push(task);
    else lines.push({ kind: 'pending', list: task.list, tasks: [task] });
  }
  return lines;
}

export interface ClauseView {
  clause: Clause;
  lines: BoardLine[];
}

export interface ChapterView {
  chapter: Chapter;
  clauses: ClauseView[];
}

/** Chapters and clauses in the notice's order; with a filter, those without a task that fits fall away. */
export function chaptersOf(board: Pick<Board, 'chapters' | 'tasks'>, by: BoardFilter): ChapterView[] {
  const filtered = Boolean(by.owner || by.state || by.clause);
  return board.chapters
    .map((chapter) => ({
      chapter,
      clauses: chapter.clauses
        .map((clause) => ({
          clause,
          lines: linesOf(board.tasks.filter((task) => task.clause === clause.id && shows(task, by))),
        }))
        .filter((view) => !filtered || view.lines.length > 0),
    }))
    .filter((view) => view.clauses.length > 0);
}

/** How many tasks stand in each state. */
export function countStates(tasks: readonly BoardTask[]): Record<ProgressState, number> {
  const counts = Object.fromEntries(progressStates.map((state) => [state, 0])) as Record<ProgressState, number>;
  for (const task of tasks) counts[task.progress.state] += 1;
  return counts;
}

/** The bar of a task: how much of what. Null where nothing measures it, or where there is no whole to be part of. */
export function barOf(task: Pick<BoardTask, 'target' | 'figure'>): { value: number; target: number } | null {
  const { figure, target } = task;
  if (!figure) return null;
  if (target.kind === 'at-least') return { value: figure.n, target: target.value };
  if (target.kind === 'zero') {
    if (figure.n === 0) return figure.of === 0 ? null : { value: 1, target: 1 };
    return figure.of !== null && figure.of >= figure.n ? { value: figure.of - figure.n, target: figure.of } : null;
  }
  if (!figure.of) return null;
  return {
    value: figure.n,
    target: target.kind === 'share' ? Math.ceil((figure.of * target.percent) / 100) : figure.of,
  };
}

/** The figure in words, piece by piece: what was counted, what it is part of, each with the address of exactly its rows. */
export interface FigureParts {
  before: string;
  n: string;
  rows: string;
  of: { text: string; whole: string | null } | null;
  after: string;
}

/** The pieces of a task's figure: `余 12 条`, `37 / 40 家`; null where nothing was counted at all. */
export function figureParts(task: Pick<BoardTask, 'target' | 'figure'>): FigureParts | null {
  const { figure, target } = task;
  if (!figure) return null;
  const unit = target.kind === 'at-least' ? target.unit : figure.unit;
  if (figure.of === 0 && figure.n === 0 && target.kind !== 'at-least') return null;
  const part = { before: '', n: String(figure.n), rows: figure.rows, of: null, after: ` ${unit}` };
  if (target.kind === 'zero') return figure.n === 0 ? part : { ...part, before: '余 ' };
  if (target.kind === 'at-least') return { ...part, of: { text: String(target.value), whole: null } };
  return figure.of === null ? part : { ...part, of: { text: String(figure.of), whole: figure.whole } };
}

/** The figure in words, for paper: `12 条`, `37 / 40 家`. */
export function figureText(task: Pick<BoardTask, 'target' | 'figure'>): string {
  const parts = figureParts(task);
  if (!parts) return task.figure ? '暂无记录' : '';
  return `${parts.before}${parts.n}${parts.of ? ` / ${parts.of.text}` : ''}${parts.after}`;
}

/** A town's cell under a task: its figure, and how deep the ground is (0 nothing left, 4 most of it left). */
export interface TownCell {
  n: string;
  path: string;
  of: { text: string; path: string | null } | null;
  step: number;
}

/** What is left of a task in a town as a share of 0–1; `most` is the greatest figure of any town, where nothing else is a whole. */
function leftShare(task: Pick<BoardTask, 'target'>, at: { n: number; of: number | null }, most: number): number {
  if (task.target.kind === 'at-least') return 0;
  if (task.target.kind === 'zero') return most > 0 ? at.n / most : 0;
  return at.of ? 1 - at.n / at.of : 0;
}

/** Null when the measure knows nothing of that town. */
export function townCell(task: Pick<BoardTask, 'target' | 'figure'>, town: string): TownCell | null {
  const at = task.figure?.byTown[town];
  if (!task.figure || !at) return null;
  const most = Math.max(0, ...Object.values(task.figure.byTown).map((one) => one.n));
  const share = leftShare(task, at, most);
  return {
    n: String(at.n),
    path: rowsOfTown(task.figure.rows, town),
    of:
      at.of === null || task.target.kind === 'zero'
        ? null
        : { text: String(at.of), path: task.figure.whole ? rowsOfTown(task.figure.whole, town) : null },
    step: share <= 0 ? 0 : Math.min(4, Math.max(1, Math.ceil(share * 4))),
  };
}

/** Tasks that a town table can show: measured, and told by town. */
export const byTown = (tasks: readonly BoardTask[]): BoardTask[] =>
  tasks.filter((task) => task.figure && Object.keys(task.figure.byTown).length > 0);
