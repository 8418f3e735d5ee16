import { type RowAs, subject } from '#kernel';
import type { FileKind, Purpose } from './domain/words.ts';
import type * as rows from './rows.ts';

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
export type Use = RowAs<rows.Use, { originalFacts: FileFacts | null }>;

/** One row of documents.retired (到期销毁): what remains of an original that was kept long enough. */
export type Retired = rows.Retired;

/** 到期销毁: written by the act that retires an original; never changed. */
export const retired = subject<Retired>({ kind: 'retired-file', table: 'documents.retired', label: '到期销毁的原件' });

/** 证据: attaching one is an effect of the act it belongs to, so the journal's seal covers the file's hash. Never removed; who sees it may change. */
export const use = subject<Use>({
  kind: 'use',
  table: 'documents.use',
  label: '证据',
  town: (u) => u.town,
  enterprise: (u) => u.enterprise,
  json: ['originalFacts'],
});
