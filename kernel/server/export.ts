import type { Readable } from 'node:stream';
import {
  type Actor,
  type Column,
  isRefused,
  masked,
  type Personal,
  type Refused,
  refuse,
  roleMay,
  seesPlain,
} from '#kernel';
import { exportInThread, WorkbookRefusal } from '#kernel/workbook';
import { type ExportForm, textExport, wordedCells } from './export-text.ts';
import { eachRow, inputOf, pageOf, unknownColumns } from './ledger.ts';
import type { Asked, Ledger } from './ledger-half.ts';
import { exportOpened } from './personal.ts';
import { parsed } from './places.ts';
import type { Runner } from './run-command.ts';
import { reading } from './run-query.ts';

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
 * (rows are pushed a batch at a time and the worker's back-pressure holds the cursor), as CSV, or as JSON lines. Personal data is masked for
 * everybody, unless `plain` in what is asked names the journal entry that opened this very export (`openingOfExport`): then what the actor sees
 * plainly on the screen is plain in the file too.
 */
export async function exportLedger(
  r: Runner,
  l: Ledger,
  actor: Actor,
  raw: unknown,
  form: ExportForm = 'xlsx',
): Promise<Exported | Refused> {
  const { plain, ...asked } = (raw ?? {}) as Record<string, unknown>;
  const input = parsed(inputOf(l.shape), asked);
  if (isRefused(input)) return input;
  if (r.walls?.app !== false && !roleMay(l.may, actor)) return refuse('NOT_YOURS', `${l.shape.title}不属于您的职责`);
  const given = input.ok as Asked;
  const picked = chosen(l, given.columns);
  if (isRefused(picked)) return picked;
  if (plain !== undefined) {
    const openers = r.modules.commands.filter((c) => c.opensExport).map((c) => c.name);
    const closed = await reading(r, actor, (_, reads) =>
      exportOpened(reads, openers, String(plain), l.shape.name, asked),
    );
    if (closed) return closed;
  }
  const as = (of: Personal, value: string) =>
    plain !== undefined && seesPlain(of, actor) ? value : masked(value, of.mask);
  const labels = Object.fromEntries(r.modules.subjects.map((s) => [s.kind, s.label]));
  const columns = picked.map((c) => (c.ofSubject ? { ...c, words: labels } : c));
  const counted = await pageOf(r, l, actor, {
    ...asked,
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
    const walk = (take: (rows: Record<string, unknown>[]) => Promise<void>) =>
      eachRow(r, l, actor, given, keys, as, take);
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
  const written = eachRow(r, l, actor, given, keys, as, take).then(
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
