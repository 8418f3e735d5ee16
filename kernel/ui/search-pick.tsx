import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAsk } from './data.tsx';
import { useTyped } from './typing.ts';

/** ms of rest after a key before the server is asked. */
const pause = 200;

/** A choice out of more than a list can hold: what is typed is asked of a query that takes `q` and answers rows with an id and a name. */
export function SearchPick<Hit extends { id: string; name: string }>(props: {
  query: string;
  /** What is chosen, for those who do not see: 企业. */
  label: string;
  placeholder: string;
  value: string | undefined;
  /** Name of what it stands at now. */
  name?: string | undefined;
  change: (id: string | undefined, name?: string) => void;
  /** A hit as a line of the list; its name unless said. */
  line?: (hit: Hit) => string;
  /** Sentence when nothing is called that. */
  nothing: (asked: string) => string;
}): ReactNode {
  const { line = (hit) => hit.name } = props;
  const [words, setWords] = useState('');
  const asked = useTyped(words, pause).trim();
  const hits = useAsk<Hit[]>(props.query, { q: asked }, { enabled: asked.length > 0 });
  // What was chosen keeps its words while the next search is typed.
  const [chosen, setChosen] = useState(props.value && props.name ? { value: props.value, label: props.name } : null);
  const found = asked ? (hits.data ?? []).map((hit) => ({ value: hit.id, label: line(hit) })) : [];
  const options = chosen && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found;
  const none = !asked
    ? '输入后查找'
    : hits.isFetching
      ? '正在查找…'
      : hits.isError
        ? '没有查到，请检查网络后重试'
        : props.nothing(asked);
  return (
    <Select<string>
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      value={props.value ?? null}
      loading={hits.isFetching}
      placeholder={props.placeholder}
      aria-label={props.label}
      options={options}
      notFoundContent={none}
      onChange={(id) => {
        const one = options.find((option) => option.value === id) ?? null;
        setChosen(one);
        props.change(id ?? undefined, one?.label);
      }}
    />
  );
}
