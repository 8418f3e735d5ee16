import { Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useAsk, useTownName } from '#kernel/ui';

interface Hit {
  id: string;
  name: string;
  town: string;
}

const pause = 200;

/** The choice of an enterprise by name, pinyin initials or credit code. */
export function EnterprisePick(props: {
  value: string | undefined;
  change: (id: string | undefined, name?: string) => void;
  name?: string;
}): ReactNode {
  const townName = useTownName();
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const later = setTimeout(() => setAsked(words.trim()), pause);
    return () => clearTimeout(later);
  }, [words]);
  const hits = useAsk<Hit[]>('registry.search', { q: asked }, { enabled: asked.length > 0 });
  const rows = asked.length > 0 ? (hits.data ?? []) : [];
  const options = rows.map((hit) => ({ value: hit.id, label: `${hit.name}（${townName(hit.town)}）`, name: hit.name }));
  if (props.value && props.name && !rows.some((hit) => hit.id === props.value))
    options.unshift({ value: props.value, label: props.name, name: props.name });
  return (
    <Select<string, (typeof options)[number]>
      className="hz-wide"
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      value={props.value ?? null}
      loading={hits.isFetching}
      placeholder="输入企业名称、拼音首字母或信用代码"
      aria-label="企业"
      options={options}
      notFoundContent={
        asked.length === 0
          ? '输入后查找'
          : hits.isFetching
            ? '正在查找…'
            : hits.isError
              ? '没有查到，请检查网络后重试'
              : `您的范围内没有叫“${asked}”的企业`
      }
      onChange={(id, option) => props.change(id ?? undefined, Array.isArray(option) ? undefined : option?.label)}
    />
  );
}
