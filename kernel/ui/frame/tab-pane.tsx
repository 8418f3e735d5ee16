import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { TabContext } from '../tab.ts';

/** One tab's page, kept alive: hidden, not unmounted; its scroll place comes back with it. */
export const TabPane = memo(function TabPane(props: {
  id: string;
  title: string;
  router: AnyRouter;
  active: boolean;
  onMove: (id: string, href: string) => void;
  onRename: (id: string, title: string) => void;
}) {
  const { id, router, active, onMove, onRename } = props;
  const holder = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const places = useRef(new Map<Element, number>());

  useEffect(() => router.history.subscribe(() => onMove(id, router.history.location.href)), [router, id, onMove]);

  useLayoutEffect(() => {
    if (!active) return;
    const kept = places.current;
    for (const [element, top] of kept) element.scrollTop = top;
    const note = (event: Event) => {
      if (event.target instanceof Element) kept.set(event.target, event.target.scrollTop);
    };
    const element = holder.current;
    element?.addEventListener('scroll', note, { capture: true, passive: true });
    return () => element?.removeEventListener('scroll', note, { capture: true });
  }, [active]);

  const tab = useMemo(
    () => ({
      id,
      active,
      holder: () => holder.current ?? document.body,
      rename: (title: string) => onRename(id, title),
    }),
    [id, active, onRename],
  );
  return (
    <div className="zs-tab-pane" ref={holder} hidden={!active}>
      <div className="zs-scroll" ref={scroller}>
        <TabContext value={tab}>
          <RouterProvider router={router} />
        </TabContext>
      </div>
    </div>
  );
});
