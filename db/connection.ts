import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';

/** Where a role signs in. `host` is a name, an address, or the folder of a unix socket (begins with `/`). */
export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Absent or false = no TLS; taken from `sslmode` of a DATABASE_URL. */
  ssl?: boolean | ConnectionOptions;
}

/** The four doors of one database. Each is a role of its own; `app` is the only one the server answers requests with. */
export interface DatabaseDoors {
  owner: Connection;
  app: Connection;
  /** Absent when an operator's own PostgreSQL gives us no password for it. */
  reader?: Connection;
  auditor?: Connection;
}

/** Reads a `postgres://` address by the rules of libpq (the driver's own parser, so `sslmode`, `host=/socket` … work). */
export function connectionFromUrl(url: string): Connection {
  const client = new pg.Client({ connectionString: url });
  const ssl = (client as unknown as { ssl?: boolean | ConnectionOptions }).ssl;
  return {
    host: client.host,
    port: client.port,
    user: client.user ?? '',
    password: typeof client.password === 'string' ? client.password : '',
    database: client.database ?? client.user ?? '',
    ...(ssl ? { ssl } : {}),
  };
}

/** The address of a connection as libpq writes it; a socket folder goes into `?host=`. */
export function urlOf(connection: Connection): string {
  const who = `${encodeURIComponent(connection.user)}:${encodeURIComponent(connection.password)}`;
  const database = encodeURIComponent(connection.database);
  if (connection.host.startsWith('/')) {
    return `postgres://${who}@localhost:${connection.port}/${database}?host=${encodeURIComponent(connection.host)}`;
  }
  return `postgres://${who}@${connection.host}:${connection.port}/${database}`;
}

/** Opens one connection, hands it over, closes it whatever happens. */
export async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, application_name: 'zean', connectionTimeoutMillis: 10_000 });
  // A server that goes away between two statements emits here; without a listener Node would die of it.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
