/** Finds the sheet of a workbook that holds the table (数据表), and tells of the others: no sheet is passed over without a word. */
import { cellText } from './cell.ts';
import type { Package, Part } from './guard.ts';
import { findHeaderRow, plainTitle } from './header.ts';
import type { SheetPlace } from './parts.ts';
import { WorkbookRefusal } from './refusal.ts';
import { type RawSheet, readRawSheet, type SheetContext } from './sheet.ts';

/** A sheet beside the one that was read. */
export interface OtherSheet {
  name: string;
  hidden: boolean;
  /** How many of the wanted titles its heading has; 0 for a sheet that is no such table. */
  matches: number;
  /** Rows with content below its heading. */
  rows: number;
}

/** Sheets beyond these are not looked into: a workbook of one sheet a day for a year is asked to name its sheet. */
const looked = 24;
/** One title alone may be chance; two are a heading. */
const leastMatches = 2;

const named = (sheets: readonly SheetPlace[]) => sheets.map((sheet) => `“${sheet.name}”`).join('、');

/** The sheet asked for by name or position. @throws WorkbookRefusal NO_SHEET */
export function askedSheet(
  sheets: readonly SheetPlace[],
  visible: readonly SheetPlace[],
  asked: string | number,
): SheetPlace {
  if (typeof asked === 'string') {
    const wanted = asked.trim();
    const found = sheets.find((sheet) => sheet.name.trim() === wanted);
    if (found) return found;
    throw new WorkbookRefusal(
      'NO_SHEET',
      `文件里没有名为“${wanted}”的工作表，现有：${named(visible) || '（全部隐藏）'}`,
    );
  }
  const at = visible[asked];
  if (at) return at;
  throw new WorkbookRefusal(
    'NO_SHEET',
    `文件里没有第 ${asked + 1} 个工作表，共有 ${visible.length} 个：${named(visible)}`,
  );
}

/** How far a sheet is the table that is looked for. */
export interface Looked extends OtherSheet {
  place: SheetPlace;
  raw: RawSheet | null;
}

function judged(place: SheetPlace, raw: RawSheet, titles: readonly string[]): Looked {
  const header = findHeaderRow(raw, titles);
  const wanted = new Set(titles.map(plainTitle));
  const cells = raw.rows.find((row) => row.row === header)?.cells ?? [];
  const hits = new Set(cells.map((cell) => plainTitle(cellText(cell))).filter((title) => wanted.has(title))).size;
  const rows = raw.rows.filter((row) => row.row > header).length;
  return { place, raw, name: place.name, hidden: place.hidden, matches: hits < leastMatches ? 0 : hits, rows };
}

/** Looks into sheets by their headings. What cannot be read (too large, damaged) is told as a sheet without a match. */
export async function lookInto(
  opened: Package,
  sheets: readonly SheetPlace[],
  context: SheetContext,
  titles: readonly string[],
): Promise<Looked[]> {
  const found: Looked[] = [];
  for (const place of sheets.slice(0, looked)) {
    try {
      const raw = await readRawSheet(opened, opened.parts.get(place.path.toLowerCase()) as Part, context);
      found.push(judged(place, raw, titles));
    } catch (error) {
      if (!(error instanceof WorkbookRefusal)) throw error;
      found.push({ place, raw: null, name: place.name, hidden: place.hidden, matches: 0, rows: 0 });
    }
  }
  return found;
}

/** The one that is most like the table and has rows; the preferred one before others as good, else the first. */
export function bestOf(found: readonly Looked[], preferred: string | undefined): Looked | undefined {
  const worth = (one: Looked) =>
    (one.matches > 0 && one.rows > 0 ? 1000 : 0) + one.matches * 2 + (one.name.trim() === preferred ? 1 : 0);
  return [...found].sort((a, b) => worth(b) - worth(a))[0];
}

const othersText = (others: readonly OtherSheet[]): string =>
  others.map(({ name, hidden, rows }) => `“${name}”（${rows} 行${hidden ? '，隐藏' : ''}）`).join('、');

/** What is told of the choice, one line each: which sheet was read, and which others hold rows. */
export function choiceNotes(read: string, isFirst: boolean, others: readonly OtherSheet[]): string[] {
  const alike = others.filter((one) => one.matches > 0 && one.rows > 0);
  const unlike = others.filter((one) => one.matches === 0 && one.rows > 0 && !one.hidden);
  if (isFirst && alike.length === 0 && unlike.length === 0) return [];
  return [
    ...(alike.length > 0
      ? [`只读了工作表“${read}”；另有同样表头的工作表没有读：${othersText(alike)}，需要的请另选该表再导入一次`]
      : isFirst
        ? []
        : [`读的是工作表“${read}”，它的表头与这本台账相符`]),
    ...(unlike.length > 0 ? [`表头不是这本台账的工作表没有读：${othersText(unlike)}`] : []),
  ];
}
