import type { LedgerPage } from './ledger.ts';

type Cell = unknown;

/**
 * A page as it travels: the names of its columns once, a row as its values in that order (null: empty), what all its rows have alike once, and
 * what can be done with a row as the number of a list. Half of what a page of objects weighed were names, and most of the rest said again.
 */
export interface WirePage extends Omit<LedgerPage, 'rows'> {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** What every row of the page has, empty values among it: stands in no row. */
  same: Readonly<Record<string, Cell>>;
  cans: readonly (readonly string[])[];
}

/** Whether one value says the same as another; a list is never the same as another list. */
const alike = (rows: readonly (readonly Cell[])[], at: number): boolean => {
  const value = rows[0]![at];
  if (value !== null && typeof value === 'object') return false;
  for (let n = 1; n < rows.length; n++) if (rows[n]![at] !== value) return false;
  return true;
};

/** Takes what all rows have alike out of them: of what a page was filtered by, every row says the same. */
export function withoutAlike(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Pick<WirePage, 'columns' | 'rows' | 'same'> {
  if (rows.length < 2) return { columns, rows, same: {} };
  const same: Record<string, Cell> = {};
  const kept: number[] = [];
  for (let at = 0; at < columns.length; at++) {
    if (alike(rows, at)) same[columns[at]!] = rows[0]![at];
    else kept.push(at);
  }
  return { columns: kept.map((at) => columns[at]!), rows: rows.map((row) => kept.map((at) => row[at])), same };
}

/** The page as rows of named values; what is empty stays left out. */
export function fromWire<Row>({ columns, rows, same, cans, ...page }: WirePage): LedgerPage<Row> {
  const shared = Object.entries(same);
  const named = (row: readonly Cell[]): Row => {
    const made: Record<string, Cell> = {};
    for (const [name, value] of shared) if (value !== null) made[name] = value;
    for (const [at, name] of columns.entries()) if (row[at] !== null) made[name] = row[at];
    return { ...made, can: cans[made.can as number] ?? [] } as Row;
  };
  return { ...page, rows: rows.map(named) };
}
