import type { choicesFor } from '../choices.ts';
import {
  type Calculator,
  type Field,
  type Filled,
  type RowsField,
  rowsIn,
  rowsKey,
} from '../domain/calculators/index.ts';
import { escaped } from './html.ts';

type Choices = ReturnType<typeof choicesFor>;

const attribute = (value: string) => `"${escaped(value)}"`;

function control(field: Field, at: string, value: string, choices: Choices): string {
  const name = `name=${attribute(at)}`;
  const options = typeof field.options === 'string' ? (choices[field.options] ?? []) : (field.options ?? []);
  if (field.kind === 'choice' || field.kind === 'choices') {
    const multiple = field.kind === 'choices' ? ' multiple' : '';
    const chosen = value.split(',');
    const empty = multiple ? '' : '<option value="">请选择</option>';
    return `<select ${name}${multiple}>${empty}${options
      .map(
        (each) =>
          `<option value=${attribute(each.value)}${chosen.includes(each.value) ? ' selected' : ''}>${escaped(each.label)}${each.note ? `（${escaped(each.note)}）` : ''}</option>`,
      )
      .join('')}</select>`;
  }
  if (field.kind === 'flag') return `<input type="checkbox" ${name} value="1"${value === '1' ? ' checked' : ''}>`;
  const list = field.suggest ? ` list=${attribute(`list-${field.suggest}`)}` : '';
  const type =
    field.kind === 'day' ? 'type="date"' : `type="text"${field.kind === 'number' ? ' inputmode="decimal"' : ''}`;
  const hint = field.hint ? ` placeholder=${attribute(field.hint)}` : '';
  return `<input ${type} ${name} value=${attribute(value)}${list}${hint}>`;
}

function fieldOf(field: Field, at: string, filled: Filled, choices: Choices): string {
  const title = `${escaped(field.title)}${field.unit ? `（${escaped(field.unit)}）` : ''}${field.need ? ' <small>必填</small>' : ''}`;
  const input = control(field, at, filled[at] ?? '', choices);
  if (field.kind === 'flag') return `<label class="field">${input}${title}</label>`;
  return `<label class="field"><span>${title}</span>${input}${field.hint && field.kind !== 'text' ? `<small>${escaped(field.hint)}</small>` : ''}</label>`;
}

function rowsOf(field: RowsField, filled: Filled, choices: Choices, more: string | undefined): string {
  const key = rowsKey(field);
  const filledRows = rowsIn(key, filled);
  const shown = Math.max(filledRows + (more === key ? 1 : 0), field.need ? 1 : 0);
  const rows = Array.from(
    { length: shown },
    (_, i) =>
      `<div class="row">${field.fields.map((each) => fieldOf(each, `${key}.${i}.${each.place}`, filled, choices)).join('')}</div>`,
  );
  return `<fieldset><legend>${escaped(field.title)}</legend>${rows.join('')}<button name="more" value=${attribute(key)}>再加一${escaped(field.row)}</button></fieldset>`;
}

/** The form of a calculator: plain HTML sent by GET, so that an answer has an address of its own. */
export function formOf(
  calculator: Calculator,
  filled: Filled,
  on: string,
  choices: Choices,
  more: string | undefined,
): string {
  const drawn = (field: Field | RowsField) =>
    field.kind === 'rows' ? rowsOf(field, filled, choices, more) : fieldOf(field, field.place, filled, choices);
  const rare = calculator.fields.filter((each) => each.rare);
  const usedRare = rare.some((each) =>
    Object.keys(filled).some((key) => key === each.place || key.startsWith(`${each.place}.`)),
  );
  const lists = [
    ...new Set(
      calculator.fields
        .flatMap((field) => (field.kind === 'rows' ? field.fields : [field]))
        .flatMap((each) => each.suggest ?? []),
    ),
  ];
  const data = lists
    .map(
      (name) =>
        `<datalist id=${attribute(`list-${name}`)}>${(choices[name] ?? []).map((each) => `<option value=${attribute(each.value)}>${escaped(each.label)}</option>`).join('')}</datalist>`,
    )
    .join('');
  return `<form method="get" action="/open/law/${calculator.rule}"><label class="field"><span>${escaped(calculator.dayTitle ?? '按哪一天的法规')} <small>必填</small></span><input type="date" name="on" value=${attribute(on)}></label>
${calculator.fields
  .filter((each) => !each.rare)
  .map(drawn)
  .join(
    '',
  )}${rare.length > 0 ? `<details${usedRare ? ' open' : ''}><summary>更多情况</summary>${rare.map(drawn).join('')}</details>` : ''}${data}
<p class="acts"><button class="main" name="ask" value="1">计算</button></p></form>`;
}
