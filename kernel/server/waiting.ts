import { type Actor, all, any, type Condition, type Waiting } from '#kernel';
import { type ColumnOf, conditionSql } from './condition-sql.ts';

/** Whether a group of 待办 is of this actor's work at all. */
export const isMine = (w: Waiting, actor: Actor): boolean => w.may.some((s) => s.roles.includes(actor.role));

/**
 * Rows of a group that wait for this actor, as SQL: state and table of the move, what its declaration adds, and the sentences of his
 * role, so that totals are of what he can do. `more` narrows further.
 */
export function waitingSql(
  w: Waiting,
  actor: Actor,
  column: ColumnOf,
  p: (value: unknown) => string,
  more: Condition = all(),
): string {
  const sentences = w.may.filter((s) => s.roles.includes(actor.role)).map((s) => s.when ?? all());
  return conditionSql(all(w.where, any(...sentences), more), actor, column, p);
}
