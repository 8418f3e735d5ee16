import type { Pool } from 'pg';
import { systemActor, transaction } from './session.ts';

/** How long the answer of an act is kept for whoever asks again with the same key. */
const ANSWER_DAYS = 180;

/** Clears idempotent answers that have had their time; the journal entries stay, and refuse their keys for ever. Returns how many. */
export const clearAnswers = (pool: Pool, county: string, at: string): Promise<number> =>
  transaction(pool, systemActor(county), 'write', async (client) => {
    const { rowCount } = await client.query(
      'delete from kernel.answer where county = $1 and at < $2::timestamptz - make_interval(days => $3)',
      [county, at, ANSWER_DAYS],
    );
    return rowCount ?? 0;
  });
