/**
 * The yardsticks: node:http, the same `pg` driver, named prepared statements, JSON text built in PostgreSQL, one round trip an
 * answer, the audit row in the same statement as the change. No login, no row scope (it signs in past row-level security), no
 * validation, no framework, no idempotency, no roll-ups. Same tables, same indexes, same pool size. Two of them: `/ledger` and so on do the
 * task whole, with total and audit row; `/plain/…` do as little as one statement can (plain-sql.ts).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { COUNTY, CREATE, LEDGER, LEDGER_AFTER, MOVE, SEARCH } from './bare-sql.ts';
import { PLAIN_CREATE, PLAIN_DASHBOARD, PLAIN_LEDGER, PLAIN_MOVE } from './plain-sql.ts';

const pool = new pg.Pool({
  ...(JSON.parse(process.env.BARE_PG!) as pg.PoolConfig),
  max: 16,
  options: '-c TimeZone=UTC -c DateStyle=ISO',
});

async function text(name: string, sql: string, values: unknown[]): Promise<string | null> {
  const { rows } = await pool.query({ ...(name ? { name } : {}), text: sql, values });
  return (rows[0] as { json: string | null } | undefined)?.json ?? null;
}

/** Two-character words of a word without spaces. */
const pairsOf = (word: string): string[] => Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>;
}

async function answer(request: IncomingMessage): Promise<[number, string]> {
  const { pathname, searchParams: q } = new URL(request.url!, 'http://bare');
  switch (pathname) {
    case '/ledger': {
      const base = [COUNTY, q.get('town'), q.get('state')];
      const due = q.get('due');
      return [
        200,
        (await text(due ? 'after' : 'ledger', due ? LEDGER_AFTER : LEDGER, due ? [...base, due, q.get('id')] : base))!,
      ];
    }
    case '/search':
      // Unnamed: the plan of a search hangs on its word.
      return [200, (await text('', SEARCH, [COUNTY, `%${q.get('q')}%`, pairsOf(q.get('q')!)]))!];
    case '/plain/ledger':
      return [200, (await text('plain', PLAIN_LEDGER, [COUNTY, q.get('town'), q.get('state')]))!];
    case '/plain/dashboard':
      return [200, (await text('dashboard', PLAIN_DASHBOARD, [COUNTY, q.get('today'), q.get('since')]))!];
    case '/create':
    case '/plain/create': {
      const b = await bodyOf(request);
      const plain = pathname !== '/create';
      const done = await text(pathname, plain ? PLAIN_CREATE : CREATE, [
        COUNTY,
        b.id,
        b.number,
        b.enterprise,
        b.origin,
        b.category,
        b.description,
        b.place,
        b.foundAt,
        b.grams,
      ]);
      return done ? [200, done] : [404, '{}'];
    }
    case '/move':
    case '/plain/move': {
      const b = await bodyOf(request);
      const done = await text(pathname, pathname === '/move' ? MOVE : PLAIN_MOVE, [COUNTY, b.id, b.version, b.reason]);
      return done ? [200, done] : [409, '{}'];
    }
    default:
      return [404, '{}'];
  }
}

const send = (response: ServerResponse, status: number, json: string) =>
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(json) })
    .end(json);

const server = createServer((request, response) => {
  answer(request).then(
    ([status, json]) => send(response, status, json),
    (error: Error) => send(response, 500, JSON.stringify({ error: error.message })),
  );
});
server.listen(0, '127.0.0.1', () => console.log(`bare on ${(server.address() as { port: number }).port}`));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
