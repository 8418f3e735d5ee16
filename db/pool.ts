import pg from 'pg';
import type { Connection } from './connection.ts';
import { isCluster } from './distribute.ts';

/** Object ids of the built-in types we read in our own way, and of their arrays. */
const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const ARRAY_OF: Record<number, number> = { 1016: INT8, 1231: NUMERIC, 1182: DATE, 1115: TIMESTAMP, 1185: TIMESTAMPTZ };

/** int8 as a number; a value a number cannot hold exactly is a bug to be seen, never a rounded figure. */
export function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} 超出可精确表示的整数范围（±2^53−1）`);
  return value;
}

/**
 * timestamptz as ISO 8601 in UTC with `Z`. Microseconds stay when there are any (a cursor that lost them would skip rows);
 * without a fraction there is none in the text either. `infinity` and years outside 1-9999 stay as PostgreSQL wrote them.
 */
export function readInstant(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d+)?([+-]\d{2}(?::\d{2}){0,2})$/.exec(text);
  if (!parts) return text;
  const [, day, time, fraction = '', zone = '+00'] = parts;
  if (zone === '+00') return `${day}T${time}${fraction}Z`;
  const [hours = 0, minutes = 0, seconds = 0] = zone.slice(1).split(':').map(Number);
  const shift = (hours * 3600 + minutes * 60 + seconds) * (zone[0] === '-' ? 1 : -1);
  const instant = new Date(Date.parse(`${day}T${time}Z`) + shift * 1000);
  return `${instant.toISOString().slice(0, 19)}${fraction}Z`;
}

const same = (text: string) => text;
const READERS: Record<number, (text: string) => unknown> = {
  [INT8]: readInt8,
  [NUMERIC]: same,
  [DATE]: same,
  [TIMESTAMP]: same,
  [TIMESTAMPTZ]: readInstant,
};

/** Longer (ms) than the server's own limit takes to reach us. */
const UNANSWERED_MS = 5_000;

type ArrayParser = { create(text: string, entry: (text: string) => unknown): { parse(): unknown } };
const { arrayParser } = pg.types as unknown as { arrayParser: ArrayParser };

/**
 * How values come out of the database: int8 → number, numeric → string, date → `YYYY-MM-DD`, timestamptz → ISO string,
 * timestamp → as written; arrays of these alike. Everything else as `pg` does it.
 */
export const typeReaders = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (format !== 'binary') {
      const reader = READERS[oid];
      if (reader) return reader;
      const entry = READERS[ARRAY_OF[oid] ?? -1];
      if (entry) return (text) => arrayParser.create(text, entry).parse();
    }
    return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
  },
};

/** How a pool is to behave. Times in ms. */
export interface PoolOptions {
  /** Most connections at once (default 10). */
  max?: number;
  /** Limit for one statement (default 30 s; 0 = none). */
  statementTimeout?: number;
  /** Shown in pg_stat_activity and the server's log (default `zean`). */
  applicationName?: string;
  /** `false`: a commit does not wait for the disk. Only for what can be done over when the power goes (default true). */
  durable?: boolean;
  /**
   * Whether the server spreads counties over nodes, which each connection carries (`cluster`) for the kernel's writes. Left out, the first
   * connection asks the database; said, it is believed: for tests that compare the two forms on one machine.
   */
  cluster?: boolean;
  /** Told when an idle connection breaks. Without a listener Node would end, e.g. each time the server is stopped. */
  onError?: (error: Error) => void;
}

/** How long (ms) an answer is waited for that the server itself would have broken off; undefined = for ever. */
const unanswered = (limit: number): number | undefined => (limit === 0 ? undefined : limit + UNANSWERED_MS);

/** A pool of connections for one role. Sessions run in UTC, so what they write as text is UTC too. */
export function makePool(connection: Connection, options: PoolOptions = {}): pg.Pool {
  let { cluster } = options;
  const pool = new pg.Pool({
    ...connection,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'zean',
    statement_timeout: options.statementTimeout ?? 30_000,
    // The server keeps its limit; one that is stopped altogether keeps none, and nobody waits for it longer.
    query_timeout: unanswered(options.statementTimeout ?? 30_000),
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // The last but one carries the actor's settings to the nodes of a cluster; where there is none it is a name nobody reads.
    options: `-c TimeZone=UTC -c DateStyle=ISO -c citus.propagate_set_commands=local${options.durable === false ? ' -c synchronous_commit=off' : ''}`,
    types: typeReaders as pg.CustomTypesConfig,
    // Statements go out as they come instead of each waiting for the last one's answer: BEGIN and the first read are one round trip.
    pipeline: true,
    onConnect: async (client: pg.ClientBase) => {
      // A connection in use can break as well; its query rejects, the event needs no second answer.
      client.on('error', () => {});
      cluster ??= await isCluster(client);
      Object.assign(client, { cluster });
    },
  } as pg.PoolConfig);
  pool.on('error', (error) => options.onError?.(error));
  return pool;
}
