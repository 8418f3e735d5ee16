import type { MeasureReads } from '#kernel';
import { whereOf } from './ledger.ts';
import type { Asked, Ledger } from './ledger-half.ts';

/**
 * How many rows of a filtered ledger stand in each group, under the very WHERE of its page and its export (one query object). `by` are the
 * expressions of the groups by the names they are answered under; `given` is settled already (`prepare`).
 */
export async function groupsOf<K extends string>(
  l: Ledger,
  reads: MeasureReads,
  given: Asked,
  by: Readonly<Record<K, string>>,
): Promise<({ [Key in K]: string } & { n: number })[]> {
  const { where, values } = whereOf(l, reads.actor, reads.today, given);
  const groups = Object.entries<string>(by);
  return reads.many<{ [Key in K]: string } & { n: number }>(
    `select ${groups.map(([key, sql]) => `${sql} as "${key}"`).join(', ')}, count(*)::int as n from ${l.from} ` +
      `where ${where} group by ${groups.map((_, i) => String(i + 1)).join(', ')}`,
    values,
  );
}
