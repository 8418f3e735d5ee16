/** Finds the header of a table (表头) under titles and notes, and undoes merged cells (合并单元格). */
import { type Cell, cellText } from './cell.ts';
import type { Merge, RawRow, RawSheet } from './sheet.ts';

/**
 * A title without what people add to it: spaces, stars, colons, remarks in brackets of any kind, a number before it; full-width made
 * half-width. For comparing only, and the one place where titles are made alike.
 */
export function plainTitle(title: string): string {
  const plain = title
    .normalize('NFKC')
    .replace(/[\s*★☆※●:;,、。_]/g, '')
    .replace(/^\(?\d{1,2}[).]/, '')
    .toLowerCase();
  const bare = plain.replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|<[^<>]*>/g, '').replace(/(必填|选填)$/, '');
  // A title that is nothing but a remark is that remark.
  return bare === '' ? plain : bare;
}

/** The header may stand below a title, an issuing line and filling notes; more than this many rows are not searched. */
const searched = 30;
/** Two- and three-line headers occur; more are a form, not a table. */
const headerDepth = 3;

const filledTexts = (row: RawRow) => row.cells.filter((cell) => typeof cell === 'string' && cell !== '').length;

/**
 * The Excel row number of the header, or 0 when there is none.
 * With `titles` the row that holds most of them; otherwise the first row nearly as full of text as the fullest one,
 * because titles and notes above a table are one merged cell.
 */
export function findHeaderRow(raw: RawSheet, titles: readonly string[] = []): number {
  const top = raw.rows.filter((row) => row.row <= searched || raw.rows.indexOf(row) < 5).slice(0, searched);
  if (titles.length > 0) {
    const wanted = new Set(titles.map(plainTitle));
    let best = 0;
    let most = 0;
    for (const row of top) {
      const hits = new Set(row.cells.map((cell) => plainTitle(cellText(cell))).filter((title) => wanted.has(title)))
        .size;
      if (hits > most) {
        most = hits;
        best = row.row;
      }
    }
    if (most >= Math.min(2, titles.length)) return best;
  }
  const fullest = Math.max(0, ...top.map(filledTexts));
  const row = top.find((one) => filledTexts(one) >= Math.max(1, fullest * 0.6));
  return row?.row ?? 0;
}

export interface HeaderPlace {
  headers: string[];
  /** The title that stands over several columns, by column; '' where there is none: 主要负责人 over 姓名 and 联系电话. */
  groups: string[];
  /** Texts of each line of the heading by column, to know the heading when it comes again further down. */
  lines: string[][];
  /** Last Excel row of the header; data begin below it. */
  bottom: number;
}

const filledIn = (cells: readonly Cell[] | undefined) =>
  (cells ?? []).flatMap((cell, at) => (cellText(cell) === '' ? [] : [at]));

/** Whether a line above the header names groups of columns, and is no title and no line of 填报单位：某某. */
function isGroupLine(cells: readonly Cell[] | undefined): boolean {
  const filled = filledIn(cells);
  return filled.length > 1 && filled.every((at) => !/[:：]\s*\S/.test(cellText(cells?.[at])));
}

/** Whether the line below the header holds only titles under its merged cells, e.g. 姓名 and 联系电话 under 主要负责人. */
function isLineOfChildren(cells: readonly Cell[] | undefined, wide: readonly Merge[]): boolean {
  const filled = filledIn(cells);
  return (
    filled.length > 1 &&
    filled.every((at) => typeof cells?.[at] === 'string' && wide.some((merge) => merge.left <= at && at <= merge.right))
  );
}

/** Titles of each column; a header of two or three lines gives the lowest title and its group, a merged one its top-left text. */
export function readHeader(raw: RawSheet, headerRow: number): HeaderPlace {
  const byRow = new Map(raw.rows.map((row) => [row.row, row.cells]));
  const touching = raw.merges.filter(
    (merge) =>
      merge.top <= headerRow &&
      merge.bottom >= headerRow &&
      merge.bottom > merge.top &&
      merge.bottom - merge.top < headerDepth,
  );
  const wide = raw.merges.filter((merge) => merge.top === merge.bottom && merge.right > merge.left);
  const wideAt = (row: number) => wide.filter((merge) => merge.top === row);
  let bottom = Math.max(headerRow, ...touching.map((merge) => merge.bottom));
  if (bottom === headerRow && isLineOfChildren(byRow.get(bottom + 1), wideAt(headerRow))) bottom++;
  let top = Math.min(headerRow, ...touching.map((merge) => merge.top));
  if (top === headerRow && wideAt(top - 1).length > 0 && isGroupLine(byRow.get(top - 1))) top--;
  const width = Math.max(0, ...[...byRow].filter(([row]) => row >= headerRow).map(([, cells]) => cells.length));
  const clean = (cell: Cell | undefined) => cellText(cell).replaceAll('\n', ' ').trim();
  const headers: string[] = [];
  const groups: string[] = [];
  for (let column = 0; column < width; column++) {
    let title = '';
    let from = bottom;
    for (let row = bottom; row >= headerRow && title === ''; row--) {
      title = clean(byRow.get(row)?.[column]);
      from = row;
    }
    if (title === '') {
      const above = touching.find((merge) => merge.left === column);
      if (above) title = clean(byRow.get(above.top)?.[column]);
    }
    const over = wide.find((m) => m.top >= top && m.top < from && m.left <= column && column <= m.right);
    const group = over && title !== '' ? clean(byRow.get(over.top)?.[over.left]) : '';
    headers.push(title);
    groups.push(group === title ? '' : group);
  }
  const lines: string[][] = [];
  for (let row = top; row <= bottom; row++)
    lines.push(Array.from({ length: width }, (_, column) => clean(byRow.get(row)?.[column])));
  return { headers, groups, lines, bottom };
}

/** Gives every row of a vertically merged data cell the value shown over all of them, e.g. one 镇 for five enterprises. */
export function fillMerged(rows: readonly RawRow[], merges: readonly Merge[], below: number): void {
  const vertical = merges.filter(
    (merge) => merge.top > below && merge.bottom > merge.top && merge.left === merge.right,
  );
  if (vertical.length === 0) return;
  const byRow = new Map(rows.map((row) => [row.row, row.cells]));
  // Merges never overlap in an honest file; in another one each row is still filled once per column only.
  vertical.sort((a, b) => a.left - b.left || a.top - b.top);
  let before: Merge | undefined;
  for (const merge of vertical) {
    if (before && before.left === merge.left && merge.top <= before.bottom) continue;
    before = merge;
    const value: Cell | undefined = byRow.get(merge.top)?.[merge.left];
    if (value === undefined || value === null) continue;
    // Only rows that hold something else: a merge down to row 1,048,576 must not make rows.
    const last = Math.min(merge.bottom, rows[rows.length - 1]?.row ?? 0);
    for (let row = merge.top + 1; row <= last; row++) {
      const cells = byRow.get(row);
      // A row that holds nothing but its number is no record, whatever stands beside it.
      const says = cells?.some(
        (cell, at) => cell !== undefined && cell !== null && (at === merge.left || typeof cell !== 'number'),
      );
      if (cells && says) cells[merge.left] = value;
    }
  }
}
