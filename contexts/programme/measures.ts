import { z } from 'zod';
import { hazard, hazardLedger } from '#hazards';
import { addDays, addMonths, type Day, firstOfMonth, measure, rowsAt } from '#kernel';
import { knownToJournal } from '#kernel/server';
import { byProfile } from '#registry';
import { campaignOf, itemsOf } from './current.ts';
import { concerns, inScope } from './domain/campaign.rule.ts';
import { balances } from './domain/series.rule.ts';
import { checkLedger } from './ledgers.ts';
import { openRowsOf } from './queries/rows-of.ts';
import { byCampaign, byChecked } from './subjects.ts';

/** How far back the share of what runs online looks, in days. */
const ONLINE_DAYS = 30;

const ofCampaign = z.strictObject({ campaign: z.string() });
type ByTown = Record<string, { n: number; of: number }>;

export const programmeMeasures = [
  measure({
    name: 'programme.campaign-open',
    title: '专项行动未销号隐患',
    unit: '条',
    params: ofCampaign,
    from: [byCampaign.name],
    async read(reads, { campaign }) {
      const c = campaignOf(reads.actor.county, campaign);
      const rows = await reads.tally(byCampaign.name, { prefix: [campaign] });
      const byTown: ByTown = {};
      const byDay = new Map<string, number>();
      for (const { town, key, day, n } of rows) {
        const opened = key[1] === 'opened';
        byTown[town] ??= { n: 0, of: 0 };
        byTown[town].n += opened ? n : -n;
        if (opened) byTown[town].of += n;
        byDay.set(day!, (byDay.get(day!) ?? 0) + (opened ? n : -n));
      }
      const first = addMonths(firstOfMonth(reads.today as Day), -11);
      const ends = Array.from({ length: 12 }, (_, i) =>
        i === 11 ? (reads.today as Day) : addDays(addMonths(first, i + 1), -1),
      );
      return {
        n: Object.values(byTown).reduce((s, t) => s + t.n, 0),
        of: Object.values(byTown).reduce((s, t) => s + t.of, 0),
        byTown,
        rows: (c && openRowsOf(c)) ?? `/programme/campaigns/${campaign}`,
        series: balances(
          [...byDay].map(([day, n]) => ({ day: day as Day, n })),
          [...ends, addDays(reads.today as Day, -7)].sort(),
        ),
      };
    },
  }),
  measure({
    name: 'programme.campaign-checked-share',
    title: '专项行动逐企逐项检查率',
    unit: '项',
    params: ofCampaign,
    from: [byProfile.name, byChecked.name],
    async read(reads, { campaign }) {
      const c = campaignOf(reads.actor.county, campaign);
      const items = c ? itemsOf(c) : [];
      const [profiles, checked] = await Promise.all([
        reads.tally(byProfile.name),
        reads.tally(byChecked.name, { prefix: [campaign] }),
      ]);
      const byTown: ByTown = {};
      for (const { town, key, n } of profiles) {
        const firm = { town, sector: key[0]!, flags: key[1] ? key[1].split(',') : [] };
        if (!c || !inScope(c, firm, reads.today as Day)) continue;
        byTown[town] ??= { n: 0, of: 0 };
        byTown[town].of += n * items.filter((item) => concerns(item.area, firm)).length;
      }
      for (const { town, n } of checked) if (byTown[town]) byTown[town].n = Math.min(n, byTown[town].of);
      const all = Object.values(byTown);
      return {
        n: all.reduce((s, t) => s + t.n, 0),
        of: all.reduce((s, t) => s + t.of, 0),
        byTown,
        rows: rowsAt(checkLedger, { campaign }),
      };
    },
  }),
  measure({
    name: 'programme.online-share',
    title: '线上闭环率（近 30 日发现的隐患）',
    unit: '条',
    params: z.strictObject({}),
    async read(reads) {
      // Every hazard's changes are effects of journal entries; one that is not would have no entry of its creation.
      const since = addDays(reads.today as Day, -ONLINE_DAYS);
      const values: unknown[] = [reads.actor.county, since];
      const newest = await reads.many<{ id: string }>(
        `select id from hazards.published_hazard where county = $1 and found_on >= $2 and ${reads.within({ town: 'town', enterprise: 'enterprise' }, values)}`,
        values,
      );
      const n = await knownToJournal(reads, { kind: hazard.kind, ids: newest.map((row) => row.id) });
      const found = rowsAt(hazardLedger, { foundFrom: since });
      return { n, of: newest.length, byTown: {}, rows: found, whole: found };
    },
  }),
];
