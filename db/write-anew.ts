import { setTimeout } from 'node:timers/promises';
import type { ClientBase } from 'pg';

/** How long readers with an older snapshot are waited for, in milliseconds. */
export const WAIT_FOR_READERS_MS = 10_000;

/**
 * Writes a table anew, as its owner, so that rows that were written over leave its files and with them the next backup. PostgreSQL
 * keeps what any session of the database might still see, without a word: so whoever had begun before is waited for first.
 * Throws when one of them stays longer than `WAIT_FOR_READERS_MS`, or when the lock is not given within five seconds.
 */
export async function writeAnew(client: ClientBase, table: string): Promise<void> {
  const { rows } = await client.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
  const until = performance.now() + WAIT_FOR_READERS_MS;
  while ((await earlier(client, rows[0]!.next)) > 0) {
    if (performance.now() > until) throw new Error(`有更早开始的数据库会话超过 ${WAIT_FOR_READERS_MS / 1000} 秒未结束`);
    await setTimeout(50);
  }
  await client.query("set lock_timeout = '5s'");
  await client.query(`vacuum full ${table}`);
}

/** How many other sessions of this database still see, or still write, what was before the transaction `next`. */
async function earlier(client: ClientBase, next: string): Promise<number> {
  // Counters of transactions are compared by their age: they wrap round, and the activity shows the lower half only.
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()
       and greatest(age(backend_xmin), age(backend_xid)) > age(($1::text::bigint & 4294967295)::text::xid)`,
    [next],
  );
  return rows[0]!.count;
}
