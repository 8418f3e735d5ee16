import MenuFoldOutlined from '@ant-design/icons/es/icons/MenuFoldOutlined';
import MenuUnfoldOutlined from '@ant-design/icons/es/icons/MenuUnfoldOutlined';
import { Tooltip } from 'antd';
import { Fragment } from 'react';
import { To } from '../address.tsx';
import type { MenuPlace } from '../module.ts';
import { pathOf } from '../tabs.ts';

/** Left menu, 200 px or icons only; the chosen line is the longest path the address begins with. */
export function SideMenu(props: {
  places: readonly MenuPlace[];
  href: string;
  folded: boolean;
  onFold: (folded: boolean) => void;
}) {
  const at = pathOf(props.href);
  const chosen = props.places
    .filter((place) => (place.path === '/' ? at === '/' : at === place.path || at.startsWith(`${place.path}/`)))
    .reduce<string | undefined>(
      (best, place) => (best && best.length >= place.path.length ? best : place.path),
      undefined,
    );
  return (
    <nav className={props.folded ? 'zs-menu zs-menu-folded' : 'zs-menu'} aria-label="主菜单">
      <ul>
        {props.places.map((place, i) => {
          const heading = place.group && place.group !== props.places[i - 1]?.group ? place.group : undefined;
          const Icon = place.icon;
          const line = (
            <To className={place.path === chosen ? 'zs-menu-line zs-menu-on' : 'zs-menu-line'} path={place.path}>
              <Icon />
              <span className="zs-menu-title">{place.title}</span>
            </To>
          );
          return (
            <Fragment key={place.path}>
              {heading ? (
                <li className="zs-menu-group">
                  <span>{heading}</span>
                </li>
              ) : null}
              <li>
                {props.folded ? (
                  <Tooltip title={place.title} placement="right">
                    {line}
                  </Tooltip>
                ) : (
                  line
                )}
              </li>
            </Fragment>
          );
        })}
      </ul>
      <button
        type="button"
        className="zs-menu-fold"
        aria-label={props.folded ? '展开菜单' : '收起菜单'}
        aria-expanded={!props.folded}
        onClick={() => props.onFold(!props.folded)}
      >
        {props.folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        <span className="zs-menu-title">收起</span>
      </button>
    </nav>
  );
}
