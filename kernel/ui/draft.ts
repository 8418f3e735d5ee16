import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { MeContext } from './me.ts';

const prefix = 'zean.draft.';

/** Drafts of everybody on this browser tab are forgotten: at a deliberate sign-out. */
export function dropAllDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/**
 * State that survives reload, a lost session and closing the drawer, in this browser tab only and per account (草稿).
 * @returns value, setter, and `drop`, which forgets the draft and goes back to `initial`.
 */
export function useDraft<T>(name: string, initial: T): [T, (next: T | ((now: T) => T)) => void, () => void, boolean] {
  const account = useContext(MeContext)?.actor.account ?? '';
  const key = `${prefix}${account}.${name}`;
  const first = useRef(initial);
  const [state, setState] = useState<{ value: T; kept: boolean }>(() => read(key, initial));
  const at = useRef(key);
  if (at.current !== key) {
    // Another record in the same drawer: its own draft, not the former one's.
    at.current = key;
    first.current = initial;
    setState(read(key, initial));
  }
  const set = useCallback((next: T | ((now: T) => T)) => {
    setState((now) => ({ value: typeof next === 'function' ? (next as (now: T) => T)(now.value) : next, kept: true }));
  }, []);
  useEffect(() => {
    if (!state.kept) return;
    try {
      sessionStorage.setItem(key, JSON.stringify(state.value));
    } catch {
      // Storage full or forbidden: the draft then lives as long as the page.
    }
  }, [key, state]);
  const drop = useCallback(() => {
    sessionStorage.removeItem(key);
    setState({ value: first.current, kept: false });
  }, [key]);
  return [state.value, set, drop, state.kept];
}

function read<T>(key: string, initial: T): { value: T; kept: boolean } {
  try {
    const kept = sessionStorage.getItem(key);
    if (kept !== null) return { value: JSON.parse(kept) as T, kept: true };
  } catch {
    // A broken draft is no draft.
  }
  return { value: initial, kept: false };
}
