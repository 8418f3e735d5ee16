import { z } from 'zod';
import { type Day, type MeasureReads, query, refuse, rowsAt } from '#kernel';
import { checklistOf } from '#law-catalogue';
import { campaignAnswer } from '../answers.ts';
import { campaignOf, campaigns } from '../current.ts';
import type { Campaign } from '../domain/notice.ts';
import { burnDown } from '../domain/progress.rule.ts';
import { checkLedger } from '../ledgers.ts';
import { boardReaders } from '../policy.ts';
import { overdueByTown, standings } from '../store.ts';
import { byCampaign } from '../subjects.ts';
import { openRowsOf } from './rows-of.ts';

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

/** The special actions there are, by name: for choosing one. */
export const campaignsQuery = query({
  name: 'programme.campaigns',
  title: '专项行动名单',
  answer: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  input: z.strictObject({}),
  may: [boardReaders],
  read: async (reads) => campaigns(reads.actor.county).map(({ id, title }) => ({ id, title })),
});
