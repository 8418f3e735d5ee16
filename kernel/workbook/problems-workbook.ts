/** The rejected rows as a workbook (问题行): what the user gave, with a last column saying what to mend; comes back as it is. */
import type { Readable } from 'node:stream';
import type { Cell } from './cell.ts';
import { plainTitle } from './header.ts';
import { problemTitle } from './match-headers.ts';
import type { ParsedRow } from './parse-rows.ts';
import type { Sheet } from './read.ts';
import { columnLetters } from './refusal.ts';
import { type SheetTemplate, templateColumns } from './template.ts';
import { type WriteColumn, writeWorkbook } from './write.ts';

/**
 * Only the rows with problems, their cells as they were read, and the column 问题 at the end.
 * @param results from parseRows; problems found later (a duplicate in the database) may be added to a row's `problems`
 * @param template gives the columns their lists and notes again
 */
export function problemsWorkbook(
  sheet: Sheet,
  results: readonly ParsedRow<unknown>[],
  template?: SheetTemplate<never>,
): Readable {
  const known = template
    ? new Map(templateColumns(template).map((column) => [plainTitle(column.title), column]))
    : new Map<string, WriteColumn>();
  const kept = sheet.headers.flatMap((title, at) => (plainTitle(title) === problemTitle ? [] : [{ title, at }]));
  const columns: WriteColumn[] = kept.map(({ title, at }) => {
    const { allowed, several, note, required, width, kind } =
      known.get(plainTitle(title)) ?? ({} as Partial<WriteColumn>);
    // A text column stays text; elsewhere a number or a day comes back as it was.
    return {
      key: columnLetters(at),
      title,
      kind: kind === 'text' ? 'text' : 'cell',
      allowed,
      several,
      note,
      required,
      width,
    };
  });
  columns.push({ key: 'problem', title: problemTitle, kind: 'text', width: 80 });
  const sources = new Map(sheet.rows.map((row) => [row.row, row.cells]));
  function* rows(): Generator<Cell[]> {
    for (const result of results) {
      if (result.problems.length === 0) continue;
      const cells = sources.get(result.row) ?? [];
      yield [...kept.map(({ at }) => cells[at] ?? null), result.problems.map((problem) => problem.message).join('\n')];
    }
  }
  return writeWorkbook({ sheets: [{ name: sheet.name, columns, rows: rows() }], stamp: sheet.stamp ?? undefined });
}
