import { type Actor, cansOf, type LedgerGiven, type MeasureReads, pagingKeys, type Total } from '#kernel';
import {
  any,
  anywhere,
  derived,
  type Ledger,
  ledger,
  nameByCode,
  overlaps,
  type Paged,
  range,
  same,
  sameText,
  TOTAL_CAP,
  when,
} from '#kernel/server';
import { calendarNow } from '#law-catalogue';
import { type Sector, sectorWords } from '#registry';
import { overdueWorkdays } from '../domain/hazard.rule.ts';
import { hazardLedger } from '../ledgers.ts';
import { readers } from '../policy.ts';
import { byDue, byFacet, byState, type Hazard } from '../subjects.ts';
import { countsWhole, hitsOf } from './words.ts';

/** The due day, a last day where there is none: a column, because under row-level security no index serves a condition with coalesce. */
const DUE = 'h.due_order';
/** What the search for a word was settled to: ids that were found and how many in all, or a walk along the page's order. */
interface Settled {
  ids: string;
  found: number;
  walk: string;
}
type Given = LedgerGiven<typeof hazardLedger>;
type Asked = Given & Partial<Settled>;
/** What the ledger is asked for. */
export type HazardsAsked = Given;

/** The one town a page is about: the filter's, else the actor's own. The application's wall: the database's is in hazards.find itself. */
const townOf = (actor: Actor, given: Given): string | null =>
  given.town ?? (actor.scope === 'town' ? actor.town : null);

const SEARCHING = ['ids', 'found', 'walk'];
const ASIDE = [...pagingKeys, 'town', 'q', 'open'];

/** Filters that are set, beside town, word and paging. */
export const setFilters = (given: Asked): string[] =>
  Object.entries(given as Record<string, unknown>).flatMap(([key, value]) =>
    value !== undefined && value !== false && !ASIDE.includes(key) ? [key] : [],
  );

/** Whether a word, and maybe a town, is all that was asked: then what was found is what there is. */
const onlyWord = (given: Asked): boolean => !given.open && setFilters(given).every((key) => SEARCHING.includes(key));

/**
 * A word becomes ids when it is rare (then totals are exact), or a walk along the page's order when it is common (then the total is
 * capped). A page of nothing but the word by the day found is chosen beside the words; with other filters or in another order the ids of
 * all hits come as the database's own text: thousands of them pass through without becoming objects.
 */
async function settleSearch(reads: MeasureReads, given: Given, paged?: Paged): Promise<Asked> {
  // Small letters are made here, as those of the search row were: a server whose locale is C knows none beyond ASCII.
  const word = given.q?.trim().toLowerCase() ?? '';
  if (!word) return { ...given, q: undefined };
  const alone = paged?.order === 'foundAt' && onlyWord(given) && countsWhole(reads.actor);
  const hits = await hitsOf(reads, word, townOf(reads.actor, given), alone ? paged : undefined);
  return hits ? { ...given, q: undefined, ...hits } : { ...given, q: undefined, walk: word };
}

const FACETS = ['state', 'level', 'sector', 'origin', 'loop'] as const;
/** Exact totals from roll-ups, for county and town, when every filter set is one a roll-up knows. */
async function totalOf(reads: MeasureReads, given: Asked): Promise<Total | null> {
  const { scope, town: ownTown } = reads.actor;
  if (onlyWord(given) && countsWhole(reads.actor)) {
    if (given.found !== undefined) return { n: given.found, exact: true };
    // Of two characters and more only what was found too often is walked.
    if ([...(given.walk ?? '')].length >= 2) return { n: TOTAL_CAP, exact: false };
  }
  if (scope !== 'county' && scope !== 'town') return null;
  const town = townOf(reads.actor, given);
  if (scope === 'town' && town !== ownTown) return { n: 0, exact: true };
  const set = setFilters(given);
  const where = town ? { town } : {};
  if (set.length === 1 && set[0] === 'overdue' && !given.open) {
    const rows = await reads.tally(byDue.name, { ...where, before: reads.today });
    return { n: rows.reduce((sum, row) => sum + row.n, 0), exact: true };
  }
  if (!set.every((key) => (FACETS as readonly string[]).includes(key))) return null;
  const few = set.every((key) => key === 'state' || key === 'level');
  const rows = await reads.tally(few ? byState.name : byFacet.name, where);
  const fits = (value: string, key: (typeof FACETS)[number]) => {
    const wanted = given[key];
    return wanted === undefined || (Array.isArray(wanted) ? (wanted as string[]).includes(value) : wanted === value);
  };
  const n = rows
    .filter((row) => FACETS.every((key, i) => fits(row.key[i] ?? '', key)) && (!given.open || row.key[0] !== 'closed'))
    .reduce((sum, row) => sum + row.n, 0);
  return { n, exact: true };
}

export const hazardsLedger: Ledger = ledger<typeof hazardLedger, Settled>({
  shape: hazardLedger,
  may: [readers],
  from: 'hazards.hazard h',
  county: 'h.county',
  id: 'h.id',
  columns: {
    number: 'h.number',
    enterprise: 'h.enterprise',
    enterpriseName: 'h.enterprise_name',
    townName: nameByCode('registry.published_town', 'h.town'),
    town: 'h.town',
    description: 'h.description',
    place: 'h.place',
    level: 'h.level',
    state: 'h.state',
    dueOn: 'h.due_on',
    overdueWorkdays: derived<Pick<Hazard, 'state' | 'dueOn'>>(
      { state: 'h.state', dueOn: 'h.due_on' },
      (row, { actor, today }) => overdueWorkdays(row, today, calendarNow(actor.county)),
    ),
    stepDueOn: 'h.step_due_on',
    foundAt: 'h.found_at',
    foundByName: 'h.found_by_name',
    origin: 'h.origin',
    loop: 'h.loop',
    sector: derived<{ sectorCode: Sector }>({ sectorCode: 'h.sector' }, (row) => sectorWords[row.sectorCode] ?? null),
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
  version: 'h.version',
  looks: {
    heldBy: 'h.held_by',
    analysis: 'h.analysis',
    analysisExpert: 'h.analysis_expert',
    extensionUntil: 'h.extension_until',
    rectifiedBy: 'h.rectified_by',
    checkedBy: 'h.checked_by',
  },
  sorts: { foundAt: { sql: 'h.found_at', type: 'timestamptz' }, dueOn: { sql: DUE, type: 'date' } },
  filters: {
    q: 'settled',
    town: same('h.town'),
    state: any('h.state'),
    level: any('h.level'),
    sector: any('h.sector'),
    origin: any('h.origin'),
    loop: same('h.loop'),
    category: any('h.category'),
    enterprise: sameText('h.enterprise'),
    heldBy: any('h.held_by'),
    analysis: any('h.analysis'),
    lookBack: any('h.look_back_result'),
    overdue: (p, _, { today }) =>
      `h.state = 'assigned' and h.due_on < ${p(today)}::date and ${DUE} < ${p(today)}::date`,
    stepLate: (p, _, { today }) => `h.step_due_on < ${p(today)}::date`,
    open: when("h.state <> 'closed'"),
    flag: overlaps('h.flags'),
    supervised: when('h.supervised_by is not null'),
    transfer: (_, where) =>
      `h.transferred_to is not null and h.state ${where === 'waiting' ? '=' : '<>'} 'transferred'`,
    responsible: (_, who) => `h.responsible ${who === 'unknown' ? '=' : '<>'} '[]'::jsonb`,
    extension: when("h.state = 'assigned' and h.extension_until is not null"),
    ...range('found', 'h.found_on'),
    ...range('due', 'h.due_on'),
    ...range('closed', 'h.closed_on'),
  },
  settled: {
    ids: (p, ids) => `h.id = any(${p(ids)}::uuid[])`,
    found: 'noted',
    walk: (p, word) => `h.haystack like ${p(anywhere(word))}`,
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
});
