import { type LedgerGiven, type MeasureReads, roleMay, type Total } from '#kernel';
import { type Ledger, ledger, withinSql } from '#kernel/server';
import { flagsText, type Sector, sectorWords } from '#registry';
import { checkItem } from './commands.ts';
import { campaignOf } from './current.ts';
import type { EnterpriseState } from './domain/campaign.rule.ts';
import { rosterLedger } from './ledgers.ts';
import { boardReaders } from './policy.ts';
import { reachedSql, rosterFrom, rosterSql, standings } from './store.ts';

type P = (value: unknown) => string;

/** Named when no campaign is: there is none of that name, and it reaches nobody. */
const NO_CAMPAIGN = '-';
const anywhere = (word: string) => `%${word.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Filters whose total the standings know. */
const COUNTED = ['campaign', 'town', 'state'];
const PAGING = ['sort', 'limit', 'after', 'before', 'columns'];

/** Exact total of enterprises in some state, out of the figures of the page's head; any other is quickly counted. */
async function totalOf(reads: MeasureReads, given: LedgerGiven): Promise<Total | null> {
  const campaign = campaignOf(given.campaign as string);
  const set = Object.keys(given).filter((key) => given[key] !== undefined && given[key] !== '');
  const wanted = given.state as EnterpriseState[] | undefined;
  if (!campaign || !wanted || !set.every((key) => COUNTED.includes(key) || PAGING.includes(key))) return null;
  const towns = await standings(reads, campaign, given.town as string | undefined);
  const states = [...new Set(wanted)];
  return { n: towns.reduce((n, one) => n + states.reduce((m, state) => m + one[state], 0), 0), exact: true };
}

/** A row in words: what SQL does not know, and what only the day tells. */
function worded(row: Record<string, unknown>, today: string): Record<string, unknown> {
  const { dues, flags, sector } = row as { dues: string[]; flags: string[]; sector: Sector };
  row.overdue = dues.filter((day) => day < today).length;
  row.risks = flagsText(flags);
  row.sector = sectorWords[sector];
  row.dues = undefined;
  return row;
}

/** 专项行动企业名单, a page at a time: each row with the looks that the matrix draws. */
export const campaignRoster: Ledger = ledger({
  shape: rosterLedger,
  may: [boardReaders],
  get from() {
    return rosterFrom();
  },
  county: 'e.county',
  id: 'e.id',
  columns: {
    name: 'e.name',
    town: '(select t.name from registry.published_town t where t.county = e.county and t.code = e.town)',
    townCode: 'e.town',
    sector: 'e.sector',
    flags: 'e.flags',
    risks: 'null::text',
    open: rosterSql.open,
    overdue: 'null::int',
    dues: rosterSql.dues,
    items: rosterSql.items,
    checked: rosterSql.checked,
    failing: rosterSql.failing,
    state: rosterSql.state,
    checks: rosterSql.checks,
  },
  sorts: {
    name: { sql: 'e.name', type: 'text' },
    town: { sql: `e.town || ' ' || e.name`, type: 'text' },
    open: { sql: rosterSql.open, type: 'int' },
    state: { sql: `${rosterSql.work} || ' ' || e.town || ' ' || e.name`, type: 'text' },
  },
  filters: {
    campaign: ((p: P, id: string, { actor, today }: { actor: { scope: string }; today: string }) =>
      reachedSql(id, p, today, actor.scope !== 'county')) as never,
    q: ((p: P, word: string) => {
      const like = p(anywhere(word));
      return `(lower(e.name) like ${like} or lower(coalesce(e.short_name, '')) like ${like} or lower(e.initials) like ${like})`;
    }) as never,
    town: ((p: P, code: string) => `e.town = ${p(code)}`) as never,
    state: ((p: P, wanted: string[]) => `${rosterSql.state} = any(${p(wanted)}::text[])`) as never,
    flag: ((p: P, flag: string) => `${p(flag)} = any(e.flags)`) as never,
  },
  scope: (p, actor) => withinSql(actor, { town: 'e.town', enterprise: 'e.id' }, p),
  prepare: async (_reads, given) => ({ ...given, campaign: given.campaign || NO_CAMPAIGN }),
  total: totalOf,
  can: (actor) => (roleMay(checkItem.may, actor) ? [checkItem.name] : []),
  finishes: ['dues', 'flags', 'sector'],
  finish: (row, { today }) => worded(row, today),
});
