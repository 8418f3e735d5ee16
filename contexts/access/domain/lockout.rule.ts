/** Lockout (登录锁定): wrong sign-ins are counted in a window, answered ever more slowly, and lock for a time — never for good. */

/** Failures of one account at one place, of one address, or of one account over all places. Instants in ms. */
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
/** One account at one place: a known browser, else an address. */
export const placeLimit: LockLimit = {
  tries: 5,
  windowMs: 15 * MINUTE,
  lockMs: 15 * MINUTE,
  longestMs: 120 * MINUTE,
};
/** One account over all places: answers slow down, nothing locks. A lock here would be one that any stranger can turn. */
export const accountPace: LockLimit = { ...placeLimit, tries: Number.POSITIVE_INFINITY };
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

/**
 * The source that an address stands for: of IPv6 the network of 64 bits, which is one subscriber's (RFC 6177); IPv4 written as
 * IPv6 is IPv4. What is no address stays as it is.
 */
export function sourceOf(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '');
  const four = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (four) return four[1] as string;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** How long the answer to the n-th wrong try is held back, in ms: 0, 200, 400, 800, then 1,600. */
export const delayAfter = (failed: number): number => (failed <= 1 ? 0 : Math.min(1_600, 100 * 2 ** (failed - 1)));

/** `900000` → `15 分钟`, always rounded up. */
export function waitWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}
