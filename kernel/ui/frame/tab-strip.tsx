import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import MoreOutlined from '@ant-design/icons/es/icons/MoreOutlined';
import { Button, Dropdown } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { foldedTabs, homeId, type Tabs } from '../tabs.ts';

/** A tab narrower than this cannot be read, px. */
const readable = 132;
/** What home and the menu at the end take, px. */
const ends = 116;

/**
 * The strip of open tabs (标签). Middle click or Delete closes, arrows walk, right click offers the rest.
 * A plain list of buttons, because a close button may not stand inside `role="tab"`.
 */
export function TabStrip(props: {
  tabs: Tabs;
  onActivate: (id: string) => void;
  onClose: (id: string) => void;
  onCloseOthers: (id: string) => void;
  onReload: (id: string) => void;
}) {
  const { tabs } = props;
  const list = useRef<HTMLUListElement>(null);
  const strip = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setRoom(1 + Math.floor((entry.contentRect.width - ends) / readable));
    });
    if (strip.current) watch.observe(strip.current);
    return () => watch.disconnect();
  }, []);
  const folded = foldedTabs(tabs, room);
  const shown = tabs.list.filter((tab) => !folded.includes(tab));
  useEffect(() => {
    list.current?.querySelector(`[data-tab="${tabs.active}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tabs.active]);

  const keys = (event: KeyboardEvent, id: string) => {
    const at = shown.findIndex((tab) => tab.id === id);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step) {
      const next = shown[(at + step + shown.length) % shown.length];
      list.current?.querySelector<HTMLElement>(`[data-tab="${next?.id ?? ''}"] button`)?.focus();
      event.preventDefault();
    }
    if (event.key === 'Delete') props.onClose(id);
  };

  return (
    <nav className="zs-tabs" aria-label="已打开的页面" ref={strip}>
      <ul ref={list}>
        {shown.map((tab) => (
          <Dropdown
            key={tab.id}
            trigger={['contextMenu']}
            menu={{
              items: [
                { key: 'reload', label: '重新载入' },
                { key: 'close', label: '关闭', disabled: tab.id === homeId },
                { key: 'others', label: '关闭其他', disabled: tabs.list.length < 2 },
              ],
              onClick: ({ key }) => {
                if (key === 'reload') props.onReload(tab.id);
                if (key === 'close') props.onClose(tab.id);
                if (key === 'others') props.onCloseOthers(tab.id);
              },
            }}
          >
            <li
              data-tab={tab.id}
              className={tab.id === tabs.active ? 'zs-tab zs-tab-on' : 'zs-tab'}
              onMouseDown={(event) => {
                if (event.button === 1) event.preventDefault();
              }}
              onAuxClick={(event) => {
                if (event.button === 1) props.onClose(tab.id);
              }}
            >
              <button
                type="button"
                className="zs-tab-name"
                title={tab.title}
                aria-current={tab.id === tabs.active ? 'page' : undefined}
                onClick={() => props.onActivate(tab.id)}
                onKeyDown={(event) => keys(event, tab.id)}
              >
                {tab.title}
              </button>
              {tab.id === homeId ? null : (
                <button
                  type="button"
                  className="zs-tab-close"
                  aria-label={`关闭 ${tab.title}`}
                  onClick={() => props.onClose(tab.id)}
                >
                  <CloseOutlined />
                </button>
              )}
            </li>
          </Dropdown>
        ))}
      </ul>
      {folded.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: folded.map((tab) => ({ key: tab.id, label: tab.title })),
            onClick: ({ key }) => props.onActivate(key),
          }}
        >
          <Button type="text" className="zs-tabs-more" aria-label={`另有 ${String(folded.length)} 个标签`}>
            <MoreOutlined /> {folded.length}
          </Button>
        </Dropdown>
      ) : null}
    </nav>
  );
}
