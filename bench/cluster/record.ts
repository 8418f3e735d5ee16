/** What an act of the product sends to its database, so that the same rows can be written in other forms. */
import type { Pool, PoolClient } from 'pg';
import type { Runner } from '#kernel/server';

export interface Sent {
  text: string;
  values: unknown[];
}

/** The statements of one act: how it begins, what it reads, what it writes. */
export interface Recorded {
  opening: Sent[];
  reads: Sent[];
  writes: Sent[];
}

type Query = string | { text: string; values?: unknown[] };

/** Runs an act on a runner that notes every statement. */
export async function record(runner: Runner, act: (r: Runner) => Promise<unknown>): Promise<Recorded> {
  const all: Sent[] = [];
  const watched = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get(target, name) {
        if (name === 'query')
          return (query: Query, values?: unknown[]) => {
            all.push(
              typeof query === 'string'
                ? { text: query, values: values ?? [] }
                : { text: query.text, values: query.values ?? [] },
            );
            return target.query(query as never, values as never);
          };
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const pool = { connect: async () => watched(await runner.pool.connect()) } as unknown as Pool;
  await act({ ...runner, pool });
  const opens = (text: string) => /^(begin|set local)\b/i.test(text);
  const writes = (text: string) => /^(insert|update|delete)\b|^with\s.*\b(insert|update|delete)\b/is.test(text);
  return {
    opening: all.filter(({ text }) => opens(text)),
    reads: all.filter(({ text }) => /^select/i.test(text)),
    writes: all.filter(({ text }) => writes(text)),
  };
}

/** The same statements about other rows: every text that stands in the values is replaced. */
export function about(statements: readonly Sent[], changed: ReadonlyMap<string, string>): Sent[] {
  const texts = [...changed];
  return statements.map(({ text, values }) => {
    let said = JSON.stringify(values);
    for (const [from, to] of texts) said = said.replaceAll(from, to);
    return { text, values: JSON.parse(said) as unknown[] };
  });
}
