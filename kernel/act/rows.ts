import type { FilterValues, LedgerShape } from './ledger.ts';

/** A ledger that has a page of its own at the desk. */
export type PagedShape = LedgerShape & { page: string };

/**
 * The desk address of exactly these rows of a ledger (明细). A figure and the link to its rows are made of the same filters; a filter the
 * ledger does not have does not compile, and what is undefined narrows nothing.
 */
export function rowsAt<S extends PagedShape>(
  shape: S,
  given: { readonly [K in keyof FilterValues<S>]?: FilterValues<S>[K] | undefined } = {},
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(given as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== false && one !== '') search.append(key, one === true ? '1' : String(one));
    }
  }
  return search.size > 0 ? `${shape.page}?${search.toString()}` : shape.page;
}

/** The same rows of one town. */
export function rowsOfTown(rows: string, town: string): string {
  const [path = '', query = ''] = rows.split('?');
  const search = new URLSearchParams(query);
  search.set('town', town);
  return `${path}?${search.toString()}`;
}
