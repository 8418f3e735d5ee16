import { liveQuery } from 'dexie';
import { type DependencyList, useEffect, useState } from 'react';

/** What a read of IndexedDB answers, again after each change in any tab; undefined until the first answer. */
export function useLive<T>(read: () => Promise<T>, deps: DependencyList): T | undefined {
  const [value, setValue] = useState<T | undefined>(undefined);
  useEffect(() => {
    const subscription = liveQuery(read).subscribe({ next: setValue, error: () => undefined });
    return () => subscription.unsubscribe();
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the read depends on
  }, deps);
  return value;
}
