/** Rows of a table that are no records (非数据行): totals, signatures, the heading once more, numbers without content. */
import { type Cell, cellText } from './cell.ts';
import { plainTitle } from './header.ts';
import type { Problem } from './parse-rows.ts';
import type { Sheet, SheetRow } from './read.ts';
import type { TemplateColumn } from './template.ts';

/** What a row is instead of a record. */
export type AsideKind = 'heading' | 'total' | 'signature' | 'section' | 'empty';

const asideWords: Readonly<Record<AsideKind, string>> = {
  heading: '是重复的表头',
  total: '是合计、小计',
  signature: '是填表人、审核、备注一类的落款',
  section: '是分段的标题',
  empty: '没有本台账的内容（只有序号或不认识的列）',
};

const compact = (cell: Cell | undefined) => cellText(cell).normalize('NFKC').replace(/\s/g, '');

const total =
  /^(.{0,8}(合计|小计|总计|共计|累计)(\(.*\))?:?|(合计|小计|总计|共计|累计)[:(\d].{0,16}|共\d+(家|户|人|名|条|行|个).{0,6})$/;
const signature =
  /^(填表|填报|制表|审核|审批|审签|复核|核对|经办|统计|上报|主管|分管|单位|企业|部门)?(人员?|领导|负责人|单位|日期|时间|盖章|签字|签章|电话|审核|审批|复核|备注|注|说明|联系人|联系电话)(\([^)]*\))?:/;
const signatureAlone =
  /^((填表|填报|制表|审核|审批|复核|经办|统计)(人员?|日期|单位)|单位负责人|分管领导|主要领导|审核|审批|\(?(盖章|签字|签章|公章)\)?)$/;
const section = /^([一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+(部分|类))/;

const isTotal = (text: string) => total.test(text);
const isSignature = (text: string) => signature.test(text) || signatureAlone.test(text);
/** Only a text with one of these may be a total or a signature; asked first, because every row is asked. */
const suspect = /[计共:：核批表盖签责导]|^[\d.,\s]+$/;
const says = (cell: Cell | undefined): boolean => {
  if (typeof cell !== 'string') return cell !== null && cell !== undefined && typeof cell !== 'number';
  if (!suspect.test(cell)) return cell !== '';
  const text = compact(cell);
  return !/^[\d.,]+$/.test(text) && !isTotal(text) && !isSignature(text);
};
const isFilled = (cell: Cell | undefined) => cell !== null && cell !== undefined && cell !== '';

/**
 * Tells what a row is when it is no record, null for a record, also a poor one. Only rows that lack more than half of what is required
 * can be anything else, so that an enterprise called 合计机械厂 stays one; and a heading written again.
 * @param at positions of the template's columns in the sheet, -1 when absent
 */
export function asideBy(
  columns: readonly TemplateColumn[],
  at: readonly number[],
  headings: readonly (readonly string[])[],
): (row: SheetRow) => AsideKind | null {
  const required = columns.flatMap((column, index) =>
    column.required && at[index] !== -1 ? [at[index] as number] : [],
  );
  const enough = Math.max(2, required.length) / 2;
  const titles = headings.map((line) => line.map(plainTitle));
  const longest = Math.max(0, ...headings.flat().map((title) => title.length)) + 10;
  const isTitle = (cells: readonly Cell[], index: number) => {
    const cell = cells[index];
    if (typeof cell !== 'string' || cell.length > longest) return false;
    const plain = plainTitle(cell);
    return titles.some((line) => line[index] === plain);
  };
  /** At least two of the row's cells are the titles of their own columns, and at least half of them. */
  const isHeading = (cells: readonly Cell[]) => {
    const first = cells.findIndex(isFilled);
    if (first < 0 || !isTitle(cells, first)) return false;
    const filled = cells.flatMap((cell, index) => (isFilled(cell) ? [index] : []));
    const hits = filled.filter((index) => isTitle(cells, index)).length;
    return hits >= 2 && hits * 2 >= filled.length;
  };
  return ({ cells }) => {
    if (isHeading(cells)) return 'heading';
    let stated = 0;
    for (const index of required) {
      if (says(cells[index])) stated++;
      if (stated >= enough) return null;
    }
    const filled = cells.flatMap((cell, index) => (isFilled(cell) ? [index] : []));
    const texts = filled.map((index) => compact(cells[index]));
    if (texts.some(isTotal)) return 'total';
    if (texts.some(isSignature)) return 'signature';
    if (filled.length === 1 && section.test(texts[0] as string)) return 'section';
    return filled.some((index) => at.includes(index)) ? null : 'empty';
  };
}

const shownRows = 8;

/** One line for each kind, naming the rows. */
export function asideNotes(sheet: Sheet, found: readonly { row: number; kind: AsideKind }[]): Problem[] {
  return (Object.keys(asideWords) as AsideKind[]).flatMap((kind) => {
    const rows = found.filter((one) => one.kind === kind).map((one) => one.row);
    if (rows.length === 0) return [];
    const more = rows.length > shownRows ? ` 等 ${rows.length}` : '';
    const message = `第 ${rows.slice(0, shownRows).join('、')}${more} 行${asideWords[kind]}，没有当作数据读入`;
    return [{ level: 'warning', row: rows[0] as number, column: '整行', value: sheet.name, allowed: '', message }];
  });
}
