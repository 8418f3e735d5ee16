/** What a cell of a read sheet may hold (单元格). Plain values, so that they pass between threads unchanged. */

/** A date cell: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm:ss` wall-clock time without a zone. */
export interface DateCell {
  date: string;
}

/** A cell that shows an error such as `#N/A`, or a formula that was never calculated. */
export interface ErrorCell {
  error: string;
}

/** A cell as it was read. */
export type Cell = string | number | boolean | DateCell | ErrorCell | null;

/** Whether a cell held a date. */
export const isDateCell = (cell: unknown): cell is DateCell =>
  typeof cell === 'object' && cell !== null && 'date' in cell;
/** Whether a cell held an error such as `#N/A`. */
export const isErrorCell = (cell: unknown): cell is ErrorCell =>
  typeof cell === 'object' && cell !== null && 'error' in cell;

/** Spaces people cannot see: NBSP, full-width, zero-width, BOM, soft hyphen, the thin ones. */
const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;
const oddSpace = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;

/** Most texts need nothing but trimming; one test spares them three replacements. */
const odd = /[\r\t\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]/;

/** Text as it was meant: invisible characters dropped, odd spaces made plain, line ends made `\n`, ends trimmed. */
export function tidy(text: string): string {
  if (!odd.test(text)) return text.trim();
  return text.replace(/\r\n?/g, '\n').replace(invisible, '').replace(oddSpace, ' ').trim();
}

/** A cell as text, the way the user sees it; for messages and for columns of text. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (typeof cell === 'number') return plainNumber(cell);
  return isDateCell(cell) ? cell.date.replace('T', ' ') : cell.error;
}

/** A number without exponent, because 统一社会信用代码 and telephone numbers arrive as numbers. */
export function plainNumber(n: number): string {
  if (Number.isInteger(n) && Math.abs(n) >= 1e21) return BigInt(n).toString();
  const text = String(n);
  return /e-/.test(text) ? n.toFixed(20).replace(/\.?0+$/, '') : text;
}
