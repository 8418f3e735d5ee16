import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { sentence } from '../api.ts';
import { mayAny, useMe } from '../me.ts';
import type { Found, MenuPlace, SearchProvider } from '../module.ts';
import { size } from '../theme.ts';

interface Group {
  title: string;
  found: Found[];
  failed?: string;
}

/** Search over everything (Ctrl K): menu places at once, the modules' records as their answers come. */
export function Palette(props: {
  open: boolean;
  onClose: () => void;
  places: readonly MenuPlace[];
  providers: readonly SearchProvider[];
  onPick: (path: string, behind: boolean) => void;
}) {
  const me = useMe();
  const [words, setWords] = useState('');
  const [groups, setGroups] = useState<Group[]>([]);
  const [asking, setAsking] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const providers = useMemo(() => props.providers.filter((one) => mayAny(me, one.needs)), [props.providers, me]);
  const text = words.trim();

  useEffect(() => {
    setAt(0);
    if (!props.open || text.length < 2) {
      setGroups([]);
      setAsking(false);
      return;
    }
    const stop = new AbortController();
    const later = setTimeout(async () => {
      setAsking(true);
      await Promise.all(
        providers.map(async (one) => {
          let group: Group;
          try {
            group = { title: one.title, found: await one.find(text, stop.signal) };
          } catch (error) {
            if (stop.signal.aborted) return;
            group = { title: one.title, found: [], failed: sentence(error) };
          }
          if (!stop.signal.aborted) setGroups((now) => [...now.filter((g) => g.title !== one.title), group]);
        }),
      );
      if (!stop.signal.aborted) setAsking(false);
    }, 160);
    return () => {
      clearTimeout(later);
      stop.abort();
    };
  }, [text, providers, props.open]);

  const pages = props.places
    .filter((place) => text === '' || place.title.includes(text))
    .slice(0, text ? 5 : 12)
    .map((place) => ({ title: place.title, path: place.path }));
  const ordered = providers.flatMap((one) => groups.filter((group) => group.title === one.title));
  const shown: Group[] = [
    ...(pages.length ? [{ title: '页面', found: pages }] : []),
    ...ordered.filter((g) => g.found.length || g.failed),
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
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing)
      pick(flat[chosen], event.ctrlKey || event.metaKey);
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
        aria-label="搜索企业、隐患、文书"
        placeholder="企业名称、拼音首字母或信用代码；隐患、案件、文书编号"
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
