/**
 * Templates (导入模板): one declaration per ledger from which the blank workbook, the export and the import all follow, so
 * that what is exported can be imported again unchanged.
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { noEnd } from './days.ts';
import type { ExportShape } from './protocol.ts';
import type { ReadOptions } from './read.ts';
import { columnLetters } from './refusal.ts';
import { type WriteColumn, type WriteRow, writeWorkbook } from './write.ts';

/** One allowed value with its word. */
export interface Choice {
  code: string;
  label: string;
  /** Other words people write for it: 停产 for 停产停业. */
  aliases?: readonly string[];
}

/** What a column of a template holds. */
export type TemplateKind = 'text' | 'day' | 'integer' | 'decimal' | 'choice' | 'choices' | 'boolean';

/** One declared column of a template. */
export interface TemplateColumn {
  key: string;
  title: string;
  /** Earlier or customary titles that are understood as well. */
  aliases?: readonly string[];
  required?: boolean;
  kind: TemplateKind;
  /** For choice and choices. Cells hold labels; codes are understood too. */
  choices?: readonly Choice[];
  /** Characters, for text. */
  maxLength?: number;
  /** Numbers for integer and decimal; `YYYY-MM-DD` for day. Inclusive. */
  min?: number | string;
  max?: number | string;
  /** For text, tested after full-width letters and digits have been made half-width. */
  pattern?: RegExp;
  /** What `pattern` wants, in Chinese: `18 位统一社会信用代码`. */
  patternSays?: string;
  /** Text that is a code or a telephone number: letters, digits and punctuation are made half-width, spaces dropped. */
  code?: boolean;
  /** For integer and decimal: words that may stand behind the figure, e.g. 人. */
  units?: readonly string[];
  /** A day until which something holds (有效期至): of a range the last day is meant, 长期 becomes `no-end`. */
  isExpiry?: true;
  /** Reads a cell before the kind's own rules do, which are asked when the answer is null. Text comes tidied. */
  read?: (cell: string | number) => { value: unknown } | { wrong: string } | null;
  /** A further test of the understood value: null, or the reason in Chinese. */
  check?: (value: never) => string | null;
  note?: string;
  example?: string;
  width?: number;
}

/** @typeParam T what one good row becomes: text and days as string, numbers as number, choice as its code, choices as codes. */
export interface SheetTemplate<T extends object = Record<string, unknown>> {
  /** Stable name, e.g. `registry.enterprises`. */
  name: string;
  version: number;
  sheetName: string;
  title: string;
  columns: readonly (TemplateColumn & { key: keyof T & string })[];
}

/** Hash over what decides how cells are understood. Notes and widths may change without making files old. */
export function templateHash(template: SheetTemplate<never>): string {
  const columns = (template.columns as readonly TemplateColumn[]).map((c) => [
    c.key,
    c.title,
    c.kind,
    !!c.required,
    (c.choices ?? []).map(({ code, label }) => ({ code, label })),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([template.name, template.version, columns]))
    .digest('hex')
    .slice(0, 16);
}

/** What the hidden sheet of a workbook made from this template says. */
export function templateStamp(template: SheetTemplate<never>): Record<string, string> {
  return {
    name: template.name,
    version: String(template.version),
    hash: templateHash(template),
    title: template.title,
  };
}

/** How to read a file meant for this template. */
export function templateReading(template: SheetTemplate<never>): ReadOptions {
  const columns: readonly TemplateColumn[] = template.columns;
  return { preferSheet: template.sheetName, titles: columns.flatMap((c) => [c.title, ...(c.aliases ?? [])]) };
}

/** Rule of a column in one sentence: `必填；日期，如 2022-03-14；最多 50 字`. */
export function allowedText(column: TemplateColumn): string {
  const { min, max } = column;
  const bounds =
    min !== undefined && max !== undefined
      ? `${min} 至 ${max}`
      : min !== undefined
        ? `不小于 ${min}`
        : max !== undefined
          ? `不大于 ${max}`
          : '';
  const labels = (column.choices ?? []).map((choice) => choice.label);
  const some = labels.length > 12 ? `${labels.slice(0, 12).join('、')} 等 ${labels.length} 项` : labels.join('、');
  const kinds: Record<TemplateKind, string> = {
    text: column.patternSays ?? '文字',
    day: `日期，如 2022-03-14${column.isExpiry ? '，或 长期' : ''}`,
    integer: '整数',
    decimal: '数字',
    choice: `${some} 之一`,
    choices: `${some}，可填多项，用顿号隔开`,
    boolean: '是 或 否',
  };
  const parts = [
    kinds[column.kind],
    bounds && (column.kind === 'day' ? bounds.replace('不小于', '不早于').replace('不大于', '不晚于') : bounds),
  ];
  if (column.kind === 'text' && column.maxLength) parts.push(`最多 ${column.maxLength} 字`);
  return parts.filter(Boolean).join('，');
}

const kindWritten = {
  text: 'text',
  day: 'day',
  integer: 'number',
  decimal: 'number',
  choice: 'text',
  choices: 'text',
  boolean: 'boolean',
} as const;

/** The columns as the writer wants them. */
export function templateColumns(template: SheetTemplate<never>): WriteColumn[] {
  return (template.columns as readonly TemplateColumn[]).map((column) => ({
    key: column.key,
    title: column.title,
    kind: kindWritten[column.kind],
    width: column.width,
    required: column.required,
    note: [column.note, allowedText(column)].filter(Boolean).join('。'),
    allowed: column.kind === 'boolean' ? ['是', '否'] : column.choices?.map((choice) => choice.label),
    several: column.kind === 'choices',
  }));
}

/** A record as a row of the writer: codes become labels. A code without label stays as it is, and the import will say so. */
export function templateRow<T extends object>(template: SheetTemplate<T>, record: Partial<T>): WriteRow {
  return (template.columns as readonly TemplateColumn[]).map((column) => {
    const value = (record as Record<string, unknown>)[column.key];
    if (value === null || value === undefined) return null;
    const label = (code: unknown) => column.choices?.find((choice) => choice.code === code)?.label ?? String(code);
    if (column.isExpiry && value === noEnd) return '长期';
    if (column.kind === 'choice') return label(value);
    if (column.kind === 'choices') return Array.isArray(value) ? value.map(label).join('、') : label(value);
    return value;
  });
}

/** Paragraphs of the sheet 填写说明. */
export function templateNotes(template: SheetTemplate<never>): string[] {
  const columns: readonly TemplateColumn[] = template.columns;
  return [
    `${template.title}填写说明（第 ${template.version} 版）`,
    `请在工作表“${template.sheetName}”中从第 2 行起填写，每行一条；不要改动表头文字。黄色表头为必填列。可以删去不需要的选填列，列的先后可以调整。`,
    '日期可写作 2022-03-14、2022/3/14、2022年3月14日；有下拉列表的列请从列表中选择；可填多项的列用顿号“、”隔开。',
    ...columns.map((column, at) => {
      const note = column.note ? `${column.note}。` : '';
      const example = column.example ? `例：${column.example}` : '';
      return `${columnLetters(at)} 列 ${column.title}（${column.required ? '必填' : '选填'}）：${allowedText(column)}。${note}${example}`;
    }),
  ];
}

/** Everything `exportInThread` needs to export records so that they can be imported again; rows by `templateRow`. */
export function templateExport(template: SheetTemplate<never>): ExportShape {
  return {
    sheetName: template.sheetName,
    columns: templateColumns(template),
    notes: templateNotes(template),
    stamp: templateStamp(template),
  };
}

/**
 * The workbook to fill in: header, lists, notes, stamp; with rows when given.
 * Examples stand in the notes, not on the sheet, where they would be imported when left there.
 */
export function templateWorkbook<T extends object>(
  template: SheetTemplate<T>,
  records: Iterable<Partial<T>> | AsyncIterable<Partial<T>> = [],
): Readable {
  const shape = templateExport(template);
  const rows = async function* () {
    for await (const record of records) yield templateRow(template, record);
  };
  return writeWorkbook({
    sheets: [{ name: shape.sheetName, columns: shape.columns, rows: rows() }],
    notes: shape.notes,
    stamp: shape.stamp,
  });
}
