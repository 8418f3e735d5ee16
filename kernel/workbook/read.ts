/** Reads one sheet of an XLSX into headers and rows (读取工作表). Tolerant of files made by Excel, WPS and Numbers. */
import { type Cell, cellText } from './cell.ts';
import { type GuardLimits, openPackage, type Package, type Part } from './guard.ts';
import { fillMerged, findHeaderRow, readHeader } from './header.ts';
import { readNumberStyles, readSharedStrings, readWorkbookParts, type SheetPlace } from './parts.ts';
import { WorkbookRefusal } from './refusal.ts';
import { readRawSheet, type SheetContext, type SheetLimits, tooManyCells } from './sheet.ts';

/** Which sheet and header are looked for. */
export interface ReadOptions {
  /** Sheet by name or by zero-based position among the visible ones; otherwise the first visible sheet. */
  sheet?: string | number;
  /** Sheet to prefer when it exists; otherwise the first visible one. */
  preferSheet?: string;
  /** Excel row number of the header; otherwise it is searched for. */
  headerRow?: number;
  /** Titles the header is expected to have; makes the search certain. */
  titles?: readonly string[];
  limits?: Partial<GuardLimits & SheetLimits>;
}

/** One row with its number in the sheet. */
export interface SheetRow {
  /** Excel row number, as the user sees it. */
  row: number;
  /** As many cells as there are headers; empty cells are null. */
  cells: Cell[];
}

/** One sheet as read. */
export interface Sheet {
  /** Name of the sheet read. */
  name: string;
  /** Title of each column; '' for a column that has content but no title. */
  headers: string[];
  /** Excel row number of the (lowest) header row. */
  headerRow: number;
  rows: SheetRow[];
  /** What the hidden sheet `_template` says about the template the file was made from, if it is there. */
  stamp: Record<string, string> | null;
}

/** Hidden sheet with the template's name, version and hash. A sheet, because Numbers and some WPS versions drop custom properties. */
export const stampSheet = '_template';

const defaultSheetLimits: SheetLimits = { rows: 50_000, columns: 512, cells: 1_500_000 };

function chooseSheet(sheets: readonly SheetPlace[], options: ReadOptions): SheetPlace {
  const visible = sheets.filter((sheet) => !sheet.hidden && sheet.name !== stampSheet);
  const names = visible.map((sheet) => `“${sheet.name}”`).join('、');
  if (typeof options.sheet === 'string') {
    const wanted = options.sheet.trim();
    const named = sheets.find((sheet) => sheet.name.trim() === wanted);
    if (named) return named;
    throw new WorkbookRefusal('NO_SHEET', `文件里没有名为“${wanted}”的工作表，现有：${names || '（全部隐藏）'}`);
  }
  if (typeof options.sheet === 'number') {
    const at = visible[options.sheet];
    if (at) return at;
    throw new WorkbookRefusal(
      'NO_SHEET',
      `文件里没有第 ${options.sheet + 1} 个工作表，共有 ${visible.length} 个：${names}`,
    );
  }
  const preferred = visible.find((sheet) => sheet.name.trim() === options.preferSheet);
  const first = preferred ?? visible[0];
  if (!first) throw new WorkbookRefusal('NO_SHEET', '文件里的工作表都隐藏了，请取消隐藏要导入的工作表后再导入');
  return first;
}

async function readStamp(
  opened: Package,
  sheets: readonly SheetPlace[],
  context: SheetContext,
): Promise<Sheet['stamp']> {
  const place = sheets.find((sheet) => sheet.name === stampSheet);
  const part = place && opened.parts.get(place.path.toLowerCase());
  if (!part) return null;
  const raw = await readRawSheet(opened, part, context);
  const pairs = raw.rows.map((row) => [cellText(row.cells[0]), cellText(row.cells[1])] as const);
  return Object.fromEntries(pairs.filter(([key]) => /^[a-z]\w*$/.test(key)));
}

/** Drops columns at the right that hold neither title nor content. */
function usedWidth(headers: readonly string[], rows: readonly SheetRow[]): number {
  let width = headers.length;
  while (width > 0 && headers[width - 1] === '' && rows.every((row) => (row.cells[width - 1] ?? null) === null))
    width--;
  return width;
}

/**
 * Reads one sheet. Empty rows are left out; row numbers are Excel's.
 * @throws WorkbookRefusal — the file fails the guard, has no such sheet, no header, or too much content.
 */
export async function readSheet(bytes: Uint8Array, options: ReadOptions = {}): Promise<Sheet> {
  const opened = await openPackage(bytes, options.limits);
  const workbook = await readWorkbookParts(opened);
  const place = chooseSheet(workbook.sheets, options);
  const context: SheetContext = {
    strings: await readSharedStrings(opened),
    styles: await readNumberStyles(opened),
    date1904: workbook.date1904,
    limits: { ...defaultSheetLimits, ...options.limits },
  };
  const raw = await readRawSheet(opened, opened.parts.get(place.path.toLowerCase()) as Part, context);
  // Makers may write rows out of order; everything below reads them from the top.
  if (raw.rows.some((row, at) => at > 0 && row.row <= (raw.rows[at - 1]?.row ?? 0)))
    raw.rows.sort((a, b) => a.row - b.row);
  const headerRow = options.headerRow ?? findHeaderRow(raw, options.titles);
  const hasHeader = headerRow > 0 && raw.rows.some((row) => row.row === headerRow);
  if (!hasHeader) {
    const where =
      options.headerRow === undefined ? '是空的，没有找到表头' : `的第 ${options.headerRow} 行是空的，没有表头`;
    throw new WorkbookRefusal('NO_HEADER', `工作表“${place.name}”${where}，请使用下载的模板填写`);
  }
  const { headers, bottom } = readHeader(raw, headerRow);
  const data = raw.rows.filter((row) => row.row > bottom);
  fillMerged(data, raw.merges, bottom);
  const width = usedWidth(headers, data);
  if (width * data.length > context.limits.cells) throw tooManyCells(context.limits.cells);
  const rows = data.map((row) => ({
    row: row.row,
    cells: Array.from({ length: width }, (_, at) => row.cells[at] ?? null),
  }));
  const stamp = await readStamp(opened, workbook.sheets, context);
  return { name: place.name, headers: headers.slice(0, width), headerRow: bottom, rows, stamp };
}
