import { createBrowserHistory, type RouterHistory, useParams } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { under } from '../ui/sub-path.ts';

/** Base of the phone's addresses, below the platform's own; the build and the server know it too. */
export const phoneBase = (): string => under('/field');

let own: RouterHistory | undefined;
/** The browser's history, followed by the router and by everything that goes somewhere. */
export function wayHistory(): RouterHistory {
  own ??= createBrowserHistory();
  return own;
}

const here = (): string => wayHistory().location.pathname.slice(phoneBase().length) || '/';

/** Whether the phone is at that path now; a page that is only out of sight still is. */
export const isAt = (path: string): boolean => here() === path;

/** Path below the base, `/` when at its root. */
export const useWay = (): string => useSyncExternalStore((then) => wayHistory().subscribe(then), here);

/** Goes to a page; `replace` leaves no step to come back to. */
export function go(path: string, how: { replace?: boolean } = {}): void {
  if (path === here()) return;
  wayHistory()[how.replace ? 'replace' : 'push'](phoneBase() + path);
  scrollTo(0, 0);
}

/** One step back, or to `otherwise` when the app was opened right here. */
export function back(otherwise = '/'): void {
  if (wayHistory().canGoBack()) wayHistory().back();
  else go(otherwise, { replace: true });
}

/** The `$name` part of the page's own address. */
export function useWayPart(name: string): string {
  const parts = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  return parts[name] ?? '';
}
