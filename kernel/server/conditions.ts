/** Conditions and words that ledgers share: each stands here once. */
import { type Actor, type Personal, seesPlain } from '#kernel';
import type { Condition, Param } from './ledger-half.ts';

/** `like` pattern of a word found anywhere; its own signs count as letters. */
export const anywhere = (word: string): string =>
  `%${word
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;

/** The column is this value. */
export const same =
  (column: string): Condition<string> =>
  (p, value) =>
    `${column} = ${p(value)}`;

/** The column, whatever its type, reads like this text: an id out of the address that is none finds nothing instead of failing. */
export const sameText =
  (column: string): Condition<string> =>
  (p, value) =>
    `${column}::text = ${p(value)}`;

/** The column is one of these. One value is compared as one: an index in the page's order serves that, not a list. */
export const any =
  (column: string): Condition<readonly string[]> =>
  (p, values) =>
    values.length === 1 ? `${column} = ${p(values[0])}` : `${column} = any(${p(values)}::text[])`;

/** The column, a list, has one of these in it. */
export const overlaps =
  (column: string): Condition<readonly string[]> =>
  (p, values) =>
    `${column} && ${p(values)}::text[]`;

/** The column, a list, has this in it. */
export const holds =
  (column: string): Condition<string> =>
  (p, value) =>
    `${p(value)} = any(${column})`;

/** Always this condition, whatever the value: for switches. */
export const when =
  (condition: string): Condition<unknown> =>
  () =>
    condition;

/** Both ends of a range of days: `...range('found', 'h.found_on')` gives `foundFrom` and `foundTo`. */
export const range = <K extends string>(
  key: K,
  column: string,
): { [E in `${K}From` | `${K}To`]: Condition<string> } => {
  const ends = {
    [`${key}From`]: (p: Param, day: string) => `${column} >= ${p(day)}::date`,
    [`${key}To`]: (p: Param, day: string) => `${column} <= ${p(day)}::date`,
  };
  return ends as unknown as { [E in `${K}From` | `${K}To`]: Condition<string> };
};

/** A column with personal data among those that are searched. */
export interface Searched {
  sql: string;
  personal: Personal;
}

/** Signs between digits and letters do not count: `138-0000 0000` is 13800000000. */
const bare = (sql: string): string => `upper(regexp_replace(${sql}, '[^0-9A-Za-z]', '', 'g'))`;
/** Shorter than this nothing is a whole number. */
const WHOLE = 5;

/**
 * One of the columns has the word in it. Row-level security keeps LIKE from any index; 5,000 rows are read in a few milliseconds.
 * Personal data is found by its parts only by whom it is plain to; everybody else finds it by the whole number, or what is masked could
 * be guessed digit by digit.
 */
export const contains =
  (...columns: (string | Searched)[]): Condition<string> =>
  (p, value, { actor }) => {
    const word = p(anywhere(value));
    const whole = value.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
    const tests = columns.flatMap((column) => {
      if (typeof column === 'string') return [`lower(${column}) like ${word}`];
      if (seesPlain(column.personal, actor)) return [`lower(coalesce(${column.sql}, '')) like ${word}`];
      return whole.length < WHOLE ? [] : [`${bare(`coalesce(${column.sql}, '')`)} = ${p(whole)}`];
    });
    return tests.length > 0 ? `(${tests.join(' or ')})` : 'false';
  };

/** Narrows to the actor's town or enterprise where the ledger names them. */
export const ownPlace =
  (owners: { town?: string; enterprise?: string }) =>
  (p: Param, actor: Actor): string | null => {
    if (actor.scope === 'town' && owners.town) return `${owners.town} = ${p(actor.town)}`;
    if (actor.scope === 'enterprise' && owners.enterprise) return `${owners.enterprise} = ${p(actor.enterprise)}::uuid`;
    return null;
  };

/** The name under a code, out of a view of codes and names: `nameByCode('registry.published_town', 'h.town')`. */
export const nameByCode = (view: string, code: string): string =>
  `(select named.name from ${view} named where named.county = $1 and named.code = ${code})`;

/** An order by a text that is never null. */
export const byText = (sql: string) => ({ sql, type: 'text' });
