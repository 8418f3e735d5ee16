import type { Act } from './act.ts';
import type { Base, Subject } from './subject.ts';

/**
 * What must follow when a row of somebody else's subject changes (联动): a fact that flows back, in the same act and transaction.
 * Declared by the context whose rows follow; the context whose row changed knows nothing of it.
 */
export interface Reaction<Row extends Base = Base> {
  of: Subject<Row>;
  /** Columns whose change calls it. */
  columns: readonly (keyof Row & string)[];
  /** Makes the effects that follow. It may change only rows the act has not changed yet: one act writes a row once. */
  react(act: Act, after: Row, before: Row): Promise<void> | void;
}

/** A reaction whatever its row, for lists. */
export type AnyReaction =
  // biome-ignore lint/suspicious/noExplicitAny: a list of declarations is heterogeneous by nature
  Reaction<any>;

/** `on(enterprise, ['town'], …)`: declares what follows when such a column of such a row changes. */
export const on = <Row extends Base>(
  of: Subject<Row>,
  columns: readonly (keyof Row & string)[],
  react: Reaction<Row>['react'],
): Reaction<Row> => ({ of, columns, react });
