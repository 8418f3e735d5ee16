import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Found } from '../../act/gather.ts';
import type { HomeFound } from '../../server/gather.ts';
import { ask, sentence } from '../api.ts';
import { size } from '../theme.ts';
import { isComposing, useTyped } from '../typing.ts';
import { loadInitials, pagesFor } from './page-search.ts';

type Group = HomeFound['groups'][number] & { failed?: string };

/** Records of every context for these words, asked in one question. */
function useRecords(text: string, on: boolean): { groups: readonly Group[]; asking: boolean } {
  const [groups, setGroups] = useState<readonly Group[]>([]);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!on || text.length < 2) {
      setGroups([]);
      setAsking(false);
      return;
    }
    const stop = new AbortController();
    setAsking(true);
    void (async () => {
      try {
        const answer = await ask<HomeFound>('home.search', { q: text.slice(0, 60) }, stop.signal);
        if (!stop.signal.aborted) setGroups(answer.groups);
      } catch (error) {
        if (!stop.signal.aborted) setGroups([{ title: '记录', found: [], failed: sentence(error) }]);
      }
      if (!stop.signal.aborted) setAsking(false);
    })();
    return () => stop.abort();
  }, [text, on]);
  return { groups, asking };
}

/** Pages for these words; the dictionary of initials comes with the first letter typed. */
function usePages(pages: readonly Found[], text: string): readonly Found[] {
  const [initialsOf, setInitials] = useState<((title: string) => string) | null>(null);
  const wanted = /^[a-z0-9 ]+$/i.test(text) && initialsOf === null;
  useEffect(() => {
    if (wanted)
      void loadInitials().then(
        (found) => setInitials(() => found),
        () => undefined,
      );
  }, [wanted]);
  return useMemo(() => pagesFor(pages, text, initialsOf).slice(0, text ? 8 : 12), [pages, text, initialsOf]);
}

/** Search over everything (Ctrl K): pages at once, the contexts' records as soon as they have answered. */
export function Palette(props: {
  open: boolean;
  onClose: () => void;
  pages: readonly Found[];
  finds: readonly { what: string; by: string }[];
  onPick: (path: string, behind: boolean) => void;
}) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const text = words.trim();
  const { groups, asking } = useRecords(useTyped(text, 160), props.open && props.finds.length > 0);
  const pages = usePages(props.pages, text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words start at the first line again
  useEffect(() => setAt(0), [text, props.open]);

  const shown: Group[] = [
    ...(pages.length ? [{ title: '页面', found: pages }] : []),
    ...groups.filter((g) => g.found.length || g.failed),
  ];
  const flat = shown.flatMap((group) => group.found);
  const chosen = Math.min(at, flat.length - 1);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${String(chosen)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const pick = (found: Found | undefined, behind: boolean) => {
    if (!found) return;
    props.onPick(found.path, behind);
    if (!behind) props.onClose();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, flat.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter' && !isComposing(event)) pick(flat[chosen], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };

  let index = -1;
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      title="搜索"
      footer={null}
      closable={false}
      width={size.palette}
      destroyOnHidden
      className="zs-palette"
      afterOpenChange={(open) => {
        if (!open) setWords('');
      }}
    >
      <input
        ref={(element) => element?.focus()}
        className="zs-palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosen >= 0 ? `${listId}-${String(chosen)}` : undefined}
        aria-label={`搜索${['页面', ...props.finds.map((one) => one.what)].join('、')}`}
        placeholder={['页面名称或拼音首字母', ...props.finds.map((one) => one.by)].join('；')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={keys}
      />
      <div className="zs-palette-list" id={listId} ref={list} role="listbox" aria-label="搜索结果">
        {shown.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="zs-palette-group" aria-hidden="true">
              {group.title}
            </div>
            {group.failed ? <div className="zs-palette-note">{group.failed}</div> : null}
            {group.found.map((found) => {
              index += 1;
              const mine = index;
              return (
                <div
                  key={found.path}
                  id={`${listId}-${String(mine)}`}
                  data-at={mine}
                  role="option"
                  tabIndex={-1}
                  aria-selected={mine === chosen}
                  className={mine === chosen ? 'zs-palette-line zs-palette-on' : 'zs-palette-line'}
                  onMouseMove={() => setAt(mine)}
                  onClick={(event) => pick(found, event.ctrlKey || event.metaKey)}
                  onKeyDown={keys}
                >
                  <span>{found.title}</span>
                  {found.note ? <span className="zs-meta">{found.note}</span> : null}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div className="zs-palette-note" role="status">
        {text.length === 1
          ? '再输入一个字即可查找记录'
          : asking
            ? '正在查找…'
            : text && flat.length === 0
              ? `没有找到“${text}”。可换用简称、拼音首字母或编号。`
              : '↑ ↓ 选择　Enter 打开　Ctrl+Enter 在后台打开　Esc 关闭'}
      </div>
    </Modal>
  );
}
