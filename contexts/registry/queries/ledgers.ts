import { cansOf, type LedgerGiven, type MeasureReads, pagingKeys, type Total } from '#kernel';
import {
  any,
  byText,
  contains,
  derived,
  type Ledger,
  ledger,
  nameByCode,
  overlaps,
  ownPlace,
  range,
  same,
  sameText,
  when,
} from '#kernel/server';
import { flagsText, livingStatuses } from '../domain/words.ts';
import {
  agencyLedger,
  enterpriseLedger,
  expertLedger,
  importLedger,
  officerLedger,
  peopleLedger,
  supervisionLedger,
} from '../ledgers.ts';
import { personal } from '../personal.ts';
import { readsEnterprises, readsImports, readsPeople, readsSupervision } from '../policy.ts';
import { byKind } from '../subjects.ts';

const KEYS = ['sector', 'status', 'supervision'] as const;
type EnterpriseGiven = LedgerGiven<typeof enterpriseLedger>;

/** Exact totals from the roll-up when every filter set is one it knows. */
async function enterpriseTotal(reads: MeasureReads, given: EnterpriseGiven): Promise<Total | null> {
  const { scope, town: own } = reads.actor;
  if (scope !== 'county' && scope !== 'town') return null;
  const set = Object.entries(given).flatMap(([key, value]) =>
    value !== undefined && value !== '' && key !== 'town' && !pagingKeys.includes(key) ? [key] : [],
  );
  if (!set.every((key) => (KEYS as readonly string[]).includes(key))) return null;
  const town = given.town ?? (scope === 'town' ? (own ?? '') : undefined);
  if (scope === 'town' && town !== own) return { n: 0, exact: true };
  const rows = await reads.tally(byKind.name, town ? { town } : {});
  const fits = (value: string | undefined, wanted: unknown) =>
    wanted === undefined || wanted === '' || (Array.isArray(wanted) ? wanted.includes(value) : wanted === value);
  return {
    n: rows.filter((row) => KEYS.every((key, i) => fits(row.key[i], given[key]))).reduce((sum, row) => sum + row.n, 0),
    exact: true,
  };
}

/** Closed enterprises show only when asked for. */
const living = async (_reads: MeasureReads, given: EnterpriseGiven): Promise<EnterpriseGiven> =>
  given.status?.length ? given : { ...given, status: [...livingStatuses] };

const townName = nameByCode('registry.town', 'e.town');

const enterprises = ledger({
  shape: enterpriseLedger,
  may: readsEnterprises,
  from: 'registry.enterprise e',
  county: 'e.county',
  id: 'e.id',
  columns: {
    name: 'e.name',
    uscc: 'e.uscc',
    shortName: 'e.short_name',
    townName,
    town: 'e.town',
    initials: 'e.initials',
    sector: 'e.sector',
    industry: 'e.industry',
    flags: derived<{ flagCodes: string[] }>({ flagCodes: 'e.flags' }, (row) => flagsText(row.flagCodes)),
    scale: 'e.scale',
    staffCount: 'e.staff_count',
    status: 'e.status',
    supervision: 'e.supervision',
    address: 'e.address',
    lng: 'e.lng',
    lat: 'e.lat',
    datum: 'e.datum',
    principalName: 'e.principal_name',
    principalPhone: 'e.principal_phone',
    safetyName: 'e.safety_name',
    safetyPhone: 'e.safety_phone',
    createdAt: 'e.created_at',
  },
  version: 'e.version',
  sorts: {
    name: byText('e.name'),
    staffCount: { sql: 'e.staff_count', type: 'int' },
    createdAt: { sql: 'e.created_at', type: 'timestamptz' },
  },
  filters: {
    q: contains(
      'e.name',
      "coalesce(e.short_name, '')",
      'e.uscc',
      'e.initials',
      { sql: 'e.principal_phone', personal: personal.enterprise.principalPhone },
      { sql: 'e.safety_phone', personal: personal.enterprise.safetyPhone },
    ),
    town: same('e.town'),
    sector: any('e.sector'),
    flags: overlaps('e.flags'),
    supervision: same('e.supervision'),
    scale: any('e.scale'),
    status: any('e.status'),
  },
  scope: ownPlace({ town: 'e.town', enterprise: 'e.id' }),
  can: (actor, row, modules) => cansOf(modules.commands, 'enterprise', actor, { id: row.id, town: row.town }),
  prepare: living,
  total: enterpriseTotal,
});

const people = ledger<typeof peopleLedger, { working: boolean }>({
  shape: peopleLedger,
  may: readsPeople,
  from: 'registry.person p join registry.enterprise e on e.county = p.county and e.id = p.enterprise',
  county: 'p.county',
  id: 'p.id',
  columns: {
    name: 'p.name',
    enterpriseName: 'e.name',
    uscc: 'e.uscc',
    townName,
    town: 'p.town',
    enterprise: 'p.enterprise',
    position: 'p.position',
    post: 'p.post',
    phone: 'p.phone',
    certificateKind: 'p.certificate_kind',
    certificateNumber: 'p.certificate_number',
    certificateUntil: 'p.certificate_until',
    leftOn: 'p.left_on',
  },
  version: 'p.version',
  sorts: {
    name: byText('p.name'),
    certificateUntil: { sql: "coalesce(p.certificate_until, date '9999-12-31')", type: 'date' },
  },
  filters: {
    q: contains(
      'p.name',
      'e.name',
      { sql: 'p.phone', personal: personal.person.phone },
      { sql: 'p.certificate_number', personal: personal.person.certificateNumber },
    ),
    town: same('p.town'),
    enterprise: sameText('p.enterprise'),
    position: any('p.position'),
    ...range('certificate', 'p.certificate_until'),
    left: 'settled',
  },
  settled: { working: when('p.left_on is null') },
  scope: ownPlace({ town: 'p.town', enterprise: 'p.enterprise' }),
  can: (actor, row, modules) =>
    cansOf(modules.commands, 'person', actor, { enterprise: row.enterprise, town: row.town }),
  prepare: async (_reads, given) => ({ ...given, working: !given.left }),
});

const officers = ledger<typeof officerLedger, { working: boolean }>({
  shape: officerLedger,
  may: readsSupervision,
  from: `(select o.*, (select count(*) from registry.supervision s where s.county = $1 and s.officer = o.id and s.to_on is null)::int as charges,
    ${nameByCode('registry.town', 'o.town')} as town_name from registry.officer o) o`,
  county: 'o.county',
  id: 'o.id',
  columns: {
    name: 'o.name',
    body: 'o.body',
    department: 'o.department',
    townName: 'o.town_name',
    town: 'o.town',
    phone: 'o.phone',
    certificateNumber: 'o.certificate_number',
    charges: 'o.charges',
    leftOn: 'o.left_on',
  },
  version: 'o.version',
  sorts: { name: byText('o.name'), charges: { sql: 'o.charges', type: 'int' } },
  filters: {
    q: contains('o.name', 'o.department', "coalesce(o.certificate_number, '')", {
      sql: 'o.phone',
      personal: personal.officer.phone,
    }),
    town: same('o.town'),
    body: same('o.body'),
    left: 'settled',
  },
  settled: { working: when('o.left_on is null') },
  scope: (p, actor) => (actor.scope === 'town' ? `(o.town is null or o.town = ${p(actor.town)})` : null),
  can: (actor, row, modules) => cansOf(modules.commands, 'officer', actor, { town: row.town }),
  prepare: async (_reads, given) => ({ ...given, working: !given.left }),
});

const holder = (body: string) =>
  `(select s.department || ' ' || s.officer_name from registry.supervision s where s.county = $1 and s.enterprise = e.id and s.body = '${body}' and s.to_on is null)`;

const supervisions = ledger<typeof supervisionLedger, { living: boolean }>({
  shape: supervisionLedger,
  may: readsSupervision,
  from: 'registry.enterprise e',
  county: 'e.county',
  id: 'e.id',
  columns: {
    name: 'e.name',
    townName,
    town: 'e.town',
    sector: 'e.sector',
    sectorOfficer: holder('sector-department'),
    safetyOfficer: holder('safety-department'),
    townOfficer: holder('town'),
    supervision: 'e.supervision',
  },
  version: 'e.version',
  sorts: { name: byText('e.name') },
  filters: {
    q: contains('e.name', "coalesce(e.short_name, '')", 'e.uscc', 'e.initials'),
    town: same('e.town'),
    sector: any('e.sector'),
    flags: overlaps('e.flags'),
    missing: (p, value) =>
      `not exists (select 1 from registry.supervision s where s.county = $1 and s.enterprise = e.id and s.body = ${p(value)} and s.to_on is null)`,
    officer: (p, value) =>
      `exists (select 1 from registry.supervision s where s.county = $1 and s.enterprise = e.id and s.officer::text = ${p(value)} and s.to_on is null)`,
    gap: when("e.supervision = 'gap'"),
  },
  settled: { living: when("e.status <> 'closed'") },
  scope: ownPlace({ town: 'e.town' }),
  can: (actor, row, modules) => cansOf(modules.commands, 'enterprise', actor, { id: row.id, town: row.town }),
  prepare: async (_reads, given) => ({ ...given, living: true }),
});

const agencies = ledger({
  shape: agencyLedger,
  may: readsSupervision,
  from: 'registry.agency a',
  county: 'a.county',
  id: 'a.id',
  columns: {
    name: 'a.name',
    kind: 'a.kind',
    uscc: 'a.uscc',
    licenceNumber: 'a.licence_number',
    contactName: 'a.contact_name',
    contactPhone: 'a.contact_phone',
  },
  version: 'a.version',
  sorts: { name: byText('a.name') },
  filters: {
    q: contains('a.name', "coalesce(a.uscc, '')", "coalesce(a.contact_name, '')", {
      sql: 'a.contact_phone',
      personal: personal.agency.contactPhone,
    }),
    kind: same('a.kind'),
  },
  can: (actor, row, modules) => cansOf(modules.commands, 'agency', actor, row),
});

const experts = ledger({
  shape: expertLedger,
  may: readsSupervision,
  from: 'registry.expert x',
  county: 'x.county',
  id: 'x.id',
  columns: { name: 'x.name', speciality: 'x.speciality', title: 'x.title', phone: 'x.phone' },
  version: 'x.version',
  sorts: { name: byText('x.name') },
  filters: {
    q: contains('x.name', 'x.speciality', "coalesce(x.title, '')", { sql: 'x.phone', personal: personal.expert.phone }),
  },
  can: (actor, row, modules) => cansOf(modules.commands, 'expert', actor, row),
});

const imports = ledger({
  shape: importLedger,
  may: readsImports,
  from: 'registry.import i',
  county: 'i.county',
  id: 'i.id',
  columns: {
    at: 'i.at',
    ledger: 'i.ledger',
    fileName: 'i.file_name',
    accountName: '(select a.name from access.published_account a where a.county = $1 and a.id = i.account)',
    created: 'i.created',
    changed: 'i.changed',
    unchanged: 'i.unchanged',
    rejected: 'i.rejected',
    undoneAt: 'i.undone_at',
  },
  version: 'i.version',
  sorts: { at: { sql: 'i.at', type: 'timestamptz' } },
  filters: { ledger: same('i.ledger') },
  can: (actor, row, modules) => (row.undoneAt ? [] : cansOf(modules.commands, 'import', actor, row)),
});

export const ledgers: readonly Ledger[] = [enterprises, people, officers, supervisions, agencies, experts, imports];
