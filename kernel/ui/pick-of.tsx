import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { type DeskModule, type PickPlace, type PickProps, useBrought } from './module.ts';

const loaded = new WeakMap<PickPlace, ComponentType<PickProps>>();

/** The component of a pick, loaded once. */
function drawnOf(place: PickPlace): ComponentType<PickProps> {
  const drawn = loaded.get(place) ?? lazy(place.pick);
  loaded.set(place, drawn);
  return drawn;
}

const picksOf = (module: DeskModule): readonly PickPlace[] => module.picks ?? [];

/** A choice of a row that another context holds, by the name that context brought it under (`enterprise`). Nothing where this person may not ask. */
export function PickOf({ of, ...props }: PickProps & { of: string }): ReactNode {
  const place = useBrought(picksOf).find((one) => one.of === of);
  if (!place) return null;
  const Drawn = drawnOf(place);
  return (
    <Suspense fallback={null}>
      <Drawn {...props} />
    </Suspense>
  );
}
