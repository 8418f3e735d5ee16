import { z } from 'zod';
import {
  addMonths,
  type Day,
  firstOf,
  firstOfMonth,
  type MeasureReads,
  query,
  type SearchSource,
  type TallyRow,
} from '#kernel';
import { anywhere, groupsOf, inputOf, type Asked as LedgerAsked } from '#kernel/server';
import { loops } from '../domain/loop.ts';
import { figureFilters, hazardLedger } from '../ledgers.ts';
import { overseers } from '../policy.ts';
import { hazardRow } from '../row-schemas.ts';
import { byDue, byFacet, byMonth, byState, type Hazard, hazardOwners } from '../subjects.ts';
import { type HazardsAsked, hazardsLedger, setFilters } from './ledger.ts';
import { hitsOf } from './words.ts';

const town = z.string();
const level = z.string();
const cells = z.array(z.strictObject({ town, level, n: z.record(z.string(), z.int()) }));
const overdue = z.array(z.strictObject({ town, level, n: z.int() }));

/** 隐患概览: town × level × state, overdue, and the last twelve months — from roll-ups, equal to a recount at any moment. */
export const dashboardQuery = query({
  name: 'hazards.dashboard',
  title: '隐患概览',
  input: z.strictObject({
    town: z
      .string()
      .regex(/^\d{9}$/, '镇代码为 9 位数字')
      .optional(),
  }),
  answer: z.strictObject({
    today: z.iso.date(),
    cells,
    overdue,
    months: z.array(z.strictObject({ town, what: z.string(), level, n: z.array(z.int()).min(12) })),
  }),
  may: [overseers],
  read: (reads, { town }) =>
    reads.whileUnchanged([byState.name, byDue.name, byMonth.name], `hazards.dashboard ${town ?? ''}`, async () => {
      const where = town ? { town } : {};
      const since = addMonths(firstOfMonth(reads.today as Day), -11);
      const [cells, overdue, months] = await Promise.all([
        reads.tally(byState.name, where),
        reads.tally(byDue.name, { ...where, before: reads.today }),
        reads.tally(byMonth.name, { ...where, from: since }),
      ]);
      return {
        today: reads.today,
        cells: statesOf(cells),
        overdue: byTownAndLevel(overdue),
        months: matrixOf(months, since),
      };
    }),
});

/** A counted group as the sums below take it. */
type Counted = Pick<TallyRow, 'town' | 'key' | 'n'>;

/** Filters of the ledger that a roll-up knows. */
const FACETED = ['town', 'sector', 'origin', 'loop'];
const SECTOR = 2;

/** Figures of the ledger out of roll-ups, when its filters allow it: none is counted then. */
async function rolledUp(reads: MeasureReads, given: HazardsAsked): Promise<readonly [Counted[], Counted[]] | null> {
  const set = setFilters(given);
  const { scope } = reads.actor;
  if ((scope !== 'county' && scope !== 'town') || given.q || !set.every((key) => FACETED.includes(key))) return null;
  // Overdue is kept by level and sector alone.
  if (set.includes('origin') || set.includes('loop')) return null;
  const where = given.town ? { town: given.town } : {};
  const [facets, due] = await Promise.all([
    reads.tally(byFacet.name, where),
    reads.tally(byDue.name, { ...where, before: reads.today }),
  ]);
  const fits = (sector: string | undefined) => !given.sector || given.sector.includes(sector ?? '');
  return [facets.filter((row) => fits(row.key[SECTOR])), due.filter((row) => fits(row.key[1]))];
}

/** Figures above the ledger (台账汇总): of the rows under its filters, but for those the figures set themselves. */
export const sumsQuery = query({
  name: 'hazards.sums',
  title: '台账汇总',
  input: inputOf(hazardLedger) as unknown as z.ZodType<HazardsAsked>,
  answer: z.strictObject({
    /** Null when the word is too common to be counted at once. */
    figures: z.strictObject({ cells, overdue }).nullable(),
  }),
  may: [overseers],
  async read(reads, asked) {
    const plain = { ...asked, ...Object.fromEntries(figureFilters.map((key) => [key, undefined])) };
    const known = await rolledUp(reads, plain);
    if (known) return { figures: { cells: statesOf(known[0]), overdue: byTownAndLevel(known[1]) } };
    const given = await hazardsLedger.prepare!(reads, plain as LedgerAsked);
    if (given.walk) return { figures: null };
    const by = { town: 'h.town', level: 'h.level' };
    const [states, due] = await Promise.all([
      groupsOf(hazardsLedger, reads, given, { ...by, state: 'h.state' }),
      groupsOf(hazardsLedger, reads, { ...given, overdue: true } as unknown as LedgerAsked, by),
    ]);
    return {
      figures: {
        cells: statesOf(states.map((row) => ({ town: row.town, key: [row.state, row.level], n: row.n }))),
        overdue: byTownAndLevel(due.map((row) => ({ town: row.town, key: [row.level], n: row.n }))),
      },
    };
  },
});

/** One line a town and level, with how many stand in each state. */
function statesOf(rows: readonly Counted[]) {
  const lines = new Map<string, { town: string; level: string; n: Record<string, number> }>();
  for (const { town, key, n } of rows) {
    const [state, level] = key as [string, string];
    const line = lines.get(`${town} ${level}`) ?? { town, level, n: {} };
    lines.set(`${town} ${level}`, line);
    line.n[state] = (line.n[state] ?? 0) + n;
  }
  return [...lines.values()];
}

const MONTHS = 12;
/** The twelve months up to the running one: one line a town, kind and level, its months in order, oldest first. */
function matrixOf(rows: readonly TallyRow[], since: Day) {
  const lines = new Map<string, { town: string; what: string; level: string; n: number[] }>();
  const [year, month] = since.split('-').map(Number) as [number, number];
  for (const { town, key, day, n } of rows) {
    const at = (Number(day!.slice(0, 4)) - year) * 12 + Number(day!.slice(5, 7)) - month;
    const name = `${town} ${key[0]} ${key[1]}`;
    const line = lines.get(name) ?? { town, what: key[0]!, level: key[1]!, n: Array<number>(MONTHS).fill(0) };
    lines.set(name, line);
    // A clock that was set back leaves months after the running one: they stand behind it.
    while (line.n.length <= at) line.n.push(0);
    line.n[at]! += n;
  }
  return [...lines.values()];
}

/** Overdue is kept by sector as well; the overview shows town and level. */
function byTownAndLevel(rows: readonly Counted[]): { town: string; level: string; n: number }[] {
  const sums = new Map<string, { town: string; level: string; n: number }>();
  for (const { town, key, n } of rows) {
    const level = key[0]!;
    const sum = sums.get(`${town} ${level}`);
    if (sum) sum.n += n;
    else sums.set(`${town} ${level}`, { town, level, n });
  }
  return [...sums.values()];
}

/** Hazards in the search over everything: by number or words, newest ten. Of a word that stands in thousands, the ten come by walking. */
export const hazardSearch: SearchSource = {
  title: '隐患',
  order: 20,
  may: [overseers],
  async find(reads, words) {
    const word = firstOf(words, 50).toLowerCase();
    // By itself first: inside a statement on the county's node the lookup would ask a cluster once more, which is refused.
    const ownTown = reads.actor.scope === 'town' ? reads.actor.town : null;
    const hits = await hitsOf(reads, word, ownTown, { down: true, from: null, most: 10 });
    const values: unknown[] = [reads.actor.county, hits ? hits.ids : anywhere(word)];
    const rows = await reads.many<Pick<Hazard, 'id' | 'number' | 'enterpriseName' | 'description' | 'state' | 'loop'>>(
      `select h.id, h.number, h.enterprise_name, h.description, h.state, h.loop from hazards.hazard h
       where h.county = $1 and ${hits ? 'h.id = any($2::uuid[])' : 'h.haystack like $2'} and ${reads.within(hazardOwners, values)}
       order by h.found_at desc, h.id desc limit 10`,
      values,
    );
    return rows.map((hit) => ({
      title: `${hit.number} ${firstOf(hit.description, 12)}`,
      note: `${hit.enterpriseName} · ${loops.word(hit)}`,
      path: `/hazards/${hit.id}`,
    }));
  },
};

/** 企业的隐患: for 一企一档 — open ones first. */
export const ofEnterpriseQuery = query({
  name: 'hazards.of-enterprise',
  title: '企业的隐患',
  input: z.strictObject({ enterprise: z.uuid() }),
  answer: z.strictObject({
    rows: z.array(
      hazardRow.pick({
        id: true,
        number: true,
        description: true,
        place: true,
        level: true,
        state: true,
        loop: true,
        dueOn: true,
        foundAt: true,
        closedOn: true,
      }),
    ),
    counts: z.array(hazardRow.pick({ state: true, level: true }).extend({ n: z.int() })),
  }),
  may: [{ ...overseers, roles: [...overseers.roles, 'principal', 'safety-manager', 'worker'] }],
  async read(reads, given) {
    const values: unknown[] = [reads.actor.county, given.enterprise];
    const mine = reads.within(hazardOwners, values);
    const [rows, counts] = await Promise.all([
      reads.many<
        Pick<
          Hazard,
          'id' | 'number' | 'description' | 'place' | 'level' | 'state' | 'loop' | 'dueOn' | 'foundAt' | 'closedOn'
        >
      >(
        `select h.id, h.number, h.description, h.place, h.level, h.state, h.loop, h.due_on, h.found_at, h.closed_on from hazards.hazard h
         where h.county = $1 and h.enterprise = $2 and ${mine} order by (h.state = 'closed'), h.found_at desc limit 100`,
        values,
      ),
      reads.many<Pick<Hazard, 'state' | 'level'> & { n: number }>(
        `select h.state, h.level, count(*)::int as n from hazards.hazard h where h.county = $1 and h.enterprise = $2 and ${mine} group by 1, 2`,
        values,
      ),
    ]);
    return { rows, counts };
  },
});
