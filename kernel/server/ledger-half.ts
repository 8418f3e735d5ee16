import type {
  Actor,
  DeclaredKey,
  FilterValues,
  LedgerGiven,
  LedgerShape,
  MeasureReads,
  Sentence,
  SortKey,
  Total,
} from '#kernel';
import type { Runner } from './run-command.ts';

/** Takes a value of the statement and answers its place in it. */
export type Param = (value: unknown) => string;
/** Who looks, and on which day. */
export interface Looking {
  actor: Actor;
  today: string;
}
/** Condition of a filter, given its parsed value. */
export type Condition<V> = (p: Param, value: V, ctx: Looking) => string;

/** A column that SQL does not know: what it is made of, and how. */
export interface Derived<T extends object = never> {
  reads: { readonly [K in keyof T]: string };
  of(row: T, ctx: Looking): unknown;
}
/** Declares a derived column: `derived<{ dueOn: string | null }>({ dueOn: 'h.due_on' }, (row, { today }) => …)`. */
export const derived = <T extends object>(reads: Derived<T>['reads'], of: Derived<T>['of']): Derived => ({
  reads: reads as Derived['reads'],
  of: of as Derived['of'],
});

interface Sort {
  sql: string;
  type: string;
}
type Selected = Readonly<Record<string, unknown>>;

/** The page that is asked for, when it is a page: its order, the row it begins behind, and how many rows it takes. */
export interface Paged {
  /** Key of the order. */
  order: string;
  down: boolean;
  from: { v: string; id: string } | null;
  most: number;
}

/**
 * The server's half of a ledger: an SQL expression for exactly every declared column and carried value, a condition for exactly
 * every declared filter, an expression for exactly every order. `Settled` are filters nobody gives: `prepare` makes them.
 */
export interface LedgerHalf<S extends LedgerShape, Settled extends object> {
  shape: S;
  may: readonly Sentence<never>[];
  /** `hazards.hazard h join …`. */
  from: string;
  /** Expression of the county column, first condition of every statement. */
  county: string;
  /** Unique tie-breaker, e.g. `h.id`. */
  id: string;
  /** Expression of the version that acts on the row are guarded by. */
  version: S extends { versioned: false } ? null : string;
  columns: { readonly [K in DeclaredKey<S>]: string | Derived };
  /** What `can` looks at, by its name there, beside the columns; selected with every row, sent with none. */
  looks?: Readonly<Record<string, string>>;
  can?: (actor: Actor, row: Selected, modules: Runner['modules']) => readonly string[];
  /** Never null, with their type for the cursor. */
  sorts: { readonly [K in SortKey<S>]: Sort };
  /** `settled`: `prepare` turns this one into others. */
  filters: { readonly [K in keyof FilterValues<S>]: Condition<FilterValues<S>[K]> | 'settled' };
  settled?: { readonly [K in keyof Settled]-?: Condition<NonNullable<Settled[K]>> | 'noted' };
  /**
   * Settles what needs a look first (a search word becomes ids); returns the filters as they are then built. Told of the page, it may
   * narrow them to that page's rows, provided `total` knows the whole.
   */
  prepare?: (reads: MeasureReads, given: LedgerGiven<S>, paged?: Paged) => Promise<LedgerGiven<S> & Partial<Settled>>;
  /** Explicit narrowing by the actor's scope: lets an index serve what row-level security only filters. */
  scope?: (p: Param, actor: Actor) => string | null;
  /** A total read from roll-ups, when the filters allow it. */
  total?: (reads: MeasureReads, given: LedgerGiven<S> & Partial<Settled>) => Promise<Total | null>;
  /** Total is capped when this filter is set, and rows are found by walking the page's order. */
  capped?: keyof Settled & string;
  /** Filters whose best plan hangs on their value: the statement is planned anew for it. */
  planned?: readonly (keyof Settled & string)[];
}

/** A ledger as the kernel runs it. Only `ledger()` makes one, from halves that fit their shape. */
export interface Ledger {
  shape: LedgerShape;
  may: readonly Sentence<never>[];
  from: string;
  county: string;
  id: string;
  version: string | null;
  columns: Readonly<Record<string, string | Derived>>;
  looks?: Readonly<Record<string, string>>;
  can?: (actor: Actor, row: Selected, modules: Runner['modules']) => readonly string[];
  sorts: Readonly<Record<string, Sort>>;
  filters: Readonly<Record<string, Condition<unknown> | 'settled'>>;
  settled?: Readonly<Record<string, Condition<unknown> | 'noted'>>;
  prepare?: (reads: MeasureReads, given: Asked, paged?: Paged) => Promise<Asked>;
  scope?: (p: Param, actor: Actor) => string | null;
  total?: (reads: MeasureReads, given: Asked) => Promise<Total | null>;
  capped?: string;
  planned?: readonly string[];
}

/** Filters, order and place of a page, whatever the ledger. */
export type Asked = LedgerGiven & Readonly<Record<string, unknown>>;

/** Declares the server's half of a ledger. What is missing from the shape, or is not in it, does not compile. */
export const ledger = <const S extends LedgerShape, Settled extends object = Record<never, never>>(
  half: LedgerHalf<S, Settled>,
): Ledger => half as unknown as Ledger;
