/** Sums over the answer of `hazards.dashboard`. Pure: the server has counted, the screen only adds up. */
import { addMonths, type Day, firstOfMonth } from '#kernel';
import type { HazardLevel } from './words.ts';

/** What of the answer is summed. */
export interface Counted {
  today: string;
  cells: readonly { town: string; level: string; n: Readonly<Record<string, number>> }[];
  overdue: readonly { town: string; level: string; n: number }[];
  months: readonly { town: string; what: string; level: string; n: readonly number[] }[];
}

/** The cells of the answer, one a town, state and level: it sends each town and level once. */
export const cellsOf = (d: Pick<Counted, 'cells'>): { town: string; state: string; level: string; n: number }[] =>
  d.cells.flatMap(({ n, ...line }) => Object.entries(n).map(([state, count]) => ({ ...line, state, n: count })));

/** The months of the answer that counted something, one a town, month, kind and level: it sends twelve in a line, the running one last. */
export function monthsOf(
  d: Pick<Counted, 'today' | 'months'>,
): { town: string; month: string; what: string; level: string; n: number }[] {
  const first = addMonths(firstOfMonth(d.today as Day), -11);
  return d.months.flatMap(({ n, ...line }) =>
    n.flatMap((count, i) => (count ? [{ ...line, month: addMonths(first, i).slice(0, 7), n: count }] : [])),
  );
}

export interface CellWhere {
  town?: string | undefined;
  state?: string | undefined;
  level?: string | undefined;
  open?: boolean;
}

/** Hazards of a town, state and level; `open`: whatever the state, but not closed. */
export const countCells = (d: Pick<Counted, 'cells'>, where: CellWhere = {}): number =>
  cellsOf(d)
    .filter((cell) => !where.town || cell.town === where.town)
    .filter((cell) => !where.state || cell.state === where.state)
    .filter((cell) => !where.level || cell.level === where.level)
    .filter((cell) => !where.open || cell.state !== 'closed')
    .reduce((sum, cell) => sum + cell.n, 0);

/** Hazards whose due day has passed. */
export const countOverdue = (
  d: Pick<Counted, 'overdue'>,
  where: { town?: string | undefined; level?: string | undefined } = {},
): number =>
  d.overdue
    .filter((row) => (!where.town || row.town === where.town) && (!where.level || row.level === where.level))
    .reduce((sum, row) => sum + row.n, 0);

/** One month of the two lines: found in it, closed in it. */
export interface MonthCount {
  month: string;
  found: number;
  closed: number;
}

/** The last twelve months, the running one last; a month without a row counted nothing. */
export function twelveMonths(
  d: Counted,
  where: { town?: string | undefined; level?: string | undefined } = {},
): MonthCount[] {
  const rows = monthsOf(d).filter(
    (row) => (!where.town || row.town === where.town) && (!where.level || row.level === where.level),
  );
  const first = addMonths(firstOfMonth(d.today as Day), -11);
  return Array.from({ length: 12 }, (_, i) => {
    const month = addMonths(first, i).slice(0, 7);
    const of = (what: string) =>
      rows.filter((row) => row.month === month && row.what === what).reduce((sum, row) => sum + row.n, 0);
    return { month, found: of('found'), closed: of('closed') };
  });
}

/** The level of the page as a filter of the ledger; none narrows nothing. */
export const ofLevel = (level: string | undefined) => ({ level: level ? [level as HazardLevel] : undefined });
