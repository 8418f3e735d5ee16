import type { DexieStore } from './dexie-store.ts';

/** Who may send, until when (milliseconds), where the browser has no locks (plain http on an intranet). */
interface Lease {
  holder: string;
  until: number;
}

/** Longer than any request may take, so that a lease is never lost with a request on the transport. */
export const LEASE_MS = 120_000;
const LOCK = 'zean-outbox-sender';

/** Runs `work` when no other tab is sending; answers false at once when one is. */
export async function onlySender(
  store: DexieStore,
  holder: string,
  clock: () => number,
  work: () => Promise<void>,
): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  if (locks) {
    return locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (!lock) return false;
      await work();
      return true;
    });
  }
  return withLease(store, holder, clock, work);
}

/** The same with a row in the store in place of the browser's lock; the row outlives a killed tab by LEASE_MS at most. */
export async function withLease(
  store: DexieStore,
  holder: string,
  clock: () => number,
  work: () => Promise<void>,
): Promise<boolean> {
  const { db } = store;
  const take = () =>
    db.transaction('rw', db.facts, async () => {
      const lease = (await db.facts.get('lease'))?.value as Lease | undefined;
      if (lease && lease.holder !== holder && lease.until > clock() && lease.until <= clock() + LEASE_MS) return false;
      await db.facts.put({ key: 'lease', value: { holder, until: clock() + LEASE_MS } satisfies Lease });
      return true;
    });
  if (!(await take())) return false;
  const renew = setInterval(() => void take().catch(() => undefined), LEASE_MS / 4);
  try {
    await work();
  } finally {
    clearInterval(renew);
    await db.transaction('rw', db.facts, async () => {
      const lease = (await db.facts.get('lease'))?.value as Lease | undefined;
      if (lease?.holder === holder) await db.facts.delete('lease');
    });
  }
  return true;
}
