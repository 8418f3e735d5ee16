import type { InputRef } from 'antd';
import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';
import { useAddress } from '../address.tsx';
import { useTab } from '../tab.ts';
import { firstPage, givenOf, keysOf, type Paging, pagingOf } from './ledger-address.ts';
import type { LedgerFilter } from './shape.ts';

type Change = Record<string, string | string[] | undefined>;

/** Where a ledger stands, which is the address of its tab, and the ways to move it. */
export interface LedgerPlace {
  search: ReturnType<typeof useAddress>['search'];
  given: Record<string, string | string[]>;
  paging: Omit<Paging, 'at'>;
  /** Which page this is, for the reader only. */
  at: number;
  /** Another filter, order or size: from the first page again. */
  narrow: (change: Change) => void;
  clear: () => void;
  turn: (to: { after?: string; before?: string }, page: number) => void;
  /** Sets filter, order and size as a saved view has them. */
  show: (view: Readonly<Change>) => void;
}

/** The place of a ledger. `onMove` is told before it moves: what was chosen is on another page then. */
export function useLedgerPlace(filters: readonly LedgerFilter[], sort: string, onMove: () => void): LedgerPlace {
  const { search, set } = useAddress();
  const given = useMemo(() => givenOf(search, filters), [search, filters]);
  const { at, ...paging } = pagingOf(search, sort);
  const narrow = useCallback(
    (change: Change) => {
      onMove();
      set({ ...change, ...firstPage });
    },
    [set, onMove],
  );
  return {
    search,
    given,
    paging,
    at,
    narrow,
    clear: () => narrow(Object.fromEntries(filters.flatMap(keysOf).map((key) => [key, undefined]))),
    turn: (to, page) => {
      onMove();
      set({ after: to.after, before: to.before, at: page > 1 ? String(page) : undefined });
    },
    show: (view) => {
      const keys = [...filters.flatMap(keysOf), 'sort', 'limit'];
      narrow(Object.fromEntries(keys.map((key) => [key, view[key]])));
    },
  };
}

/** Rows chosen for a batch, by id. */
export interface Chosen {
  ids: ReadonlySet<string>;
  choose: (id: string, on: boolean) => void;
  /** Exactly these; none when nothing is given. */
  only: (ids?: readonly string[]) => void;
}

/** The rows of the page that are chosen. */
export function useChosen(): Chosen {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback((id: string, on: boolean) => {
    setIds((now) => {
      const next = new Set(now);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const only = useCallback((of: readonly string[] = []) => setIds(new Set(of)), []);
  return { ids, choose, only };
}

/** `/` goes to the search box of the ledger that is looked at. */
export function useSlash(box: RefObject<InputRef | null>): void {
  const { active } = useTab();
  useEffect(() => {
    if (!active) return;
    const keys = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target as HTMLElement).closest('input, textarea, [contenteditable]')) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, [active, box]);
}
