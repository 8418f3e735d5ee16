import { cansOf, type LedgerGiven, type MeasureReads, type Total } from '#kernel';
import { type Ledger, ledger } from '#kernel/server';
import { flagsText } from '../domain/words.ts';
import {
  agencyLedger,
  enterpriseLedger,
  expertLedger,
  importLedger,
  officerLedger,
  peopleLedger,
  supervisionLedger,
} from '../ledgers.ts';
import { readsEnterprises, readsImports, readsPeople, readsSupervision } from '../policy.ts';
import { anywhere } from '../store.ts';
import { byKind } from '../subjects.ts';

type P = (value: unknown) => string;
const any = (column: string) => ((p: P, values: string[]) => `${column} = any(${p(values)}::text[])`) as never;
const same = (column: string) => ((p: P, value: string) => `${column} = ${p(value)}`) as never;
/** An id out of the address: anything that is none finds nothing instead of failing. */
const byId = (column: string) => ((p: P, value: string) => `${column}::text = ${p(value)}`) as never;
/** Row-level security keeps LIKE from any index; 5,000 rows are read in a few milliseconds. */
const contains = (...columns: string[]) =>
  ((p: P, value: string) => {
    const word = p(anywhere(value.toLowerCase()));
    return `(${columns.map((column) => `lower(${column}) like ${word}`).join(' or ')})`;
  }) as never;
const text = (sql: string) => ({ sql, type: 'text' });
const ofTown =
  (column: string): Ledger['scope'] =>
  (p, actor) =>
    actor.scope === 'town' ? `${column} = ${p(actor.town)}` : null;

const live = ['operating', 'stopped', 'construction'];
const KEYS = ['sector', 'status', 'supervision'] as const;
const PAGING = ['sort', 'limit', 'after', 'before', 'columns', 'town'];

/** Exact totals from the roll-up when every filter set is one it knows. */
async function enterpriseTotal(reads: MeasureReads, given: LedgerGiven): Promise<Total | null> {
  const { scope, town: own } = reads.actor;
  if (scope !== 'county' && scope !== 'town') return null;
  const set = Object.keys(given).filter(
    (key) => given[key] !== undefined && given[key] !== '' && !PAGING.includes(key),
  );
  if (!set.every((key) => (KEYS as readonly string[]).includes(key))) return null;
  const town = (given.town as string | undefined) ?? (scope === 'town' ? (own ?? '') : undefined);
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
const living = async (_reads: MeasureReads, given: LedgerGiven): Promise<LedgerGiven> =>
  (given.status as string[] | undefined)?.length ? given : { ...given, status: live };

const townName = `(select t.name from registry.town t where t.county = e.county and t.code = e.town)`;
const flagsWorded = (row: Record<string, unknown>) => ({ ...row, flags: flagsText((row.flags ?? []) as string[]) });

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
    town: townName,
    townCode: 'e.town',
    initials: 'e.initials',
    sector: 'e.sector',
    industry: 'e.industry',
    flags: 'e.flags',
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
  rowColumns: 'e.version',
  sorts: {
    name: text('e.name'),
    staffCount: { sql: 'e.staff_count', type: 'int' },
    createdAt: { sql: 'e.created_at', type: 'timestamptz' },
  },
  filters: {
    q: contains('e.name', "coalesce(e.short_name, '')", 'e.uscc', 'e.initials'),
    town: same('e.town'),
    sector: any('e.sector'),
    flags: ((p: P, values: string[]) => `e.flags && ${p(values)}::text[]`) as never,
    supervision: same('e.supervision'),
    scale: any('e.scale'),
    status: any('e.status'),
  },
  scope: (p, actor) =>
    actor.scope === 'town'
      ? `e.town = ${p(actor.town)}`
      : actor.scope === 'enterprise'
        ? `e.id = ${p(actor.enterprise)}::uuid`
        : null,
  can: (actor, row, modules) => cansOf(modules.commands, 'enterprise', actor, { ...row, town: row.townCode }),
  prepare: living,
  total: enterpriseTotal,
  finish: flagsWorded,
});

const people = ledger({
  shape: peopleLedger,
  may: readsPeople,
  from: 'registry.person p join registry.enterprise e on e.county = p.county and e.id = p.enterprise',
  county: 'p.county',
  id: 'p.id',
  columns: {
    name: 'p.name',
    enterpriseName: 'e.name',
    uscc: 'e.uscc',
    town: townName,
    townCode: 'p.town',
    enterprise: 'p.enterprise',
    position: 'p.position',
    post: 'p.post',
    phone: 'p.phone',
    certificateKind: 'p.certificate_kind',
    certificateNumber: 'p.certificate_number',
    certificateUntil: 'p.certificate_until',
    leftOn: 'p.left_on',
  },
  rowColumns: 'p.version',
  sorts: {
    name: text('p.name'),
    certificateUntil: { sql: "coalesce(p.certificate_until, date '9999-12-31')", type: 'date' },
  },
  filters: {
    q: contains('p.name', "coalesce(p.phone, '')", 'e.name', "coalesce(p.certificate_number, '')"),
    town: same('p.town'),
    enterprise: byId('p.enterprise'),
    position: any('p.position'),
    certificateFrom: ((p: P, v: string) => `p.certificate_until >= ${p(v)}::date`) as never,
    certificateTo: ((p: P, v: string) => `p.certificate_until <= ${p(v)}::date`) as never,
    working: () => 'p.left_on is null',
  },
  scope: (p, actor) =>
    actor.scope === 'town'
      ? `p.town = ${p(actor.town)}`
      : actor.scope === 'enterprise'
        ? `p.enterprise = ${p(actor.enterprise)}::uuid`
        : null,
  can: (actor, row, modules) => cansOf(modules.commands, 'person', actor, { ...row, town: row.townCode }),
  prepare: async (_reads, given) => ({ ...given, working: !given.left }),
});

const officers = ledger({
  shape: officerLedger,
  may: readsSupervision,
  from: `(select o.*, (select count(*) from registry.supervision s where s.county = o.county and s.officer = o.id and s.to_on is null)::int as charges,
    (select t.name from registry.town t where t.county = o.county and t.code = o.town) as town_name from registry.officer o) o`,
  county: 'o.county',
  id: 'o.id',
  columns: {
    name: 'o.name',
    body: 'o.body',
    department: 'o.department',
    town: 'o.town_name',
    townCode: 'o.town',
    phone: 'o.phone',
    certificateNumber: 'o.certificate_number',
    charges: 'o.charges',
    leftOn: 'o.left_on',
  },
  rowColumns: 'o.version',
  sorts: { name: text('o.name'), charges: { sql: 'o.charges', type: 'int' } },
  filters: {
    q: contains('o.name', 'o.department', "coalesce(o.phone, '')", "coalesce(o.certificate_number, '')"),
    town: same('o.town'),
    body: same('o.body'),
    working: () => 'o.left_on is null',
  },
  scope: (p, actor) => (actor.scope === 'town' ? `(o.town is null or o.town = ${p(actor.town)})` : null),
  can: (actor, row, modules) => cansOf(modules.commands, 'officer', actor, { ...row, town: row.townCode }),
  prepare: async (_reads, given) => ({ ...given, working: !given.left }),
});

const holder = (body: string) =>
  `(select s.department || ' ' || s.officer_name from registry.supervision s where s.county = e.county and s.enterprise = e.id and s.body = '${body}' and s.to_on is null)`;

const supervisions = ledger({
  shape: supervisionLedger,
  may: readsSupervision,
  from: 'registry.enterprise e',
  county: 'e.county',
  id: 'e.id',
  columns: {
    name: 'e.name',
    town: townName,
    townCode: 'e.town',
    sector: 'e.sector',
    sectorOfficer: holder('sector-department'),
    safetyOfficer: holder('safety-department'),
    townOfficer: holder('town'),
    supervision: 'e.supervision',
  },
  rowColumns: 'e.version',
  sorts: { name: text('e.name') },
  filters: {
    q: contains('e.name', "coalesce(e.short_name, '')", 'e.uscc', 'e.initials'),
    town: same('e.town'),
    sector: any('e.sector'),
    flags: ((p: P, values: string[]) => `e.flags && ${p(values)}::text[]`) as never,
    missing: ((p: P, value: string) =>
      `not exists (select 1 from registry.supervision s where s.county = e.county and s.enterprise = e.id and s.body = ${p(value)} and s.to_on is null)`) as never,
    officer: ((p: P, value: string) =>
      `exists (select 1 from registry.supervision s where s.county = e.county and s.enterprise = e.id and s.officer::text = ${p(value)} and s.to_on is null)`) as never,
    gap: () => "e.supervision = 'gap'",
    living: () => "e.status <> 'closed'",
  },
  scope: ofTown('e.town'),
  can: (actor, row, modules) => cansOf(modules.commands, 'enterprise', actor, { ...row, town: row.townCode }),
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
  rowColumns: 'a.version',
  sorts: { name: text('a.name') },
  filters: { q: contains('a.name', "coalesce(a.uscc, '')", "coalesce(a.contact_name, '')"), kind: same('a.kind') },
  can: (actor, row, modules) => cansOf(modules.commands, 'agency', actor, row),
});

const experts = ledger({
  shape: expertLedger,
  may: readsSupervision,
  from: 'registry.expert x',
  county: 'x.county',
  id: 'x.id',
  columns: { name: 'x.name', speciality: 'x.speciality', title: 'x.title', phone: 'x.phone' },
  rowColumns: 'x.version',
  sorts: { name: text('x.name') },
  filters: { q: contains('x.name', 'x.speciality', "coalesce(x.title, '')") },
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
    accountName: '(select a.name from access.published_account a where a.county = i.county and a.id = i.account)',
    created: 'i.created',
    changed: 'i.changed',
    unchanged: 'i.unchanged',
    rejected: 'i.rejected',
    undoneAt: 'i.undone_at',
  },
  rowColumns: 'i.version',
  sorts: { at: { sql: 'i.at', type: 'timestamptz' } },
  filters: { ledger: same('i.ledger') },
  can: (actor, row, modules) => (row.undoneAt ? [] : cansOf(modules.commands, 'import', actor, row)),
});

export const ledgers: readonly Ledger[] = [enterprises, people, officers, supervisions, agencies, experts, imports];
