/** Cells that an export masked (138****1234) and that come in again: they mean what is registered, and never overwrite it. */
import { isMasked, masked, type Personal } from '#kernel';
import { personal } from '../personal.ts';
import type { Enterprise, Person } from '../subjects.ts';
import type { Wrong } from './lines.ts';
import type { EnterpriseLine, PersonLine } from './templates.ts';

const starred = (key: string, of: Personal, value: string): Wrong => ({
  key,
  value,
  allowed: '完整的号码，或留空',
  why: `${of.title}是打了码的，与登记的对不上`,
});

/** The line without cells that mask what the row holds; what is wrong when a masked cell is that of nothing registered. */
function meant<Line extends object, Row extends object>(
  line: Line,
  row: Row | null,
  columns: Readonly<Record<string, Personal>>,
): { line: Line; wrong: Wrong | null } {
  let said = line;
  for (const [key, of] of Object.entries(columns)) {
    const cell = (line as Record<string, unknown>)[key];
    if (!isMasked(cell)) continue;
    const held = (row as Record<string, unknown> | null)?.[key];
    if (typeof held !== 'string' || masked(held, of.mask) !== cell) return { line, wrong: starred(key, of, cell) };
    said = { ...said, [key]: null };
  }
  return { line: said, wrong: null };
}

/** An enterprise's line against its row. */
export const enterpriseMeant = (line: EnterpriseLine, now: Enterprise | null) => meant(line, now, personal.enterprise);

/** A person's line with the telephone its mask stands for: of those of the same name in the enterprise, the only one whose masks fit. */
export function personMeant(line: PersonLine, namesakes: readonly Person[]): { line: PersonLine; wrong: Wrong | null } {
  if (!isMasked(line.phone)) {
    const now = namesakes.find((one) => one.phone === line.phone) ?? null;
    return meant(line, now, personal.person);
  }
  const fitting = namesakes.filter((one) => meant(line, one, personal.person).wrong === null);
  const [only] = fitting;
  return only && fitting.length === 1
    ? { line: { ...meant(line, only, personal.person).line, phone: only.phone }, wrong: null }
    : { line, wrong: starred('phone', personal.person.phone, line.phone) };
}
