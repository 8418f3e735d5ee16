import { type Actor, cansOf, type LedgerGiven, type MeasureReads, type Total } from '#kernel';
import { type Ledger, ledger, TOTAL_CAP } from '#kernel/server';
import { overdueDays } from '../domain/hazard.rule.ts';
import { hazardLedger } from '../ledgers.ts';
import { readers } from '../policy.ts';
import { byDue, byFacet, byState, type Hazard } from '../subjects.ts';

/** The due day, a last day where there is none: a column, because under row-level security no index serves a condition with coalesce. */
const DUE = 'h.due_order';
/** Columns that `can` looks at beside the shown ones. */
const ROW = `h.enterprise as "enterprise", h.version as "version", h.rectified_by as "rectifiedBy", h.analysis_expert as "analysisExpert", h.extension_until as "extensionUntil"`;

type P = (value: unknown) => string;
// One value is compared as one: an index in the page's order serves that, not a list.
const any = (column: string) => (p: P, v: string[]) =>
  v.length === 1 ? `${column} = ${p(v[0])}` : `${column} = any(${p(v)})`;
const same = (column: string) => (p: P, v: string) => `${column} = ${p(v)}`;
const from = (column: string) => (p: P, v: string) => `${column} >= ${p(v)}::date`;
const to = (column: string) => (p: P, v: string) => `${column} <= ${p(v)}::date`;
const like = (word: string) => `%${word.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** Over this many hits a word is walked in the page's own order instead of being looked up. */
const FOUND_CAP = 5000;
const COMMON_SHARE = 0.01;
const COMMON_MS = 60_000;

/**
 * Two-character words so common that a page is found sooner by walking its order, and how many rows each has at least; from the
 * statistics, whose age does no harm: rows are never taken away, so what they counted once is there.
 */
let common: { words: Set<string>; least: number; until: number } = { words: new Set(), least: 0, until: 0 };
async function isCommon(reads: MeasureReads, word: string): Promise<boolean> {
  if (common.until < Date.now()) {
    const rows = await reads.many<{ word: string; rows: number }>(
      "select hazards.common_words($1) as word, (select reltuples from pg_class where oid = 'hazards.word'::regclass) as rows",
      [COMMON_SHARE],
    );
    const least = COMMON_SHARE * Number(rows[0]?.rows ?? 0);
    common = { words: new Set(rows.map((row) => row.word)), least, until: Date.now() + COMMON_MS };
  }
  return common.words.has(word.toLowerCase());
}

/** The one town a page is about: the filter's, else the actor's own. The application's wall: the database's is in hazards.find itself. */
const townOf = (actor: Actor, given: LedgerGiven): string | null =>
  (given.town as string | undefined) ?? (actor.scope === 'town' ? actor.town : null);

/**
 * A word becomes ids when it is rare (then totals are exact), or a walk along the page's order when it is common (then the
 * total is capped). Under row-level security LIKE cannot use an index, so the lookup is hazards.find (see the migration).
 * The ids stay the database's own text: thousands of them pass through without becoming objects.
 */
async function settleSearch(reads: MeasureReads, given: LedgerGiven): Promise<LedgerGiven> {
  const word = typeof given.q === 'string' ? given.q.trim() : '';
  if (!word) return { ...given, q: undefined };
  const walk = { ...given, q: undefined, walk: word };
  if ([...word].length < 2 || reads.actor.scope === 'expert') return walk;
  if ([...word].length === 2 && (await isCommon(reads, word))) return walk;
  const found = await reads.one<{ ids: string; n: number }>(
    'select x.ids::text as ids, cardinality(x.ids) as n from (select array(select hazards.find($1, $2, $3)) as ids) x',
    [word, FOUND_CAP + 1, townOf(reads.actor, given)],
  );
  return found!.n > FOUND_CAP ? walk : { ...given, q: undefined, ids: found!.ids, found: found!.n };
}

/** The total of a search for a word and nothing else: what was found, or whether a common word has more than the cap. */
async function totalOfSearch(reads: MeasureReads, given: LedgerGiven): Promise<Total> {
  if (given.ids !== undefined) return { n: given.found as number, exact: true };
  const town = townOf(reads.actor, given);
  // Twice the cap, because statistics come from a sample.
  if (!town && common.least >= 2 * TOTAL_CAP && (await isCommon(reads, given.walk as string)))
    return { n: TOTAL_CAP, exact: false };
  const row = await reads.one<{ n: number }>('select count(*)::int as n from hazards.find($1, $2, $3)', [
    given.walk,
    TOTAL_CAP + 1,
    town,
  ]);
  return row!.n > TOTAL_CAP ? { n: TOTAL_CAP, exact: false } : { n: row!.n, exact: true };
}

const FACETS = ['state', 'level', 'sector', 'origin', 'loop'] as const;
const SEARCHING = ['ids', 'found', 'walk'];
const PAGING = ['sort', 'limit', 'after', 'before', 'columns', 'town', 'q', 'open'];

/** Exact totals from roll-ups, for county and town, when every filter set is one a roll-up knows. */
async function totalOf(reads: MeasureReads, given: LedgerGiven): Promise<Total | null> {
  const { scope, town: ownTown } = reads.actor;
  if (scope !== 'county' && scope !== 'town') return null;
  const town = townOf(reads.actor, given);
  if (scope === 'town' && town !== ownTown) return { n: 0, exact: true };
  const set = Object.keys(given).filter(
    (key) => given[key] !== undefined && given[key] !== false && !PAGING.includes(key),
  );
  const word = given.ids !== undefined || (typeof given.walk === 'string' && [...given.walk].length >= 2);
  if (word && !given.open && set.every((key) => SEARCHING.includes(key))) return totalOfSearch(reads, given);
  const where = town ? { town } : {};
  if (set.length === 1 && set[0] === 'overdue' && !given.open) {
    const rows = await reads.tally(byDue.name, { ...where, before: reads.today });
    return { n: rows.reduce((sum, row) => sum + row.n, 0), exact: true };
  }
  if (!set.every((key) => (FACETS as readonly string[]).includes(key))) return null;
  const few = set.every((key) => key === 'state' || key === 'level');
  const rows = await reads.tally(few ? byState.name : byFacet.name, where);
  const fits = (value: string, key: string) => {
    const wanted = given[key];
    return wanted === undefined || (Array.isArray(wanted) ? wanted.includes(value) : wanted === value);
  };
  const n = rows
    .filter((row) => FACETS.every((key, i) => fits(row.key[i] ?? '', key)) && (!given.open || row.key[0] !== 'closed'))
    .reduce((sum, row) => sum + row.n, 0);
  return { n, exact: true };
}

export const hazardsLedger: Ledger = ledger({
  shape: hazardLedger,
  may: [readers],
  from: 'hazards.hazard h',
  county: 'h.county',
  id: 'h.id',
  columns: {
    number: 'h.number',
    enterpriseName: 'h.enterprise_name',
    town: 'h.town',
    description: 'h.description',
    place: 'h.place',
    level: 'h.level',
    state: 'h.state',
    dueOn: 'h.due_on',
    overdueDays: 'null::int',
    foundAt: 'h.found_at',
    foundByName: 'h.found_by_name',
    origin: 'h.origin',
    loop: 'h.loop',
    sector: 'h.sector',
    category: 'h.category',
    criterion: 'h.criterion',
    person: 'h.person',
    moneyYuan: 'h.money_yuan',
    measure: 'h.measure',
    heldBy: 'h.held_by',
    supervisedBy: 'h.supervised_by',
    analysis: 'h.analysis',
    closedOn: 'h.closed_on',
    closeReason: 'h.close_reason',
    lookBackResult: 'h.look_back_result',
  },
  rowColumns: ROW,
  sorts: { foundAt: { sql: 'h.found_at', type: 'timestamptz' }, dueOn: { sql: DUE, type: 'date' } },
  filters: {
    ids: ((p: P, v: string) => `h.id = any(${p(v)}::uuid[])`) as never,
    walk: ((p: P, v: string) => `h.haystack like ${p(like(v))}`) as never,
    town: same('h.town') as never,
    state: any('h.state') as never,
    level: any('h.level') as never,
    sector: same('h.sector') as never,
    origin: any('h.origin') as never,
    loop: same('h.loop') as never,
    category: any('h.category') as never,
    enterprise: ((p: P, v: string) => `h.enterprise::text = ${p(v)}`) as never,
    heldBy: same('h.held_by') as never,
    analysis: same('h.analysis') as never,
    lookBack: same('h.look_back_result') as never,
    overdue: ((p: P, _v: boolean, ctx: { today: string }) =>
      `h.state = 'assigned' and h.due_on < ${p(ctx.today)}::date and ${DUE} < ${p(ctx.today)}::date`) as never,
    open: () => "h.state <> 'closed'",
    flag: ((p: P, v: string[]) => `h.flags && ${p(v)}::text[]`) as never,
    supervised: () => 'h.supervised_by is not null',
    transferred: () => 'h.transferred_to is not null',
    responsibleUnknown: () => "h.responsible = '[]'::jsonb",
    extension: () => "h.state = 'assigned' and h.extension_until is not null",
    foundFrom: from('h.found_on') as never,
    foundTo: to('h.found_on') as never,
    dueFrom: from('h.due_on') as never,
    dueTo: to('h.due_on') as never,
    closedFrom: from('h.closed_on') as never,
    closedTo: to('h.closed_on') as never,
  },
  scope: (p, actor) =>
    actor.scope === 'town'
      ? `h.town = ${p(actor.town)}`
      : actor.scope === 'enterprise'
        ? `h.enterprise = ${p(actor.enterprise)}`
        : actor.scope === 'expert'
          ? `h.analysis_expert = ${p(actor.account)}`
          : null,
  capped: 'walk',
  planned: ['walk'],
  prepare: settleSearch,
  total: totalOf,
  can: (actor, row, modules) => cansOf(modules.commands, 'hazard', actor, row),
  finishes: ['state', 'dueOn'],
  finish: (row, { today }) => Object.assign(row, { overdueDays: overdueDays(row as unknown as Hazard, today) || null }),
});
