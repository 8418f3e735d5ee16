import type { AnyRouter } from '@tanstack/react-router';
import { App } from 'antd';
import { lazy, type ReactNode, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { mintId } from '../../id/index.ts';
import { OpenContext, type OpenHow } from '../address.tsx';
import { mayAny, useMe } from '../me.ts';
import { type DeskModule, type MenuGroup, ModulesContext, type RoutePlace } from '../module.ts';
import { pathHere, under } from '../sub-path.ts';
import {
  activate,
  closeOthers,
  closeTab,
  keepTabs,
  moveTab,
  openTab,
  pathOf,
  renameTab,
  restoreTabs,
  type Tabs,
} from '../tabs.ts';
import { pagesOf } from './page-search.ts';
import { newRouter, routeTree, titleOf } from './pages.tsx';
import { Palette } from './palette.tsx';
import { SideMenu } from './side-menu.tsx';
import { TabPane } from './tab-pane.tsx';
import { TabStrip } from './tab-strip.tsx';
import { type PersonPlace, TopBar } from './top-bar.tsx';

const foldedKey = 'zean.menu-folded';
/** As one left it; folded on a screen that is narrow or enlarged, where it would take a third of the room. */
const isFolded = (): boolean => {
  const left = localStorage.getItem(foldedKey);
  return left === null ? matchMedia('(max-width: 900px)').matches : left === '1';
};

function startTabs(key: string, titles: (path: string) => string): Tabs {
  const kept = restoreTabs(sessionStorage.getItem(key), titles('/'));
  const href = pathHere() + location.search;
  return openTab(kept, href, { id: mintId(), title: titles(pathOf(href)) }).tabs;
}

/** A tool whose code cannot be had leaves its place empty; everything else goes on. */
const nothing = () => null;

/** What of the contexts this person can reach: lines of the menu, pages by name, kinds of records the search finds. */
function useReach(modules: readonly DeskModule[], places: readonly RoutePlace[]) {
  const me = useMe();
  return useMemo(() => {
    const mine = <T extends { needs?: string | readonly string[] }>(all: readonly T[]) =>
      all.filter((one) => mayAny(me, one.needs));
    const menu = mine(modules.flatMap((module) => module.menu));
    return {
      menu,
      pages: pagesOf(mine(places), menu),
      tools: mine(modules.flatMap(({ tool = [] }) => tool)).map(({ page }) =>
        lazy(() => page().catch(() => ({ default: nothing }))),
      ),
      finds: mine(modules.flatMap((module) => module.finds ?? [])).sort((a, b) => a.order - b.order),
    };
  }, [modules, places, me]);
}

/** Everything around the pages: menu, top bar, tabs. `modules` are the contexts' desks. */
export function Frame(props: {
  product: ReactNode;
  modules: readonly DeskModule[];
  /** Headings of the menu, in their order. */
  groups: readonly MenuGroup[];
  personMenu: PersonPlace[];
}): ReactNode {
  const me = useMe();
  const { message } = App.useApp();
  const { modules } = props;
  const places = useMemo(() => modules.flatMap((module) => module.routes), [modules]);
  const { menu, pages, finds, tools } = useReach(modules, places);
  const tree = useMemo(() => routeTree(places), [places]);
  const titles = useCallback((path: string) => titleOf(places, path), [places]);

  const key = `zean.tabs.${me.actor.account}`;
  const [tabs, change] = useReducer(
    (now: Tabs, step: (now: Tabs) => Tabs) => step(now),
    null,
    () => startTabs(key, titles),
  );
  const latest = useRef(tabs);
  latest.current = tabs;
  const routers = useRef(new Map<string, AnyRouter>());
  const [reloads, setReloads] = useState<Readonly<Record<string, number>>>({});
  const [folded, setFolded] = useState(isFolded);
  const [searching, setSearching] = useState(false);

  const open = useCallback(
    (href: string, how: OpenHow = {}) => {
      const done = openTab(latest.current, href, {
        id: mintId(),
        title: titles(pathOf(href)),
        ...how,
      });
      latest.current = done.tabs;
      change(() => done.tabs);
      const router = routers.current.get(done.opened);
      const wanted = done.tabs.list.find((tab) => tab.id === done.opened)?.href;
      if (router && wanted && router.history.location.href !== wanted) router.history.replace(wanted);
      if (done.gone) void message.info(`最多同时打开 12 个标签，已收起最久未看的“${done.gone.title}”`);
    },
    [titles, message],
  );
  const onMove = useCallback((id: string, href: string) => change((now) => moveTab(now, id, href, titles)), [titles]);
  const onRename = useCallback((id: string, title: string) => change((now) => renameTab(now, id, title)), []);
  const close = useCallback((id: string) => change((now) => closeTab(now, id)), []);

  // The address bar follows the active tab; back and forward walk through the tabs' addresses.
  const active = tabs.list.find((tab) => tab.id === tabs.active);
  const href = active?.href ?? '/';
  useEffect(() => {
    sessionStorage.setItem(key, keepTabs(tabs));
    const ids = new Set(tabs.list.map((tab) => tab.id));
    for (const id of routers.current.keys()) if (!ids.has(id)) routers.current.delete(id);
  }, [tabs, key]);
  useEffect(() => {
    const now = pathHere() + location.search;
    if (now === href) return;
    if (pathOf(now) === pathOf(href)) history.replaceState(null, '', under(href));
    else history.pushState(null, '', under(href));
  }, [href]);
  useEffect(() => {
    const back = () => open(pathHere() + (location.search || ''));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, [open]);
  useEffect(() => {
    document.title = active ? `${active.title} · 泽安` : '泽安';
  }, [active]);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching((now) => !now);
      }
      if (event.altKey && /^[1-9]$/.test(event.key)) {
        const tab = latest.current.list[Number(event.key) - 1];
        if (tab) change((now) => activate(now, tab.id));
        event.preventDefault();
      }
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, []);

  // A page is made when its tab is first looked at, then kept.
  if (active && !routers.current.has(active.id)) routers.current.set(active.id, newRouter(tree, active.href));

  return (
    <ModulesContext value={modules}>
      <OpenContext value={open}>
        <div className="zs-frame">
          <a className="zs-skip" href="#zs-main">
            跳到正文
          </a>
          <TopBar
            product={props.product}
            marks={modules.flatMap((module) => module.mark?.(me) ?? [])}
            finds={finds}
            tools={tools}
            personMenu={props.personMenu}
            folded={folded}
            onSearch={() => setSearching(true)}
            onPath={open}
          />
          <div className="zs-below">
            <SideMenu
              places={menu}
              groups={props.groups}
              href={href}
              folded={folded}
              onFold={(next) => {
                setFolded(next);
                localStorage.setItem(foldedKey, next ? '1' : '0');
              }}
            />
            <div className="zs-work">
              <TabStrip
                tabs={tabs}
                onActivate={(id) => change((now) => activate(now, id))}
                onClose={close}
                onCloseOthers={(id) => change((now) => closeOthers(now, id))}
                onReload={(id) => {
                  routers.current.delete(id);
                  setReloads((now) => ({ ...now, [id]: (now[id] ?? 0) + 1 }));
                  change((now) => activate(now, id));
                }}
              />
              <main className="zs-main" id="zs-main" tabIndex={-1}>
                {tabs.list.map((tab) => {
                  const router = routers.current.get(tab.id);
                  return router ? (
                    <TabPane
                      key={`${tab.id}.${String(reloads[tab.id] ?? 0)}`}
                      id={tab.id}
                      title={tab.title}
                      router={router}
                      active={tab.id === tabs.active}
                      onMove={onMove}
                      onRename={onRename}
                    />
                  ) : null;
                })}
              </main>
            </div>
          </div>
          <Palette
            open={searching}
            onClose={() => setSearching(false)}
            pages={pages}
            finds={finds}
            onPick={(path, behind) => open(path, { behind })}
          />
        </div>
      </OpenContext>
    </ModulesContext>
  );
}
