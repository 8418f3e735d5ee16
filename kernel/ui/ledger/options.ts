import { useQueries } from '@tanstack/react-query';
import type { LedgerFilter, Option, Options } from './shape.ts';

/** Options of one field or filter: an array at once, a function when it has answered. */
export async function optionsOf(options: Options | undefined): Promise<readonly Option[]> {
  if (!options) return [];
  return typeof options === 'function' ? options() : options;
}

/** Options of all filters of a ledger; undefined while they are on their way. */
export function useOptions(
  name: string,
  filters: readonly LedgerFilter[],
): Readonly<Record<string, readonly Option[] | undefined>> {
  const answers = useQueries({
    queries: filters.map((filter) => ({
      queryKey: ['options', name, filter.key],
      queryFn: () => optionsOf(filter.options),
      enabled: typeof filter.options === 'function',
      staleTime: 600_000,
    })),
  });
  return Object.fromEntries(
    filters.map((filter, i) => [
      filter.key,
      Array.isArray(filter.options) ? (filter.options as readonly Option[]) : filter.options ? answers[i]?.data : [],
    ]),
  );
}
