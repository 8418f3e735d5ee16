import { z } from 'zod';
import { type AnyMeasure, type Day, type Figure, type MeasureReads, query, refuse, rowsAt } from '#kernel';
import { checklistOf } from '#law-catalogue';
import { boardAnswer, campaignAnswer } from './answers.ts';
import { campaignOf, noticeOf, notices, noticesEdition } from './current.ts';
import type { Campaign, Notice, Task } from './domain/notice.ts';
import { burnDown, progress, trend12, weekDelta } from './domain/progress.rule.ts';
import { checkLedger } from './ledgers.ts';
import { boardReaders } from './policy.ts';
import { openRowsOf } from './rows-of.ts';
import { overdueByTown, standings } from './store.ts';
import { byCampaign } from './subjects.ts';

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

/** A campaign's burn-down from its tally: what was opened and closed on each day, of the county or one town. */
export async function burnDownOf(reads: MeasureReads, campaign: Campaign, town?: string) {
  const rows = await reads.tally(byCampaign.name, { prefix: [campaign.id], ...(town ? { town } : {}) });
  const daily = (what: string) => {
    const by = new Map<string, number>();
    for (const r of rows) if (r.key[1] === what) by.set(r.day!, (by.get(r.day!) ?? 0) + r.n);
    return [...by].map(([day, n]) => ({ day: day as Day, n })).sort((a, b) => (a.day < b.day ? -1 : 1));
  };
  return burnDown(daily('opened'), daily('closed'), campaign.from, campaign.due, reads.today as Day);
}

/** What a campaign has still open in each town, out of the same tally as its burn-down. */
async function openByTown(reads: MeasureReads, campaign: Campaign, town?: string): Promise<Map<string, number>> {
  const rows = await reads.tally(byCampaign.name, { prefix: [campaign.id], ...(town ? { town } : {}) });
  const open = new Map<string, number>();
  for (const { town: at, key, n } of rows) open.set(at, (open.get(at) ?? 0) + (key[1] === 'opened' ? n : -n));
  return open;
}

/** The figures of a place where nothing is. */
const nothing = { firms: 0, unchecked: 0, partly: 0, failing: 0, passed: 0, items: 0, checked: 0, open: 0, overdue: 0 };

/** The figures of all towns together. */
function sumOf(towns: readonly (typeof nothing)[]): typeof nothing {
  const sum = { ...nothing };
  for (const town of towns) for (const key of Object.keys(sum) as (keyof typeof nothing)[]) sum[key] += town[key];
  return sum;
}

/** Every town that a campaign has an enterprise or a hazard in, and how far it is. */
async function townsOf(reads: MeasureReads, campaign: Campaign, town?: string) {
  const [standing, open, overdue] = await Promise.all([
    standings(reads, campaign, town),
    openByTown(reads, campaign, town),
    overdueByTown(reads, campaign, town),
  ]);
  const known = new Map(standing.map((one) => [one.town, one]));
  const codes = [...known.keys(), ...[...open].filter(([, n]) => n !== 0).map(([code]) => code), ...overdue.keys()];
  return [...new Set(codes)].sort().map((code) => ({
    ...nothing,
    ...known.get(code),
    town: code,
    open: open.get(code) ?? 0,
    overdue: overdue.get(code) ?? 0,
  }));
}

/** Desk addresses of the rows its figures count, of the county or one town; null where no ledger shows just these. */
function rowsOfCampaign(campaign: Campaign, town: string | undefined) {
  const where = town ? { town } : {};
  return {
    open: openRowsOf(campaign, where),
    overdue: openRowsOf(campaign, { ...where, open: undefined, overdue: true }),
    checked: rowsAt(checkLedger, { campaign: campaign.id, town }),
  };
}

/** 专项行动: burn-down to zero and where each town stands. Its enterprises are the ledger `programme.roster`. */
export const campaignQuery = query({
  name: 'programme.campaign',
  title: '专项行动',
  answer: campaignAnswer,
  input: z.strictObject({
    id: z.string().max(60),
    town: z
      .string()
      .regex(/^\d{9}$/, '镇代码为 9 位数字')
      .optional(),
  }),
  may: [boardReaders],
  async read(reads, given) {
    const campaign = campaignOf(reads.actor.county, given.id);
    if (!campaign) return refuse('NOT_FOUND', `没有这个专项行动：${given.id}`);
    const list = checklistOf(campaign.checklist);
    const [down, towns] = await Promise.all([
      burnDownOf(reads, campaign, given.town),
      townsOf(reads, campaign, given.town),
    ]);
    return {
      campaign,
      today: reads.today,
      checklist: list
        ? { id: list.id, title: list.title, areas: list.areas, groups: list.groups, items: list.items }
        : null,
      burnDown: down,
      rows: rowsOfCampaign(campaign, given.town),
      sum: sumOf(towns),
      towns: towns.map((one) => ({ ...one, rows: rowsOfCampaign(campaign, one.town) })),
    };
  },
});
