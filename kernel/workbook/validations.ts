/** Drop-down lists and input hints of a written sheet (数据有效性). */
import { escapeXml } from './cell-xml.ts';
import { columnLetters } from './refusal.ts';
import type { WriteColumn } from './write.ts';

/** Hidden sheet holding lists that are too long to stand in the rule itself. */
export const listsSheet = '_lists';

/** Excel reads at most 255 characters in the rule, and a comma there always separates. */
const fitsInline = (values: readonly string[]) =>
  values.join(',').length <= 255 &&
  values.every((value) => !/[",]/.test(value) && value === value.trim() && value !== '');

export interface ListPlaces {
  /** Formula of the list of each column that has one. */
  places: Map<WriteColumn, string>;
  /** Columns of the hidden sheet. */
  lists: (readonly string[])[];
}

export function listPlaces(columns: readonly WriteColumn[]): ListPlaces {
  const places = new Map<WriteColumn, string>();
  const lists: (readonly string[])[] = [];
  for (const column of columns) {
    const values = column.allowed;
    if (!values || values.length === 0) continue;
    if (fitsInline(values)) {
      places.set(column, `"${values.join(',')}"`);
      continue;
    }
    const letters = columnLetters(lists.length);
    lists.push(values);
    places.set(column, `'${listsSheet}'!$${letters}$1:$${letters}$${values.length}`);
  }
  return { places, lists };
}

/** Rules go beyond the last row, because people add rows below. */
const spare = 5_000;
const lastRow = 1_048_576;

const clip = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** `<dataValidations>` of one sheet whose data begin at `first` and end at `row`. Titles hold 32 characters, messages 255. */
export function validationsXml(
  columns: readonly WriteColumn[],
  places: ReadonlyMap<WriteColumn, string>,
  row: number,
  first = 2,
): string {
  const rules = columns.flatMap((column, at) => {
    const list = places.get(column);
    const hint = column.note ? `${column.required ? '必填。' : ''}${column.note}` : '';
    if (!list && hint === '') return [];
    const letters = columnLetters(at);
    const range = `${letters}${first}:${letters}${Math.min(lastRow, row + spare)}`;
    const kind = list ? ' type="list"' : '';
    const strict =
      list && !column.several
        ? ` showErrorMessage="1" errorTitle="填写有误" error="${escapeXml(clip(`“${column.title}”只能从下拉列表中选择`, 255))}"`
        : '';
    const prompt = hint
      ? ` showInputMessage="1" promptTitle="${escapeXml(clip(column.title, 32))}" prompt="${escapeXml(clip(hint, 255))}"`
      : '';
    return [
      `<dataValidation${kind} allowBlank="1"${prompt}${strict} sqref="${range}"${list ? `><formula1>${escapeXml(list)}</formula1></dataValidation>` : '/>'}`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}
