import { type Runner, systemActor, transaction } from '#kernel/server';

const KEPT_DAYS = 90;
const COUNTS_DAYS = 2;

/** Clears what has had its time: sessions and links long over, counts of wrong sign-ins. The journal keeps that they were. */
export const sweepAccess = (r: Runner, county: string): Promise<number> =>
  transaction(r.pool, systemActor(county), 'write', async (client) => {
    const now = r.clock();
    const older = (table: string, column: string, days: number) =>
      client.query(
        `delete from access.${table} where county = $1 and ${column} < $2::timestamptz - make_interval(days => $3)`,
        [county, now, days],
      );
    const gone = [
      await older('session', 'ends_at', KEPT_DAYS),
      await older('invitation', 'ends_at', KEPT_DAYS),
      await older('attempt', 'last_at', COUNTS_DAYS),
    ];
    return gone.reduce((sum, one) => sum + (one.rowCount ?? 0), 0);
  });
