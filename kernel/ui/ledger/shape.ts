import type { ReactNode } from 'react';
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

/** What a server-side declaration (`LedgerShape` of the kernel) looks like from here. */
interface Declared {
  name: string;
  title: string;
  columns: readonly {
    key: string;
    title: string;
    kind: 'text' | 'number' | 'day' | 'instant' | 'state' | 'risk' | 'link' | 'boolean';
    width?: number;
    sortable?: boolean;
    hiddenByDefault?: boolean;
    words?: Readonly<Record<string, string>>;
  }[];
  filters: readonly { key: string; title: string; kind: LedgerFilter['kind']; options?: readonly Option[] }[];
  order: string;
}

/** Feeds a ledger page from the shape the server declares; overrides say how single columns are drawn. */
export function fromShape<Row extends LedgerRow>(
  shape: Declared,
  columns: Readonly<Record<string, Partial<LedgerColumn<Row>>>> = {},
  filters: Readonly<Record<string, Partial<LedgerFilter>>> = {},
): { name: string; title: string; columns: LedgerColumn<Row>[]; filters: LedgerFilter[]; sort: string } {
  return {
    name: shape.name,
    title: shape.title,
    columns: shape.columns.map((column) => ({ ...column, ...columns[column.key] })),
    filters: shape.filters.map((filter) => ({ ...filter, ...filters[filter.key] })),
    sort: shape.order,
  };
}

export const wordOf = (word: Word | undefined): string | undefined => (typeof word === 'string' ? word : word?.word);
