import { z } from 'zod';
import {
  addDays,
  addMonths,
  codesOf,
  type Day,
  type Figure,
  firstOfMonth,
  type MeasureReads,
  measure,
  rowsAt,
  type TallyRow,
} from '#kernel';
import { byKind } from '#registry';
import { reportingOrigins, reportingSince } from './domain/hazard.rule.ts';
import { originWords } from './domain/words.ts';
import { hazardLedger, reporterLedger } from './ledgers.ts';
import { byDue, byFacet, byMark, byMonth } from './subjects.ts';

const none = z.strictObject({});
type ByTown = Record<string, { n: number; of: number | null }>;

const level = z.enum(['general', 'major']);
const faceted = z.strictObject({
  level: level.optional(),
  sector: z.string().optional(),
  origin: z.enum(codesOf(originWords)).optional(),
});
type Faceted = z.output<typeof faceted>;

const [STATE, LEVEL, SECTOR, ORIGIN, LOOP] = [0, 1, 2, 3, 4];
const fits = (row: TallyRow, p: Faceted): boolean =>
  (!p.level || row.key[LEVEL] === p.level) &&
  (!p.sector || row.key[SECTOR] === p.sector) &&
  (!p.origin || row.key[ORIGIN] === p.origin);
const isOpen = (row: TallyRow): boolean => row.key[STATE] !== 'closed';

/** Adds rows up by town: `n` of those that count, `of` all of them (null when the figure has no whole). */
function count(
  rows: readonly TallyRow[],
  counts: (row: TallyRow) => boolean,
  whole: boolean,
): { n: number; of: number | null; byTown: ByTown } {
  const byTown: ByTown = {};
  for (const row of rows) {
    byTown[row.town] ??= { n: 0, of: whole ? 0 : null };
    const at = byTown[row.town]!;
    if (counts(row)) at.n += row.n;
    if (at.of !== null) at.of += row.n;
  }
  const all = Object.values(byTown);
  return { n: all.reduce((s, t) => s + t.n, 0), of: whole ? all.reduce((s, t) => s + (t.of ?? 0), 0) : null, byTown };
}

/** The parameters of a figure as filters of the ledger. */
const facets = (p: Faceted) => ({
  level: p.level ? [p.level] : undefined,
  sector: p.sector ? [p.sector] : undefined,
  origin: p.origin ? [p.origin] : undefined,
});

/** Cumulative open at each month's end over the last year, and a week ago. */
async function openSeries(reads: MeasureReads, wanted?: string): Promise<{ day: string; n: number }[]> {
  const rows = (await reads.tally(byMonth.name)).filter((row) => !wanted || row.key[1] === wanted);
  const first = addMonths(firstOfMonth(reads.today as Day), -11);
  return Array.from({ length: 12 }, (_, i) => {
    const next = addMonths(first, i + 1);
    const n = rows
      .filter((row) => row.day! < next)
      .reduce((s, row) => s + (row.key[0] === 'found' ? row.n : -row.n), 0);
    return { day: i === 11 ? reads.today : addDays(next, -1), n };
  });
}

async function marked(
  reads: MeasureReads,
  counts: string,
  wholes: readonly string[] | null,
): Promise<Omit<Figure, 'rows'>> {
  const rows = (await reads.tally(byMark.name)).filter((row) => row.key[0] === counts || wholes?.includes(row.key[0]!));
  return count(rows, (row) => row.key[0] === counts, wholes !== null);
}

export const hazardMeasures = [
  measure({
    name: 'hazards.closed-share',
    title: '隐患销号率',
    unit: '条',
    params: faceted,
    from: [byFacet.name],
    async read(reads, p) {
      const rows = (await reads.tally(byFacet.name)).filter((row) => fits(row, p));
      return {
        ...count(rows, (row) => !isOpen(row), true),
        rows: rowsAt(hazardLedger, { ...facets(p), state: ['closed'] }),
        whole: rowsAt(hazardLedger, facets(p)),
      };
    },
  }),
  measure({
    name: 'hazards.open',
    title: '未销号隐患',
    unit: '条',
    params: faceted,
    from: [byFacet.name, byMonth.name],
    async read(reads, p) {
      const rows = (await reads.tally(byFacet.name)).filter((row) => fits(row, p) && isOpen(row));
      const plain = !p.sector && !p.origin;
      return {
        ...count(rows, () => true, false),
        rows: rowsAt(hazardLedger, { ...facets(p), open: true }),
        ...(plain ? { series: await openSeries(reads, p.level) } : {}),
      };
    },
  }),
  measure({
    name: 'hazards.major-open',
    title: '未销号重大隐患',
    unit: '条',
    params: none,
    from: [byFacet.name],
    async read(reads) {
      const rows = (await reads.tally(byFacet.name)).filter((row) => row.key[LEVEL] === 'major' && isOpen(row));
      return { ...count(rows, () => true, false), rows: rowsAt(hazardLedger, { level: ['major'], open: true }) };
    },
  }),
  measure({
    name: 'hazards.overdue',
    title: '逾期未整改隐患',
    unit: '条',
    params: none,
    from: [byDue.name],
    async read(reads) {
      const rows = await reads.tally(byDue.name, { before: reads.today });
      return { ...count(rows, () => true, false), rows: rowsAt(hazardLedger, { overdue: true }) };
    },
  }),
  measure({
    name: 'hazards.escalated-open',
    title: '已上报上级、未销号',
    unit: '条',
    params: none,
    from: [byMark.name],
    read: async (reads) => ({
      ...(await marked(reads, 'escalated-open', null)),
      rows: rowsAt(hazardLedger, { heldBy: ['county', 'city'], open: true }),
    }),
  }),
  measure({
    name: 'hazards.expert-analysed',
    title: '专家会诊已答复',
    unit: '条',
    params: none,
    from: [byMark.name],
    read: async (reads) => ({
      ...(await marked(reads, 'analysis-given', ['analysis-given', 'analysis-asked'])),
      rows: rowsAt(hazardLedger, { analysis: ['given'] }),
      whole: rowsAt(hazardLedger, { analysis: ['given', 'asked'] }),
    }),
  }),
  measure({
    name: 'hazards.transferred-answered',
    title: '移送已回复',
    unit: '条',
    params: none,
    from: [byMark.name],
    read: async (reads) => ({
      ...(await marked(reads, 'transfer-answered', ['transfer-answered', 'transfer-waiting'])),
      rows: rowsAt(hazardLedger, { transfer: 'answered' }),
    }),
  }),
  measure({
    name: 'hazards.responsible-known-share',
    title: '监管责任人明确的隐患',
    unit: '条',
    params: none,
    from: [byMark.name],
    read: async (reads) => ({
      ...shareOfAll(await reads.tally(byMark.name)),
      rows: rowsAt(hazardLedger, { responsible: 'known' }),
      whole: rowsAt(hazardLedger),
    }),
  }),
  measure({
    name: 'hazards.look-back-share',
    title: '已销号隐患回头看',
    unit: '条',
    params: none,
    from: [byMark.name, byFacet.name],
    async read(reads) {
      const marks = await reads.tally(byMark.name);
      const closed = (await reads.tally(byFacet.name)).filter((row) => !isOpen(row) && row.key[LOOP] === 'common');
      const seen = marks.filter((row) => row.key[0] === 'looked-back');
      const whole = count(closed, () => false, true);
      const done = count(seen, () => true, false);
      const byTown: ByTown = {};
      for (const town of Object.keys(whole.byTown))
        byTown[town] = { n: done.byTown[town]?.n ?? 0, of: whole.byTown[town]!.of };
      return {
        n: done.n,
        of: whole.of,
        byTown,
        rows: rowsAt(hazardLedger, { state: ['closed'], loop: 'common', lookBack: ['pass', 'fail'] }),
        whole: rowsAt(hazardLedger, { state: ['closed'], loop: 'common' }),
      };
    },
  }),
  measure({
    name: 'hazards.self-reported-enterprises',
    title: '近 30 日自主上报的企业',
    unit: '家',
    params: none,
    // A finding that comes or goes moves the one, an enterprise that closes or moves the other.
    from: [byFacet.name, byKind.name],
    async read(reads) {
      const since = reportingSince(reads.today as Day);
      const values: unknown[] = [reads.actor.county, since, reportingOrigins];
      const mine = reads.within({ town: 'e.town', enterprise: 'e.id' }, values);
      // The few thousand findings of the month are read from their index alone; the enterprises once, by themselves.
      const rows = await reads.many<{ town: string; n: number; of: number }>(
        `with reporter as (select distinct enterprise from hazards.hazard where county = $1 and found_on >= $2 and origin = any($3::text[]))
         select e.town, count(*)::int as of, count(r.enterprise)::int as n from registry.published_enterprise e left join reporter r on r.enterprise = e.id
         where e.county = $1 and e.removed_at is null and e.status <> 'closed' and ${mine} group by e.town`,
        values,
      );
      const byTown: ByTown = Object.fromEntries(rows.map((row) => [row.town, { n: row.n, of: row.of }]));
      return {
        n: rows.reduce((s, r) => s + r.n, 0),
        of: rows.reduce((s, r) => s + r.of, 0),
        byTown,
        rows: rowsAt(reporterLedger, { reported: 'yes' }),
        whole: rowsAt(reporterLedger),
      };
    },
  }),
];

/** Of 'all' and one mark together, only 'all' is the whole: the marked ones are part of it. */
function shareOfAll(rows: readonly TallyRow[]): { n: number; of: number; byTown: ByTown } {
  const all = count(
    rows.filter((row) => row.key[0] === 'all'),
    () => true,
    false,
  );
  const known = count(
    rows.filter((row) => row.key[0] === 'responsible-known'),
    () => true,
    false,
  );
  const byTown: ByTown = {};
  for (const town of Object.keys(all.byTown)) byTown[town] = { n: known.byTown[town]?.n ?? 0, of: all.byTown[town]!.n };
  return { n: known.n, of: all.n, byTown };
}
