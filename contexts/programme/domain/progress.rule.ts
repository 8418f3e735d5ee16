/**
 * How far a task of the notice is (进度). Pure: a task, what its measure found, and the day. Comparisons are made with whole
 * numbers, so 199 of 200 is never taken for all, and 99.6 % is never written as 100 %.
 */
import { type Day, daysBetween } from '#kernel';
import type { Target, Task } from './notice.ts';
import { type SubjectCode, subjectWords } from './words.ts';

export { type BurnDown, burnDown, type DayCount, type MonthReading, trend12, weekDelta } from './series.rule.ts';

/** How the board speaks of a task's state. */
export const progressWords = {
  met: '已达标',
  'on-track': '按时推进',
  behind: '落后进度',
  overdue: '已逾期',
  'not-connected': '未接入',
  'pending-text': '待县局补录',
} as const;
export type ProgressState = keyof typeof progressWords;

export interface Progress {
  state: ProgressState;
  /** How much of the target is reached, 0–1; null where there is no figure, or nothing it could be a part of. */
  ratio: number | null;
  sentence: string;
}

/** What a measure found, as far as progress needs it: `n`, of how many, and the measure's unit. */
export interface Counted {
  n: number;
  of: number | null;
  unit?: string;
}

type Judged = Pick<Task, 'target' | 'pace' | 'from' | 'due' | 'notConnected' | 'textPending'>;

/** `目标：不少于 400 人` without the word 目标: the target as the board writes it. */
export function targetText(target: Target): string {
  if (target.kind === 'at-least') return `不少于 ${target.value} ${target.unit}`;
  if (target.kind === 'share') return `${target.percent}%`;
  return target.kind === 'zero' ? '清零' : '全部';
}

/**
 * State of a task on a day. `figure` is null when its measure could not be read; a task without a measure needs none. The due
 * day itself still counts as in time (届满当日不算逾期). Throws a RangeError on a figure that is no count.
 */
export function progress(task: Judged, figure: Counted | null, today: Day): Progress {
  if (task.textPending) return { state: 'pending-text', ratio: null, sentence: '任务正文待县局补录，暂不计数' };
  if (task.notConnected) return waiting(task.notConnected.subject, task.notConnected.why);
  if (figure === null) return { state: 'not-connected', ratio: null, sentence: '指标暂时取不到数' };
  if (figure.of === null && (task.target.kind === 'all' || task.target.kind === 'share')) {
    return { state: 'not-connected', ratio: null, sentence: '指标没有给出总数，算不出完成比例' };
  }
  checkCount(figure.n);
  if (figure.of !== null) checkCount(figure.of);

  const { done, goal } = steps(task.target, figure);
  const now = nowText(task.target, figure);
  // Nothing there to be done: no achievement to claim while it may still come, and no fault once the time is over.
  if (goal === 0) {
    const over = today > task.due;
    return { state: over ? 'met' : 'on-track', ratio: null, sentence: over ? `${now}，期内没有应办的` : now };
  }
  const reached = goal === null ? done >= 0 : done >= goal;
  const ratio = goal === null ? (reached ? 1 : null) : Math.max(0, Math.min(1, done / goal));
  const left = daysBetween(today, task.due);
  if (today < task.from) return { state: 'on-track', ratio, sentence: `${now}，自 ${task.from} 起计` };
  if (reached) return { state: 'met', ratio, sentence: `${now}，已达标` };
  if (left < 0) return { state: 'overdue', ratio, sentence: `${now}，已逾期 ${-left} 天` };
  const clock = left === 0 ? '今天到期' : `还剩 ${left} 天`;
  // Without a whole to be part of there is no pace to keep: what is left is simply too much.
  if (task.pace === 'always' || goal === null) {
    return {
      state: 'behind',
      ratio,
      sentence: `${now}，${task.pace === 'always' ? '应时时达标' : '尚未清零'}，${clock}`,
    };
  }
  const total = daysBetween(task.from, task.due);
  const gone = total - left;
  // done/goal < gone/total in whole numbers; a task of a single day has no pace and is due today.
  const behind = total === 0 || done * total < gone * goal;
  if (!behind) return { state: 'on-track', ratio, sentence: `${now}，${clock}` };
  // Rounded up, as what is done is rounded down: the two never read the same while it is behind.
  const expected = left === 0 ? 100 : Math.min(99, Math.ceil((gone * 100) / total));
  return { state: 'behind', ratio, sentence: `${now}，按时间应完成 ${expected}%，${clock}` };
}

function waiting(subject: SubjectCode, why: string): Progress {
  return { state: 'not-connected', ratio: null, sentence: `未接入，等“${subjectWords[subject]}”：${why}` };
}

function checkCount(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`指标应为不小于 0 的整数，不能是“${n}”`);
}

/**
 * Progress as `done` of `goal`, both whole. Zero without a known whole has no goal: `done` is 0 when none is left, else −n. A
 * whole known to be nothing is a goal of 0: an empty county has cleared nothing.
 */
function steps(target: Target, { n, of }: Counted): { done: number; goal: number | null } {
  if (target.kind === 'at-least') return { done: n, goal: target.value };
  if (target.kind === 'zero') {
    if (n === 0) return { done: 0, goal: of === 0 ? 0 : null };
    return of !== null && of >= n ? { done: of - n, goal: of } : { done: -n, goal: null };
  }
  return { done: n * 100, goal: (of ?? 0) * (target.kind === 'share' ? target.percent : 100) };
}

function nowText(target: Target, { n, of, unit }: Counted): string {
  const count = (value: number) => (unit ? `${value} ${unit}` : String(value));
  if (target.kind === 'at-least') return `现为 ${n} ${target.unit}，目标不少于 ${target.value} ${target.unit}`;
  if (of === 0 && n === 0) return '尚无可统计的记录';
  if (target.kind === 'zero') return n === 0 ? '已清零' : `尚余 ${count(n)}${of === null ? '' : `，共 ${count(of)}`}`;
  const percent = Math.floor((n * 100) / (of as number));
  return `已完成 ${n}/${count(of as number)}（${percent}%），目标${targetText(target)}`;
}
