import type { Runner } from '#kernel/server';
import { systemActor, transaction } from '#kernel/server';

/** True when nobody has an account yet: nothing was ever set up in this database. */
export const isEmpty = (r: Runner, county: string): Promise<boolean> =>
  transaction(r.pool, systemActor(county), 'read', async (client) => {
    const { rowCount } = await client.query('select 1 from access.account where county = $1 limit 1', [county]);
    return !rowCount;
  });
