/** Text as people type it (录入文字): normalised once, here, before it is compared, checked or shown. */

/** Full-width letters, digits and signs (ＡＢ１２（）) to half-width; Chinese punctuation without an ASCII twin stays. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}

/** Marks without width that come along with text pasted from WPS, Excel and web pages. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g;
/** Spaces of every kind except line breaks: plain, NBSP, full-width, tab … */
const spaces = /[^\S\r\n]+/g;

/** Trims (also NBSP and full-width spaces), drops invisible marks, makes one space of several. Line breaks stay as `\n`. */
export function squeeze(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/\r\n?/g, '\n')
    .replace(spaces, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** The first `most` characters of a text, counted as people count them: never half of a rare character or an emoji. */
export const firstOf = (text: string, most: number): string =>
  text.length <= most ? text : [...text].slice(0, most).join('');

/** The text with every half character (an unpaired surrogate, as some keyboards leave it) replaced by U+FFFD, as any encoder would. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

const dashes = /[\u2010-\u2015\u2212\u2500]/g;

/** A code as it is stored: half-width, upper case, without any space; every kind of dash is `-`. */
export function normalCode(text: string): string {
  return halfWidth(text).replace(invisible, '').replace(/\s+/g, '').replace(dashes, '-').toUpperCase();
}

const star = (n: number) => '*'.repeat(Math.max(0, n));

/** 张三 → 张*，王小明 → 王*明: the first and, from three characters on, the last one stay. */
export function maskName(name: string): string {
  const letters = [...squeeze(name)];
  if (letters.length <= 1) return star(letters.length);
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}${star(letters.length - 2)}${letters.at(-1)}`;
}

/** 13812345678 → 138****5678: three and four stay. Numbers shorter than eight characters are hidden wholly. */
export function maskPhone(phone: string): string {
  const text = normalCode(phone);
  return text.length < 8 ? star(text.length) : `${text.slice(0, 3)}${star(text.length - 7)}${text.slice(-4)}`;
}

/** How much of an identity number stays: `strict` 1 + 1, `normal` 3 + 3, `loose` 6 + 4 (region and last four). */
export type MaskLevel = 'strict' | 'normal' | 'loose';
const kept: Record<MaskLevel, readonly [number, number]> = { strict: [1, 1], normal: [3, 3], loose: [6, 4] };

/** Masks an identity number (身份证号); a text too short to hide anything is hidden wholly. */
export function maskResidentId(id: string, level: MaskLevel = 'strict'): string {
  const text = normalCode(id);
  const [head, tail] = kept[level];
  return text.length < head + tail + 4
    ? star(text.length)
    : `${text.slice(0, head)}${star(text.length - head - tail)}${text.slice(-tail)}`;
}

/** No figure at all is shown as two dashes, never as 0. */
export const noFigure = '--';

/** 1234567.8 → 1,234,567.8. Takes a finite number or a decimal text; anything else, also null, gives `--`. */
export function thousands(n: number | bigint | string | null | undefined): string {
  if (n === null || n === undefined) return noFigure;
  const text = typeof n === 'number' ? plain(n) : String(n).trim();
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (!parts) return noFigure;
  return `${parts[1]}${(parts[2] as string).replace(/\B(?=(\d{3})+$)/g, ',')}${parts[3] ?? ''}`;
}

/** A number without an exponent: String(1e21) would not be readable as digits. */
function plain(n: number): string {
  if (!Number.isFinite(n)) return '';
  const text = String(Object.is(n, -0) ? 0 : n);
  if (!/e/i.test(text)) return text;
  return Math.abs(n) < 1 ? n.toFixed(20).replace(/0+$/, '') : BigInt(n).toString();
}

/** Codes of a table of words, in their declared order: `z.enum(codesOf(words))`. */
export const codesOf = <K extends string>(words: Readonly<Record<K, string>>): [K, ...K[]] =>
  Object.keys(words) as [K, ...K[]];

/** Code → word as the choices of a filter or field, in their declared order. */
export const optionsOf = <K extends string>(words: Readonly<Record<K, string>>): { value: K; label: string }[] =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));
export { initialsBy } from './initials.ts';
