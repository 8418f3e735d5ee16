import {
  type AnyRouter,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
} from '@tanstack/react-router';
import { Button } from 'antd';
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { mayAny, useMe } from '../me.ts';
import type { RoutePlace } from '../module.ts';
import { ActHost } from '../record/act-host.tsx';
import { readSearch, writeSearch } from '../search-text.ts';
import { Empty, Failed, Loading, NoRight } from '../states.tsx';
import { under } from '../sub-path.ts';

/**
 * The code of a page did not come: the line is down, or an upgrade has taken the chunk of the older build away. Which of the two is asked
 * of the server; only a reload brings the code, and without a server a reload would lose what is open.
 */
function NotLoaded(): ReactNode {
  const [there, setThere] = useState<boolean | null>(null);
  const look = useCallback(async () => {
    setThere(null);
    const up = await fetch(under('/healthz'), { cache: 'no-store' }).then(
      () => true,
      () => false,
    );
    setThere(up);
    return up;
  }, []);
  useEffect(() => void look(), [look]);
  if (there === null) return <Loading rows={4} />;
  return there ? (
    <Empty
      title="这一页需要重新载入"
      hint="系统可能刚刚更新。已打开的标签和草稿都会保留。"
      act={
        <Button type="primary" onClick={() => location.reload()}>
          重新载入
        </Button>
      }
    />
  ) : (
    <Empty
      title="连不上服务器"
      hint="这一页还没有载入过，网络恢复后才能打开。已打开的标签和草稿都在。"
      act={<Button onClick={() => void look().then((up) => up && location.reload())}>再试一次</Button>}
    />
  );
}

/** A page that threw shows its reason inside its own tab; the other tabs go on. */
class Fence extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (error instanceof TypeError && /import|module|fetch/i.test(error.message)) return <NotLoaded />;
    return <Failed error={error} retry={() => this.setState({ error: null })} />;
  }
}

/** A page behind its right, its fence and its skeleton. */
function Guarded(props: { needs: RoutePlace['needs']; inside: ComponentType }) {
  const Inside = props.inside;
  if (!mayAny(useMe(), props.needs)) return <NoRight />;
  return (
    <Fence>
      <Suspense fallback={<Loading rows={8} />}>
        <Inside />
      </Suspense>
    </Fence>
  );
}

/** The modules' routes as one tree, shared by the routers of all tabs. */
export function routeTree(places: readonly RoutePlace[]) {
  const root = createRootRoute({
    component: () => (
      <ActHost>
        <Outlet />
      </ActHost>
    ),
    notFoundComponent: () => <Empty title="没有这一页" hint="地址可能写错了，或这项功能尚未启用。请从左侧菜单进入。" />,
  });
  return root.addChildren(
    places.map((place) => {
      const inside = lazy(place.page);
      return createRoute({
        getParentRoute: () => root,
        path: place.path,
        component: () => <Guarded needs={place.needs} inside={inside} />,
      });
    }),
  );
}

/** A tab's own router: it keeps its page alive while another tab is looked at. */
export function newRouter(tree: ReturnType<typeof routeTree>, href: string): AnyRouter {
  return createRouter({
    routeTree: tree,
    history: createMemoryHistory({ initialEntries: [href] }),
    parseSearch: (text) => readSearch(text),
    stringifySearch: (search) => writeSearch(search as Record<string, string | string[]>),
    defaultErrorComponent: ({ error, reset }) => <Failed error={error} retry={reset} />,
  }) as unknown as AnyRouter;
}

/** Title of the page at a path: the declared route it fits, else that there is none. */
export function titleOf(places: readonly RoutePlace[], path: string): string {
  const parts = path.split('/');
  const fits = places.find((place) => {
    const pattern = place.path.split('/');
    return pattern.length === parts.length && pattern.every((part, i) => part.startsWith('$') || part === parts[i]);
  });
  return fits?.title ?? '没有这一页';
}
