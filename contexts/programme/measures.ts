import { z } from 'zod';
import { addDays, addMonths, type Day, firstOfMonth, measure } from '#kernel';
import { law } from '#law-catalogue';
import { campaignOf } from './current.ts';
import { concerns, inScope } from './domain/campaign.rule.ts';
import { byCampaign } from './subjects.ts';

const ofCampaign = z.strictObject({ campaign: z.string() });
type ByTown = Record<string, { n: number; of: number | null }>;

export const programmeMeasures = [
  measure({
    name: 'programme.campaign-open',
    title: '专项行动未销号隐患',
    unit: '条',
    params: ofCampaign,
    async read(reads, { campaign }) {
      const rows = await reads.tally(byCampaign.name, { prefix: [campaign] });
      const byTown: ByTown = {};
      for (const row of rows) {
        byTown[row.town] ??= { n: 0, of: 0 };
        const at = byTown[row.town]!;
        at.n += row.key[1] === 'opened' ? row.n : -row.n;
        if (row.key[1] === 'opened') at.of! += row.n;
      }
      const openOn = (day: string) =>
        rows.filter((r) => r.day! <= day).reduce((s, r) => s + (r.key[1] === 'opened' ? r.n : -r.n), 0);
      const first = addMonths(firstOfMonth(reads.today as Day), -11);
      const ends = Array.from({ length: 12 }, (_, i) =>
        i === 11 ? (reads.today as Day) : addDays(addMonths(first, i + 1), -1),
      );
      return {
        n: Object.values(byTown).reduce((s, t) => s + t.n, 0),
        of: Object.values(byTown).reduce((s, t) => s + (t.of ?? 0), 0),
        byTown,
        rows: `/programme/campaigns/${campaign}`,
        series: [...ends, addDays(reads.today as Day, -7)].sort().map((day) => ({ day, n: openOn(day) })),
      };
    },
  }),
  measure({
    name: 'programme.campaign-checked-share',
    title: '专项行动逐企逐项检查率',
    unit: '项',
    params: ofCampaign,
    async read(reads, { campaign }) {
      const c = campaignOf(campaign);
      const items = c?.checklist ? (law().checklists.get(c.checklist)?.items ?? []) : [];
      const own: unknown[] = [reads.actor.county];
      const firms = c
        ? (
            await reads.many<{ id: string; town: string; sector: string; flags: string[] }>(
              `select id, town, sector, flags from registry.enterprise where county = $1 and removed_at is null and ${reads.within({ town: 'town', enterprise: 'id' }, own)}`,
              own,
            )
          ).filter((e) => inScope(c, e, reads.today as Day))
        : [];
      const values: unknown[] = [reads.actor.county, campaign];
      const checked = await reads.many<{ town: string; n: number }>(
        `select town, count(*)::int as n from programme.item_check where county = $1 and campaign = $2 and ${reads.within({ town: 'town', enterprise: 'enterprise' }, values)} group by town`,
        values,
      );
      const byTown: ByTown = {};
      for (const e of firms) {
        byTown[e.town] ??= { n: 0, of: 0 };
        byTown[e.town]!.of! += items.filter((item) => concerns(item.area, e)).length;
      }
      for (const row of checked) if (byTown[row.town]) byTown[row.town]!.n = Math.min(row.n, byTown[row.town]!.of!);
      const all = Object.values(byTown);
      return {
        n: all.reduce((s, t) => s + t.n, 0),
        of: all.reduce((s, t) => s + t.of!, 0),
        byTown,
        rows: `/programme/campaigns/${campaign}`,
      };
    },
  }),
  measure({
    name: 'programme.online-share',
    title: '线上闭环率',
    unit: '条',
    params: z.strictObject({}),
    async read(reads) {
      // Every hazard's changes are effects of journal entries; one that is not would have no entry of its creation.
      const values: unknown[] = [reads.actor.county];
      const row = await reads.one<{ n: number; of: number }>(
        `select count(*)::int as of, count(*) filter (where exists (select 1 from kernel.effect f where f.county = h.county and f.kind = 'hazard' and f.subject_id = h.id))::int as n
         from (select county, id from hazards.hazard where county = $1 and ${reads.within({ town: 'town', enterprise: 'enterprise' }, values)} order by found_at desc limit 500) h`,
        values,
      );
      return { n: Number(row?.n ?? 0), of: Number(row?.of ?? 0), byTown: {}, rows: '/hazards' };
    },
  }),
];
