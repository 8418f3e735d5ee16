import type { Scope, Viewer } from './actor.ts';

/** A value a column is compared with: codes, numbers, yes or no. */
export type Plain = string | number | boolean;

/** What of the actor a column may name: his account, or whose he is. */
export type Whose = 'account' | 'town' | 'enterprise' | 'agency';

/**
 * A condition (条件) on one row and who looks at it, as data: `holds` answers it on phone and server, `conditionSql` writes it into a
 * statement, so that who may, what waits and what is shown are never said a second time. Column names are a type: a misspelt one
 * does not compile.
 */
export type Condition<Column extends string = string> =
  | { test: 'oneOf'; column: Column; values: readonly Plain[] }
  | { test: 'mine'; column: Column; whose: Whose }
  | { test: 'present'; column: Column }
  | { test: 'scope'; scopes: readonly Scope[] }
  | { test: 'all' | 'any'; of: readonly Condition<Column>[] }
  | { test: 'not'; of: Condition<Column> };

/** The column holds one of these values; an empty column holds none. */
export const oneOf = <C extends string>(column: C, values: readonly Plain[]): Condition<C> => ({
  test: 'oneOf',
  column,
  values,
});
export const is = <C extends string>(column: C, value: Plain): Condition<C> => oneOf(column, [value]);
/** The column holds something else, or nothing. */
export const isNot = <C extends string>(column: C, value: Plain): Condition<C> => not(is(column, value));

/** The column names the actor's own town, enterprise, agency or account; an actor without one has none. */
export const mine = <C extends string>(column: C, whose: Whose = column as never): Condition<C> => ({
  test: 'mine',
  column,
  whose,
});
/** The column names somebody else than the actor, or nobody. */
export const notMe = <C extends string>(column: C): Condition<C> => not(mine(column, 'account'));

/** The column holds something. */
export const present = <C extends string>(column: C): Condition<C> => ({ test: 'present', column });
/** The column holds nothing. */
export const absent = <C extends string>(column: C): Condition<C> => not(present(column));

/** The actor sees the county, a town, an enterprise …: for sentences whose roles sit in several places. */
export const scopeIs = (...scopes: readonly Scope[]): Condition<never> => ({ test: 'scope', scopes });

/** Every one holds; of none, always. */
export const all = <C extends string>(...of: readonly Condition<C>[]): Condition<C> => ({ test: 'all', of });
/** One of them holds; of none, never. */
export const any = <C extends string>(...of: readonly Condition<C>[]): Condition<C> => ({ test: 'any', of });
/** It does not hold. */
export const not = <C extends string>(of: Condition<C>): Condition<C> => ({ test: 'not', of });

/** Whether it holds for this actor on this row. A column that is not there is empty. */
export function holds(c: Condition, actor: Viewer, row: unknown): boolean {
  switch (c.test) {
    case 'all':
      return c.of.every((one) => holds(one, actor, row));
    case 'any':
      return c.of.some((one) => holds(one, actor, row));
    case 'not':
      return !holds(c.of, actor, row);
    case 'scope':
      return c.scopes.includes(actor.scope);
    case 'present':
      return at(row, c.column) !== null;
    case 'oneOf':
      return c.values.includes(at(row, c.column) as Plain);
    case 'mine':
      return at(row, c.column) !== null && at(row, c.column) === (actor[c.whose] || null);
  }
}

const at = (row: unknown, column: string): unknown => (row as Readonly<Record<string, unknown>>)[column] ?? null;

/** The columns it looks at: what a row must carry so that it can be answered away from the server. */
export function columnsIn(c: Condition | undefined): string[] {
  if (!c || c.test === 'scope') return [];
  if (c.test === 'not') return columnsIn(c.of);
  return 'of' in c ? [...new Set(c.of.flatMap(columnsIn))] : [c.column];
}
