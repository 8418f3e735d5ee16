import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type RouterHistory,
  RouterProvider,
} from '@tanstack/react-router';
import { Component, lazy, type ReactNode, Suspense, useMemo } from 'react';
import { Coming, Nothing, PhonePage } from './bits.tsx';
import type { FieldPage } from './module.ts';
import { phoneBase, wayHistory } from './way.ts';

/** A page whose code is not on the phone yet and cannot be had says so; everything else of the app goes on. */
class Fence extends Component<{ title: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <PhonePage title={this.props.title} backTo="/">
        <Nothing title="这一页没有打开" hint="可能还没有下载到本机，或系统刚刚更新。联网后重新载入，草稿不会丢。" />
        <button type="button" className="zf-more" onClick={() => location.reload()}>
          重新载入
        </button>
      </PhonePage>
    );
  }
}

function Lost(): ReactNode {
  return (
    <PhonePage title="泽安" backTo="/">
      <Nothing title="没有这一页" />
    </PhonePage>
  );
}

/** Whether one of these pages has that path; `$x` is any one part. */
export const isPageOf = (pages: readonly FieldPage[], path: string): boolean => {
  const parts = path.split('/');
  return pages.some((page) => {
    const wanted = page.path.split('/');
    return wanted.length === parts.length && wanted.every((part, i) => part === parts[i] || part.startsWith('$'));
  });
};

/** The router of the phone's pages. Addresses keep their form: what ends in `/` is inside the service worker's scope. */
export function phoneRouter(pages: readonly FieldPage[], history: RouterHistory = wayHistory()) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: Lost });
  const routes = pages.map(({ path, title, page }) => {
    const Page = lazy(page);
    return createRoute({
      getParentRoute: () => root,
      path,
      component: () => (
        <Fence key={path} title={title}>
          <Suspense fallback={<Coming rows={6} />}>
            <Page />
          </Suspense>
        </Fence>
      ),
    });
  });
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: phoneBase(),
    history,
    trailingSlash: 'preserve',
  });
}

/** The page at the phone's address. */
export function Pages({ pages }: { pages: readonly FieldPage[] }): ReactNode {
  const router = useMemo(() => phoneRouter(pages), [pages]);
  return <RouterProvider router={router as never} />;
}
