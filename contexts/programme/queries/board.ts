import { z } from 'zod';
import { type AnyMeasure, type Day, type Figure, type MeasureReads, query, refuse } from '#kernel';
import { boardAnswer } from '../answers.ts';
import { noticeOf, notices, noticesEdition } from '../current.ts';
import type { Notice, Task } from '../domain/notice.ts';
import { progress, trend12, weekDelta } from '../domain/progress.rule.ts';
import { boardReaders } from '../policy.ts';

/** The reads of a measure that says which tallies it hangs on: another one would let its figure stand while that one changes. */
const onlyFrom = (reads: MeasureReads, { name, from }: AnyMeasure): MeasureReads => ({
  ...reads,
  tally(tally, where) {
    if (from?.includes(tally) === false)
      throw new Error(`measure ${name} reads tally ${tally} and does not name it in from`);
    return reads.tally(tally, where);
  },
});

/** One measure's figure; what hangs on tallies alone is not counted anew while they stand. */
function figureOf(reads: MeasureReads, measure: AnyMeasure, params: unknown): Promise<Figure> {
  const read = () => measure.read(onlyFrom(reads, measure), measure.params.parse(params));
  const about = () => `${noticesEdition()} ${measure.name} ${JSON.stringify(params ?? {})}`;
  return measure.from ? reads.whileUnchanged(measure.from, about(), read) : read();
}

/** The figures of a notice's tasks, each measure read once however many tasks name it. */
export async function figuresOf(reads: MeasureReads, notice: Notice): Promise<(task: Task) => Figure | null> {
  const asked = new Map<string, Promise<Figure>>();
  const keyOf = (task: Task) => `${task.measure?.name} ${JSON.stringify(task.measure?.params ?? {})}`;
  for (const task of notice.tasks) {
    if (!task.measure || asked.has(keyOf(task))) continue;
    const declared = reads.measures.find((m) => m.name === task.measure!.name);
    if (declared) asked.set(keyOf(task), figureOf(reads, declared, task.measure.params));
  }
  // All are asked before the first is answered: the statements leave together.
  const found = new Map<string, Figure>();
  await Promise.all([...asked].map(async ([key, figure]) => found.set(key, await figure)));
  return (task) => (task.measure ? (found.get(keyOf(task)) ?? null) : null);
}

/** One task as the board shows it: figure, target, progress, trend, rows. */
export function boardTask(
  task: Task,
  figure: Figure | null,
  measure: AnyMeasure | undefined,
  today: string,
  text: string | undefined,
) {
  const series = figure?.series ?? null;
  return {
    ...task,
    text: text ?? null,
    figure: figure
      ? {
          n: figure.n,
          of: figure.of,
          rows: figure.rows,
          whole: figure.whole ?? null,
          unit: measure?.unit ?? '',
          title: measure?.title ?? '',
          byTown: figure.byTown,
        }
      : null,
    progress: progress(
      { ...task, textPending: task.textPending && !text },
      figure ? { ...figure, unit: measure?.unit } : null,
      today as Day,
    ),
    trend: series ? trend12(series as never, today as Day) : null,
    weekDelta: series ? weekDelta(series as never, today as Day) : null,
  };
}

/** 作战图: the notice itself, clause by clause, with what the records say today. */
export const boardQuery = query({
  name: 'programme.board',
  title: '作战图',
  answer: boardAnswer,
  input: z.strictObject({ notice: z.string().max(20).optional() }),
  may: [boardReaders],
  async read(reads, given) {
    const notice = noticeOf(reads.actor.county, given.notice);
    if (!notice) return refuse('NOT_FOUND', given.notice ? `没有这份通知：${given.notice}` : '还没有载入年度通知');
    const figure = await figuresOf(reads, notice);
    const texts = new Map(
      (
        await reads.many<{ task: string; text: string }>(
          'select task, text from programme.task_text where county = $1',
          [reads.actor.county],
        )
      ).map((t) => [t.task, t.text]),
    );
    return {
      notices: notices(reads.actor.county).map((n) => ({
        id: n.document.id,
        number: n.document.number,
        title: n.document.title,
        year: n.document.year,
      })),
      document: notice.document,
      chapters: notice.chapters,
      keyPeriods: notice.keyPeriods,
      today: reads.today,
      campaigns: notice.campaigns,
      tasks: notice.tasks.map((task) =>
        boardTask(
          task,
          figure(task),
          reads.measures.find((m) => m.name === task.measure?.name),
          reads.today,
          texts.get(task.id),
        ),
      ),
    };
  },
});
