/**
 * Writes workbooks as a stream (导出工作簿): rows are pulled as the reader takes bytes, so memory does not grow with the
 * number of rows.
 */
import { Readable } from 'node:stream';
import { type ColumnKind, cellXml, escapeXml, textCell, wrongCell } from './cell-xml.ts';
import { stampSheet } from './read.ts';
import { columnLetters, WorkbookRefusal } from './refusal.ts';
import { style, stylesXml } from './styles.ts';
import { listPlaces, listsSheet, validationsXml } from './validations.ts';
import { ZipTooLarge, ZipWriter } from './zip.ts';

/** One column to be written. */
export interface WriteColumn {
  key: string;
  title: string;
  /** In characters of the default font; otherwise from the title and the kind. */
  width?: number;
  /**
   * day: `YYYY-MM-DD`. instant: ISO 8601, written as Beijing time. boolean: 是/否. number: a number, or decimal text, which
   * stays text beyond 15 digits. cell: a Cell as it was read.
   */
  kind: ColumnKind;
  /** Values offered as a drop-down list. */
  allowed?: readonly string[];
  /** Several of `allowed` may stand in one cell, so the list only suggests. */
  several?: boolean;
  /** Shown when the cell is chosen. */
  note?: string;
  required?: boolean;
}

/** A row that stands at a place of its own, with the positions of the cells that are marked as wrong. */
export class PlacedRow {
  readonly row: number;
  readonly cells: readonly unknown[];
  readonly wrong: ReadonlySet<number>;

  constructor(row: number, cells: readonly unknown[], wrong: ReadonlySet<number> = new Set()) {
    this.row = row;
    this.cells = cells;
    this.wrong = wrong;
  }
}

/** Values by column key, or in the order of the columns. */
export type WriteRow = Readonly<Record<string, unknown>> | readonly unknown[] | PlacedRow;

/** One sheet to be written. */
export interface WriteSheet {
  name: string;
  columns: readonly WriteColumn[];
  rows: AsyncIterable<WriteRow> | Iterable<WriteRow>;
  /** What stands above the heading, which then stands at `headerRow` (1 without): as it was read. */
  above?: readonly PlacedRow[];
  headerRow?: number;
}

/** A workbook to be written. */
export interface WriteInput {
  sheets: readonly WriteSheet[];
  /** Paragraphs for a sheet 填写说明 behind the others; the first is its title. */
  notes?: readonly string[];
  /** Goes to the hidden sheet `_template`. */
  stamp?: Readonly<Record<string, string>>;
}

/** Rows of data below the header: 2^20 − 1. */
export const mostRows = 1_048_575;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet name Excel accepts: at most 31 UTF-16 units, none of []:*?/\, no quote at the ends, unlike the others. */
export function sheetName(wanted: string, taken: ReadonlySet<string> = new Set()): string {
  const cut = (text: string, length: number) => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  const clean = wanted
    .replace(/[[\]:*?/\\\p{Cc}\p{Surrogate}]/gu, ' ')
    .trim()
    .replace(/^'+|'+$/g, '');
  let name = cut(clean, 31).trim() || '工作表';
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${cut(clean, 31 - ` (${n})`.length)} (${n})`;
  return name;
}

function columnWidth(column: WriteColumn): number {
  if (column.width) return Math.min(255, Math.max(4, column.width));
  const title = [...column.title].reduce((sum, c) => sum + (c.charCodeAt(0) > 0xff ? 2 : 1), 0) + 4;
  const least = { text: 12, number: 10, day: 12, instant: 18, boolean: 8, cell: 12 }[column.kind];
  return Math.min(60, Math.max(least, title));
}

/** How a table is printed for a meeting: A4 across, as wide as the page, lines, its name above, pages numbered. The heading repeats (`printTitles`). */
const printed =
  '<printOptions horizontalCentered="1" gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/>' +
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
  '<headerFooter><oddHeader>&amp;C&amp;A</oddHeader><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页&amp;R&amp;D</oddFooter></headerFooter>';

/** The heading of every table stands on each of its pages. */
function printTitles(sheets: readonly Planned[]): string {
  const names = sheets.flatMap(({ name, table }, at) =>
    table
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escapeXml(name.replaceAll("'", "''"))}'!$${table}:$${table}</definedName>`,
        ]
      : [],
  );
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : '';
}

/** Cells not yet filled: what is typed into a text column stays text, what is typed into a day column shows as a day. */
const emptyStyle: Partial<Record<ColumnKind, number>> = { text: style.text, day: style.day, instant: style.instant };

interface Planned {
  name: string;
  hidden: boolean;
  /** The row of a table's heading. */
  table?: number;
  pieces: AsyncIterable<string> | Iterable<string>;
}

function rowXml(
  row: number,
  letters: readonly string[],
  cells: readonly unknown[],
  kindOf: (at: number) => ColumnKind,
  wrong?: ReadonlySet<number>,
): string {
  let xml = `<row r="${row}">`;
  for (let at = 0; at < letters.length; at++) {
    const reference = letters[at] + String(row);
    const cell = cellXml(reference, cells[at], kindOf(at));
    xml += wrong?.has(at) ? wrongCell(reference, cell) : cell;
  }
  return `${xml}</row>`;
}

async function* tablePieces(
  sheet: WriteSheet,
  active: boolean,
  places: ReadonlyMap<WriteColumn, string>,
): AsyncGenerator<string> {
  const { columns, above = [], headerRow = 1 } = sheet;
  const letters = columns.map((_, at) => columnLetters(at));
  const cols = columns.map(
    (c, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${columnWidth(c)}" style="${emptyStyle[c.kind] ?? style.plain}" customWidth="1"/>`,
  );
  yield `${head}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"${active ? ' tabSelected="1"' : ''}>` +
    `<pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${headerRow + 1}" sqref="A${headerRow + 1}"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''}<sheetData>${above.map((one) => rowXml(one.row, letters, one.cells, () => 'cell')).join('')}<row r="${headerRow}" ht="30" customHeight="1">` +
    columns
      .map((c, at) => textCell(`${letters[at]}${headerRow}`, c.title, c.required ? style.requiredHeader : style.header))
      .join('') +
    '</row>';
  let row = headerRow;
  const kindOf = (at: number) => (columns[at] as WriteColumn).kind;
  for await (const values of sheet.rows) {
    row = values instanceof PlacedRow ? values.row : row + 1;
    if (row - 1 > mostRows) {
      throw new WorkbookRefusal(
        'TOO_MANY_ROWS',
        `工作表“${sheet.name}”超过 ${mostRows} 行，一个工作表最多 ${mostRows} 行，请缩小筛选范围后再导出`,
      );
    }
    const placed = values instanceof PlacedRow ? values : null;
    const cells =
      placed?.cells ??
      (Array.isArray(values) ? values : columns.map((column) => (values as Record<string, unknown>)[column.key]));
    yield rowXml(row, letters, cells, kindOf, placed?.wrong);
  }
  const filter = columns.length > 0 ? `<autoFilter ref="A${headerRow}:${letters.at(-1)}${row}"/>` : '';
  yield `</sheetData>${filter}${validationsXml(columns, places, row, headerRow + 1)}${printed}</worksheet>`;
}

/** A plain sheet without header: columns of text, e.g. notes, lists, stamp. */
function* plainPieces(
  lines: readonly (readonly string[])[],
  widths: readonly number[],
  first: number,
  rest: number,
): Generator<string> {
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>` +
    `<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
  for (const [at, line] of lines.entries()) {
    const cells = line.map((text, column) =>
      textCell(`${columnLetters(column)}${at + 1}`, text, at === 0 ? first : rest),
    );
    yield `<row r="${at + 1}">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function plan(input: WriteInput): Planned[] {
  const taken = new Set<string>([stampSheet, listsSheet]);
  const named = input.sheets.map((sheet) => {
    const name = sheetName(sheet.name, taken);
    taken.add(name.toLowerCase());
    return { sheet, name };
  });
  const { places, lists } = listPlaces(input.sheets.flatMap((sheet) => sheet.columns));
  const planned: Planned[] = named.map(({ sheet, name }, at) => ({
    name,
    hidden: false,
    table: sheet.headerRow ?? 1,
    pieces: tablePieces(sheet, at === 0, places),
  }));
  if (input.notes) {
    const lines = input.notes.map((note) => [note]);
    planned.push({
      name: sheetName('填写说明', taken),
      hidden: false,
      pieces: plainPieces(lines, [110], style.title, style.prose),
    });
  }
  if (lists.length > 0) {
    const depth = Math.max(...lists.map((list) => list.length));
    const lines = Array.from({ length: depth }, (_, row) => lists.map((list) => list[row] ?? ''));
    planned.push({
      name: listsSheet,
      hidden: true,
      pieces: plainPieces(
        lines,
        lists.map(() => 20),
        style.text,
        style.text,
      ),
    });
  }
  if (input.stamp) {
    const lines = Object.entries(input.stamp);
    planned.push({ name: stampSheet, hidden: true, pieces: plainPieces(lines, [20, 80], style.text, style.text) });
  }
  return planned;
}

function smallParts(sheets: readonly Planned[]): [string, string][] {
  const numbers = sheets.map((_, at) => at + 1);
  const override = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${mediaType}.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${contentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${numbers.map((n) => override(`xl/worksheets/sheet${n}.xml`, 'worksheet')).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageRelations}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.map((sheet, at) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${at + 1}"${sheet.hidden ? ' state="veryHidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets>${printTitles(sheets)}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageRelations}">${numbers.map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('')}${relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', stylesXml],
  ];
}

async function* archive(input: WriteInput): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  const sheets = plan(input);
  try {
    for (const [path, xml] of smallParts(sheets)) yield* zip.part(path, [xml]);
    for (const [at, sheet] of sheets.entries()) yield* zip.part(`xl/worksheets/sheet${at + 1}.xml`, sheet.pieces);
    yield zip.end();
  } catch (error) {
    if (error instanceof ZipTooLarge) {
      throw new WorkbookRefusal('TOO_MANY_ROWS', '导出的内容超过 4 GB，一个文件放不下，请缩小筛选范围后再导出');
    }
    throw error;
  }
}

/**
 * The bytes of an XLSX. Rows are pulled only as the stream is read. Errors of `rows` and refusals (TOO_MANY_ROWS) destroy
 * the stream.
 */
export function writeWorkbook(input: WriteInput): Readable {
  return Readable.from(archive(input), { objectMode: false, highWaterMark: 262_144 });
}

/** A whole workbook in memory, for templates and other small ones. */
export async function workbookBytes(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
