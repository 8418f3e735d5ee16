/** What the queries of this context answer, as it arrives: days `YYYY-MM-DD`, instants ISO, money as text. */

import type { TimelineLine } from '#kernel/server';
import type { Rounds } from '../rounds.ts';
import type { Hazard } from '../subjects.ts';

export type { TimelineLine };

/** One photo of a hazard and what it shows. */
export interface PhotoUse {
  sha256: string;
  purpose: string;
  /** When it was put on the record. */
  at: string;
  /** When the camera says it was taken. */
  capturedAt: string | null;
  byName: string | null;
  note: string | null;
  fromAlbum: boolean;
}

/** The same picture, or one that looks the same, serving elsewhere (疑似重复照片). */
export interface Reused {
  sha256: string;
  how: 'same' | 'alike';
  subjectKind: string;
  subjectId: string;
  at: string;
}

/** A criterion as it stood on the day of the finding. */
export interface CriterionShown {
  id: string;
  sector: string;
  text: string;
  sub: readonly { id: string; text: string }[];
  cite: string;
  from: string;
  to: string | null;
  checked: 'verified' | 'secondary' | 'unverified';
}

/** Answer of `hazards.record`. */
export interface HazardRecord {
  hazard: Omit<Hazard, 'county'> & { overdueDays: number };
  criterion: CriterionShown | null;
  photos: PhotoUse[];
  rounds: Rounds;
  reused: Reused[];
  timeline: TimelineLine[];
  can: string[];
}

/** A row of `hazards.ledger`. */
export interface HazardRow {
  id: string;
  version: number;
  enterprise: string;
  enterpriseName: string;
  number: string;
  town: string;
  description: string;
  place: string;
  sector?: string;
  level: string;
  state: string;
  loop: string;
  dueOn: string | null;
  overdueDays: number | null;
  foundAt: string;
  extensionUntil: string | null;
  can: string[];
}

/** A row of `home.todo` whose source is hazards. */
export interface TodoRow {
  id: string;
  version: number;
  number: string;
  enterprise: string;
  enterpriseName: string;
  town: string;
  level: string;
  state: string;
  loop: string;
  description: string;
  place: string;
  dueOn: string | null;
  foundAt: string;
  extensionUntil: string | null;
  extensionReason: string | null;
  overdueDays: number;
  why: string;
  can: string[];
}

export interface TodoGroup {
  key: string;
  title: string;
  command: string;
  total: number;
  rows: TodoRow[];
}

/** A row of `home.done` whose source is hazards: one act of mine. */
export interface DoneRow {
  id: string;
  at: string;
  command: string;
  sentence: string;
  subjectId: string;
  number: string;
  enterpriseName: string;
  state: string;
  loop: string;
}

/** Answer of `hazards.dashboard`. */
export interface Dashboard {
  today: string;
  cells: { town: string; state: string; level: string; n: number }[];
  overdue: { town: string; level: string; n: number }[];
  months: { town: string; month: string; what: string; level: string; n: number }[];
}

/** Answer of `hazards.of-enterprise`. */
export interface OfEnterprise {
  rows: {
    id: string;
    number: string;
    description: string;
    place: string;
    level: string;
    state: string;
    loop: string;
    dueOn: string | null;
    foundAt: string;
    closedOn: string | null;
  }[];
  counts: { state: string; level: string; n: number }[];
}
