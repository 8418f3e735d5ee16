import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { act, ask, type Done, type Given, type LedgerAnswer, page, Refused, Unreachable } from './api.ts';
import { Failed, Loading } from './states.tsx';
import { useTab } from './tab.ts';

/** The cache: refusals are final, a lost connection is tried twice more, a shown page stays for an hour. */
export function newCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => error instanceof Unreachable && count < 2,
        retryDelay: (count) => 500 * (count + 1),
        staleTime: 15_000,
        gcTime: 3_600_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

const subjectOf = (name: string) => name.split('.')[0] as string;

/** A query of the server, kept by name and input; a hidden tab does not refresh itself until it is looked at. */
export function useAsk<Answer>(
  name: string,
  given: Given = {},
  how: { enabled?: boolean; every?: number; fresh?: number } = {},
): UseQueryResult<Answer, Error> {
  const { active } = useTab();
  return useQuery<Answer, Error>({
    queryKey: ['ask', subjectOf(name), name, given],
    queryFn: ({ signal }) => ask<Answer>(name, given, signal),
    subscribed: active,
    enabled: how.enabled ?? true,
    ...(how.every ? { refetchInterval: how.every } : {}),
    ...(how.fresh === undefined ? {} : { staleTime: how.fresh }),
  });
}

/** Starts asking what parts of this page will show, so that they do not wait for one another. */
export function useAskAhead(asks: readonly (readonly [name: string, given: Given])[]): void {
  const cache = useQueryClient();
  const all = JSON.stringify(asks);
  useEffect(() => {
    for (const [name, given] of JSON.parse(all) as typeof asks)
      void cache.prefetchQuery({
        queryKey: ['ask', subjectOf(name), name, given],
        queryFn: ({ signal }) => ask(name, given, signal),
      });
  }, [cache, all]);
}

/** One page of a ledger; the former page stays on screen while the next one comes. */
export function useLedger<Row>(name: string, filters: Given): UseQueryResult<LedgerAnswer<Row>, Error> {
  const { active } = useTab();
  return useQuery<LedgerAnswer<Row>, Error>({
    queryKey: ['ask', subjectOf(name), name, filters],
    queryFn: ({ signal }) => page<Row>(name, filters, signal),
    placeholderData: keepPreviousData,
    subscribed: active,
  });
}

/** Marks everything shown of these subjects, and what is gathered from all, as old: it is asked for again when next looked at. */
export function useRefresh(): (...subjects: string[]) => void {
  const cache = useQueryClient();
  return (...subjects) => {
    void cache.invalidateQueries({ predicate: (query) => [...subjects, 'home'].includes(query.queryKey[1] as string) });
  };
}

/** A command as a mutation; when done, its own subject and `touches` are asked for again. */
export function useAct<Answer = unknown>(name: string, how: { touches?: string[] } = {}) {
  const refresh = useRefresh();
  return useMutation<Done<Answer>, Error, Given & { $key?: string }>({
    mutationFn: ({ $key, ...given }) => act<Answer>(name, given, $key ? { key: $key } : {}),
    onSuccess: () => refresh(subjectOf(name), ...(how.touches ?? [])),
    onError: (error) => {
      // Somebody else moved the record: what stands on the screen is old.
      if (error instanceof Refused && (error.code === 'STALE' || error.code === 'NO_SUCH_MOVE'))
        refresh(subjectOf(name));
    },
  });
}

/** Draws a query: skeleton, reason with retry, or its data. */
export function Asked<Answer>(props: {
  of: UseQueryResult<Answer, Error>;
  rows?: number;
  children: (answer: Answer) => ReactNode;
}): ReactNode {
  const { of } = props;
  if (of.data !== undefined) return props.children(of.data);
  if (of.error) return <Failed error={of.error} retry={() => void of.refetch()} />;
  return <Loading rows={props.rows ?? 6} />;
}
