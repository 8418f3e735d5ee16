/** Reads the cells of one worksheet part (工作表) as a stream of tags, keeping only cells that hold something. */
import { type Cell, tidy } from './cell.ts';
import type { Package, Part } from './guard.ts';
import { decodeCellText, type NumberStyle, scanPart } from './parts.ts';
import { columnLetters, WorkbookRefusal } from './refusal.ts';
import { serialToDate } from './serial.ts';
import { attribute } from './xml.ts';

/** Zero-based columns, one-based rows, both inclusive. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface RawRow {
  row: number;
  /** By zero-based column; holes are empty cells. */
  cells: Cell[];
}

export interface RawSheet {
  rows: RawRow[];
  merges: Merge[];
  /** Numbers of the rows with content that the file hides, by hand or by a filter. */
  hidden: number[];
}

export interface SheetLimits {
  rows: number;
  columns: number;
  cells: number;
}

export interface SheetContext {
  strings: readonly string[];
  styles: readonly NumberStyle[];
  date1904: boolean;
  limits: SheetLimits;
}

/** `BC12` → { column: 54, row: 12 }; column -1 when the reference is absent or malformed. */
export function parseReference(reference: string | undefined): { column: number; row: number } {
  if (reference === undefined) return { column: -1, row: 0 };
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const c = reference.charCodeAt(at);
    if (c === 36) continue;
    if (c >= 65 && c <= 90) column = column * 26 + c - 64;
    else if (c >= 97 && c <= 122) column = column * 26 + c - 96;
    else break;
  }
  return {
    column: column === 0 || column > 16_384 ? -1 : column - 1,
    row: Number(reference.slice(at).replace('$', '')) || 0,
  };
}

function numberCell(raw: string, style: NumberStyle | undefined, date1904: boolean): Cell {
  const n = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(n)) return tidy(decodeCellText(raw)) || null;
  if (style?.date) {
    const date = serialToDate(n, date1904);
    if (date !== null) return date.length === 8 ? date : { date };
  }
  // `00000` is how people show codes with leading zeros.
  if (style && style.digits > 0 && Number.isInteger(n) && n >= 0) return String(n).padStart(style.digits, '0');
  // Cached results carry binary dust (0.30000000000000004); Excel itself shows 15 digits.
  return Number.isInteger(n) ? n : Number(n.toPrecision(15));
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
  hasValue: boolean;
  formula: boolean;
}

function cellValue(cell: OpenCell, context: SheetContext): Cell {
  const raw = cell.value;
  if (cell.formula && !cell.hasValue && cell.type !== 'str') return { error: '公式没有算出结果' };
  switch (cell.type) {
    case 's':
      return raw === '' ? null : context.strings[Number(raw)] || null;
    case 'str':
    case 'inlineStr':
      return tidy(decodeCellText(raw)) || null;
    case 'b':
      return raw.trim() === '' ? null : raw.trim() === '1' || raw.trim() === 'true';
    case 'e':
      return raw.trim() === '' ? null : { error: raw.trim() };
    case 'd': {
      const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(raw.trim());
      if (!match) return tidy(raw) || null;
      return { date: match[2] && match[2] !== '00:00:00' ? `${match[1]}T${match[2]}` : (match[1] as string) };
    }
    default:
      return raw === '' ? null : numberCell(raw, context.styles[cell.style], context.date1904);
  }
}

/** Refusal of a table with more than `cells` cells, empty ones up to the last filled one included. */
export function tooManyCells(cells: number): WorkbookRefusal {
  return new WorkbookRefusal(
    'TOO_MANY_ROWS',
    `工作表超过 ${cells} 格，一次最多导入 ${cells} 格，请删去多余的列或分成几个文件导入`,
  );
}

/** @throws WorkbookRefusal TOO_MANY_ROWS, TOO_MANY_COLUMNS when the sheet holds more than `limits`. */
export async function readRawSheet(opened: Package, part: Part, context: SheetContext): Promise<RawSheet> {
  const { limits } = context;
  const rows: RawRow[] = [];
  const merges: Merge[] = [];
  const hidden: number[] = [];
  let isHidden = false;
  let row: RawRow = { row: 0, cells: [] };
  let filled = 0;
  let total = 0;
  let nextColumn = 0;
  let cell: OpenCell | null = null;
  let takes = false;
  let inInline = false;
  let inPhonetic = false;

  const put = (done: OpenCell) => {
    const value = cellValue(done, context);
    if (value === null) return;
    if (done.column >= limits.columns) {
      throw new WorkbookRefusal(
        'TOO_MANY_COLUMNS',
        `第 ${row.row} 行的 ${columnLetters(done.column)} 列还有内容，最多允许 ${limits.columns} 列（到 ${columnLetters(limits.columns - 1)} 列），请删去多余的列`,
      );
    }
    row.cells[done.column] = value;
    filled++;
  };

  await scanPart(opened, part, {
    open(name, attributes, selfClosing) {
      if (name === 'c') {
        const reference = attribute(attributes, 'r');
        const { column } = parseReference(reference);
        const at = column < 0 ? nextColumn : column;
        nextColumn = at + 1;
        cell = selfClosing
          ? null
          : {
              column: at,
              type: attribute(attributes, 't') ?? 'n',
              style: Number(attribute(attributes, 's') ?? 0),
              value: '',
              hasValue: false,
              formula: false,
            };
      } else if (name === 'v') {
        takes = cell !== null;
        if (cell) cell.hasValue = !selfClosing;
      } else if (name === 't') takes = cell !== null && inInline && !inPhonetic;
      else if (name === 'is') inInline = true;
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 'f') {
        if (cell) cell.formula = true;
      } else if (name === 'row') {
        const given = Number(attribute(attributes, 'r') ?? 0);
        row = { row: Number.isInteger(given) && given > 0 ? given : row.row + 1, cells: [] };
        const hides = attribute(attributes, 'hidden');
        isHidden = hides === '1' || hides === 'true';
        filled = 0;
        nextColumn = 0;
      } else if (name === 'mergeCell') {
        const [from, to] = (attribute(attributes, 'ref') ?? '').split(':');
        const a = parseReference(from);
        const b = parseReference(to ?? from);
        if (a.column >= 0 && b.column >= a.column && b.row >= a.row && merges.length < 20_000) {
          merges.push({ top: a.row, bottom: b.row, left: a.column, right: b.column });
        }
      }
    },
    text(raw) {
      if (takes && cell) cell.value += raw;
    },
    close(name) {
      if (name === 'v' || name === 't') takes = false;
      else if (name === 'c') {
        if (cell) put(cell);
        cell = null;
      } else if (name === 'is') inInline = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'row' && filled > 0) {
        rows.push(row);
        if (isHidden) hidden.push(row.row);
        // By extent, not by content: one cell in the last column costs a whole row of memory.
        total += row.cells.length;
        if (total > limits.cells) throw tooManyCells(limits.cells);
        if (rows.length > limits.rows) {
          throw new WorkbookRefusal(
            'TOO_MANY_ROWS',
            `工作表有内容的行超过 ${limits.rows} 行，一次最多导入 ${limits.rows} 行，请分成几个文件导入`,
          );
        }
      }
    },
  });
  return { rows, merges, hidden };
}
