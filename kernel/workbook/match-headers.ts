/** Which column of a sheet is which column of a template (表头对应), and what is told of those that are neither. */
import { plainTitle } from './header.ts';
import type { Problem } from './parse-rows.ts';
import type { Sheet } from './read.ts';
import { columnLetters } from './refusal.ts';
import type { TemplateColumn } from './template.ts';

/** Column that `problemsWorkbook` adds; ignored when the file comes back. */
export const problemTitle = '问题';

/** A column as messages name it: `统一社会信用代码（C 列）`. */
export const placeOf = (title: string, at: number) =>
  at < 0 ? title : `${title || '无标题'}（${columnLetters(at)} 列）`;

/** Titles that say nothing without the group above them: whose 姓名? */
const bare = new Set([
  '姓名',
  '名字',
  '电话',
  '联系电话',
  '电话号码',
  '手机',
  '手机号',
  '手机号码',
  '联系方式',
  '职务',
]);

/** A heading as it reads from top to bottom: 主要负责人联系电话. */
export const wholeTitle = (sheet: Pick<Sheet, 'headers' | 'groups'>, at: number): string =>
  `${sheet.groups?.[at] ?? ''}${sheet.headers[at] ?? ''}`;

/** Edits between two short texts (Levenshtein, 1965). */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const line = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (before[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      line.push(Math.min(change, (before[j] as number) + 1, (line[j - 1] as number) + 1));
    }
    before = line;
  }
  return before[b.length] as number;
}

/** The unused header most like the wanted title, when it is at least half the same. */
function closest(
  wanted: string,
  headers: readonly { title: string; at: number }[],
): { title: string; at: number } | null {
  let best: { title: string; at: number } | null = null;
  let least = Number.POSITIVE_INFINITY;
  const plain = plainTitle(wanted).slice(0, 100);
  for (const header of headers) {
    const other = plainTitle(header.title).slice(0, 100);
    const far = other.includes(plain) || plain.includes(other) ? 1 : distance(plain, other);
    if (far < least && far <= Math.max(plain.length, other.length) / 2) {
      least = far;
      best = header;
    }
  }
  return best;
}

/** Positions of the sheet that carry each template column's title: with its group first, then alone where that cannot mislead. */
function foundAt(columns: readonly TemplateColumn[], sheet: Sheet): number[][] {
  const plain = sheet.headers.map(plainTitle);
  const joined = sheet.headers.map((_, at) => (sheet.groups?.[at] ? plainTitle(wholeTitle(sheet, at)) : ''));
  const titles = columns.map((column) => [column.title, ...(column.aliases ?? [])].map(plainTitle));
  const byGroup = titles.map((wanted) =>
    joined.flatMap((title, at) => (title !== '' && wanted.includes(title) ? [at] : [])),
  );
  const claimed = new Set(byGroup.flat());
  return titles.map((wanted, index) => [
    ...(byGroup[index] ?? []),
    ...plain.flatMap((title, at) => {
      if (title === '' || claimed.has(at) || !wanted.includes(title)) return [];
      return joined[at] === '' || title === wanted[0] || !bare.has(title) ? [at] : [];
    }),
  ]);
}

export interface Matched {
  /** Position in the sheet of each template column; -1 when absent. */
  at: number[];
  problems: Problem[];
}

/** More columns that nobody knows than these are told in one line. */
const mostUnknown = 4;

/** Columns of the sheet that are none of the template's: they are left out, and said to be. */
function unknownColumns(columns: readonly TemplateColumn[], sheet: Sheet, at: readonly number[]): Problem[] {
  const known = columns.filter((_, n) => at[n] === -1).map((column) => column.title);
  const common = { level: 'warning', row: sheet.headerRow, allowed: known.join('、') } as const;
  const unknown = sheet.headers.flatMap((title, index) => {
    if (at.includes(index) || plainTitle(title) === problemTitle) return [];
    // A column left blank between the others is none.
    if (title === '' && sheet.rows.every((row) => (row.cells[index] ?? null) === null)) return [];
    const shown = sheet.groups?.[index] ? `${sheet.groups[index]} ${title}` : title;
    const letters = `（${columnLetters(index)} 列）`;
    return [{ title, index, named: title === '' ? `没有表头的${letters}` : `“${shown}”${letters}` }];
  });
  if (unknown.length > mostUnknown) {
    const some = unknown.slice(0, mostUnknown).map(({ named }) => named);
    const message = `不认识的列有 ${unknown.length} 个，已忽略：${some.join('、')}等`;
    return [{ ...common, column: '表头', value: unknown.map(({ title }) => title).join('、'), message }];
  }
  return unknown.map(({ title, index, named }) => ({
    ...common,
    column: placeOf(title, index),
    value: title,
    message: title === '' ? `${columnLetters(index)} 列有内容但没有表头，已忽略` : `不认识的列${named}，已忽略`,
  }));
}

/** Matches by title; a required column that is missing, and one title in two columns, are errors, an unknown column is a warning. */
export function matchHeaders(columns: readonly TemplateColumn[], sheet: Sheet): Matched {
  const problems: Problem[] = [];
  const say = (level: Problem['level'], column: string, value: string, allowed: string, message: string) =>
    problems.push({ level, row: sheet.headerRow, column, value, allowed, message });
  const at = foundAt(columns, sheet).map((found, index) => {
    const column = columns[index] as TemplateColumn;
    if (found.length > 1) {
      const where = found.map((one) => `${columnLetters(one)} 列`).join('、');
      say(
        'error',
        column.title,
        sheet.headers[found[0] as number] ?? '',
        '同名列只能有一个',
        `表头“${column.title}”重复出现在 ${where}，请只保留一列`,
      );
    }
    return found[0] ?? -1;
  });
  const used = new Set(at);
  const rest = sheet.headers
    .map((title, index) => ({ title, at: index }))
    .filter((header) => header.title !== '' && !used.has(header.at));
  columns.forEach((column, index) => {
    if (at[index] !== -1 || !column.required) return;
    const near = closest(column.title, rest);
    const hint = near
      ? `，最接近的是“${near.title}”（${columnLetters(near.at)} 列），请把它改为“${column.title}”`
      : '，请使用下载的模板填写';
    say(
      'error',
      column.title,
      near?.title ?? '',
      column.title,
      `第 ${sheet.headerRow} 行表头缺少必填列“${column.title}”${hint}`,
    );
  });
  problems.push(...unknownColumns(columns, sheet, at));
  return { at, problems };
}
