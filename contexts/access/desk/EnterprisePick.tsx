import { Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useAsk, useTownName } from '#kernel/ui';

/** A row of `registry.search`; asked by name, because this context stands left of the registry. */
interface Hit {
  id: string;
  name: string;
  town: string;
}

/** ms of rest after a key before the server is asked. */
const pause = 200;

/** The enterprise of an account (企业), found by name, pinyin initials or credit code. */
export function EnterprisePick(props: {
  value: string | undefined;
  change: (id: string | undefined) => void;
  /** Name of the enterprise it stands at now. */
  name?: string | undefined;
}): ReactNode {
  const townName = useTownName();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const later = setTimeout(() => setAsked(words.trim()), pause);
    return () => clearTimeout(later);
  }, [words]);
  const hits = useAsk<Hit[]>('registry.search', { q: asked }, { enabled: asked.length > 0 });
  // What was chosen keeps its words while the next search is typed.
  const [chosen, setChosen] = useState(props.value && props.name ? { value: props.value, label: props.name } : null);
  const found = asked
    ? (hits.data ?? []).map((hit) => ({ value: hit.id, label: `${hit.name}（${townName(hit.town)}）` }))
    : [];
  const options = chosen && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found;
  const nothing = !asked
    ? '输入后查找'
    : hits.isFetching
      ? '正在查找…'
      : hits.isError
        ? '没有查到，请检查网络后重试'
        : `没有叫“${asked}”的企业，请先在“企业台账”中登记`;
  return (
    <Select<string>
      className="access-pick"
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      value={props.value ?? null}
      loading={hits.isFetching}
      placeholder="输入企业名称、拼音首字母或信用代码"
      aria-label="企业"
      options={options}
      notFoundContent={nothing}
      onChange={(id) => {
        setChosen(options.find((one) => one.value === id) ?? null);
        props.change(id ?? undefined);
      }}
    />
  );
}
