import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { rowsOf } from '#kernel/server';
import {
  type Attempts,
  accountPace,
  addressLimit,
  afterFailure,
  type LockLimit,
  placeLimit,
} from './domain/lockout.rule.ts';

/** Key of what is counted, hashed: people type passwords into the account field. */
export const attemptKey = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * What a wrong sign-in counts against: the account at one place (`place`), the address, and the account over all places, which
 * only slows answers down.
 */
export interface Counted {
  kind: 'place' | 'address' | 'account';
  key: string;
}

/** An account at a place: the account's own part first, so that all its places are found together. */
export const placeKey = (login: string, place: string): string => `${attemptKey(login)}.${attemptKey(place)}`;

const limits: Readonly<Record<Counted['kind'], LockLimit>> = {
  place: placeLimit,
  address: addressLimit,
  account: accountPace,
};

interface Row {
  failed: number;
  since: string;
  lastAt: string;
  locks: number;
  lockedUntil: string | null;
}

export async function attemptsOf(
  client: PoolClient,
  county: string,
  of: Counted,
  lock = false,
): Promise<Attempts | null> {
  const [row] = await rowsOf<Row>(client, {
    sql: `select failed, since, last_at, locks, locked_until from access.attempt where county = $1 and kind = $2 and key = $3${lock ? ' for update' : ''}`,
    values: [county, of.kind, of.key],
  });
  if (!row) return null;
  const ms = (text: string) => Date.parse(text);
  return {
    failed: row.failed,
    since: ms(row.since),
    lastAt: ms(row.lastAt),
    locks: row.locks,
    lockedUntil: row.lockedUntil ? ms(row.lockedUntil) : null,
  };
}

/** Counts one wrong try; returns the count as it now stands. */
export async function countFailure(client: PoolClient, county: string, of: Counted, now: number): Promise<Attempts> {
  const next = afterFailure(await attemptsOf(client, county, of, true), now, limits[of.kind]);
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  await rowsOf(client, {
    sql: `insert into access.attempt (county, kind, key, failed, since, last_at, locks, locked_until) values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (county, kind, key) do update set failed = excluded.failed, since = excluded.since, last_at = excluded.last_at, locks = excluded.locks,
      locked_until = excluded.locked_until`,
    values: [
      county,
      of.kind,
      of.key,
      next.failed,
      iso(next.since),
      iso(next.lastAt),
      next.locks,
      iso(next.lockedUntil),
    ],
  });
  return next;
}

/** A right sign-in clears the account's own count. */
export const clearFailures = (client: PoolClient, county: string, of: Counted): Promise<unknown> =>
  rowsOf(client, {
    sql: 'delete from access.attempt where county = $1 and kind = $2 and key = $3',
    values: [county, of.kind, of.key],
  });
