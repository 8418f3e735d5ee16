import { useQuery } from '@tanstack/react-query';
import { AutoComplete, DatePicker, Input, InputNumber, Radio, Select, Switch } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useId } from 'react';
import { isMasked } from '../../act/personal.ts';
import { FileDrop } from '../file-drop.tsx';
import { optionsOf } from '../ledger/options.ts';
import type { Option } from '../ledger/shape.ts';
import { type ActField, isNeeded, isShown, type Values } from './act-form.ts';

/** Up to this many choices stand open as radios; more fold into a select. */
const radios = 5;

function useFieldOptions(field: ActField): readonly Option[] | undefined {
  const later = useQuery({
    queryKey: ['options', 'field', field.place, field.title],
    queryFn: () => optionsOf(field.options),
    enabled: typeof field.options === 'function',
    staleTime: 60_000,
  });
  return typeof field.options === 'function' ? later.data : field.options;
}

interface ControlProps {
  field: ActField;
  id: string;
  value: unknown;
  values: Values;
  wrong: boolean;
  described: string | undefined;
  change: (value: unknown) => void;
}

/** What every control is told: its id, whether it is wrong, and where the reason stands. */
const toldOf = (props: ControlProps) => ({
  id: props.id,
  status: props.wrong ? ('error' as const) : ('' as const),
  'aria-describedby': props.described,
});

/** Words with a register behind them: names are offered as they are typed, and whatever is typed stands. */
function Suggested(props: ControlProps): ReactNode {
  const { field, value, change } = props;
  const { data = [] } = useQuery({
    queryKey: ['options', 'suggest', field.place, field.suggest?.of],
    queryFn: () => optionsOf(field.suggest?.options),
    staleTime: 60_000,
  });
  return (
    <AutoComplete
      {...toldOf(props)}
      value={(value as string) ?? ''}
      options={data as Option[]}
      showSearch={{ filterOption: (typed, option) => (option?.label ?? '').includes(typed.trim()) }}
      placeholder={field.hint}
      onChange={(next: string) => change(next)}
    />
  );
}

/** Words and passwords. */
function Words(props: ControlProps): ReactNode {
  const { field, change } = props;
  const told = { ...toldOf(props), value: (props.value as string) ?? '' };
  const typed = (e: { target: { value: string } }) => change(e.target.value);
  if (field.kind === 'secret') return <Input.Password {...told} autoComplete="new-password" onChange={typed} />;
  if (field.suggest) return <Suggested {...props} />;
  if (field.kind === 'text') return <Input {...told} maxLength={field.max} placeholder={field.hint} onChange={typed} />;
  return (
    <Input.TextArea
      {...told}
      maxLength={field.max}
      showCount={field.max !== undefined}
      placeholder={field.hint}
      autoSize={{ minRows: 3, maxRows: 12 }}
      onChange={typed}
    />
  );
}

/** A number, a day, an instant. */
function Amount(props: ControlProps): ReactNode {
  const { field, value, change } = props;
  const told = toldOf(props);
  if (field.kind === 'number')
    return (
      <InputNumber
        {...told}
        value={value as number}
        {...(field.min === undefined ? {} : { min: field.min })}
        {...(field.max === undefined ? {} : { max: field.max })}
        {...(field.digits === undefined ? {} : { precision: field.digits })}
        {...(field.unit ? { suffix: field.unit } : {})}
        onChange={(next) => change(next ?? undefined)}
      />
    );
  const at = value ? dayjs(value as string) : null;
  if (field.kind === 'day')
    return <DatePicker {...told} value={at} onChange={(day) => change(day ? day.format('YYYY-MM-DD') : undefined)} />;
  return (
    <DatePicker
      {...told}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={at}
      onChange={(next) => change(next ? next.toISOString() : undefined)}
    />
  );
}

/** One or more of many: a few stand open as radios, more fold into a select. */
function Choice(props: ControlProps): ReactNode {
  const { field, id, value, change } = props;
  const options = useFieldOptions(field);
  const offered = {
    ...toldOf(props),
    allowClear: true,
    showSearch: { optionFilterProp: 'label' },
    loading: options === undefined,
    options: (options ?? []) as Option[],
  };
  if (field.kind === 'choices')
    return (
      <Select<string[]>
        {...offered}
        mode="multiple"
        placeholder={field.hint ?? '可选多项'}
        value={(value as string[]) ?? []}
        onChange={change}
      />
    );
  if (options && options.length <= radios && Array.isArray(field.options))
    return (
      <Radio.Group
        id={id}
        aria-describedby={props.described}
        options={options as Option[]}
        value={value ?? null}
        onChange={(e) => change(e.target.value)}
      />
    );
  return (
    <Select<string>
      {...offered}
      placeholder={field.hint ?? '请选择'}
      value={(value as string) ?? null}
      onChange={(next) => change(next ?? undefined)}
    />
  );
}

function Control(props: ControlProps): ReactNode {
  const { field, id, value, change } = props;
  switch (field.kind) {
    case 'text':
    case 'secret':
    case 'lines':
      return <Words {...props} />;
    case 'number':
    case 'day':
    case 'instant':
      return <Amount {...props} />;
    case 'choice':
    case 'choices':
      return <Choice {...props} />;
    case 'switch':
      return <Switch id={id} checked={value === true} onChange={change} />;
    case 'files':
      return (
        <FileDrop
          id={id}
          label={field.title}
          value={(value as string[]) ?? []}
          onChange={change}
          {...(field.most ? { max: field.most } : {})}
          {...(field.accept ? { accept: field.accept } : {})}
        />
      );
    case 'custom':
      return field.render?.(value, change, props.values) ?? null;
  }
}

/** Fields of a command, label above control, the server's reason under the field it concerns. */
export function Fields(props: {
  fields: readonly ActField[];
  values: Values;
  onChange: (change: Values) => void;
  wrong: Readonly<Record<string, string>>;
}): ReactNode {
  const base = useId();
  return (
    <div className="zs-fields">
      {props.fields
        .filter((field) => isShown(field, props.values))
        .map((field) => {
          const id = `${base}-${field.place}`;
          const wrong = props.wrong[field.place];
          const value = props.values[field.place];
          const change = (next: unknown) => props.onChange({ [field.place]: next });
          const grouped = field.kind === 'choice' && Array.isArray(field.options) && field.options.length <= radios;
          const described = wrong ? `${id}-wrong` : undefined;
          const control = (
            <Control
              field={field}
              id={id}
              value={value}
              values={props.values}
              wrong={wrong !== undefined}
              described={described}
              change={change}
            />
          );
          const title = (
            <>
              {field.title}
              {field.kind !== 'number' && field.unit ? <span className="zs-unit">{field.unit}</span> : null}
              {isNeeded(field, props.values) ? <span className="zs-need">必填</span> : null}
            </>
          );
          return (
            <div key={field.place} className="zs-field" data-place={field.place}>
              {grouped || field.kind === 'files' || field.kind === 'custom' ? (
                <fieldset>
                  <legend>{title}</legend>
                  {control}
                </fieldset>
              ) : (
                <>
                  <label htmlFor={id}>{title}</label>
                  {control}
                </>
              )}
              {field.hint && !['text', 'lines', 'choice', 'choices'].includes(field.kind) ? (
                <div className="zs-meta">{field.hint}</div>
              ) : null}
              {isMasked(value) && field.kind === 'text' ? (
                <div className="zs-meta">已打码，不改则保持原来的号码</div>
              ) : null}
              {field.phrases?.length ? (
                <div className="zs-phrases" role="group" aria-label={`${field.title}常用语`}>
                  {field.phrases.map((phrase) => (
                    <button
                      key={phrase}
                      type="button"
                      className="zs-chip"
                      onClick={() =>
                        change(typeof value === 'string' && value.trim() ? `${value.trim()}；${phrase}` : phrase)
                      }
                    >
                      {phrase}
                    </button>
                  ))}
                </div>
              ) : null}
              {wrong ? (
                <div className="zs-field-wrong" id={`${id}-wrong`} role="alert">
                  {wrong}
                </div>
              ) : null}
            </div>
          );
        })}
    </div>
  );
}
