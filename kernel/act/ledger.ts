import { z } from 'zod';
import { dayGiven } from '../day/given.ts';
import type { Personal } from './personal.ts';

/** What a value is, and with it how it is drawn, sorted, exported and described. */
export type ValueKind = 'text' | 'number' | 'day' | 'instant' | 'state' | 'risk' | 'link' | 'boolean';

/** A declared column (列) of a ledger (台账). */
export interface Column {
  key: string;
  title: string;
  kind: ValueKind;
  width?: number;
  sortable?: true;
  hiddenByDefault?: true;
  /** A number as decimal text, as numeric columns are: money is never rounded. */
  exact?: true;
  /** Code → word, for state-like columns; exports print the word. */
  words?: Readonly<Record<string, string>>;
  /** Holds the kind of a subject: exports print its label. */
  ofSubject?: true;
  /** Stands in every row, whichever columns are asked for, and cannot be taken out of the table. Never empty. */
  fixed?: true;
  /** Sent with every row, whichever columns are asked for: what a link, a mark or an act on the row looks at. */
  carried?: true;
  /** A carried column may be empty. */
  optional?: true;
  /** Personal data of the row's subject: masked for roles it does not name, in pages and exports. Rows are never ordered by it. */
  personal?: Personal;
}

/** A value sent with every row beside the columns: what a link, a mark or an act looks at. It is no column: not shown, not exported. */
export interface Carried {
  key: string;
  kind: ValueKind | 'id' | 'texts' | 'list';
  words?: Readonly<Record<string, string>>;
  optional?: true;
  /** What each entry of a list holds. */
  items?: readonly Omit<Carried, 'items'>[];
}

/** A declared filter (筛选). `dayRange` takes `<key>From` and `<key>To`. */
export interface Filter {
  key: string;
  title: string;
  kind: 'choice' | 'choices' | 'dayRange' | 'text' | 'switch' | 'search';
  options?: readonly { value: string; label: string }[];
}

/** What server and screen share about a ledger. */
export interface LedgerShape {
  name: string;
  title: string;
  columns: readonly Column[];
  carries?: readonly Carried[];
  /** `false` where rows are no subject's: no act on them is guarded by their version. */
  versioned?: false;
  filters: readonly Filter[];
  /** Default order, `-key` is descending. */
  order: string;
  /** Path of its page at the desk, whose address takes these filters: what a figure's link opens. */
  page?: string;
}

/** Declares a ledger's shape and keeps its literal types: rows, filters and the server's half are typed from it. */
export const ledgerShape = <const S extends LedgerShape>(shape: S): S => shape;

type ValueOf<C> = C extends { kind: 'list'; items: infer I extends readonly Carried[] }
  ? Values<I[number]>[]
  : C extends { kind: 'texts' }
    ? string[]
    : C extends { words: infer W }
      ? keyof W & string
      : C extends { exact: true }
        ? string
        : C extends { kind: 'number' }
          ? number
          : C extends { kind: 'boolean' }
            ? boolean
            : string;
type KeyOf<C> = C extends { key: infer K extends string } ? K : never;
type Flat<T> = { [K in keyof T]: T[K] };
/** Required where a value is always there, else left out when it is empty. */
type Values<C> = Flat<
  { [E in Exclude<C, { optional: true }> as KeyOf<E>]: ValueOf<E> } & {
    [E in Extract<C, { optional: true }> as KeyOf<E>]?: ValueOf<E>;
  }
>;
type CarriedOf<S extends LedgerShape> = S extends { carries: infer C extends readonly Carried[] } ? C[number] : never;
type Sent<S extends LedgerShape> = Extract<S['columns'][number], { fixed: true } | { carried: true }> | CarriedOf<S>;

/** Key of a declared column or carried value. */
export type DeclaredKey<S extends LedgerShape> = KeyOf<S['columns'][number] | CarriedOf<S>>;
/** Key of a column that rows are ordered by. */
export type SortKey<S extends LedgerShape> =
  | KeyOf<Extract<S['columns'][number], { sortable: true }>>
  | (S['order'] extends `-${infer K}` ? K : S['order']);

/**
 * A row of a ledger as a page may rely on it, whichever columns are shown: fixed and carried values; days `YYYY-MM-DD`, instants ISO.
 * What is empty is left out.
 */
export type RowOf<S extends LedgerShape> = Flat<
  { id: string; can: readonly string[] } & (S extends { versioned: false } ? unknown : { version: number }) &
    Values<Sent<S>>
>;
/** The columns that stand in a row only when they were asked for and have a value. */
export type ColumnsOf<S extends LedgerShape> = {
  [C in Exclude<S['columns'][number], { fixed: true } | { carried: true }> as KeyOf<C>]?: ValueOf<C>;
};
/** A row with these of its columns, or all of them: for who names the columns he asks for. */
export type RowWith<S extends LedgerShape, K = keyof ColumnsOf<S>> = Flat<
  RowOf<S> & Pick<ColumnsOf<S>, K & keyof ColumnsOf<S>>
>;
/** Key of a declared column. */
export type ColumnKey<S extends LedgerShape> = KeyOf<S['columns'][number]>;
/** Key of a declared filter. */
export type FilterKey<S extends LedgerShape> = KeyOf<S['filters'][number]>;

type FilterValue<F> = F extends { kind: 'switch' }
  ? true
  : F extends { kind: 'choice' | 'choices'; options: readonly { value: infer V }[] }
    ? F extends { kind: 'choices' }
      ? V[]
      : V
    : F extends { kind: 'choices' }
      ? string[]
      : string;

/** Parsed values of the declared filters, by the keys they are given under. */
export type FilterValues<S extends LedgerShape> = {
  [F in S['filters'][number] as F['kind'] extends 'dayRange'
    ? `${F['key']}From` | `${F['key']}To`
    : F['key']]: FilterValue<F>;
};

/** Parsed input of a ledger's page or export. */
export type LedgerGiven<S extends LedgerShape = LedgerShape> = Partial<FilterValues<S>> & {
  sort: string;
  limit: number;
  after?: string;
  before?: string;
  columns?: string;
  /** Only these rows of what the filters leave: ids parted by commas (所选). */
  only?: string;
};

/** Keys of a ledger's input that filter nothing. */
export const pagingKeys: readonly string[] = ['sort', 'limit', 'after', 'before', 'columns'];

// Functions, not constants: a schema built on import would pull all of zod into every page that imports #kernel.
const given = () => z.string().trim();
const mostChosen = 500;
const UUIDS = /^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/;
const onlyGiven = () =>
  given()
    .regex(UUIDS, '所选各行应为编号，以逗号分开')
    .refine((ids) => ids.split(',').length <= mostChosen, `一次最多选 ${mostChosen} 行`);
const boundedList = () =>
  z.union([given().max(80), z.array(given().max(80)).max(60)]).transform((v) => (Array.isArray(v) ? v : [v]));
const dayText = () => given().pipe(dayGiven());

function filterSchema(filter: Filter): Record<string, z.ZodType> {
  const codes = filter.options?.map((o) => o.value);
  switch (filter.kind) {
    case 'dayRange':
      return { [`${filter.key}From`]: dayText().optional(), [`${filter.key}To`]: dayText().optional() };
    case 'switch':
      return {
        [filter.key]: z
          .enum(['1', '0', 'true', 'false'])
          .transform((v) => v === '1' || v === 'true')
          .optional(),
      };
    case 'choice':
      return { [filter.key]: (codes?.length ? z.enum(codes as [string, ...string[]]) : given().max(80)).optional() };
    case 'choices':
      return {
        [filter.key]: (codes?.length
          ? boundedList().pipe(z.array(z.enum(codes as [string, ...string[]])))
          : boundedList()
        ).optional(),
      };
    default:
      return { [filter.key]: given().max(100).optional() };
  }
}

/** The input schema of a ledger's page and export: filters, sort, paging. Unknown keys are refused. */
export function ledgerInput(shape: LedgerShape) {
  const sorts = shape.columns.filter((c) => c.sortable).flatMap((c) => [c.key, `-${c.key}`]);
  if (!sorts.includes(shape.order)) sorts.push(shape.order);
  return z.strictObject({
    ...Object.assign({}, ...shape.filters.map(filterSchema)),
    sort: z.enum(sorts as [string, ...string[]]).default(shape.order),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: given().max(400).optional(),
    before: given().max(400).optional(),
    columns: given().max(1000).optional(),
    only: onlyGiven().optional(),
  });
}

function valueSchema(of: Column | Carried): z.ZodType {
  if (of.kind === 'list') return z.array(valuesSchema((of as Carried).items ?? []));
  if (of.kind === 'texts') return z.array(z.string());
  if (of.words && of.kind !== 'boolean') return z.enum(Object.keys(of.words) as [string, ...string[]]);
  switch (of.kind) {
    case 'number':
      return (of as Column).exact ? z.string().regex(/^-?\d+(\.\d+)?$/) : z.number();
    case 'boolean':
      return z.boolean();
    case 'day':
      return z.iso.date();
    case 'instant':
      return z.iso.datetime();
    case 'id':
      return z.uuid();
    default:
      return z.string();
  }
}

const valuesSchema = (of: readonly (Column | Carried)[]) =>
  z.strictObject(
    Object.fromEntries(of.map((one) => [one.key, one.optional ? valueSchema(one).optional() : valueSchema(one)])),
  );

/** True of a column that stands in every row, whichever columns are asked for. */
export const isSent = (column: Column): boolean => column.fixed === true || column.carried === true;

const idAndVersion = (shape: LedgerShape) => ({
  id: z.uuid(),
  ...(shape.versioned === false ? {} : { version: z.int() }),
});

/** The schema of a row: what every row carries, and of the other columns those that were asked for and are not empty. */
export function ledgerRow(shape: LedgerShape) {
  const columns = shape.columns.map((c) => ({ ...c, optional: isSent(c) ? c.optional : true }) as Column);
  return valuesSchema([...columns, ...(shape.carries ?? [])]).extend({
    ...idAndVersion(shape),
    can: z.array(z.string()),
  });
}

/** The schema of a page as it travels (see `ledger-wire.ts`), for the OpenAPI document and for tests. */
export function ledgerAnswer(shape: LedgerShape) {
  const all = [...shape.columns, ...(shape.carries ?? [])];
  const can = z.int().min(0).meta({ description: '可办事项：cans 中的序号' });
  const values = z.strictObject({
    ...Object.fromEntries(all.map((one) => [one.key, valueSchema(one).nullable()])),
    ...idAndVersion(shape),
    can,
  });
  const names = Object.keys(values.shape) as [string, ...string[]];
  return z.strictObject({
    columns: z.array(z.enum(names)).meta({ description: '各行中值的名称，依次对应；值的类型见 same' }),
    rows: z
      .array(z.array(z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.null()])))
      .meta({ description: '每行一个数组，次序同 columns，空值为 null' }),
    same: values.partial().meta({ description: '本页各行相同的值，行内不再出现' }),
    cans: z.array(z.array(z.string())).meta({ description: '本页各行可办事项的名称，行内 can 为其序号' }),
    total: z.strictObject({ n: z.int(), exact: z.boolean() }),
    next: z.string().nullable(),
    prev: z.string().nullable(),
  });
}

/** How many rows there are; not exact when counting stopped at a cap. */
export interface Total {
  n: number;
  exact: boolean;
}

/** One page of a ledger, with what the caller can do with each row. */
export interface LedgerPage<Row = Record<string, unknown> & { can: readonly string[] }> {
  rows: Row[];
  total: Total;
  next: string | null;
  prev: string | null;
}
