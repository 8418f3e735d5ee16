import { AutoComplete, Button, Checkbox, Input, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { type Field, type Filled, type Option, type RowsField, rowsIn, rowsKey } from '../domain/calculators/index.ts';
import type { Choices } from './answers.ts';
import { DayField } from './DayField.tsx';
import './law.css';

type Set = (change: Filled) => void;
interface Cell {
  field: Field;
  at: string;
  filled: Filled;
  set: Set;
  choices: Choices;
  wrong: ReadonlyMap<string, string>;
}

const optionsOf = ({ options }: Field, choices: Choices): readonly Option[] =>
  typeof options === 'string' ? (choices[options] ?? []) : (options ?? []);
const withNote = ({ label, note }: Option) => (note ? `${label}（${note}）` : label);

function Control(props: Cell & { id: string }): ReactNode {
  const { field, at, filled, set, choices, id } = props;
  const value = filled[at] ?? '';
  const change = (next: string) => set({ [at]: next });
  const status = props.wrong.has(at) ? ({ status: 'error' } as const) : {};
  if (field.kind === 'day') return <DayField id={id} label={field.title} value={value} change={change} clear />;
  if (field.kind === 'flag')
    return (
      <Checkbox id={id} checked={value === '1'} onChange={(event) => change(event.target.checked ? '1' : '')}>
        {field.title}
      </Checkbox>
    );
  if (field.kind === 'choice' || field.kind === 'choices') {
    const options = optionsOf(field, choices).map((each) => ({ value: each.value, label: withNote(each) }));
    const told = {
      ...status,
      id,
      options,
      allowClear: true,
      'aria-label': field.title,
      showSearch: { optionFilterProp: 'label' as const },
      placeholder: field.hint ?? '请选择',
    };
    return field.kind === 'choices' ? (
      <Select<string[]>
        {...told}
        mode="multiple"
        value={value.split(',').filter(Boolean)}
        onChange={(next) => change(next.join(','))}
      />
    ) : (
      <Select<string>
        {...told}
        {...(value ? { value } : { value: null as never })}
        onChange={(next) => change(next ?? '')}
      />
    );
  }
  if (field.suggest) {
    const typed = value.trim().toLowerCase();
    const offered = (choices[field.suggest] ?? [])
      .filter((each) => typed === '' || withNote(each).toLowerCase().includes(typed))
      .slice(0, 60)
      .map((each) => ({ value: each.value, label: withNote(each) }));
    return (
      <AutoComplete
        {...status}
        id={id}
        aria-label={field.title}
        allowClear
        value={value}
        options={offered}
        popupMatchSelectWidth={false}
        placeholder={field.hint}
        onChange={(next: string | undefined) => change(next ?? '')}
      />
    );
  }
  return (
    <Input
      {...status}
      id={id}
      aria-label={field.title}
      value={value}
      placeholder={field.hint}
      inputMode={field.kind === 'number' ? 'decimal' : 'text'}
      suffix={field.unit}
      onChange={(event) => change(event.target.value)}
    />
  );
}

/** One cell of a calculator with its title, unit and what was wrong with it. */
export function FieldCell(props: Cell): ReactNode {
  const id = useId();
  const { field, at } = props;
  const wrong = props.wrong.get(at);
  return (
    <div className={field.kind === 'flag' ? 'lw-cell lw-cell-flag' : 'lw-cell'}>
      {field.kind === 'flag' ? null : (
        <label htmlFor={id}>
          {field.title}
          {field.need ? <span className="zs-meta"> 必填</span> : null}
        </label>
      )}
      <Control {...props} id={id} />
      {wrong ? <div className="lw-wrong">{wrong}</div> : null}
    </div>
  );
}

/** Rows of the same cells (物质、演练、情节), with more of them at hand. */
export function RowsCells(
  props: Omit<Cell, 'field' | 'at'> & { field: RowsField; drop: (key: string, i: number) => void },
): ReactNode {
  const { field, filled, set } = props;
  const key = rowsKey(field);
  const n = Math.max(rowsIn(key, filled), field.need ? 1 : 0);
  const first = field.fields[0] as Field;
  return (
    <fieldset className="lw-rows">
      <legend>{field.title}</legend>
      {Array.from({ length: n }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are their places
        <div className="lw-row" key={i}>
          {field.fields.map((each) => (
            <FieldCell {...props} key={each.place} field={each} at={`${key}.${i}.${each.place}`} />
          ))}
          <Button type="text" aria-label={`去掉第 ${i + 1} ${field.row}`} onClick={() => props.drop(key, i)}>
            去掉
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => set({ [`${key}.${n}.${first.place}`]: '' })}>
        再加一{field.row}
      </Button>
    </fieldset>
  );
}
