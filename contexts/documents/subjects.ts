import { type Base, subject } from '#kernel';
import type { FileKind, Purpose } from './domain/words.ts';

export type { Purpose };

/** What is known of a file by its bytes. They never change, so they stand in every row that names the file. */
export interface FileFacts {
  kind: FileKind;
  bytes: number;
  width: number | null;
  height: number | null;
  dhash: string | null;
}

/** One row of documents.use (证据用处): a file as evidence of something. Instants ISO, degrees exact text. */
export interface Use extends Base, FileFacts {
  sha256: string;
  subjectKind: string;
  subjectId: string;
  purpose: Purpose;
  ordinal: number;
  town: string | null;
  enterprise: string | null;
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
  originalFacts: FileFacts | null;
  name: string;
  /** Accounts that see it beside its town and enterprise: experts asked. */
  seenBy: readonly string[];
}

/** 证据: attaching one is an effect of the act it belongs to, so the journal's seal covers the file's hash. Never removed; who sees it may change. */
export const use = subject<Use>({
  kind: 'use',
  table: 'documents.use',
  label: '证据',
  town: (u) => u.town,
  enterprise: (u) => u.enterprise,
  json: ['originalFacts'],
});
