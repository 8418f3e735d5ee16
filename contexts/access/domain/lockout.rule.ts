/** Lockout (登录锁定): wrong sign-ins are counted in a window, answered ever more slowly, and lock for a time — never for good. */

/** Failures of one account, of one account from an address it is known at, or of one address. Instants in ms. */
export interface Attempts {
  failed: number;
  /** First failure of this window. */
  since: number;
  lastAt: number;
  /** Locks in a row, each twice as long as the one before. */
  locks: number;
  lockedUntil: number | null;
}

export interface LockLimit {
  tries: number;
  windowMs: number;
  lockMs: number;
  longestMs: number;
}

const MINUTE = 60_000;
export const accountLimit: LockLimit = {
  tries: 5,
  windowMs: 15 * MINUTE,
  lockMs: 15 * MINUTE,
  longestMs: 120 * MINUTE,
};
/** A whole office may stand behind one address. */
export const addressLimit: LockLimit = {
  tries: 20,
  windowMs: 15 * MINUTE,
  lockMs: 15 * MINUTE,
  longestMs: 120 * MINUTE,
};
/** After a quiet day the doubling starts anew. */
const CALM_MS = 24 * 60 * MINUTE;

/** Milliseconds still locked at `now`, 0 when open. */
export const lockedFor = (a: Attempts | null, now: number): number =>
  a?.lockedUntil ? Math.max(0, a.lockedUntil - now) : 0;

/** The count after one more wrong try at `now`; `tries` of them within the window lock. */
export function afterFailure(a: Attempts | null, now: number, limit: LockLimit): Attempts {
  const calm = a === null || now - a.lastAt >= CALM_MS;
  const locks = calm ? 0 : a.locks;
  const fresh = calm || now - a.since >= limit.windowMs || (a.lockedUntil !== null && a.lockedUntil <= now);
  const failed = fresh ? 1 : a.failed + 1;
  const since = fresh ? now : a.since;
  if (failed < limit.tries) return { failed, since, lastAt: now, locks, lockedUntil: null };
  const length = Math.min(limit.lockMs * 2 ** Math.min(locks, 20), limit.longestMs);
  return { failed, since, lastAt: now, locks: locks + 1, lockedUntil: now + length };
}

/** How long the answer to the n-th wrong try is held back, in ms: 0, 200, 400, 800, then 1,600. */
export const delayAfter = (failed: number): number => (failed <= 1 ? 0 : Math.min(1_600, 100 * 2 ** (failed - 1)));

/** `900000` → `15 分钟`, always rounded up. */
export function waitWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}
