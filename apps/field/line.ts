import { useSyncExternalStore } from 'react';

/** Whether the server was reached when it was last tried. The browser's own word is only believed when it says no. */
let reached = typeof navigator === 'undefined' ? true : navigator.onLine;
const told = new Set<() => void>();

export function setReached(now: boolean): void {
  if (reached === now) return;
  reached = now;
  for (const one of told) one();
}

if (typeof window !== 'undefined') addEventListener('offline', () => setReached(false));

export function useReached(): boolean {
  return useSyncExternalStore(
    (then) => {
      told.add(then);
      return () => told.delete(then);
    },
    () => reached,
  );
}
