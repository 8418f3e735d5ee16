import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { createContext, type MouseEvent, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { readSearch, type Search, writeSearch } from './search-text.ts';
import { under } from './sub-path.ts';

/** `behind`: without coming forward; `back`: to the tab as it was left. */
export type OpenHow = { behind?: boolean; back?: boolean };

/** How the frame opens an address as a tab. */
export const OpenContext = createContext<(href: string, how?: OpenHow) => void>(() => {});

/** Opens an address as a tab: the one already on that path, or a new one. */
export const useOpen = (): ((href: string, how?: OpenHow) => void) => useContext(OpenContext);

/** Where this tab is, and how it goes elsewhere. */
export interface Address {
  path: string;
  params: Record<string, string>;
  search: Search;
  /** Merges into the query of this tab's address without leaving a step behind; undefined removes a key. */
  set: (change: Record<string, string | readonly string[] | undefined>) => void;
  /** Leaves for another page in this same tab. */
  go: (href: string) => void;
}

/** The address of this tab. */
export function useAddress(): Address {
  const router = useRouter();
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location });
  const params = useParams({ strict: false }) as Record<string, string>;
  const search = useMemo(() => readSearch(searchStr), [searchStr]);
  const set = useCallback(
    (change: Record<string, string | readonly string[] | undefined>) => {
      const { pathname: now, search: text } = router.history.location;
      router.history.replace(now + writeSearch({ ...readSearch(text), ...change }));
    },
    [router],
  );
  const go = useCallback((href: string) => router.history.push(href), [router]);
  return { path: pathname, params, search, set, go };
}

/** A link inside the desk: click opens (or comes back to) its tab, Ctrl or middle click opens it behind. */
export function To(props: {
  path: string;
  children: ReactNode;
  className?: string;
  title?: string;
  /** It leads to the page one is on. */
  here?: boolean;
  /** Goes back to its tab as it was left: a line of the menu. */
  back?: boolean;
  onOpen?: () => void;
}) {
  const open = useOpen();
  const follow = (event: MouseEvent) => {
    if (event.shiftKey || event.altKey || event.button > 1) return;
    event.preventDefault();
    event.stopPropagation();
    props.onOpen?.();
    open(props.path, { behind: event.ctrlKey || event.metaKey || event.button === 1, back: props.back ?? false });
  };
  return (
    <a
      className={props.className ?? 'zs-to'}
      href={under(props.path)}
      title={props.title}
      {...(props.here ? { 'aria-current': 'page' as const } : {})}
      onClick={follow}
      onAuxClick={follow}
    >
      {props.children}
    </a>
  );
}
