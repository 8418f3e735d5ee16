import {
  type AnyCommand,
  type AnyQuery,
  fromWire,
  isRefused,
  type LedgerPage,
  ledgerAnswer,
  ledgerRow,
  type Refused,
  type WirePage,
} from '#kernel';
import type { Ledger } from '../ledger-half.ts';

/** What reaches whoever asked: the answer as JSON carries it. */
const carried = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));

/** Throws when a page, or a row of it, is not what the shape says: so that the OpenAPI document cannot lie. Returns it as rows of named values. */
export function provenPage(l: Ledger, wire: WirePage | Refused): LedgerPage | Refused {
  if (isRefused(wire)) return wire;
  const travelled = carried(wire) as WirePage;
  const page = fromWire<LedgerPage['rows'][number]>(travelled);
  const row = ledgerRow(l.shape);
  for (const proven of [ledgerAnswer(l.shape).safeParse(travelled), ...page.rows.map((one) => row.safeParse(one))])
    if (!proven.success) throw new Error(`${l.shape.name} answered what it does not declare: ${proven.error.message}`);
  return page;
}

/** The same of what a query or command answers. */
export function provenAnswer<T>(d: AnyQuery | AnyCommand, answer: T): T {
  if (isRefused(answer) || !d.answer) return answer;
  const proven = d.answer.safeParse(carried(answer));
  if (!proven.success) throw new Error(`${d.name} answered what it does not declare: ${proven.error.message}`);
  return answer;
}
