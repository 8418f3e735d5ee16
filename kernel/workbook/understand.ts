/** How a filled-in cell is understood (单元格取值): the many ways people write one day, number, code, choice or 是/否. */
import { type Cell, cellText, isErrorCell, plainNumber, tidy } from './cell.ts';
import { type CellReading, dayWrong, halfWidth, noEnd, understandDay, understandExpiry } from './days.ts';
import { allowedText, type TemplateColumn } from './template.ts';

export { understandDay } from './days.ts';

/** The value, or why there is none. `null` value: the cell is empty. */
export type Understood = { value: unknown } | { wrong: string };

/** A number with thousands separators, full-width digits, ％ or one of the units given behind it; null when it is none. */
export function understandNumber(cell: Cell, units: readonly string[] = []): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return null;
  const whole = halfWidth(tidy(cell)).replace(/\s/g, '').replace(/−|—/g, '-');
  const unit = units.find((one) => whole.endsWith(one));
  const text = unit === undefined ? whole : whole.slice(0, -unit.length);
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

/** Every writing of a column's choices, made plain once: labels before codes before other words. */
const writings = new WeakMap<TemplateColumn, Map<string, string>>();

function writingsOf(column: TemplateColumn): Map<string, string> {
  const known = writings.get(column);
  if (known) return known;
  const made = new Map<string, string>();
  const choices = column.choices ?? [];
  const add = (text: string, code: string) => {
    const plain = plainChoice(text);
    if (!made.has(plain)) made.set(plain, code);
  };
  for (const { label, code } of choices) add(label, code);
  for (const { code } of choices) add(code, code);
  for (const { aliases = [], code } of choices) for (const alias of aliases) add(alias, code);
  writings.set(column, made);
  return made;
}

/** Code of a choice written as its label, its code or another word for it, or null. */
export function understandChoice(text: string, column: TemplateColumn): string | null {
  const exact = column.choices?.find((choice) => choice.label === text);
  return exact?.code ?? writingsOf(column).get(plainChoice(text)) ?? null;
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

function byKind(cell: Cell, column: TemplateColumn, reading: CellReading): Understood {
  switch (column.kind) {
    case 'text':
      return understandText(cell, column);
    case 'day': {
      const day = column.isExpiry ? understandExpiry(cell, reading) : understandDay(cell, reading);
      if (day === null) return { wrong: dayWrong(cell) };
      return day === noEnd ? { value: day } : bounded(day, day, column);
    }
    case 'integer':
    case 'decimal': {
      const n = understandNumber(cell, column.units);
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

/** What people write where they have nothing to say. */
const nothing = new Set(['/', '\\', '-', '--', '—', '——', '－', '无', '暂无']);

/** Whether a cell says that there is nothing; where 无 is an answer, it is one. */
const saysNothing = (cell: Cell, column: TemplateColumn) =>
  typeof cell === 'string' && nothing.has(cell) && column.kind !== 'boolean' && understandChoice(cell, column) === null;

/** An apostrophe before a text is how people tell Excel that it is text; copied from elsewhere, it stays in the cell. */
const withoutApostrophe = (cell: Cell): Cell =>
  typeof cell === 'string' ? cell.replace(/^['‘’＇]\s*(?=\S)/, '') : cell;

/** Understands one cell by its column's declaration. */
export function understand(given: Cell, column: TemplateColumn, reading: CellReading = {}): Understood {
  const cell = withoutApostrophe(given);
  if (isErrorCell(cell)) {
    const { error } = cell;
    return {
      wrong: error.startsWith('#')
        ? `单元格显示错误 ${error}`
        : `${error}，请在 Excel 或 WPS 中打开并保存一次，或改填结果`,
    };
  }
  if (cell === null || cellText(cell) === '' || saysNothing(cell, column))
    return column.required ? { wrong: '必填，不能为空' } : { value: null };
  const own = column.read && (typeof cell === 'string' || typeof cell === 'number') ? column.read(cell) : null;
  const understood = own ?? byKind(cell, column, reading);
  if ('wrong' in understood) return understood;
  if (understood.value === null || understood.value === '')
    return column.required ? { wrong: '必填，不能为空' } : { value: null };
  const reason = column.check?.(understood.value as never) ?? null;
  return reason === null ? understood : { wrong: reason };
}
