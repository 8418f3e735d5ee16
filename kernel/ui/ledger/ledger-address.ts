import type { Search } from '../search-text.ts';
import type { LedgerColumn, LedgerFilter, Option } from './shape.ts';
import { wordOf } from './shape.ts';

/** Page sizes a person may choose. */
export const pageSizes = [50, 100, 200] as const;

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Address keys of a filter: a range of days has two. */
export function keysOf(filter: LedgerFilter): string[] {
  return filter.kind === 'dayRange' ? [`${filter.key}From`, `${filter.key}To`] : [filter.key];
}

/** What the ledger is asked for, read from the address; keys that are not declared are left alone. */
export function givenOf(search: Search, filters: readonly LedgerFilter[]): Record<string, string | string[]> {
  const given: Record<string, string | string[]> = {};
  for (const filter of filters) {
    for (const key of keysOf(filter)) {
      const value = search[key];
      if (value === undefined || value === '') continue;
      given[key] = filter.kind === 'choices' ? (Array.isArray(value) ? value : [value]) : (one(value) as string);
    }
  }
  return given;
}

export interface Paging {
  sort: string;
  limit: number;
  after?: string;
  before?: string;
  /** Which page this is, for the reader only: cursors do not know. */
  at: number;
}

/** Order and place in the ledger, read from the address; nonsense falls back to the first page. */
export function pagingOf(search: Search, sort: string): Paging {
  const limit = Number(one(search.limit));
  const at = Number(one(search.at));
  const after = one(search.after);
  const before = one(search.before);
  return {
    sort: one(search.sort) || sort,
    limit: (pageSizes as readonly number[]).includes(limit) ? limit : pageSizes[0],
    ...(after ? { after } : before ? { before } : {}),
    at: (after || before) && Number.isInteger(at) && at > 1 ? at : 1,
  };
}

/** A changed filter starts again from the first page. */
export const firstPage = { after: undefined, before: undefined, at: undefined } as const;

/** Next order when a head is pressed: descending, ascending, the ledger's own. */
export function nextSort(now: string, key: string, own: string): string | undefined {
  if (now === `-${key}`) return key;
  if (now === key) return key === own ? `-${key}` : undefined;
  return `-${key}`;
}

/** The part of the address a saved view remembers: filters and order, never the place in the list. */
export function viewSearch(search: Search, filters: readonly LedgerFilter[]): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = { ...givenOf(search, filters) };
  for (const key of ['sort', 'limit', 'cols']) {
    const value = one(search[key]);
    if (value) kept[key] = value;
  }
  return kept;
}

/** Columns shown: the chosen ones in declared order, or those not hidden by default; fixed ones always. */
export function shownColumns<Row>(
  columns: readonly LedgerColumn<Row>[],
  chosen: readonly string[] | null,
): LedgerColumn<Row>[] {
  return columns.filter((column) => column.fixed || (chosen ? chosen.includes(column.key) : !column.hiddenByDefault));
}

/** The active filters in words, for the export dialog: `镇：南村镇`. */
export function filterWords(
  given: Record<string, string | string[]>,
  filters: readonly LedgerFilter[],
  options: Readonly<Record<string, readonly Option[] | undefined>>,
): string[] {
  const said = (filter: LedgerFilter, value: string) =>
    options[filter.key]?.find((option) => option.value === value)?.label ?? value;
  return filters.flatMap((filter) => {
    if (filter.kind === 'dayRange') {
      const from = given[`${filter.key}From`];
      const to = given[`${filter.key}To`];
      return from || to ? [`${filter.title}：${String(from ?? '不限')}～${String(to ?? '不限')}`] : [];
    }
    const value = given[filter.key];
    if (value === undefined) return [];
    if (filter.kind === 'switch') return [filter.title];
    return [`${filter.title}：${(Array.isArray(value) ? value : [value]).map((v) => said(filter, v)).join('、')}`];
  });
}

/** `1,234` or `1,000+`. */
export function totalWords(total: { n: number; exact: boolean }): string {
  return total.exact ? total.n.toLocaleString('zh-CN') : `${total.n.toLocaleString('zh-CN')}+`;
}

/** The text of a cell: what a pointer sees in full when the column is narrow. */
export function cellWords<Row>(row: Row, column: LedgerColumn<Row>): string {
  const value = (row as Record<string, unknown>)[column.key];
  if (value === null || value === undefined || value === '') return '--';
  return wordOf(column.words?.[String(value)]) ?? String(value);
}
