import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { act, ask, sentence } from '../api.ts';
import { readSearch, writeSearch } from '../search-text.ts';
import type { SavedView, ViewKeeper } from './shape.ts';

/** Saved views on the server (`access.views`, `access.save-view`, `access.drop-view`). */
export const serverViews: ViewKeeper = {
  views: async (ledger) => (await ask<{ rows: SavedView[] }>('access.views', { ledger })).rows,
  save: async (ledger, name, search) => void (await act('access.save-view', { ledger, name, search })),
  drop: async (id) => void (await act('access.drop-view', { id })),
};

const same = (a: string, b: string) => {
  const sorted = (text: string) =>
    JSON.stringify(Object.entries(readSearch(text)).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
};

/** Saved views as chips; the one that is on is marked. A keeper that cannot answer leaves the chips away. */
export function Views(props: {
  ledger: string;
  keeper: ViewKeeper;
  now: Record<string, string | string[]>;
  apply: (search: Record<string, string | string[]>) => void;
}): ReactNode {
  const { message } = App.useApp();
  const cache = useQueryClient();
  const key = ['ask', 'access', 'access.views', props.ledger];
  const views = useQuery({
    queryKey: key,
    queryFn: () => props.keeper.views(props.ledger),
    staleTime: 300_000,
    retry: false,
  });
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const now = writeSearch(props.now);
  if (views.isError || !views.data) return null;

  const run = async (what: () => Promise<void>) => {
    try {
      await what();
      await cache.invalidateQueries({ queryKey: key });
    } catch (error) {
      void message.error(sentence(error), 6);
    }
  };
  const save = async () => {
    const trimmed = name.trim();
    if (!trimmed) return;
    setNaming(false);
    setName('');
    await run(() => props.keeper.save(props.ledger, trimmed, now));
  };
  const known = views.data.some((view) => same(view.search, now));
  return (
    <div className="zs-views" role="group" aria-label="常用视图">
      <button
        type="button"
        className={now === '' ? 'zs-chip zs-chip-on' : 'zs-chip'}
        aria-pressed={now === ''}
        onClick={() => props.apply({})}
      >
        全部
      </button>
      {views.data.map((view) => (
        <span key={view.id} className={same(view.search, now) ? 'zs-chip zs-chip-on' : 'zs-chip'}>
          <button
            type="button"
            aria-pressed={same(view.search, now)}
            onClick={() => props.apply(readSearch(view.search))}
          >
            {view.name}
          </button>
          <button
            type="button"
            className="zs-chip-drop"
            aria-label={`删除视图 ${view.name}`}
            onClick={() => void run(() => props.keeper.drop(view.id))}
          >
            <CloseOutlined />
          </button>
        </span>
      ))}
      {now !== '' && !known ? (
        <Popover
          trigger="click"
          open={naming}
          onOpenChange={setNaming}
          destroyOnHidden
          content={
            <div className="zs-row">
              <Input
                aria-label="视图名称"
                placeholder="视图名称，如 本镇逾期"
                maxLength={20}
                autoFocus
                value={name}
                onChange={(event) => setName(event.target.value)}
                onPressEnter={() => void save()}
              />
              <Button type="primary" onClick={() => void save()} disabled={!name.trim()}>
                保存
              </Button>
            </div>
          }
        >
          <button type="button" className="zs-chip zs-chip-add">
            <PlusOutlined /> 存为视图
          </button>
        </Popover>
      ) : null}
    </div>
  );
}
