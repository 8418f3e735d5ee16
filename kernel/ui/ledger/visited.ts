import { useCallback, useState } from 'react';

const most = 600;

/** Rows of a ledger already looked at in this browser session (已看过), newest kept. */
export function useVisited(ledger: string): [ReadonlySet<string>, (id: string) => void] {
  const key = `zean.seen.${ledger}`;
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => {
    try {
      return new Set(JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[]);
    } catch {
      return new Set();
    }
  });
  const visit = useCallback(
    (id: string) =>
      setSeen((now) => {
        if (now.has(id)) return now;
        const next = [...now, id].slice(-most);
        sessionStorage.setItem(key, JSON.stringify(next));
        return new Set(next);
      }),
    [key],
  );
  return [seen, visit];
}

export type Density = 'row' | 'dense';

/** Chosen columns and density of a ledger, kept on this machine. */
export function useTaste(
  ledger: string,
): [
  { columns: string[] | null; density: Density },
  (change: { columns?: string[] | null; density?: Density }) => void,
] {
  const key = `zean.taste.${ledger}`;
  const [taste, setTaste] = useState<{ columns: string[] | null; density: Density }>(() => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as {
        columns: string[] | null;
        density: Density;
      } | null;
      return {
        columns: Array.isArray(kept?.columns) ? kept.columns : null,
        density: kept?.density === 'dense' ? 'dense' : 'row',
      };
    } catch {
      return { columns: null, density: 'row' };
    }
  });
  const change = useCallback(
    (step: { columns?: string[] | null; density?: Density }) =>
      setTaste((now) => {
        const next = { ...now, ...step };
        localStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  return [taste, change];
}
