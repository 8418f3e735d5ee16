import type { Actor, Condition } from '#kernel';
import { snake } from './names.ts';

/** Where a column of a condition stands in a statement; `snake` of its name behind an alias unless said. */
export type ColumnOf = (column: string) => string;
export const aliased =
  (alias: string): ColumnOf =>
  (column) =>
    `${alias}.${snake(column)}`;

/**
 * A condition as SQL with parameters, true on exactly the rows on which `holds` is: an empty column makes every test false and its
 * opposite true, never unknown. What hangs on the actor alone is decided here and leaves no trace in the statement.
 */
export function conditionSql(c: Condition, actor: Actor, column: ColumnOf, p: (value: unknown) => string): string {
  const whole = part(c, true);
  return typeof whole === 'boolean' ? String(whole) : whole();

  function part(of: Condition, wanted: boolean): Part {
    switch (of.test) {
      case 'not':
        return part(of.of, !wanted);
      case 'all':
      case 'any':
        return joined(
          of.of.map((one) => part(one, wanted)),
          (of.test === 'all') === wanted,
        );
      case 'scope':
        return of.scopes.includes(actor.scope) === wanted;
      case 'present':
        return () => `${column(of.column)} is ${wanted ? 'not ' : ''}null`;
      case 'mine': {
        const me = actor[of.whose] || null;
        return me === null ? !wanted : () => `${column(of.column)} ${wanted ? '=' : 'is distinct from'} ${p(me)}`;
      }
      case 'oneOf': {
        const at = column(of.column);
        const [only, more] = of.values;
        if (more === undefined) return () => `${at} ${wanted ? '=' : 'is distinct from'} ${p(only)}`;
        return () => (wanted ? `${at} = any(${p(of.values)})` : `(${at} is null or ${at} <> all(${p(of.values)}))`);
      }
    }
  }
}

/** Decided, or text that takes its parameters when it is really written: a statement may be given none that it does not use. */
type Part = boolean | (() => string);

/** Parts joined by and/or, without those that decide nothing and down to the one that decides it all. */
function joined(parts: readonly Part[], and: boolean): Part {
  if (parts.includes(!and)) return !and;
  const left = parts.filter((one): one is () => string => typeof one === 'function');
  if (left.length === 0) return and;
  return () => (left.length === 1 ? left[0]!() : `(${left.map((one) => one()).join(and ? ' and ' : ' or ')})`);
}
