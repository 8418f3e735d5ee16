import type { PoolClient } from 'pg';
import type { Actor, Refused } from '#kernel';
import { refuse } from '#kernel';
import { rowsOf } from '#kernel/server';
import { isPasswordOld, type PasswordProfile } from './domain/password.rule.ts';
import { isOffice, type SessionApp, scopeOf } from './domain/words.ts';
import { accessRules } from './rules.ts';
import type { Account } from './subjects.ts';

/** Settings of this installation that sign-in and sessions need. */
export interface AccessSettings {
  demo: boolean;
  /** Served over HTTPS: cookies are `__Host-` and Secure. */
  secure: boolean;
  /** Path below which the platform stands (`/zean`), where it is not the whole host: cookies are for that path, and `__Secure-`. */
  base?: string;
  /** Composition and age of passwords by 等保; on outside the demonstration unless said otherwise. */
  passwordProfile?: PasswordProfile;
}

/** A session with its account, as a request needs it. */
export interface Sitting {
  session: string;
  app: SessionApp;
  startedAt: string;
  seenAt: string;
  endsAt: string;
}

export const accountByLogin = async (client: PoolClient, county: string, login: string): Promise<Account | null> =>
  (
    await rowsOf<Account>(client, {
      sql: 'select * from access.account where county = $1 and account = $2',
      values: [county, login],
    })
  )[0] ?? null;

/** The living session of a token: not ended, not past its end, not older than the account's last "end everything". */
export const sittingOf = async (
  client: PoolClient,
  county: string,
  hash: string,
  now: string,
): Promise<(Sitting & Account) | null> =>
  (
    await rowsOf<Sitting & Account>(client, {
      sql: `select a.*, s.id as session, s.app, s.started_at, s.seen_at, s.ends_at from access.session s
      join access.account a on a.county = s.county and a.id = s.account
      where s.county = $1 and s.token_hash = $2 and s.ended_at is null and s.ends_at > $3 and a.disabled_at is null
        and (a.sessions_ended_at is null or s.started_at > a.sessions_ended_at)`,
      values: [county, hash, now],
    })
  )[0] ?? null;

export const actorOf = (a: Account, session?: string): Actor => ({
  account: a.id,
  name: a.name,
  role: a.role,
  county: a.county,
  scope: scopeOf(a.role),
  town: a.town,
  enterprise: a.enterprise,
  agency: a.agency,
  ...(session ? { session } : {}),
});

/** What must be done with the account before anything else: change an initial or old password, enrol the second factor. */
export function dueOf(a: Account, now: string): Refused | null {
  const { demo, profile } = accessRules();
  if (a.mustChangePassword) return refuse('MUST_CHANGE_PASSWORD');
  if (isPasswordOld(a.passwordChangedAt, now, profile))
    return refuse('MUST_CHANGE_PASSWORD', '密码已使用超过 180 天，请先修改密码再办理业务');
  if (!demo && isOffice(a.role) && a.totpConfirmedAt === null) return refuse('MUST_ENROL');
  return null;
}
