import { PassThrough, type Readable } from 'node:stream';
import type { Column } from '#kernel';

/** Forms a ledger is exported in: XLSX and CSV with titles and words for people, JSON lines with keys and codes for programs. */
export const exportForms = ['xlsx', 'csv', 'jsonl'] as const;
export type ExportForm = (typeof exportForms)[number];

type Row = Readonly<Record<string, unknown>>;

/** The cells of a row in the order of the columns, a code as its word. */
export const wordedCells = (columns: readonly Column[], row: Row): unknown[] =>
  columns.map((c) => (c.words ? (c.words[String(row[c.key])] ?? row[c.key]) : row[c.key]));

/** `2022-05-16T01:30:00Z` as the clock on the wall in Beijing reads, as in the XLSX. */
const beijing = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** A field of RFC 4180. Text that a spreadsheet would take for a formula gets a leading `'`, which an import takes off again. */
function csvField({ kind }: Column, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (kind === 'boolean') return value === true ? '是' : '否';
  if (kind === 'number') return String(value);
  const text = kind === 'instant' ? beijing(new Date(value as string).toISOString()) : String(value);
  const guarded = kind === 'day' || kind === 'instant' ? text : text.replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

const csvLine = (columns: readonly Column[], cells: readonly unknown[]): string =>
  `${columns.map((column, at) => csvField(column, cells[at])).join(',')}\r\n`;

/** Every key of the columns, null where nothing stands. */
const jsonLine = (columns: readonly Column[], row: Row): string =>
  `${JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])))}\n`;

/**
 * A ledger as text: CSV in UTF-8 with a byte-order mark, so that office programs know it, or one JSON object a line. The cursor
 * waits until the reader took what was sent; what fails there destroys the stream.
 */
export function textExport(
  form: 'csv' | 'jsonl',
  columns: readonly Column[],
  walk: (take: (rows: Record<string, unknown>[]) => Promise<void>) => Promise<number>,
): { stream: Readable; written: Promise<number> } {
  const out = new PassThrough();
  const line =
    form === 'csv' ? (row: Row) => csvLine(columns, wordedCells(columns, row)) : (row: Row) => jsonLine(columns, row);
  const titles = columns.map((c) => ({ ...c, kind: 'text' }) as Column);
  if (form === 'csv')
    out.write(
      `\ufeff${csvLine(
        titles,
        columns.map((c) => c.title),
      )}`,
    );
  const take = (rows: Record<string, unknown>[]): Promise<void> =>
    new Promise((resolve, reject) => {
      if (out.destroyed) return reject(new Error('nobody reads the export any more'));
      if (out.write(rows.map(line).join(''))) return resolve();
      const done = () => {
        out.off('drain', done).off('close', done);
        resolve();
      };
      out.once('drain', done).once('close', done);
    });
  const written = walk(take).then(
    (n) => {
      out.end();
      return n;
    },
    (error: Error) => {
      out.destroy(error);
      return 0;
    },
  );
  return { stream: out, written };
}
