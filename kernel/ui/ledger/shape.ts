import type { ReactNode } from 'react';
import type { ColumnKey, FilterKey, LedgerShape, RowOf, RowWith } from '../../act/ledger.ts';
import type { Personal } from '../../act/personal.ts';
import type { Level, Tone } from '../marks.tsx';
import type { ActField } from '../record/act-form.ts';

/** A word for a code: plain, or with its tone (state) or its colour (risk). */
export type Word = string | { word: string; tone?: Tone; level?: Level };

/** A column of the ledger page: what the server declared, and how it is drawn. */
export interface LedgerColumn<Row> {
  key: string;
  title: string;
  kind: 'text' | 'number' | 'day' | 'instant' | 'state' | 'risk' | 'link' | 'boolean';
  /** px; columns without one share what is left. */
  width?: number;
  sortable?: boolean;
  hiddenByDefault?: boolean;
  words?: Readonly<Record<string, Word>>;
  unit?: string;
  digits?: number;
  /** Where a link leads. */
  path?: (row: Row) => string | undefined;
  /** Draws the cell instead of the kind's own way. */
  render?: (row: Row) => ReactNode;
  /** Cannot be taken out by the column picker. */
  fixed?: boolean;
  /** Sent with every row, shown or not. */
  carried?: boolean;
  /** Personal data: masked unless the role is named. */
  personal?: Personal;
}

/** One choice of a filter or field. */
export interface Option {
  value: string;
  label: string;
}

/** Options known at once, computed, or fetched when the page opens. */
export type Options = readonly Option[] | (() => readonly Option[] | Promise<readonly Option[]>);

/** One filter of the query bar. */
export interface LedgerFilter {
  key: string;
  title: string;
  kind: 'choice' | 'choices' | 'dayRange' | 'text' | 'switch' | 'search';
  options?: Options;
  /** Grey words inside a search or text box. */
  hint?: string;
}

/** What every row has. */
export interface LedgerRow {
  id: string;
  can?: readonly string[];
}

/** An act on many rows: runs once per row that can, and tells of each. */
export interface BatchAct<Row> {
  name: string;
  title: string;
  /** Asked once for all rows. */
  fields?: readonly ActField[];
  given: (row: Row, values: Record<string, unknown>) => Record<string, unknown>;
  danger?: boolean;
  touches?: string[];
}

/** Saved views (常用视图) of a ledger; the desk keeps them on the server. */
export interface ViewKeeper {
  views: (ledger: string) => Promise<SavedView[]>;
  save: (ledger: string, name: string, search: string) => Promise<void>;
  drop: (id: string) => Promise<void>;
}

/** A query kept under a name. */
export interface SavedView {
  id: string;
  name: string;
  search: string;
}

/** How single columns of a declared ledger are drawn: a column drawn by hand may look at its own value, if it was asked for. */
type Drawn<S extends LedgerShape> = {
  readonly [K in ColumnKey<S>]?: Partial<LedgerColumn<RowWith<S, K>>>;
};

/** What a ledger page is told of a declared ledger. */
export interface Shaped<Row> {
  name: string;
  title: string;
  columns: LedgerColumn<Row>[];
  filters: LedgerFilter[];
  sort: string;
}

/**
 * Feeds a ledger page from the shape the server declares; overrides say how single columns and filters are drawn. Rows are typed by the
 * shape: what a link, a drawer or an act looks at has to be fixed or carried, for the page asks only for the columns it shows.
 */
export function fromShape<const S extends LedgerShape>(
  shape: S,
  columns: Drawn<S> = {},
  filters: { readonly [K in FilterKey<S>]?: Partial<LedgerFilter> } = {},
): Shaped<RowOf<S>> {
  const drawn = columns as Readonly<Record<string, Partial<LedgerColumn<RowOf<S>>>>>;
  const asked = filters as Readonly<Record<string, Partial<LedgerFilter>>>;
  return {
    name: shape.name,
    title: shape.title,
    columns: shape.columns.map((column) => ({ ...column, ...drawn[column.key] })),
    filters: shape.filters.map((filter) => ({ ...filter, ...asked[filter.key] })),
    sort: shape.order,
  };
}

export const wordOf = (word: Word | undefined): string | undefined => (typeof word === 'string' ? word : word?.word);
