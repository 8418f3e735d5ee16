import type { Readable } from 'node:stream';
import { type Actor, type Column, isRefused, type Refused, refuse, roleMay } from '#kernel';
import { exportInThread, WorkbookRefusal } from '#kernel/workbook';
import { type ExportForm, textExport, wordedCells } from './export-text.ts';
import { eachRow, inputOf, pageOf, unknownColumns } from './ledger.ts';
import type { Asked, Ledger } from './ledger-half.ts';
import { parsed } from './places.ts';
import type { Runner } from './run-command.ts';

const CELL: Record<Column['kind'], 'text' | 'number' | 'day' | 'instant' | 'boolean'> = {
  text: 'text',
  number: 'number',
  day: 'day',
  instant: 'instant',
  state: 'text',
  risk: 'text',
  link: 'text',
  boolean: 'boolean',
};

/** An export under way. */
export interface Exported {
  /** File name. */
  name: string;
  /** Rows by the page's total, which stops counting where the ledger says so. */
  rows: number;
  stream: Readable;
  /** Rows really written, once the stream has ended; 0 when it broke. */
  written: Promise<number>;
}

/**
 * Exports exactly what a ledger page shows under these filters and columns, all pages: as one XLSX built in a worker thread
 * (rows are pushed a batch at a time and the worker's back-pressure holds the cursor), as CSV, or as JSON lines.
 */
export async function exportLedger(
  r: Runner,
  l: Ledger,
  actor: Actor,
  raw: unknown,
  form: ExportForm = 'xlsx',
): Promise<Exported | Refused> {
  const input = parsed(inputOf(l.shape), raw ?? {});
  if (isRefused(input)) return input;
  if (r.walls?.app !== false && !roleMay(l.may, actor)) return refuse('NOT_YOURS', `${l.shape.title}不属于您的职责`);
  const given = input.ok as Asked;
  const picked = chosen(l, given.columns);
  if (isRefused(picked)) return picked;
  const labels = Object.fromEntries(r.modules.subjects.map((s) => [s.kind, s.label]));
  const columns = picked.map((c) => (c.ofSubject ? { ...c, words: labels } : c));
  const counted = await pageOf(r, l, actor, {
    ...(raw as object),
    limit: '1',
    columns: undefined,
    after: undefined,
    before: undefined,
  });
  if (isRefused(counted)) return counted;
  const name = `${l.shape.title}-${r.clock().slice(0, 10)}.${form}`;
  const keys = columns.map((c) => c.key);
  const { n: rows } = counted.total;
  if (form !== 'xlsx') {
    const walk = (take: (rows: Record<string, unknown>[]) => Promise<void>) => eachRow(r, l, actor, given, keys, take);
    return { name, rows, ...textExport(form, columns, walk) };
  }
  const file = begun({
    sheetName: l.shape.title,
    columns: columns.map((c) => ({
      key: c.key,
      title: c.title,
      kind: CELL[c.kind],
      width: Math.round((c.width ?? 120) / 8),
    })),
  });
  if (!file) return refuse('BUSY', '同时导出的人太多，请稍后再试');
  const take = (batch: Record<string, unknown>[]) => file.push(batch.map((row) => wordedCells(columns, row)));
  const written = eachRow(r, l, actor, given, keys, take).then(
    (n) => {
      file.end();
      return n;
    },
    (error: Error) => {
      file.stream.destroy(error);
      return 0;
    },
  );
  return { name, rows, stream: file.stream, written };
}

function chosen(l: Ledger, columns: string | undefined): readonly Column[] | Refused {
  if (!columns) return l.shape.columns.filter((c) => !c.hiddenByDefault);
  const wrong = unknownColumns(l, columns);
  if (wrong) return wrong;
  return columns.split(',').map((key) => l.shape.columns.find((c) => c.key === key)!);
}

/** Starts a file in the worker thread, or null when too many are under way. */
function begun(options: Parameters<typeof exportInThread>[0]): ReturnType<typeof exportInThread> | null {
  try {
    return exportInThread(options);
  } catch (error) {
    if (error instanceof WorkbookRefusal && error.code === 'BUSY') return null;
    throw error;
  }
}
