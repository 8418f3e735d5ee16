import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import MenuFoldOutlined from '@ant-design/icons/es/icons/MenuFoldOutlined';
import MenuUnfoldOutlined from '@ant-design/icons/es/icons/MenuUnfoldOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import { Tooltip } from 'antd';
import { type ReactNode, useCallback, useId, useMemo, useState } from 'react';
import { To } from '../address.tsx';
import { useMe } from '../me.ts';
import type { MenuGroup, MenuPlace } from '../module.ts';
import { pathOf } from '../tabs.ts';
import { chosenPlace, type MenuShape, menuShape, openAtFirst, openGroups } from './menu.ts';

/**
 * Keys of the groups this person wants open, the latest first: what his role finds open until he opens or folds any, and the group of
 * the page he goes to.
 */
function useWanted(
  shape: MenuShape,
  current: string | undefined,
): [wanted: readonly string[], want: (key: string, open: boolean) => void] {
  const { actor } = useMe();
  const key = `zean.menu-open.${actor.account}`;
  const [wanted, setWanted] = useState<readonly string[]>(() => {
    const kept = localStorage.getItem(key);
    const first = kept === null ? openAtFirst(shape, actor.role) : kept.split(' ');
    return current ? [current, ...first.filter((one) => one !== current)] : first;
  });
  const put = useCallback((group: string, open: boolean) => {
    setWanted((now) => [...(open ? [group] : []), ...now.filter((one) => one !== group)]);
  }, []);
  const [been, setBeen] = useState(current);
  if (current !== been) {
    setBeen(current);
    if (current) put(current, true);
  }
  const want = (group: string, open: boolean) => {
    put(group, open);
    localStorage.setItem(key, [...(open ? [group] : []), ...wanted.filter((one) => one !== group)].join(' '));
  };
  return [wanted, want];
}

function Line(props: { place: MenuPlace; chosen: boolean; folded: boolean }): ReactNode {
  const { place, chosen, folded } = props;
  const Icon = place.icon;
  const line = (
    <To className={chosen ? 'zs-menu-line zs-menu-on' : 'zs-menu-line'} path={place.path} here={chosen} back>
      <Icon />
      <span className="zs-menu-title">{place.title}</span>
    </To>
  );
  return (
    <li>
      {folded ? (
        <Tooltip title={place.title} placement="right">
          {line}
        </Tooltip>
      ) : (
        line
      )}
    </li>
  );
}

/** Left menu, 200 px or icons only: groups fold, the one of the page one is on stands open. */
export function SideMenu(props: {
  places: readonly MenuPlace[];
  groups: readonly MenuGroup[];
  href: string;
  folded: boolean;
  onFold: (folded: boolean) => void;
}): ReactNode {
  const { places, groups, folded } = props;
  const shape = useMemo(() => menuShape(places, groups), [places, groups]);
  const chosen = chosenPlace(places, pathOf(props.href));
  const [wanted, want] = useWanted(shape, chosen?.group);
  const open = openGroups(shape, wanted);
  const id = useId();
  return (
    <nav className={folded ? 'zs-menu zs-menu-folded' : 'zs-menu'} aria-label="主菜单">
      <ul>
        {shape.loose.map((place) => (
          <Line key={place.path} place={place} chosen={place === chosen} folded={folded} />
        ))}
        {shape.groups.map((group) => {
          const isOpen = open.has(group.key);
          const mine = group.places.some((place) => place === chosen);
          return (
            <li key={group.key} className="zs-menu-part">
              <button
                type="button"
                className={mine && !isOpen ? 'zs-menu-group zs-menu-within' : 'zs-menu-group'}
                aria-expanded={isOpen}
                aria-controls={`${id}-${group.key}`}
                title={folded ? group.title : undefined}
                onClick={() => want(group.key, !isOpen)}
              >
                <span>{folded ? group.title.slice(0, 2) : group.title}</span>
                {isOpen ? <DownOutlined /> : <RightOutlined />}
              </button>
              <ul id={`${id}-${group.key}`} hidden={!isOpen}>
                {isOpen
                  ? group.places.map((place) => (
                      <Line key={place.path} place={place} chosen={place === chosen} folded={folded} />
                    ))
                  : null}
              </ul>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className="zs-menu-fold"
        aria-label={folded ? '展开菜单' : '收起菜单'}
        aria-expanded={!folded}
        onClick={() => props.onFold(!folded)}
      >
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        <span className="zs-menu-title">收起</span>
      </button>
    </nav>
  );
}
