import { useSyncExternalStore } from 'react';

/** Base of the phone's addresses; the build and the server know it too. */
export const BASE = '/field';

const told = new Set<() => void>();
const tell = () => {
  for (const one of told) one();
};
if (typeof window !== 'undefined') addEventListener('popstate', tell);

const here = (): string => location.pathname.slice(BASE.length) || '/';

/** Path below the base, `/` when at its root. */
export function useWay(): string {
  return useSyncExternalStore((then) => {
    told.add(then);
    return () => told.delete(then);
  }, here);
}

/** Goes to a page; `replace` leaves no step to come back to. */
export function go(path: string, how: { replace?: boolean } = {}): void {
  if (path === here()) return;
  history[how.replace ? 'replaceState' : 'pushState']({ own: true }, '', BASE + path);
  scrollTo(0, 0);
  tell();
}

/** One step back, or to `otherwise` when the app was opened right here. */
export function back(otherwise = '/'): void {
  if ((history.state as { own?: boolean } | null)?.own) history.back();
  else go(otherwise, { replace: true });
}

/** Values of the `$` parts when a path fits a pattern, else null. */
export function fits(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const at = given[i] ?? '';
    if (part.startsWith('$') && at !== '') values[part.slice(1)] = decodeURIComponent(at);
    else if (part !== at) return null;
  }
  return values;
}

/** The `$name` part of the page's own pattern. */
export function useWayPart(pattern: string, name: string): string {
  return fits(pattern, useWay())?.[name] ?? '';
}
