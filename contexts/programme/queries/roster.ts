import { type LedgerGiven, type MeasureReads, pagingKeys, roleMay, type Total } from '#kernel';
import {
  any,
  byText,
  contains,
  derived,
  holds,
  type Ledger,
  ledger,
  nameByCode,
  same,
  withinSql,
} from '#kernel/server';
import { flagsText, type Sector, sectorWords } from '#registry';
import { checkItem } from '../commands.ts';
import { campaignOf } from '../current.ts';
import { rosterLedger } from '../ledgers.ts';
import { boardReaders } from '../policy.ts';
import { reachedSql, rosterFrom, rosterSql, standings } from '../store.ts';

/** Named when no campaign is: there is none of that name, and it reaches nobody. */
const NO_CAMPAIGN = '-';

/** Filters whose total the standings know. */
const COUNTED = ['campaign', 'town', 'state'];

/** Exact total of enterprises in some state, out of the figures of the page's head; any other is quickly counted. */
async function totalOf(reads: MeasureReads, given: LedgerGiven<typeof rosterLedger>): Promise<Total | null> {
  const campaign = campaignOf(reads.actor.county, given.campaign ?? NO_CAMPAIGN);
  const set = Object.entries(given).flatMap(([key, value]) => (value !== undefined && value !== '' ? [key] : []));
  const wanted = given.state;
  if (!campaign || !wanted || !set.every((key) => COUNTED.includes(key) || pagingKeys.includes(key))) return null;
  const towns = await standings(reads, campaign, given.town);
  const states = [...new Set(wanted)];
  return { n: towns.reduce((n, one) => n + states.reduce((m, state) => m + one[state], 0), 0), exact: true };
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
    townName: nameByCode('registry.published_town', 'e.town'),
    town: 'e.town',
    sector: derived<{ sectorCode: Sector }>({ sectorCode: 'e.sector' }, (row) => sectorWords[row.sectorCode]),
    flags: 'e.flags',
    risks: derived<{ flags: string[] }>({ flags: 'e.flags' }, (row) => flagsText(row.flags)),
    open: rosterSql.open,
    overdue: derived<{ dues: string[] }>(
      { dues: rosterSql.dues },
      (row, { today }) => row.dues.filter((day) => day < today).length,
    ),
    items: rosterSql.items,
    checked: rosterSql.checked,
    failing: rosterSql.failing,
    state: rosterSql.state,
    checks: rosterSql.checks,
  },
  version: null,
  sorts: {
    name: byText('e.name'),
    townName: byText(`e.town || ' ' || e.name`),
    open: { sql: rosterSql.open, type: 'int' },
    state: { sql: `${rosterSql.work} || ' ' || e.town || ' ' || e.name`, type: 'text' },
  },
  filters: {
    campaign: (p, id, { actor, today }) => reachedSql(campaignOf(actor.county, id), p, today, actor.scope !== 'county'),
    q: contains('e.name', "coalesce(e.short_name, '')", 'e.initials'),
    town: same('e.town'),
    state: any(rosterSql.state),
    flag: holds('e.flags'),
  },
  scope: (p, actor) => withinSql(actor, { town: 'e.town', enterprise: 'e.id' }, p),
  prepare: async (_reads, given) => ({ ...given, campaign: given.campaign || NO_CAMPAIGN }),
  total: totalOf,
  can: (actor) => (roleMay(checkItem.may, actor) ? [checkItem.name] : []),
});
