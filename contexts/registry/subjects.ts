import { type RowAs, subject, tally } from '#kernel';
import type { Flag, Position } from './domain/words.ts';
import { personal } from './personal.ts';
import type * as rows from './rows.ts';

/** One row of registry.enterprise (企业). Days are `YYYY-MM-DD`, instants ISO, degrees exact text. */
export type Enterprise = RowAs<rows.Enterprise, { flags: Flag[] }>;

/** One row of registry.site (场所). */
export type Site = rows.Site;

/** One row of registry.person (企业人员). */
export type Person = RowAs<rows.Person, { position: Position }>;

/** One row of registry.officer (监管人员). */
export type Officer = rows.Officer;

/** One row of registry.supervision (监管责任): from a day (inclusive) to a day (exclusive); without an end it is current. */
export type Supervision = rows.Supervision;

/** One row of registry.agency (中介机构). */
export type Agency = rows.Agency;

/** One row of registry.expert (专家). */
export type Expert = rows.Expert;

/** One row of registry.import (导入批次). */
export type Import = rows.Import;

const ofTown = (row: { town: string | null }) => row.town;
const ofEnterprise = (row: { enterprise: string }) => row.enterprise;

/** 企业, the root of one file. */
export const enterprise = subject<Enterprise>({
  kind: 'enterprise',
  table: 'registry.enterprise',
  label: '企业',
  personal: personal.enterprise,
  town: ofTown,
  enterprise: (e) => e.id,
});
/** 场所 of an enterprise. */
export const site = subject<Site>({
  kind: 'site',
  table: 'registry.site',
  label: '场所',
  town: ofTown,
  enterprise: ofEnterprise,
});
/** 人员 of an enterprise. */
export const person = subject<Person>({
  kind: 'person',
  table: 'registry.person',
  label: '人员',
  personal: personal.person,
  town: ofTown,
  enterprise: ofEnterprise,
});
/** 监管人员 of a department or a town. */
export const officer = subject<Officer>({
  kind: 'officer',
  table: 'registry.officer',
  label: '监管人员',
  personal: personal.officer,
  town: ofTown,
  sees: (actor, o) => actor.scope === 'town' && o.town === null,
});
/** 监管责任: one person, one body, one enterprise, from a day to a day. */
export const supervision = subject<Supervision>({
  kind: 'supervision',
  table: 'registry.supervision',
  label: '监管责任',
  town: ofTown,
  enterprise: ofEnterprise,
});
/** 中介机构. */
export const agency = subject<Agency>({
  kind: 'agency',
  table: 'registry.agency',
  label: '中介机构',
  personal: personal.agency,
  sees: (actor, a) => actor.scope === 'town' || (actor.scope === 'agency' && a.id === actor.agency),
});
/** 专家. */
export const expert = subject<Expert>({
  kind: 'expert',
  table: 'registry.expert',
  label: '专家',
  personal: personal.expert,
  sees: (actor, x) => actor.scope === 'town' || (x.account !== null && x.account === actor.account),
});
/** 导入批次, which can be undone as a whole. */
export const importBatch = subject<Import>({ kind: 'import', table: 'registry.import', label: '导入批次' });

/** Everything commands of this context write. */
export const subjects = [enterprise, site, person, officer, supervision, agency, expert, importBatch];

/** Town × [sector, status, supervision]: totals of the ledger, and the supervision gap. */
export const byKind = tally<Enterprise>({
  name: 'registry.enterprises',
  edition: '1',
  of: enterprise,
  per: 'town',
  keys: (e) => [{ key: [e.sector, e.status, e.supervision] }],
});

/** Town × [flag, status]: how many carry a risk flag. */
export const byFlag = tally<Enterprise>({
  name: 'registry.flags',
  edition: '1',
  of: enterprise,
  per: 'town',
  keys: (e) => e.flags.map((flag) => ({ key: [flag, e.status] })),
});

/** Town × [sector, flags]: how many alike there are, for whoever reaches enterprises by sector and flag. */
export const byProfile = tally<Enterprise>({
  name: 'registry.profiles',
  edition: '1',
  of: enterprise,
  per: 'town',
  keys: (e) => (e.removedAt ? [] : [{ key: [e.sector, [...e.flags].sort().join(',')] }]),
});

/** Roll-ups kept by this context. */
export const tallies = [byKind, byFlag, byProfile];
