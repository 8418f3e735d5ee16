/** Understands the rows of a read sheet by a template (导入校验), naming every wrong cell by row, column, value and what is allowed. */
import { type Cell, cellText, isErrorCell } from './cell.ts';
import type { CellReading } from './days.ts';
import { matchHeaders, placeOf } from './match-headers.ts';
import type { Sheet, SheetRow } from './read.ts';
import { type AsideKind, asideBy, asideNotes } from './set-aside.ts';
import { allowedText, type SheetTemplate, type TemplateColumn, templateHash } from './template.ts';
import { understand } from './understand.ts';

/** One wrong place: row, column, value, what is allowed. */
export interface Problem {
  /** `warning` does not stop the import. */
  level: 'error' | 'warning';
  /** Excel row number. */
  row: number;
  /** Title and letters: `统一社会信用代码（C 列）`. */
  column: string;
  /** Zero-based columns of the cells that are meant, for marking them. */
  at?: readonly number[];
  /** What stood there, as the user sees it. */
  value: string;
  allowed: string;
  /** The whole sentence. */
  message: string;
}

/** A row as understood, or what is wrong with it. */
export interface ParsedRow<T> {
  row: number;
  /** Present when the row has no error. */
  value?: T;
  problems: Problem[];
}

/** Every row, and what is wrong with the header. */
export interface Parsed<T> {
  rows: ParsedRow<T>[];
  /** Zero-based column of the sheet for each key of the template; -1 when the sheet has none. */
  places: Readonly<Record<string, number>>;
  /** Any `error` here means that nothing was read: rows is empty. */
  headerProblems: Problem[];
}

/** Says when the file was made from another template. An older version of the same one is read by its headers. */
function stampProblem(template: SheetTemplate<never>, sheet: Sheet): Problem | null {
  const { stamp } = sheet;
  if (!stamp?.name || stamp.hash === templateHash(template)) return null;
  const shown = `${stamp.title ?? stamp.name}（第 ${stamp.version ?? '?'} 版）`;
  const expected = `${template.title}（第 ${template.version} 版）`;
  const common = { row: sheet.headerRow, column: '模板', value: shown, allowed: expected };
  if (stamp.name !== template.name) {
    return {
      level: 'error',
      ...common,
      message: `这是“${stamp.title ?? stamp.name}”的模板，这里要导入“${template.title}”，请换用正确的模板`,
    };
  }
  return { level: 'warning', ...common, message: `文件用的是旧模板 ${shown}，现行为 ${expected}，已按表头文字读取` };
}

/** A row that lacks more required cells than these is told so once, not once a cell. */
const mostMissing = 2;

function missingTogether(row: number, missing: readonly Problem[]): Problem {
  const column = missing.map((problem) => problem.column).join('、');
  const at = missing.flatMap((problem) => problem.at ?? []);
  const allowed = '补全，或删去这一行';
  const message = `第 ${row} 行缺少 ${missing.length} 项必填内容：${column}；允许：${allowed}`;
  return { level: 'error', row, column, at, value: '', allowed, message };
}

function parseRow<T>(begun: Begun, source: SheetRow): ParsedRow<T> {
  const { columns, at, reading } = begun;
  const value: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const missing: Problem[] = [];
  for (const [index, column] of columns.entries()) {
    const where = at[index] as number;
    const cell: Cell = where === -1 ? null : (source.cells[where] ?? null);
    const understood = where === -1 ? { value: null } : understand(cell, column, reading);
    if ('value' in understood) {
      value[column.key] = understood.value;
      continue;
    }
    const title = placeOf(column.title, where);
    const shown = cellText(cell);
    const allowed = allowedText(column);
    // What an error cell shows is said by its reason.
    const filled =
      shown === '' || isErrorCell(cell) ? '' : `填的是“${[...shown.replaceAll('\n', ' ')].slice(0, 60).join('')}”，`;
    const more = understood.wrong.includes(allowed) ? '' : `；允许：${allowed}`;
    const message = `第 ${source.row} 行，${title}：${filled}${understood.wrong}${more}`;
    const problem: Problem = {
      level: 'error',
      row: source.row,
      column: title,
      at: [where],
      value: shown,
      allowed,
      message,
    };
    problems.push(problem);
    if (shown === '') missing.push(problem);
  }
  if (problems.length === 0) return { row: source.row, value: value as T, problems };
  if (missing.length <= mostMissing) return { row: source.row, problems };
  const others = problems.filter((problem) => !missing.includes(problem));
  return { row: source.row, problems: [missingTogether(source.row, missing), ...others] };
}

/** What holds for every row of one sheet. */
interface Begun {
  columns: readonly TemplateColumn[];
  at: number[];
  reading: CellReading;
  rows: SheetRow[];
  problems: Problem[];
}

function begin<T extends object>(template: SheetTemplate<T>, sheet: Sheet): Begun {
  const columns: readonly TemplateColumn[] = template.columns;
  const reading: CellReading = { date1904: sheet.date1904 === true };
  const stamp = stampProblem(template, sheet);
  if (stamp?.level === 'error') return { columns, at: [], reading, rows: [], problems: [stamp] };
  const matched = matchHeaders(columns, sheet);
  const notes = (sheet.notes ?? []).map(
    (message): Problem => ({
      level: 'warning',
      row: sheet.headerRow,
      column: '工作表',
      value: sheet.name,
      allowed: '',
      message,
    }),
  );
  const asideOf = asideBy(columns, matched.at, sheet.headings ?? [sheet.headers]);
  const aside: { row: number; kind: AsideKind }[] = [];
  const rows = sheet.rows.filter((row) => {
    const kind = asideOf(row);
    if (kind) aside.push({ row: row.row, kind });
    return kind === null;
  });
  const problems = [...notes, ...(stamp ? [stamp] : []), ...matched.problems, ...asideNotes(sheet, aside)];
  return { columns, at: matched.at, reading, rows, problems };
}

const hasError = (problems: readonly Problem[]) => problems.some((problem) => problem.level === 'error');

function finished<T>(begun: Begun, rows: ParsedRow<T>[]): Parsed<T> {
  const places = Object.fromEntries(begun.columns.map((column, index) => [column.key, begun.at[index] ?? -1]));
  return { rows, places, headerProblems: begun.problems };
}

/** Understands all rows at once; 5,000 × 25 takes about 0.1 s. On the server's main thread use `parseRowsInTurns`. */
export function parseRows<T extends object>(template: SheetTemplate<T>, sheet: Sheet): Parsed<T> {
  const begun = begin(template, sheet);
  return finished(begun, hasError(begun.problems) ? [] : begun.rows.map((row) => parseRow<T>(begun, row)));
}

/** Rows understood before the event loop gets its turn: a few milliseconds. */
const rowsPerTurn = 200;

/** `parseRows` that lets others in between; templates hold functions and so cannot go to a thread. */
export async function parseRowsInTurns<T extends object>(template: SheetTemplate<T>, sheet: Sheet): Promise<Parsed<T>> {
  const begun = begin(template, sheet);
  const rows: ParsedRow<T>[] = [];
  if (hasError(begun.problems)) return finished(begun, rows);
  for (const [index, row] of begun.rows.entries()) {
    if (index % rowsPerTurn === rowsPerTurn - 1) await new Promise((go) => setImmediate(go));
    rows.push(parseRow<T>(begun, row));
  }
  return finished(begun, rows);
}
