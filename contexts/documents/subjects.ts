import { type Base, subject } from '#kernel';
import type { Purpose } from './domain/words.ts';

export type { Purpose };

/** One row of documents.use (证据用处): a file as evidence of something. Instants ISO, degrees exact text. */
export interface Use extends Base {
  sha256: string;
  subjectKind: string;
  subjectId: string;
  purpose: Purpose;
  ordinal: number;
  town: string | null;
  enterprise: string | null;
  /** Accounts that may see it beside town and enterprise. */
  seenBy: string[];
  note: string | null;
  account: string | null;
  byName: string | null;
  at: string;
  capturedAt: string | null;
  lat: string | null;
  lng: string | null;
  datum: string | null;
  fromAlbum: boolean;
  original: string | null;
}

/** 证据: attaching one is an effect of the act it belongs to, so the journal's seal covers the file's hash. Only who may see it changes; it is never removed. */
export const use = subject<Use>({
  kind: 'use',
  table: 'documents.use',
  label: '证据',
  town: (u) => u.town,
  enterprise: (u) => u.enterprise,
});
