import CloseOutlined from '@ant-design/icons/es/icons/CloseOutlined';
import { Dropdown } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { homeId, type Tabs } from '../tabs.ts';

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
  useEffect(() => {
    list.current?.querySelector(`[data-tab="${tabs.active}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tabs.active]);

  const keys = (event: KeyboardEvent, id: string) => {
    const at = tabs.list.findIndex((tab) => tab.id === id);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step) {
      const next = tabs.list[(at + step + tabs.list.length) % tabs.list.length];
      list.current?.querySelector<HTMLElement>(`[data-tab="${next?.id ?? ''}"] button`)?.focus();
      event.preventDefault();
    }
    if (event.key === 'Delete') props.onClose(id);
  };

  return (
    <nav className="zs-tabs" aria-label="已打开的页面">
      <ul ref={list}>
        {tabs.list.map((tab) => (
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
    </nav>
  );
}
