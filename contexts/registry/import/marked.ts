import type { Readable } from 'node:stream';
import { type Problem, problemsWorkbook, readingSheet, type TemplateColumn, type WriteColumn } from '#kernel/workbook';
import type { Regions } from '../domain/region.rule.ts';
import { worded } from './check.ts';
import type { Check } from './checks.ts';
import { templateOf } from './templates.ts';

/** Problems row by row. */
function byRow(check: Check): { row: number; problems: Problem[] }[] {
  const rows = new Map<number, Problem[]>();
  for (const problem of check.told) {
    const list = rows.get(problem.row);
    if (list) list.push(problem);
    else rows.set(problem.row, [problem]);
  }
  return [...rows].map(([row, problems]) => ({ row, problems }));
}

const failed = ({ problems }: { problems: readonly Problem[] }) => problems.some((p) => p.level === 'error');

/** How many rows cannot be imported as they are. */
export const faultyRows = (check: Check): number => byRow(check).filter(failed).length;

/** The rows that failed alone (待改正的行), red where they are wrong; mended, they can be imported. */
export const onlyFaults = (check: Check, regions: Regions): Readable =>
  problemsWorkbook(check.sheet, byRow(check).filter(failed), { template: templateOf(check.ledger, regions) });

/**
 * The table as it was given, each row at its own number, red where it is wrong, with the column 问题; and a sheet 系统读作 with what was
 * understood of every good row.
 */
export function markedWorkbook(check: Check, regions: Regions): Readable {
  const template = templateOf(check.ledger, regions);
  const columns = template.columns as readonly TemplateColumn[];
  const text = (title: string, width: number): WriteColumn => ({ key: title, title, kind: 'text', width });
  function* understood() {
    for (const { row, value } of check.rows) {
      const verdict = check.verdicts.get(row);
      const line = value as Record<string, unknown> | undefined;
      if (verdict && line) yield [row, verdict, ...columns.map((column) => worded(column, line[column.key]))];
    }
  }
  return problemsWorkbook(check.sheet, byRow(check), {
    whole: true,
    template,
    more: [
      {
        name: readingSheet,
        columns: [
          { key: 'row', title: '原表行号', kind: 'number', width: 10 },
          text('将如何', 10),
          ...columns.map(({ title, width }) => text(title, width ?? 14)),
        ],
        rows: understood(),
      },
    ],
  });
}
