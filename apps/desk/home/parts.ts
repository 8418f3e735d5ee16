import { type ComponentType, lazy } from 'react';
import type { HomePart } from '#kernel/ui';

/** The components of a context's part, loaded once. */
interface Drawn {
  Group: ComponentType<{ group: object; today: string }>;
  Done: ComponentType<{ row: object }>;
  Figures: ComponentType | null;
}

const drawn = new WeakMap<HomePart, Drawn>();

/** How a context's part is drawn. Its code is asked for at once, beside the question what waits. */
export function drawnOf(part: HomePart): Drawn {
  const there = drawn.get(part);
  if (there) return there;
  const made: Drawn = {
    Group: lazy(part.group),
    Done: lazy(part.done),
    Figures: part.figures ? lazy(part.figures) : null,
  };
  drawn.set(part, made);
  return made;
}
