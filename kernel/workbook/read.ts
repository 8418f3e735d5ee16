/** Reads one sheet of an XLSX, or a CSV, into headers and rows (读取工作表). Tolerant of files made by Excel, WPS and Numbers. */
import { type Cell, cellText } from './cell.ts';
import { askedSheet, bestOf, choiceNotes, lookInto, type OtherSheet } from './choose.ts';
import { defaultLimits, type GuardLimits, openPackage, type Package, type Part } from './guard.ts';
import { fillMerged, findHeaderRow, readHeader } from './header.ts';
import { readNumberStyles, readSharedStrings, readWorkbookParts, type SheetPlace } from './parts.ts';
import { WorkbookRefusal } from './refusal.ts';
import { readSeparated } from './separated.ts';
import { type RawSheet, readRawSheet, type SheetContext, type SheetLimits, tooManyCells } from './sheet.ts';
import { listsSheet } from './validations.ts';

/** Which sheet and header are looked for. */
export interface ReadOptions {
  /** Sheet by name or by zero-based position among the visible ones; otherwise the one whose heading fits `titles`, else the first visible. */
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
  /** Title over several columns, by column, '' where there is none (主要负责人 over 姓名 and 联系电话). */
  groups?: readonly string[];
  /** Every line of the heading by column. */
  headings?: readonly (readonly string[])[];
  /** Excel row number of the (lowest) header row. */
  headerRow: number;
  /** What stands above the heading: titles, notes, the unit that fills in. */
  above?: readonly SheetRow[];
  /** The days of this file count from 1904 (old Excel for Mac), numbers without a date format as well. */
  date1904?: boolean;
  rows: SheetRow[];
  /** What the hidden sheet `_template` says about the template the file was made from, if it is there. */
  stamp: Record<string, string> | null;
  /** The other sheets of the file, when they were looked into. */
  others?: readonly OtherSheet[];
  /** What the reader did that nobody may overlook, one line each: sheets not read, hidden rows that were. */
  notes?: readonly string[];
}

/** Hidden sheet with the template's name, version and hash. A sheet, because Numbers and some WPS versions drop custom properties. */
export const stampSheet = '_template';

/** Sheet of a marked workbook with what was understood of each row: for reading, not for importing again. */
export const readingSheet = '系统读作';

const defaultSheetLimits: SheetLimits = { rows: 50_000, columns: 512, cells: 1_500_000 };

interface Chosen {
  place: SheetPlace;
  raw: RawSheet;
  others: OtherSheet[];
  notes: string[];
}

/** The sheet to read with what lies in the others, which are looked into when titles say what is wanted. */
async function choose(
  opened: Package,
  sheets: readonly SheetPlace[],
  context: SheetContext,
  options: ReadOptions,
): Promise<Chosen> {
  const own = sheets.filter((sheet) => ![stampSheet, listsSheet, readingSheet].includes(sheet.name));
  const visible = own.filter((sheet) => !sheet.hidden);
  const readAll = (place: SheetPlace) =>
    readRawSheet(opened, opened.parts.get(place.path.toLowerCase()) as Part, context);
  const { sheet: asked, titles = [] } = options;
  const preferred = visible.find((sheet) => sheet.name.trim() === options.preferSheet);
  const first = preferred ?? visible[0];
  if (asked === undefined && !first)
    throw new WorkbookRefusal('NO_SHEET', '文件里的工作表都隐藏了，请取消隐藏要导入的工作表后再导入');
  if (own.length === 1 || titles.length === 0) {
    const place = asked === undefined ? (first as SheetPlace) : askedSheet(sheets, visible, asked);
    return { place, raw: await readAll(place), others: [], notes: [] };
  }
  const found = await lookInto(opened, own, context, titles);
  const wanted = asked === undefined ? undefined : askedSheet(sheets, visible, asked);
  const best = wanted
    ? found.find((one) => one.place === wanted)
    : bestOf(
        found.filter((one) => !one.hidden),
        options.preferSheet,
      );
  const place = best?.place ?? wanted ?? (first as SheetPlace);
  const others = found
    .filter((one) => one.place !== place)
    .map(({ name, hidden, matches, rows }): OtherSheet => ({ name, hidden, matches, rows }));
  // Read once more when it could not be read while looking: what is wrong with it is then said.
  const raw = best?.raw ?? (await readAll(place));
  return { place, raw, others, notes: wanted ? [] : choiceNotes(place.name, place === visible[0], others) };
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

/** Heading and rows out of the cells of a sheet. @throws WorkbookRefusal NO_HEADER, TOO_MANY_ROWS */
function tableOf(raw: RawSheet, name: string, options: ReadOptions, limits: SheetLimits): Sheet {
  // Makers may write rows out of order; everything below reads them from the top.
  if (raw.rows.some((row, at) => at > 0 && row.row <= (raw.rows[at - 1]?.row ?? 0)))
    raw.rows.sort((a, b) => a.row - b.row);
  const headerRow = options.headerRow ?? findHeaderRow(raw, options.titles);
  const hasHeader = headerRow > 0 && raw.rows.some((row) => row.row === headerRow);
  if (!hasHeader) {
    const where =
      options.headerRow === undefined ? '是空的，没有找到表头' : `的第 ${options.headerRow} 行是空的，没有表头`;
    throw new WorkbookRefusal('NO_HEADER', `工作表“${name}”${where}，请使用下载的模板填写`);
  }
  const { headers, groups, lines, bottom } = readHeader(raw, headerRow);
  const data = raw.rows.filter((row) => row.row > bottom);
  fillMerged(data, raw.merges, bottom);
  const width = usedWidth(headers, data);
  if (width * data.length > limits.cells) throw tooManyCells(limits.cells);
  const whole = (row: SheetRow): SheetRow => ({
    row: row.row,
    cells: Array.from({ length: width }, (_, at) => row.cells[at] ?? null),
  });
  const rows = data.map(whole);
  return {
    name,
    headers: headers.slice(0, width),
    groups: groups.slice(0, width),
    headings: lines.map((line) => line.slice(0, width)),
    headerRow: bottom,
    above: raw.rows.filter((row) => row.row <= bottom - lines.length).map(whole),
    rows,
    stamp: null,
  };
}

/**
 * Reads one sheet. Empty rows are left out; row numbers are Excel's.
 * @throws WorkbookRefusal — the file fails the guard, has no such sheet, no header, or too much content.
 */
export async function readSheet(bytes: Uint8Array, options: ReadOptions = {}): Promise<Sheet> {
  const limits = { ...defaultLimits, ...defaultSheetLimits, ...options.limits };
  const separated = readSeparated(bytes, limits);
  if (separated) return tableOf({ rows: separated.rows, merges: [], hidden: [] }, separated.name, options, limits);
  const opened = await openPackage(bytes, options.limits);
  const workbook = await readWorkbookParts(opened);
  const context: SheetContext = {
    strings: await readSharedStrings(opened),
    styles: await readNumberStyles(opened),
    date1904: workbook.date1904,
    limits: { ...defaultSheetLimits, ...options.limits },
  };
  const { place, raw, others, notes } = await choose(opened, workbook.sheets, context, options);
  const table = tableOf(raw, place.name, options, context.limits);
  const stamp = await readStamp(opened, workbook.sheets, context);
  const hidden = raw.hidden.filter((row) => row > table.headerRow).length;
  return {
    ...table,
    ...(workbook.date1904 ? { date1904: true } : {}),
    stamp,
    others,
    // The notes of our own template are no table that was passed over.
    notes: [
      ...(stamp ? notes.filter((_, at) => at === 0 && others.some((one) => one.matches > 0)) : notes),
      ...(hidden > 0 ? [`文件里有 ${hidden} 行被隐藏或筛去，也一并读入`] : []),
    ],
  };
}
