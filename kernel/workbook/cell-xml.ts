/** Turns values into the XML of worksheet cells (单元格写出). Text is always typed as text, so it can never become a formula. */
import { type Cell, cellText, isDateCell, isErrorCell, plainNumber } from './cell.ts';
import { dayToSerial } from './serial.ts';
import { style, wrongStyle } from './styles.ts';

export type ColumnKind = 'text' | 'number' | 'day' | 'instant' | 'boolean' | 'cell';

/** Excel refuses files with longer cell text (ECMA-376 limits, 32,767 characters). */
export const longestText = 32_767;

const needsCare = /[&<>"\ufffe\uffff]|(?![\t\n])\p{Cc}|\p{Surrogate}|_x[0-9A-Fa-f]{4}_/u;

/** Text for XML: characters XML 1.0 forbids or advises against (control characters, halves of pairs) are dropped, CR becomes LF, a literal `_x000D_` keeps its letters. */
export function escapeXml(text: string): string {
  if (!needsCare.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Starts that spreadsheets read as a formula when such text is typed or opened as CSV (OWASP, CSV Injection, 2023). */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

const truncated = '……（超出 32767 字，已截断）';

export function textCell(reference: string, value: string, textStyle: number = style.text): string {
  if (value === '') return '';
  const text = value.length > longestText ? value.slice(0, longestText - truncated.length) + truncated : value;
  // The quote prefix keeps it text even after the user edits the cell.
  const s = formulaStart.test(text) ? style.quoted : textStyle;
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}" s="${s}" t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`;
}

const numeric = (reference: string, value: number | string, s: number) =>
  `<c r="${reference}" s="${s}"><v>${value}</v></c>`;

/** Digits that a binary double holds exactly; longer figures stay text rather than lose their tail. */
const exactDigits = 15;

function numberCell(reference: string, value: unknown): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    // General would show 12 digits and more as 1.23E+11.
    return numeric(
      reference,
      value,
      Number.isInteger(value) && Math.abs(value) >= 1e11 ? style.longInteger : style.number,
    );
  }
  const text = String(value).trim();
  if (/^-?\d+(\.\d+)?$/.test(text) && text.replace(/^-?0*|\./g, '').length <= exactDigits) {
    return numeric(reference, text, text.length > 11 && !text.includes('.') ? style.longInteger : style.number);
  }
  return textCell(reference, text);
}

function wallClock(reference: string, day: string, seconds: number): string {
  const serial = dayToSerial(day, seconds);
  return serial === null ? '' : numeric(reference, serial, style.instant);
}

const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}(:?\d{2})?)$/;

/** An instant (ISO 8601 or Date) as Beijing time, which has been UTC+8 without summer time since 1992. */
function instantCell(reference: string, value: unknown): string {
  // Date.parse alone takes "=1" for a year.
  const ms =
    value instanceof Date ? value.getTime() : zoned.test(String(value)) ? Date.parse(String(value)) : Number.NaN;
  if (!Number.isFinite(ms)) return textCell(reference, String(value));
  const beijing = new Date(ms + 8 * 3_600_000).toISOString();
  const seconds =
    Number(beijing.slice(11, 13)) * 3600 + Number(beijing.slice(14, 16)) * 60 + Number(beijing.slice(17, 19));
  return (
    wallClock(reference, beijing.slice(0, 10), seconds) || textCell(reference, beijing.slice(0, 19).replace('T', ' '))
  );
}

function dayCell(reference: string, value: unknown): string {
  const text = String(value);
  const serial = dayToSerial(text);
  return serial === null ? textCell(reference, text) : numeric(reference, serial, style.day);
}

/** A cell as it was read, kept as it was. */
function sameCell(reference: string, cell: Cell): string {
  if (typeof cell === 'number') return numberCell(reference, cell);
  if (!isDateCell(cell)) return textCell(reference, cellText(cell));
  const [day = '', time] = cell.date.split('T');
  if (!time) return dayCell(reference, day);
  const [h = 0, m = 0, s = 0] = time.split(':').map(Number);
  return wallClock(reference, day, h * 3600 + m * 60 + s) || textCell(reference, cellText(cell));
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(asText).join('、');
  if (value instanceof Date) return value.toISOString();
  if (isDateCell(value) || isErrorCell(value)) return cellText(value);
  return value === null || value === undefined ? '' : String(value);
}

/** One cell's XML; '' for an empty value. */
export function cellXml(reference: string, value: unknown, kind: ColumnKind): string {
  if (value === null || value === undefined || value === '') return '';
  switch (kind) {
    case 'number':
      return numberCell(reference, value);
    case 'day':
      return dayCell(reference, value);
    case 'instant':
      return instantCell(reference, value);
    case 'cell':
      return sameCell(reference, value as Cell);
    default:
      return textCell(reference, asText(value));
  }
}

/** A cell's XML marked as wrong; an empty one shows its colour alone. */
export function wrongCell(reference: string, xml: string): string {
  if (xml === '') return `<c r="${reference}" s="${wrongStyle[style.text]}"/>`;
  return xml.replace(/ s="(\d+)"/, (_, s: string) => ` s="${wrongStyle[Number(s)] ?? s}"`);
}
