import { subject } from '#kernel';
import type { Purpose } from './domain/words.ts';
import type * as rows from './rows.ts';

export type { Purpose };

/** One row of documents.use (证据用处): a file as evidence of something. Instants ISO, degrees exact text. */
export type Use = rows.Use;

/** 证据: attaching one is an effect of the act it belongs to, so the journal's seal covers the file's hash. Only who may see it changes; it is never removed. */
export const use = subject<Use>({
  kind: 'use',
  table: 'documents.use',
  label: '证据',
  town: (u) => u.town,
  enterprise: (u) => u.enterprise,
});
