import { type Base, subject, tally } from '#kernel';
import type {
  AgencyKind,
  Body,
  Flag,
  ImportLedger,
  Position,
  Scale,
  Sector,
  SiteKind,
  Status,
  SupervisionState,
} from './domain/words.ts';

/** One row of registry.enterprise (企业). Days are `YYYY-MM-DD`, instants ISO, degrees exact text. */
export interface Enterprise extends Base {
  uscc: string;
  name: string;
  shortName: string | null;
  initials: string;
  town: string;
  address: string | null;
  sector: Sector;
  industry: string | null;
  flags: Flag[];
  scale: Scale;
  staffCount: number;
  status: Status;
  lat: string | null;
  lng: string | null;
  datum: string | null;
  principalName: string | null;
  principalPhone: string | null;
  safetyName: string | null;
  safetyPhone: string | null;
  /** Kept by every command that moves a supervision: `complete` when all three bodies have a person now. */
  supervision: SupervisionState;
  createdAt: string;
  removedAt: string | null;
  importId: string | null;
}

/** One row of registry.site (场所). */
export interface Site extends Base {
  enterprise: string;
  town: string;
  name: string;
  kind: SiteKind;
  address: string | null;
  lat: string | null;
  lng: string | null;
  datum: string | null;
}

/** One row of registry.person (企业人员). */
export interface Person extends Base {
  enterprise: string;
  town: string;
  name: string;
  phone: string | null;
  post: string;
  position: Position;
  certificateKind: string | null;
  certificateNumber: string | null;
  certificateUntil: string | null;
  leftOn: string | null;
  importId: string | null;
}

/** One row of registry.officer (监管人员). */
export interface Officer extends Base {
  name: string;
  body: Body;
  department: string;
  town: string | null;
  phone: string | null;
  certificateNumber: string | null;
  account: string | null;
  leftOn: string | null;
}

/** One row of registry.supervision (监管责任): from a day (inclusive) to a day (exclusive); without an end it is current. */
export interface Supervision extends Base {
  enterprise: string;
  town: string;
  body: Body;
  department: string;
  officer: string;
  officerName: string;
  fromOn: string;
  toOn: string | null;
}

/** One row of registry.agency (中介机构). */
export interface Agency extends Base {
  name: string;
  uscc: string | null;
  kind: AgencyKind;
  licenceNumber: string | null;
  contactName: string | null;
  contactPhone: string | null;
}

/** One row of registry.expert (专家). */
export interface Expert extends Base {
  name: string;
  speciality: string;
  title: string | null;
  phone: string | null;
  account: string | null;
}

/** One row of registry.import (导入批次). */
export interface Import extends Base {
  ledger: ImportLedger;
  fileName: string;
  account: string | null;
  at: string;
  created: number;
  changed: number;
  unchanged: number;
  rejected: number;
  undoneAt: string | null;
}

const ofTown = (row: { town: string | null }) => row.town;
const ofEnterprise = (row: { enterprise: string }) => row.enterprise;

/** 企业, the root of one file. */
export const enterprise = subject<Enterprise>({
  kind: 'enterprise',
  table: 'registry.enterprise',
  label: '企业',
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
  town: ofTown,
  enterprise: ofEnterprise,
});
/** 监管人员 of a department or a town. */
export const officer = subject<Officer>({
  kind: 'officer',
  table: 'registry.officer',
  label: '监管人员',
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
  sees: (actor, a) => actor.scope === 'town' || (actor.scope === 'agency' && a.id === actor.agency),
});
/** 专家. */
export const expert = subject<Expert>({
  kind: 'expert',
  table: 'registry.expert',
  label: '专家',
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
