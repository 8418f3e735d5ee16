/** How a filled-in cell is understood (单元格取值): the many ways people write one day, number, code, choice or 是/否. */
import { type Cell, cellText, isDateCell, isErrorCell, plainNumber, tidy } from './cell.ts';
import { serialToDate } from './serial.ts';
import { allowedText, type TemplateColumn } from './template.ts';

/** The value, or why there is none. `null` value: the cell is empty. */
export type Understood = { value: unknown } | { wrong: string };

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

/** A day in any of the ways it is written, as `YYYY-MM-DD`; null when it is none. */
export function understandDay(cell: Cell): string | null {
  if (isDateCell(cell)) return cell.date.slice(0, 10);
  if (typeof cell === 'number') {
    if (cell >= firstSerial && cell <= lastSerial) return serialToDate(Math.floor(cell));
    return understandDay(plainNumber(cell));
  }
  if (typeof cell !== 'string') return null;
  const text = chineseDay(halfWidth(tidy(cell)).replace(/[。・]/g, '.')).replace(/\s*([年月日./-])\s*/g, '$1');
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const parted =
    /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(text);
  const match = compact ?? parted;
  if (!match) {
    const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
    return serial >= firstSerial && serial <= lastSerial ? serialToDate(serial) : null;
  }
  const [y, m, d] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (y < 1900 || !isRealDay(y, m, d)) return null;
  return `${match[1]}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** A number with thousands separators, full-width digits, ％ or a trailing unit-free space; null when it is none. */
export function understandNumber(cell: Cell): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return null;
  const text = halfWidth(tidy(cell)).replace(/\s/g, '').replace(/−|—/g, '-');
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?%?$/.test(text) ? text.replaceAll(',', '') : text;
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)%?$/.test(grouped)) return null;
  // Through text, so that 12.3% is 0.123 and not 0.12300000000000001.
  return grouped.endsWith('%') ? Number(`${Number(grouped.slice(0, -1))}e-2`) : Number(grouped);
}

const yes = new Set(['是', '有', '√', '✓', '✔', '☑', '对', 'y', 'yes', 'true', '1', '已', 't']);
const no = new Set(['否', '无', '没有', '不是', '×', '✗', '✘', '╳', 'x', '☐', 'n', 'no', 'false', '0', '未', 'f']);

/** 是/否 in the ways it is written; null when it is neither. */
export function understandBoolean(cell: Cell): boolean | null {
  if (typeof cell === 'boolean') return cell;
  const text = halfWidth(cellText(cell)).trim().toLowerCase();
  return yes.has(text) ? true : no.has(text) ? false : null;
}

const plainChoice = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Code of a choice written as label or code, or null. */
export function understandChoice(text: string, column: TemplateColumn): string | null {
  const wanted = plainChoice(text);
  const found =
    column.choices?.find((c) => c.label === text) ??
    column.choices?.find((c) => plainChoice(c.label) === wanted || plainChoice(c.code) === wanted);
  return found?.code ?? null;
}

function understandChoices(cell: Cell, column: TemplateColumn): Understood {
  const whole = understandChoice(cellText(cell), column);
  // A label may itself contain a comma.
  if (whole !== null) return { value: [whole] };
  const codes: string[] = [];
  for (const piece of cellText(cell)
    .split(/[、,，;；/／\n|]/)
    .map((p) => p.trim())
    .filter((p) => p !== '')) {
    const code = understandChoice(piece, column);
    if (code === null) return { wrong: `其中“${piece}”不在可选项内` };
    if (!codes.includes(code)) codes.push(code);
  }
  return codes.length > 0 ? { value: codes } : { value: null };
}

function understandText(cell: Cell, column: TemplateColumn): Understood {
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15) {
    return { wrong: 'Excel 把它当成了数字，第 15 位以后已经丢失，请把该列设为文本格式后重新填写' };
  }
  const raw = cellText(cell);
  // “Looks like a code” when it has a pattern: 统一社会信用代码, telephone numbers, licence numbers.
  const isCode = column.code ?? column.pattern !== undefined;
  const text = isCode ? halfWidth(raw).replace(/\s/g, '') : raw;
  const length = [...text].length;
  if (column.maxLength !== undefined && length > column.maxLength)
    return { wrong: `有 ${length} 字，最多 ${column.maxLength} 字` };
  if (column.pattern && !new RegExp(column.pattern.source, column.pattern.flags.replace(/[gy]/g, '')).test(text)) {
    return { wrong: `不符合格式（应为${column.patternSays ?? allowedText(column)}）` };
  }
  return { value: text };
}

function bounded(value: number | string, shown: string, column: TemplateColumn): Understood {
  const { min, max } = column;
  const day = column.kind === 'day';
  if (min !== undefined && value < min) return { wrong: `${shown} ${day ? '早于' : '小于'} ${min}` };
  if (max !== undefined && value > max) return { wrong: `${shown} ${day ? '晚于' : '大于'} ${max}` };
  return { value };
}

function byKind(cell: Cell, column: TemplateColumn): Understood {
  switch (column.kind) {
    case 'text':
      return understandText(cell, column);
    case 'day': {
      const day = understandDay(cell);
      return day === null ? { wrong: '不是日期，或没有这一天' } : bounded(day, day, column);
    }
    case 'integer':
    case 'decimal': {
      const n = understandNumber(cell);
      if (n === null) return { wrong: '不是数字' };
      if (column.kind === 'integer' && !Number.isSafeInteger(n)) return { wrong: '不是整数' };
      return bounded(n, plainNumber(n), column);
    }
    case 'boolean': {
      const answer = understandBoolean(cell);
      return answer === null ? { wrong: '不是“是”或“否”' } : { value: answer };
    }
    case 'choice': {
      const code = understandChoice(cellText(cell), column);
      return code === null ? { wrong: '不在可选项内' } : { value: code };
    }
    case 'choices':
      return understandChoices(cell, column);
  }
}

/** Understands one cell by its column's declaration. */
export function understand(cell: Cell, column: TemplateColumn): Understood {
  if (isErrorCell(cell)) return { wrong: `单元格显示错误 ${cell.error}` };
  if (cell === null || cellText(cell) === '') return column.required ? { wrong: '必填，不能为空' } : { value: null };
  const understood = byKind(cell, column);
  if ('wrong' in understood) return understood;
  if (understood.value === null || understood.value === '')
    return column.required ? { wrong: '必填，不能为空' } : { value: null };
  const reason = column.check?.(understood.value as never) ?? null;
  return reason === null ? understood : { wrong: reason };
}
