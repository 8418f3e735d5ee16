import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { newToken } from './hash.ts';
import { accessRules } from './rules.ts';
import { type CookieSettings, cookieOf } from './sessions.ts';

/**
 * A known place (常用设备): a browser that an account has signed in from keeps a sealed mark saying so. What others do wrong elsewhere,
 * or behind the same address, does not count there (device cookies, OWASP Authentication Cheat Sheet). The mark lets nobody in: it only
 * gives this browser a count of its own.
 */
const markShape = z.strictObject({ place: z.string().regex(/^[\w-]{43}$/), accounts: z.array(z.uuid()).max(8) });
export type Place = z.infer<typeof markShape>;

const MOST_ACCOUNTS = 8;
const KEPT_DAYS = 180;
/** Whatever the county: an account's id is one in all of them, and people who work for two keep one mark. */
const OWNER = 'access.place';
/** Marks of before name the county that was served alone. */
const formerOwner = (county: string): string => `access.place ${county}`;
const BARE = 'zean-place';

/** The mark a request brings, or null for none, a foreign one or a changed one. */
export function placeOf(request: FastifyRequest, county: string, settings: CookieSettings): Place | null {
  const { cipher } = accessRules();
  const sealed = request.cookies[cookieOf(request, settings, BARE).name];
  if (!sealed) return null;
  const now = cipher.open(sealed, OWNER);
  const opened = 'fault' in now ? cipher.open(sealed, formerOwner(county)) : now;
  if ('fault' in opened) return null;
  try {
    return markShape.parse(JSON.parse(opened.text));
  } catch {
    return null;
  }
}

/** Marks the browser as a place of this account, beside those it is already known for. */
export function markPlace(
  request: FastifyRequest,
  reply: FastifyReply,
  county: string,
  settings: CookieSettings,
  account: string,
): void {
  const before = placeOf(request, county, settings);
  const accounts = [account, ...(before?.accounts ?? []).filter((one) => one !== account)].slice(0, MOST_ACCOUNTS);
  const mark: Place = { place: before?.place ?? newToken(), accounts };
  const { name, how } = cookieOf(request, settings, BARE);
  reply.setCookie(name, accessRules().cipher.seal(JSON.stringify(mark), OWNER), {
    ...how,
    maxAge: KEPT_DAYS * 86_400,
  });
}
