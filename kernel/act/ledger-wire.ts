import type { LedgerPage } from './ledger.ts';

/**
 * A page as it travels: what is empty is left out, and what can be done with a row is the number of a list that the page carries
 * once. Both directions stand here.
 */
export interface WirePage<Row = Record<string, unknown>> extends Omit<LedgerPage, 'rows'> {
  rows: (Omit<Row, 'can'> & { can: number })[];
  cans: (readonly string[])[];
}

/** Makes a page ready to travel. It changes the rows it is given: fifty copies a page cost more than its query. */
export function toWire(page: LedgerPage): WirePage {
  const cans: (readonly string[])[] = [];
  const known = new Map<string, number>();
  for (const row of page.rows as Record<string, unknown>[]) {
    const can = row.can as readonly string[];
    const key = can.join();
    let at = known.get(key);
    if (at === undefined) {
      at = cans.push(can) - 1;
      known.set(key, at);
    }
    // Undefined is left out of the JSON; deleting would turn the object into a slow one.
    for (const name in row) if (row[name] === null) row[name] = undefined;
    row.can = at;
  }
  return { ...page, cans } as unknown as WirePage;
}

/** The page as it was before it travelled; an empty value stays left out. */
export const fromWire = <Row>({ cans, ...page }: WirePage): LedgerPage<Row> => ({
  ...page,
  rows: page.rows.map((row) => ({ ...row, can: cans[row.can] ?? [] })) as Row[],
});
