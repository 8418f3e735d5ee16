/**
 * What was wrong, as a workbook (标出问题的工作簿): the cells that are meant are red, a last column 问题 says what to mend; comes back as it
 * is. Either the whole table, each row at its own number, or the rows with problems alone.
 */
import type { Readable } from 'node:stream';
import type { Cell } from './cell.ts';
import { plainTitle } from './header.ts';
import { problemTitle, wholeTitle } from './match-headers.ts';
import type { Problem } from './parse-rows.ts';
import type { Sheet } from './read.ts';
import { columnLetters } from './refusal.ts';
import { type SheetTemplate, templateColumns } from './template.ts';
import { PlacedRow, type WriteColumn, type WriteSheet, writeWorkbook } from './write.ts';

/** How the workbook is made. */
export interface ProblemsShape {
  /** Gives the columns their lists and notes again. */
  template?: SheetTemplate<never>;
  /** The table as it was read with everything above it, not only the rows with problems. */
  whole?: boolean;
  /** Further sheets behind it. */
  more?: readonly WriteSheet[];
}

/** The columns of the sheet but 问题, with the template's lists. A group is written into the title, for its cells are no longer merged. */
function columnsOf(sheet: Sheet, template: SheetTemplate<never> | undefined): { at: number; column: WriteColumn }[] {
  const known = template
    ? new Map(templateColumns(template).map((column) => [plainTitle(column.title), column]))
    : new Map<string, WriteColumn>();
  return sheet.headers.flatMap((header, at) => {
    if (plainTitle(header) === problemTitle) return [];
    const title = wholeTitle(sheet, at);
    const { allowed, several, note, required, width, kind } =
      known.get(plainTitle(title)) ?? ({} as Partial<WriteColumn>);
    const column: WriteColumn = {
      key: columnLetters(at),
      title,
      // A text column stays text; elsewhere a number or a day comes back as it was.
      kind: kind === 'text' ? 'text' : 'cell',
      allowed,
      several,
      note,
      required,
      width,
    };
    return [{ at, column }];
  });
}

/**
 * @param results rows with their problems; those found later (a duplicate in the database) count like those of cells
 */
export function problemsWorkbook(
  sheet: Sheet,
  results: readonly { row: number; problems: readonly Problem[] }[],
  { template, whole = false, more = [] }: ProblemsShape = {},
): Readable {
  const kept = columnsOf(sheet, template);
  const columns: WriteColumn[] = [
    ...kept.map(({ column }) => column),
    { key: 'problem', title: problemTitle, kind: 'text', width: 80 },
  ];
  const told = new Map<number, Problem[]>();
  for (const { row, problems } of results) told.set(row, [...(told.get(row) ?? []), ...problems]);
  function* rows(): Generator<PlacedRow> {
    let next = 2;
    for (const { row, cells } of sheet.rows) {
      const problems = told.get(row) ?? [];
      if (problems.length === 0 && !whole) continue;
      const meant = new Set(problems.flatMap((problem) => problem.at ?? []));
      const wrong = new Set(kept.flatMap(({ at }, index) => (meant.has(at) ? [index] : [])));
      const says = problems.map((problem) => problem.message).join('\n');
      const values: (Cell | undefined)[] = [...kept.map(({ at }) => cells[at] ?? null), says];
      yield new PlacedRow(whole ? row : next++, values, wrong);
    }
  }
  const table: WriteSheet = {
    name: sheet.name,
    columns,
    rows: rows(),
    ...(whole
      ? {
          headerRow: sheet.headerRow,
          above: (sheet.above ?? []).map(
            ({ row, cells }) =>
              new PlacedRow(
                row,
                kept.map(({ at }) => cells[at] ?? null),
              ),
          ),
        }
      : {}),
  };
  return writeWorkbook({ sheets: [table, ...more], stamp: sheet.stamp ?? undefined });
}
