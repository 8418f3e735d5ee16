import type { Day } from '#kernel';
import { any, byText, contains, derived, type Ledger, ledger, nameByCode, same, withinSql } from '#kernel/server';
import { type Sector, sectorWords } from '#registry';
import { reportingOrigins, reportingSince } from '../domain/hazard.rule.ts';
import { reporterLedger } from '../ledgers.ts';
import { overseers } from '../policy.ts';

const ORIGINS = reportingOrigins.map((origin) => `'${origin}'`).join(', ');
const OWN = `from hazards.hazard h where h.county = $1 and h.enterprise = e.id and h.origin in (${ORIGINS})`;
const LAST = `(select max(h.found_on) ${OWN})`;
/** Before the first day there is: an enterprise that never reported stands first. */
const NEVER = `coalesce(${LAST}, '0001-01-01'::date)`;

/** 企业自主上报: which enterprises report by themselves and which are silent (method of the notice: 企业自主性上报). */
export const reportersLedger: Ledger = ledger({
  shape: reporterLedger,
  may: [overseers],
  from: 'registry.published_enterprise e',
  county: 'e.county',
  id: 'e.id',
  columns: {
    name: 'e.name',
    town: 'e.town',
    townName: nameByCode('registry.published_town', 'e.town'),
    sector: derived<{ sectorCode: Sector }>({ sectorCode: 'e.sector' }, (row) => sectorWords[row.sectorCode]),
    reported: derived<{ lastOn: Day | null }>({ lastOn: LAST }, (row, { today }) =>
      row.lastOn && row.lastOn >= reportingSince(today as Day) ? 'yes' : 'no',
    ),
    lastOn: LAST,
    reports: `(select count(*)::int ${OWN})`,
    open: `(select count(*)::int ${OWN} and h.state <> 'closed')`,
  },
  version: null,
  sorts: { name: byText('e.name'), lastOn: { sql: NEVER, type: 'date' } },
  filters: {
    q: contains('e.name', "coalesce(e.short_name, '')", 'e.initials'),
    town: same('e.town'),
    sector: any('e.sector'),
    reported: (p, value, { today }) =>
      `${value === 'yes' ? '' : 'not '}exists (select 1 ${OWN} and h.found_on >= ${p(reportingSince(today as Day))}::date)`,
  },
  scope: (p, actor) =>
    `e.removed_at is null and e.status <> 'closed' and ${withinSql(actor, { town: 'e.town', enterprise: 'e.id' }, p)}`,
});
