import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import type { SectionPlace } from './module.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a part is given is agreed between the one who draws it and the one who gathers
const loaded = new WeakMap<SectionPlace, ComponentType<any>>();

/** Draws a part that another context brought, its code loaded once; `waiting` stands there meanwhile. */
export function SectionOf<Props extends object>(props: {
  section: SectionPlace;
  waiting?: ReactNode;
  given: Props;
}): ReactNode {
  const { section, waiting = null, given } = props;
  const Drawn = loaded.get(section) ?? lazy(section.page);
  loaded.set(section, Drawn);
  return (
    <Suspense fallback={waiting}>
      <Drawn {...given} />
    </Suspense>
  );
}
