import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import { Button, DatePicker, Input, type InputRef, Select, Switch } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, type Ref, useEffect, useId, useState } from 'react';
import { useTyped } from '../typing.ts';
import type { LedgerFilter, Option } from './shape.ts';

/** Filters beside the five usual ones stand behind 更多. */
const usual = 5;

type Given = Record<string, string | string[]>;
type Change = (change: Record<string, string | string[] | undefined>) => void;

/** A box whose words go into the address a moment after the last key, or at once on Enter. */
function Words(props: { filter: LedgerFilter; value: string; change: Change; search?: Ref<InputRef> }) {
  const { filter } = props;
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const { change, value } = props;
  const typed = useTyped(text, 400);
  // What was typed goes into the address once; an address that changes by itself (a link, the way back) is not typed over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the hand that rests moves the address
  useEffect(() => {
    if (typed === text && typed.trim() !== value) change({ [filter.key]: typed.trim() || undefined });
  }, [typed]);
  const all = {
    'aria-label': filter.title,
    placeholder: filter.hint ?? filter.title,
    value: text,
    allowClear: true,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    onPressEnter: () => change({ [filter.key]: text.trim() || undefined }),
  };
  if (filter.kind === 'search')
    return <Input className="zs-filter-search" ref={props.search} suffix={<kbd>/</kbd>} {...all} />;
  return <Input className="zs-filter" {...all} />;
}

function One(props: {
  filter: LedgerFilter;
  given: Given;
  options: readonly Option[] | undefined;
  change: Change;
  search: Ref<InputRef>;
}): ReactNode {
  const { filter, given, change } = props;
  const id = useId();
  const value = given[filter.key];
  switch (filter.kind) {
    case 'search':
    case 'text':
      return (
        <Words
          filter={filter}
          value={(value as string) ?? ''}
          change={change}
          {...(filter.kind === 'search' ? { search: props.search } : {})}
        />
      );
    case 'choice':
    case 'choices':
      return (
        <Select<string | string[]>
          className="zs-filter"
          aria-label={filter.title}
          placeholder={filter.title}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          loading={props.options === undefined}
          options={(props.options ?? []) as Option[]}
          value={value}
          onChange={(next) => change({ [filter.key]: next && next.length > 0 ? next : undefined })}
          {...(filter.kind === 'choices' ? { mode: 'multiple' as const, maxTagCount: 'responsive' as const } : {})}
        />
      );
    case 'dayRange': {
      const [from, to] = [
        given[`${filter.key}From`] as string | undefined,
        given[`${filter.key}To`] as string | undefined,
      ];
      return (
        <DatePicker.RangePicker
          className="zs-filter-days"
          aria-label={filter.title}
          placeholder={[`${filter.title}从`, '到']}
          separator="～"
          allowEmpty
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          onChange={(days) =>
            change({
              [`${filter.key}From`]: days?.[0]?.format('YYYY-MM-DD'),
              [`${filter.key}To`]: days?.[1]?.format('YYYY-MM-DD'),
            })
          }
        />
      );
    }
    case 'switch':
      return (
        <label className="zs-filter-switch" htmlFor={id}>
          <Switch
            id={id}
            size="small"
            aria-label={filter.title}
            checked={value === '1' || value === 'true'}
            onChange={(on) => change({ [filter.key]: on ? '1' : undefined })}
          />
          {filter.title}
        </label>
      );
  }
}

/** The query bar: five filters, the rest behind 更多; what is set there keeps it open. */
export function QueryBar(props: {
  filters: readonly LedgerFilter[];
  given: Given;
  options: Readonly<Record<string, readonly Option[] | undefined>>;
  change: Change;
  clear: () => void;
  search: Ref<InputRef>;
}): ReactNode {
  const first = props.filters.slice(0, usual);
  const rest = props.filters.slice(usual);
  const isSet = (filter: LedgerFilter) =>
    [filter.key, `${filter.key}From`, `${filter.key}To`].some((key) => props.given[key] !== undefined);
  const setBehind = rest.filter(isSet).length;
  const [more, setMore] = useState(setBehind > 0);
  const draw = (filter: LedgerFilter) => (
    <One
      key={filter.key}
      filter={filter}
      given={props.given}
      options={props.options[filter.key]}
      change={props.change}
      search={props.search}
    />
  );
  return (
    <search className="zs-query">
      {first.map(draw)}
      {more ? rest.map(draw) : null}
      {rest.length > 0 ? (
        <Button type="text" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? '收起' : setBehind > 0 ? `更多（已设 ${String(setBehind)}）` : '更多'}
          <DownOutlined rotate={more ? 180 : 0} />
        </Button>
      ) : null}
      {props.filters.some(isSet) ? (
        <Button type="link" onClick={props.clear}>
          清空筛选
        </Button>
      ) : null}
    </search>
  );
}
