import { z } from 'zod';
import { type AnyMeasure, type Day, type Figure, type MeasureReads, query, refuse } from '#kernel';
import { law } from '#law-catalogue';
import { campaignOf, noticeOf, notices, noticesEdition } from './current.ts';
import { inScope } from './domain/campaign.rule.ts';
import type { Campaign, Notice, Task } from './domain/notice.ts';
import { burnDown, progress, trend12, weekDelta } from './domain/progress.rule.ts';
import { boardReaders } from './policy.ts';
import { byCampaign, type ItemCheck } from './subjects.ts';

/** One measure's figure; what hangs on tallies alone is not counted anew while they stand. */
function figureOf(reads: MeasureReads, measure: AnyMeasure, params: unknown): Promise<Figure> {
  const read = () => measure.read(reads, measure.params.parse(params));
  const about = () => `${noticesEdition()} ${measure.name} ${JSON.stringify(params ?? {})}`;
  return measure.from ? reads.steady(measure.from, about(), read) : read();
}

/** The figures of a notice's tasks, each measure read once however many tasks name it. */
export async function figuresOf(
  reads: MeasureReads,
  notice: Notice,
  measures: readonly AnyMeasure[],
): Promise<(task: Task) => Figure | null> {
  const asked = new Map<string, Promise<Figure>>();
  const keyOf = (task: Task) => `${task.measure?.name} ${JSON.stringify(task.measure?.params ?? {})}`;
  for (const task of notice.tasks) {
    if (!task.measure || asked.has(keyOf(task))) continue;
    const declared = measures.find((m) => m.name === task.measure!.name);
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
export const makeBoardQuery = (measures: () => readonly AnyMeasure[]) =>
  query({
    name: 'programme.board',
    title: '作战图',
    input: z.strictObject({ notice: z.string().max(20).optional() }),
    may: [boardReaders],
    async read(reads, given) {
      const notice = noticeOf(given.notice);
      if (!notice) return refuse('NOT_FOUND', given.notice ? `没有这份通知：${given.notice}` : '还没有载入年度通知');
      const figure = await figuresOf(reads, notice, measures());
      const texts = new Map(
        (
          await reads.many<{ task: string; text: string }>(
            'select task, text from programme.task_text where county = $1',
            [reads.actor.county],
          )
        ).map((t) => [t.task, t.text]),
      );
      return {
        notices: notices().map((n) => ({
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
            measures().find((m) => m.name === task.measure?.name),
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

interface Firm {
  id: string;
  name: string;
  town: string;
  sector: string;
  flags: string[];
}

/** 专项行动: burn-down to zero, and every enterprise of the scope with its items and open hazards. */
export const campaignQuery = query({
  name: 'programme.campaign',
  title: '专项行动',
  input: z.strictObject({
    id: z.string().max(60),
    town: z
      .string()
      .regex(/^\d{9}$/, '镇代码为 9 位数字')
      .optional(),
  }),
  may: [boardReaders],
  async read(reads, given) {
    const campaign = campaignOf(given.id);
    if (!campaign) return refuse('NOT_FOUND', `没有这个专项行动：${given.id}`);
    const { county } = reads.actor;
    const own: unknown[] = [county];
    const firms = (
      await reads.many<Firm>(
        `select id, name, town, sector, flags from registry.enterprise where county = $1 and removed_at is null and ${reads.within({ town: 'town', enterprise: 'id' }, own)} order by town, name`,
        own,
      )
    ).filter((e) => inScope(campaign, e, reads.today as Day) && (!given.town || e.town === given.town));
    const checked: unknown[] = [county, campaign.id];
    const checks = await reads.many<ItemCheck & { hazardOpen: boolean }>(
      `select *, exists (select 1 from hazards.hazard h where h.county = item_check.county and h.id = item_check.hazard and h.state <> 'closed') as hazard_open
       from programme.item_check where county = $1 and campaign = $2 and ${reads.within({ town: 'town', enterprise: 'enterprise' }, checked)}`,
      checked,
    );
    const open = await reads.many<{ enterprise: string; n: number; overdue: number }>(
      `select enterprise, count(*)::int as n, count(*) filter (where state = 'assigned' and due_on < $3)::int as overdue from hazards.hazard
       where county = $1 and state <> 'closed' and enterprise = any($2::uuid[]) group by enterprise`,
      [reads.actor.county, firms.map((f) => f.id), reads.today],
    );
    const openOf = new Map(open.map((o) => [o.enterprise, o]));
    const checksOf = new Map<string, typeof checks>();
    for (const c of checks) checksOf.set(c.enterprise, [...(checksOf.get(c.enterprise) ?? []), c]);
    const list = campaign.checklist ? (law().checklists.get(campaign.checklist) ?? null) : null;
    return {
      campaign,
      today: reads.today,
      checklist: list
        ? { id: list.id, title: list.title, areas: list.areas, groups: list.groups, items: list.items }
        : null,
      burnDown: await burnDownOf(reads, campaign, given.town),
      enterprises: firms.map((f) => ({
        ...f,
        open: openOf.get(f.id)?.n ?? 0,
        overdue: openOf.get(f.id)?.overdue ?? 0,
        checks: (checksOf.get(f.id) ?? []).map((c) => ({
          item: c.item,
          result: c.result,
          hazard: c.hazard,
          hazardOpen: c.hazardOpen,
          checkedOn: c.checkedOn,
          checkedByName: c.checkedByName,
          note: c.note,
        })),
      })),
    };
  },
});
