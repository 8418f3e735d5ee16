import SearchOutlined from '@ant-design/icons/es/icons/SearchOutlined';
import { Dropdown } from 'antd';
import { type ComponentType, type ReactNode, Suspense } from 'react';
import { useMe } from '../me.ts';

/** A line of the menu under one's own name: a page, or something done. */
export interface PersonPlace {
  title: string;
  path?: string;
  run?: () => void;
}

/** The bar over everything: product, search, marks and tools of the contexts, person. */
export function TopBar(props: {
  product: ReactNode;
  /** What contexts put in the bar. */
  marks: readonly string[];
  finds: readonly { what: string }[];
  /** Their buttons. */
  tools: readonly ComponentType[];
  personMenu: readonly PersonPlace[];
  folded: boolean;
  onSearch: () => void;
  onPath: (path: string) => void;
}): ReactNode {
  const me = useMe();
  const { folded, personMenu } = props;
  return (
    <header className="zs-top">
      <div className={folded ? 'zs-brand zs-brand-folded' : 'zs-brand'}>{props.product}</div>
      <button type="button" className="zs-find" onClick={props.onSearch}>
        <SearchOutlined />
        <span>{`搜索${props.finds.map((one) => one.what).join('、') || '页面'}`}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="zs-top-right">
        {props.marks.map((mark) => (
          <span key={mark} className="zs-top-mark">
            {mark}
          </span>
        ))}
        <Suspense>
          {props.tools.map((Tool, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: declared once, never reordered
            <Tool key={i} />
          ))}
        </Suspense>
        <Dropdown
          trigger={['click']}
          menu={{
            items: personMenu.map((one) => ({ key: one.title, label: one.title })),
            onClick: ({ key: title }) => {
              const one = personMenu.find((item) => item.title === title);
              if (one?.path) props.onPath(one.path);
              one?.run?.();
            },
          }}
        >
          <button type="button" className="zs-person" aria-haspopup="menu">
            <span className="zs-person-mark" aria-hidden="true">
              {me.actor.name.slice(0, 1)}
            </span>
            <span className="zs-person-name">{me.actor.name}</span>
            <span className="zs-meta">{me.actor.roleTitle ?? me.actor.role}</span>
          </button>
        </Dropdown>
      </div>
    </header>
  );
}
