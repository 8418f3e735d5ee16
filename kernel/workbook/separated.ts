/** Text with separators (CSV, 制表符分隔文本) in the encodings Excel and WPS save it: UTF-8, UTF-16, GBK (GB 18030). */
import { tidy } from './cell.ts';
import { type GuardLimits, tooLarge } from './guard.ts';
import { columnLetters, WorkbookRefusal } from './refusal.ts';
import type { RawRow, SheetLimits } from './sheet.ts';

/** A separated text as a sheet. */
export interface Separated {
  name: string;
  rows: RawRow[];
}

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text of a file, or null when its bytes are none. */
function textOf(bytes: Uint8Array): string | null {
  if (starts(bytes, 0xff, 0xfe)) return decoded(bytes, 'utf-16le');
  if (bytes.subarray(0, 4_096).includes(0)) return null;
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030');
}

/** The separator of the first line that has one; null when the text is no table. */
function separatorOf(text: string): string | null {
  if (/^\s*</.test(text)) return null;
  for (const line of text.split(/\r?\n/, 30)) {
    const best = [',', '\t', ';']
      .map((mark) => ({ mark, n: line.split(mark).length - 1 }))
      .sort((a, b) => b.n - a.n)[0];
    if (best && best.n > 0) return best.mark;
  }
  return null;
}

/** `="0012"` is how a text keeps its zeros in CSV. */
const cellOf = (raw: string): string | null => tidy(raw.replace(/^="(.*)"$/s, '$1')) || null;

/** Records of RFC 4180 (2005); a quote inside an unquoted field is a letter, as Excel reads it. */
function* recordsOf(text: string, separator: string): Generator<string[]> {
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      let close = at + 1;
      for (;;) {
        close = text.indexOf('"', close);
        if (close < 0) close = text.length;
        if (text[close + 1] !== '"') break;
        close += 2;
      }
      field = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    }
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
    record.push(field + text.slice(from, at));
    if (text[at] === separator) {
      at++;
      if (at >= text.length) record.push('');
      else continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    yield record;
    record = [];
  }
}

/**
 * A CSV as a sheet, whatever its name ends with; null when the bytes are no such text (then the workbook's guard says what they are).
 * @throws WorkbookRefusal TOO_LARGE, TOO_MANY_ROWS, TOO_MANY_COLUMNS
 */
export function readSeparated(bytes: Uint8Array, limits: GuardLimits & SheetLimits): Separated | null {
  // A zip, an old Excel file, a PDF.
  if (bytes.length === 0 || starts(bytes, 0x50, 0x4b) || starts(bytes, 0xd0, 0xcf) || starts(bytes, 0x25, 0x50, 0x44))
    return null;
  if (bytes.length > limits.fileBytes) throw tooLarge(bytes.length, limits.fileBytes);
  const text = textOf(bytes);
  const separator = text === null ? null : separatorOf(text);
  if (text === null || separator === null) return null;
  const rows: RawRow[] = [];
  let number = 0;
  let total = 0;
  for (const record of recordsOf(text, separator)) {
    number++;
    const cells = record.map(cellOf);
    while (cells.length > 0 && cells.at(-1) === null) cells.pop();
    if (cells.length === 0) continue;
    if (cells.length > limits.columns) {
      throw new WorkbookRefusal(
        'TOO_MANY_COLUMNS',
        `第 ${number} 行的 ${columnLetters(cells.length - 1)} 列还有内容，最多允许 ${limits.columns} 列（到 ${columnLetters(limits.columns - 1)} 列），请删去多余的列`,
      );
    }
    total += cells.length;
    rows.push({ row: number, cells });
    if (rows.length > limits.rows || total > limits.cells) {
      throw new WorkbookRefusal(
        'TOO_MANY_ROWS',
        `文件有内容的行超过 ${limits.rows} 行或 ${limits.cells} 格，一次最多导入这么多，请分成几个文件导入`,
      );
    }
  }
  return rows.length > 0 ? { name: 'CSV', rows } : null;
}
