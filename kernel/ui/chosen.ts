import { useMemo, useState } from 'react';

/** Rows chosen by their ids, for an act on many at once. */
export interface Chosen {
  has(id: string): boolean;
  size: number;
  choose(id: string, on: boolean): void;
  /** All of these and no other, or none. */
  all(ids: readonly string[], on: boolean): void;
  clear(): void;
}

/** What is chosen of a list; nothing at first. */
export function useChosen(): Chosen {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      has: (id) => ids.has(id),
      size: ids.size,
      choose: (id, on) =>
        setIds((now) => {
          const next = new Set(now);
          if (on) next.add(id);
          else next.delete(id);
          return next;
        }),
      all: (of, on) => setIds(new Set(on ? of : [])),
      clear: () => setIds(new Set()),
    }),
    [ids],
  );
}
