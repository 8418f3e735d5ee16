/** How people write a day (日期): with dots, 年月日, 号, Chinese numerals, as Excel's bare number; and a day until which something holds. */
import { type Cell, isDateCell, plainNumber, tidy } from './cell.ts';
import { serialToDate } from './serial.ts';

/** What holds for all cells of one sheet. */
export interface CellReading {
  /** Days of the file count from 1904: a bare number means four years and a day later than elsewhere. */
  date1904?: boolean;
}

/** Full-width letters, digits and punctuation as half-width (ＡＢ１２（） → AB12()), Chinese full stop kept. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

const isRealDay = (y: number, m: number, d: number) => {
  const date = new Date(Date.UTC(y, m - 1, d));
  return date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
};

/** Serials of 1982 to 2119: a bare number there is a day whose cell lost its format. 20220314 is above, years are below. */
const firstSerial = 30_000;
const lastSerial = 80_000;
/** Days between the two beginnings of the count. */
const days1904 = 1_462;

function serialDay(serial: number, { date1904 = false }: CellReading): string | null {
  const shift = date1904 ? days1904 : 0;
  return serial >= firstSerial - shift && serial <= lastSerial - shift
    ? serialToDate(Math.floor(serial), date1904)
    : null;
}

const chineseDigits = '〇一二三四五六七八九';
/** 二〇二二年三月十四日 */
function chineseDay(text: string): string {
  const number = (part: string) => {
    const ten = part.indexOf('十');
    if (ten < 0) return [...part].map((c) => chineseDigits.indexOf(c)).join('');
    const tens = ten === 0 ? 1 : chineseDigits.indexOf(part[0] ?? '');
    const ones = ten === part.length - 1 ? 0 : chineseDigits.indexOf(part[part.length - 1] ?? '');
    return String(tens * 10 + ones);
  };
  return text.replace(/[零○Ｏ]/g, '〇').replace(/[〇一二三四五六七八九十]+/g, number);
}

/** The text with one kind of digit, dash and dot, and no spaces around them. */
const plainDay = (text: string) =>
  chineseDay(halfWidth(tidy(text)).replace(/[。・]/g, '.'))
    .replace(/[‐-―−]/g, '-')
    .replace(/\s*([年月日号./,、-])\s*/g, '$1');

/** A day in any of the ways it is written, as `YYYY-MM-DD`; null when it is none. */
export function understandDay(cell: Cell, reading: CellReading = {}): string | null {
  if (isDateCell(cell)) return cell.date.slice(0, 10);
  if (typeof cell === 'number') return serialDay(cell, reading) ?? understandDay(plainNumber(cell), reading);
  if (typeof cell !== 'string') return null;
  const text = plainDay(cell);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const parted =
    /^(\d{4})(?:年|[-/.,、])(\d{1,2})(?:月|[-/.,、])(\d{1,2})[日号]?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(
      text,
    );
  const match = compact ?? parted;
  if (!match) return /^\d{5}$/.test(text) ? serialDay(Number(text), reading) : null;
  const [y, m, d] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (y < 1900 || !isRealDay(y, m, d)) return null;
  return `${match[1]}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** What an expiry is that never comes (长期). */
export const noEnd = 'no-end';

/** The last day something holds: of a range its end, also with 止 or 截至; `no-end` for 长期; null when there is none. */
export function understandExpiry(cell: Cell, reading: CellReading = {}): string | null {
  const plain = understandDay(cell, reading);
  if (plain !== null || typeof cell !== 'string') return plain;
  const text = plainDay(cell).replace(/\s/g, '');
  if (/^(长期|长期有效|永久|永久有效|无固定期限|无期限)$/.test(text)) return noEnd;
  const bare = text.replace(/^(有效期)?(至|到|截至|截止)?:?/, '').replace(/(止|截止|为止|到期|前有效)$/, '');
  const one = understandDay(bare, reading);
  if (one !== null) return one;
  for (const [from, to] of rangeEnds(bare)) {
    const first = understandDay(from, reading);
    const last = /^长期/.test(to) ? noEnd : understandDay(to, reading);
    if (first !== null && last !== null && (last === noEnd || last >= first)) return last;
  }
  return null;
}

/** Every way a text parts into two at a sign of a range: 2022-3-14-2025-3-14 has one that makes sense. */
function rangeEnds(text: string): [string, string][] {
  const plain = text.replace(/^(自|从)/, '');
  return [...plain.matchAll(/至|到|~|-+/g)].map(({ index, 0: sign }) => [
    plain.slice(0, index).replace(/起$/, ''),
    plain.slice(index + sign.length),
  ]);
}

/** Why a cell is no day, as far as one can tell what was meant. */
export function dayWrong(cell: Cell): string {
  const text = typeof cell === 'string' ? plainDay(cell) : typeof cell === 'number' ? plainNumber(cell) : '';
  if (/^\d{2}[年./-]\d{1,2}[月./-]\d{1,2}[日号]?$/.test(text)) return '年份要写四位';
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/.test(text)) return '年份要写在前面，这样写分不清日和月';
  if (/^\d{4}[年./-]\d{1,2}月?$/.test(text)) return '只有年和月，没有日';
  return '不是日期，或没有这一天';
}
