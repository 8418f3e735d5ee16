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
  /** Last Excel row of the header; data begin below it. */
  bottom: number;
}

/** Titles of each column; a header of two or three lines gives the lowest title, a merged one its top-left text. */
export function readHeader(raw: RawSheet, headerRow: number): HeaderPlace {
  const byRow = new Map(raw.rows.map((row) => [row.row, row.cells]));
  const touching = raw.merges.filter(
    (merge) =>
      merge.top <= headerRow &&
      merge.bottom >= headerRow &&
      merge.bottom > merge.top &&
      merge.bottom - merge.top < headerDepth,
  );
  const bottom = Math.max(headerRow, ...touching.map((merge) => merge.bottom));
  const width = Math.max(0, ...[...byRow].filter(([row]) => row >= headerRow).map(([, cells]) => cells.length));
  const headers: string[] = [];
  for (let column = 0; column < width; column++) {
    let title = '';
    for (let row = bottom; row >= headerRow && title === ''; row--) title = cellText(byRow.get(row)?.[column]);
    if (title === '') {
      const above = touching.find((merge) => merge.left === column);
      if (above) title = cellText(byRow.get(above.top)?.[column]);
    }
    headers.push(title.replaceAll('\n', ' ').trim());
  }
  return { headers, bottom };
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
      if (cells) cells[merge.left] = value;
    }
  }
}
