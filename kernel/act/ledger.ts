import { z } from 'zod';
import { asDay } from '../day/day.ts';

/** A declared column (列) of a ledger (台账). */
export interface Column {
  key: string;
  title: string;
  kind: 'text' | 'number' | 'day' | 'instant' | 'state' | 'risk' | 'link' | 'boolean';
  width?: number;
  sortable?: boolean;
  hiddenByDefault?: boolean;
  /** Code → word, for state-like columns; exports print the word. */
  words?: Readonly<Record<string, string>>;
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
  filters: readonly Filter[];
  /** Default order, `-key` is descending. */
  order: string;
}

// Functions, not constants: a schema built on import would pull all of zod into every page that imports #kernel.
const given = () => z.string().trim();
const boundedList = () =>
  z.union([given().max(80), z.array(given().max(80)).max(60)]).transform((v) => (Array.isArray(v) ? v : [v]));
const dayText = () =>
  given()
    .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 YYYY-MM-DD')
    .refine((text) => asDay(text) !== null, '没有这一天');

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
  });
}

/** Parsed input of a ledger's page or export. */
export type LedgerGiven = {
  sort: string;
  limit: number;
  after?: string;
  before?: string;
  columns?: string;
} & Record<string, unknown>;

/** How many rows there are; not exact when counting stopped at a cap. */
export interface Total {
  n: number;
  exact: boolean;
}

/** One page of a ledger, with what the caller can do with each row. */
export interface LedgerPage<Row = Record<string, unknown>> {
  rows: (Row & { can: string[] })[];
  total: Total;
  next: string | null;
  prev: string | null;
}
