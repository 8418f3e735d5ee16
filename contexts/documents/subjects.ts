import { type Base, subject } from '#kernel';

/** What a piece of evidence shows. */
export type Purpose = 'before' | 'after' | 'check' | 'other';

/** One row of documents.use (证据用处). Degrees are exact text. */
export interface Use extends Base {
  sha256: string;
  subjectKind: string;
  subjectId: string;
  purpose: Purpose;
  ordinal: number;
  town: string | null;
  enterprise: string | null;
  account: string | null;
  at: string;
  capturedAt: string | null;
  lat: string | null;
  lng: string | null;
  datum: string | null;
  fromAlbum: boolean;
  original: string | null;
}

export const use = subject<Use>({ kind: 'use', table: 'documents.use', label: '证据', town: (u) => u.town, enterprise: (u) => u.enterprise });
