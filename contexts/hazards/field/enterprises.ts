import type { RowWith } from '#kernel';
import type { EnterpriseLedger } from '#registry';

/** An enterprise as the picker needs it; no phone numbers stay on the phone. */
export type KeptEnterprise = Pick<RowWith<EnterpriseLedger>, 'id' | 'name' | KeptColumn> &
  // Absent in rows kept before the server told them.
  Partial<Pick<RowWith<EnterpriseLedger>, 'initials'>>;

/** Columns the picker asks the ledger for, beside what every row carries. */
export const keptColumns = ['townName', 'uscc'] as const;
type KeptColumn = (typeof keptColumns)[number];

/** Enterprises whose name, initials or code hold the words; those that begin with them first. */
export function findEnterprises(all: readonly KeptEnterprise[], words: string, most = 30): KeptEnterprise[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return all.slice(0, most);
  const begins = (one: KeptEnterprise) =>
    one.name.toLowerCase().startsWith(wanted) || one.initials?.startsWith(wanted) === true;
  return all
    .filter(
      (one) =>
        one.name.toLowerCase().includes(wanted) ||
        one.uscc?.toLowerCase().includes(wanted) === true ||
        one.initials?.includes(wanted) === true,
    )
    .sort((a, b) => Number(begins(b)) - Number(begins(a)))
    .slice(0, most);
}
