import { type ComponentType, createContext, lazy, type ReactNode, Suspense, useContext, useMemo } from 'react';

/** A part of the first page that another context brings. */
export type HomePart = () => Promise<{ default: ComponentType }>;

export const HomeContext = createContext<readonly HomePart[]>([]);

/** What waits for me of the other contexts (今日), each its own chunk; one whose code is not on the phone yet is left out. */
export function AlsoWaiting(): ReactNode {
  const parts = useContext(HomeContext);
  const drawn = useMemo(
    () => parts.map((part) => lazy(() => part().catch((): { default: ComponentType } => ({ default: () => null })))),
    [parts],
  );
  return drawn.map((Part, i) => (
    <Suspense key={`part-${String(i)}`} fallback={null}>
      <Part />
    </Suspense>
  ));
}
