import type { TimelineLine } from '#kernel/server';
import type { Body, Flag, Scale, Sector, SiteKind, Status, SupervisionState } from '../domain/words.ts';

/** Rows of the ledgers and answers of the queries, as they come over the wire. */
export interface EnterpriseRow {
  id: string;
  version: number;
  name: string;
  uscc: string;
  /** Name of the town; its code is `townCode`. */
  town: string;
  townCode: string;
  sector: Sector;
  /** Words, not codes: 露天开采、尾矿库. */
  flags: string;
  scale: Scale;
  staffCount: number;
  status: Status;
  supervision: SupervisionState;
  can: string[];
}

export interface SupervisionRow {
  id: string;
  version: number;
  name: string;
  town: string;
  townCode: string;
  sector: Sector;
  sectorOfficer: string | null;
  safetyOfficer: string | null;
  townOfficer: string | null;
  supervision: SupervisionState;
  can: string[];
}

export interface PersonRow {
  id: string;
  version: number;
  name: string;
  enterprise: string;
  enterpriseName?: string;
  position: string;
  post: string;
  phone: string | null;
  certificateKind: string | null;
  certificateNumber: string | null;
  certificateUntil: string | null;
  leftOn: string | null;
  can: string[];
}

export interface OfficerRow {
  id: string;
  version: number;
  name: string;
  body: Body;
  department: string;
  town: string | null;
  townCode: string | null;
  phone: string | null;
  certificateNumber: string | null;
  charges: number;
  leftOn: string | null;
  can: string[];
}

export interface SiteRow {
  id: string;
  version: number;
  name: string;
  kind: SiteKind;
  address: string | null;
  lat: string | null;
  lng: string | null;
  datum: string | null;
  can: string[];
}

export interface HeldRow {
  id: string;
  body: Body;
  department: string;
  officer: string;
  officerName: string;
  fromOn: string;
  toOn: string | null;
  phone: string | null;
  certificateNumber: string | null;
}

/** Answer of `registry.enterprise`. */
export interface EnterpriseFile {
  enterprise: {
    id: string;
    version: number;
    uscc: string;
    name: string;
    shortName: string | null;
    town: string;
    townName: string;
    address: string | null;
    sector: Sector;
    industry: string | null;
    industryName: string | null;
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
    supervision: SupervisionState;
    createdAt: string;
  };
  sites: SiteRow[];
  people: PersonRow[];
  supervision: { current: HeldRow[]; past: HeldRow[] };
  timeline: TimelineLine[];
  can: string[];
}

/** Answer of `registry.gaps`. */
export interface GapReport {
  towns: { town: string; name: string; total: number; gap: number; missing: Record<Body, number> }[];
  total: number;
  gap: number;
  missing: Record<Body, number>;
}

/** Answer of `registry.map`. */
export interface MapPoint {
  id: string;
  name: string;
  lat: number;
  lng: number;
  sector: Sector;
  flags: Flag[];
  town: string;
  status: Status;
}
