import { type AnyCommand, type AnyQuery, isRefused, type LedgerPage, ledgerAnswer, toWire } from '#kernel';
import type { Ledger } from '../ledger-half.ts';

/** What reaches whoever asked: the answer as JSON carries it. */
const carried = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));

/** Throws when a page is not what the shape says of it: so that the OpenAPI document cannot lie. Returns the page as it was. */
export function provenPage<T>(l: Ledger, page: T): T {
  if (!isRefused(page)) {
    const { rows, ...rest } = page as unknown as LedgerPage;
    const proven = ledgerAnswer(l.shape).safeParse(carried(toWire({ ...rest, rows: rows.map((row) => ({ ...row })) })));
    if (!proven.success) throw new Error(`${l.shape.name} answered what it does not declare: ${proven.error.message}`);
  }
  return page;
}

/** The same of what a query or command answers. */
export function provenAnswer<T>(d: AnyQuery | AnyCommand, answer: T): T {
  if (isRefused(answer) || !d.answer) return answer;
  const proven = d.answer.safeParse(carried(answer));
  if (!proven.success) throw new Error(`${d.name} answered what it does not declare: ${proven.error.message}`);
  return answer;
}
