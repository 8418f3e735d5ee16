import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { type Refused, refuse } from '#kernel';
import { type Authenticate, type Clock, rowsOf, systemActor, transaction, type Visitor } from '#kernel/server';
import { isAlive, limitsOf, SEEN_MS, type SessionLimits } from './domain/session.rule.ts';
import { CHANNEL, forgetHere, hearChanges } from './forget.ts';
import { tokenHash } from './hash.ts';
import { listen } from './listen.ts';
import { note } from './note.ts';
import { type AccessSettings, actorOf, dueOf, type Sitting, sittingOf } from './store.ts';
import type { Account } from './subjects.ts';

/** How long a visitor may be answered from memory; changes reach the memory at once, this is the net below. */
const HELD_MS = 5_000;
const HELD_MOST = 5_000;
/** After a change, the account is read from the database for a while: the change may not be committed yet when it is told. */
const BARRED_MS = 3_000;

interface Held {
  visitor: Visitor;
  session: string;
  seenAt: number;
  endsAt: number;
  limits: SessionLimits;
  /** Real time (ms) until which this may be used. */
  until: number;
}

/** Who sends a request. Also what closes: the listening connection to the database. */
export interface Gate extends Authenticate {
  close(): Promise<void>;
}

/** What the gate needs. The clock decides when sessions end; memory is kept by real time. */
export interface GateOptions {
  pool: Pool;
  /** Codes of the counties served; a session of any other opens nothing. */
  counties: readonly string[];
  clock: Clock;
  settings: CookieSettings;
}

/** What of the installation cookies hang on. */
export type CookieSettings = Pick<AccessSettings, 'secure' | 'base'>;

/**
 * A cookie of ours by its bare name: what it is called, and with what it is set. Over HTTPS, by the request or by the installation, its name holds the browser
 * to `Secure`; `__Host-` also to the whole host, which a platform below a path does not have.
 */
export function cookieOf(request: FastifyRequest, { secure: always, base = '' }: CookieSettings, bare: string) {
  const secure = always || request.protocol === 'https';
  const prefix = secure ? (base ? '__Secure-' : '__Host-') : '';
  return { name: prefix + bare, how: { path: base || '/', httpOnly: true, sameSite: 'lax', secure } as const };
}
const BARE = 'zean';

/** A session as a cookie bears it: whose county, and the secret. */
interface Borne {
  county: string;
  token: string;
}

/**
 * The session token of a request, or null. Where several counties are served the county stands before it (`140521.<token>`); a bare one was given
 * while the first was served alone. The county is only where to look: a token is a row of one county, and in any other it is nobody's.
 */
export function tokenOf(request: FastifyRequest, { counties, settings }: TokenOptions): Borne | null {
  const [, named, token] =
    /^(?:([0-9]{6})\.)?([\w-]{43})$/.exec(request.cookies[cookieOf(request, settings, BARE).name] ?? '') ?? [];
  const county = named ?? counties[0];
  return token && county && counties.includes(county) ? { county, token } : null;
}
type TokenOptions = Pick<GateOptions, 'counties' | 'settings'>;

export function setToken(
  request: FastifyRequest,
  reply: FastifyReply,
  { counties, settings }: TokenOptions,
  { county, token }: Borne,
  maxAgeMs: number,
): void {
  const { name, how } = cookieOf(request, settings, BARE);
  const value = counties.length > 1 ? `${county}.${token}` : token;
  reply.setCookie(name, value, { ...how, maxAge: Math.floor(maxAgeMs / 1000) });
}

export function dropToken(request: FastifyRequest, reply: FastifyReply, settings: CookieSettings): void {
  const { name, how } = cookieOf(request, settings, BARE);
  reply.setCookie(name, '', { ...how, maxAge: 0 });
}

/**
 * Whether the page a browser names as the origin is one of ours: its host is the one asked for. A proxy that ends TLS changes the scheme, and one
 * that passes on the bare host drops the port, so a port counts only where both say one.
 */
function isOwnOrigin(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  const here = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  return here !== null && page.hostname === here.hostname && (here.port === '' || page.host === here.host);
}

/**
 * A browser says where a request comes from: another site may not write in somebody's name (ASVS 5.0 3.5.1). By Sec-Fetch-Site, which browsers send
 * over TLS and to this machine only, and by Origin, which they always send with a write; what is no browser sends neither.
 */
export function isForeignWrite(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'cross-site' || site === 'same-site') return true;
  return origin !== undefined && !isOwnOrigin(origin, request.host);
}

const foreign = (): Refused => refuse('NOT_YOURS', '请在本平台页面内办理');
const signedOut = (message?: string): Refused => refuse('SIGNED_OUT', message);

/**
 * Finds who sends a request by the session cookie. The answer is kept in memory for seconds; sign-out, disabling, a new post or
 * password and "end sessions" drop it at once here, and on every other server through the database's LISTEN/NOTIFY.
 */
export function authenticator(options: GateOptions): Gate {
  const { pool, counties, clock } = options;
  const held = new Map<string, Held>();
  const barred = new Map<string, number>();
  const forget = (of: string, account: string) => {
    if (!counties.includes(of)) return;
    for (const [key, one] of held) if (one.visitor.actor.account === account) held.delete(key);
    if (barred.size > HELD_MOST) barred.clear();
    barred.set(account, Date.now() + BARRED_MS);
  };
  const leave = hearChanges(forget);
  const ear = listen(
    pool,
    (payload) => forget(payload.slice(0, 6), payload.slice(7)),
    () => held.clear(),
  );

  const read = async (county: string, hash: string, now: string): Promise<Held | null> => {
    const found = await transaction(pool, systemActor(county), 'read', (client) =>
      sittingOf(client, county, hash, now),
    );
    if (!found) return null;
    return {
      visitor: { actor: actorOf(found, found.session), due: dueOf(found, now) },
      session: found.session,
      seenAt: Date.parse(found.seenAt),
      endsAt: Date.parse(found.endsAt),
      limits: limitsOf(found.role, found.app),
      until: Date.now() + HELD_MS,
    };
  };
  const keep = (key: string, one: Held) => {
    const bar = barred.get(one.visitor.actor.account);
    if (bar !== undefined && bar > Date.now()) return;
    if (bar !== undefined) barred.delete(one.visitor.actor.account);
    if (!ear.isListening()) return;
    if (held.size >= HELD_MOST) held.clear();
    held.set(key, one);
  };
  const seen = async (one: Held, now: number) => {
    if (now - one.seenAt < SEEN_MS) return;
    one.seenAt = now;
    const { county } = one.visitor.actor;
    await transaction(pool, systemActor(county), 'write', (client) =>
      rowsOf(client, {
        sql: 'update access.session set seen_at = $3 where county = $1 and id = $2 and seen_at < $3',
        values: [county, one.session, new Date(now).toISOString()],
      }),
    );
  };
  const gate = async (request: FastifyRequest): Promise<Visitor | Refused> => {
    if (isForeignWrite(request)) return foreign();
    const borne = tokenOf(request, options);
    if (!borne) return signedOut();
    const hash = tokenHash(borne.token);
    const key = `${borne.county} ${hash}`;
    const iso = clock();
    const now = Date.parse(iso);
    let one = held.get(key);
    if (!one || one.until <= Date.now()) {
      held.delete(key);
      one = (await read(borne.county, hash, iso)) ?? undefined;
      if (!one) return signedOut('登录已失效，请重新登录');
      keep(key, one);
    }
    if (!isAlive(one, now, one.limits)) {
      held.delete(key);
      return signedOut('长时间未操作，请重新登录');
    }
    await seen(one, now);
    return one.visitor;
  };
  return Object.assign(gate, {
    async close() {
      leave();
      await ear.close();
    },
  });
}

/** Ends the session of this request, if it has one; returns whose it was. */
export async function endSitting(options: GateOptions, request: FastifyRequest): Promise<(Sitting & Account) | null> {
  const borne = tokenOf(request, options);
  if (!borne) return null;
  const { county, token } = borne;
  const now = options.clock();
  const ended = await transaction(options.pool, systemActor(county), 'write', async (client) => {
    const found = await sittingOf(client, county, tokenHash(token), now);
    if (!found) return null;
    await rowsOf(client, {
      sql: 'update access.session set ended_at = $3 where county = $1 and id = $2',
      values: [county, found.session, now],
    });
    await rowsOf(client, { sql: 'select pg_notify($1, $2)', values: [CHANNEL, `${county}:${found.id}`] });
    await note(client, found, { at: now, command: 'access.sign-out', sentence: '退出登录' });
    return found;
  });
  if (ended) forgetHere(county, ended.id);
  return ended;
}
