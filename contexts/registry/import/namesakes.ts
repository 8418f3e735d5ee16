import { plainName } from '../domain/person-name.rule.ts';
import { plainPhone } from '../domain/phone.rule.ts';
import type { Person } from '../subjects.ts';

/** What somebody said of rows whose name is registered with another telephone. */
export interface SameName {
  /** Which person a row is, or null for another one. */
  rows: ReadonlyMap<number, string | null>;
  /** What the rows are of which nothing was said: `same` where one person only can be meant. */
  rest: 'wait' | 'same' | 'new';
}

/** Nothing has been said yet. */
export const unanswered: SameName = { rows: new Map(), rest: 'wait' };

/** One row of people of one enterprise, as far as identity goes. */
export interface Named {
  row: number;
  name: string;
  phone: string | null;
}

/** Who a row is: a registered person, somebody new, one of these (to be asked), or the same as an earlier row. */
export type Who =
  | { is: 'person'; person: Person }
  | { is: 'new'; namesake: number | null }
  | { is: 'ask'; among: Person[] }
  | { is: 'twin'; of: number };

const phoneKey = ({ phone }: { phone: string | null }) => (phone === null ? '' : plainPhone(phone));

/**
 * Identity of people (人员辨认) within one enterprise: name and telephone in their normal forms. Same name and telephone is the same person;
 * a telephone missing on one side is no difference when only one person can be meant; another telephone is asked, never guessed.
 * @param registered people at work in the enterprise
 * @param said answers; only persons registered under the row's name are taken
 */
export function identify(lines: readonly Named[], registered: readonly Person[], said: SameName): Map<number, Who> {
  const found = new Map<number, Who>();
  const people = grouped(registered);
  for (const [name, same] of grouped(lines)) {
    for (const [row, who] of ofOneName(same, people.get(name) ?? [], said)) found.set(row, who);
  }
  return found;
}

function grouped<One extends { name: string }>(all: readonly One[]): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const name = plainName(one.name);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

function ofOneName(lines: readonly Named[], registered: readonly Person[], said: SameName): Map<number, Who> {
  const found = new Map<number, Who>();
  const claimed = new Map<string, number>();
  const claim = (line: Named, person: Person) => {
    const by = claimed.get(person.id);
    if (by === undefined) claimed.set(person.id, line.row);
    found.set(line.row, by === undefined ? { is: 'person', person } : { is: 'twin', of: by });
  };
  const byPhone = new Map<string, Person>();
  // Two of the same name and telephone: the one registered first is meant.
  for (const one of registered) if (!byPhone.has(phoneKey(one))) byPhone.set(phoneKey(one), one);
  const seen = new Map<string, number>();
  for (const line of lines) {
    const key = phoneKey(line);
    const twin = seen.get(key);
    const person = byPhone.get(key);
    if (twin !== undefined) found.set(line.row, { is: 'twin', of: twin });
    else {
      seen.set(key, line.row);
      if (person) claim(line, person);
    }
  }
  const first = lines[0]?.row;
  for (const line of lines) {
    if (found.has(line.row)) continue;
    // Whoever another row of the file is, this one is not.
    const free = registered.filter((one) => !claimed.has(one.id));
    const only = free.length === 1 ? (free[0] as Person) : null;
    const answer = said.rows.get(line.row);
    const meant = answer ? registered.find((one) => one.id === answer) : undefined;
    const earlier = first === undefined || first === line.row ? null : first;
    if (meant) claim(line, meant);
    else if (free.length === 0 || answer === null) found.set(line.row, { is: 'new', namesake: earlier });
    else if (only && (line.phone === null || only.phone === null || said.rest === 'same')) claim(line, only);
    else if (said.rest === 'new') found.set(line.row, { is: 'new', namesake: earlier });
    else found.set(line.row, { is: 'ask', among: free });
  }
  return found;
}
