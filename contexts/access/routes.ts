import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, isRefused, type RefusalCode, type Refused, refuse, roleMay, todayIn } from '#kernel';
import { type Modules, parsed, type Runner, type Services, sendRefused } from '#kernel/server';
import type { Me } from '#kernel/ui';
import { offeredDemoAccounts } from './admin.ts';
import { acceptGiven, invitationGiven } from './commands/accept-invitation.ts';
import { deviceOf } from './domain/account.rule.ts';
import { type Role, roleWords } from './domain/words.ts';
import { acceptInvitation, readInvitation } from './invitation.ts';
import { markPlace, placeOf } from './known-place.ts';
import { setAccessRules } from './rules.ts';
import { dropToken, endSitting, type Gate, isForeignWrite, setToken } from './sessions.ts';
import { signIn, signInGiven } from './sign-in.ts';
import { type AccessSettings, actorOf, dueOf } from './store.ts';

/** What composition hands to `accessRoutes`; `authenticate` is closed with the application. */
export interface AccessRouteOptions {
  runner: Runner;
  counties: Services['counties'];
  settings: AccessSettings;
  authenticate: Gate;
}

const must: Partial<Record<RefusalCode, 'change-password' | 'enrol'>> = {
  MUST_CHANGE_PASSWORD: 'change-password',
  MUST_ENROL: 'enrol',
};

/** Names of what a role may use at all; only what is always open while something is due. */
export function mayOf(modules: Modules, actor: Actor, isDue: boolean): string[] {
  const open = [...modules.commands, ...modules.queries]
    .filter((d) => (!isDue || d.always) && roleMay(d.may, actor))
    .map((d) => d.name);
  return isDue ? open : [...open, ...modules.ledgers.filter((l) => roleMay(l.may, actor)).map((l) => l.shape.name)];
}

/** Who is here, as the desk and the phone know it; what contexts tell beside comes on top. */
function meOf(o: AccessRouteOptions, actor: Actor, due: Refused | null): Me {
  const { session: _, ...shown } = actor;
  const { modules } = o.runner;
  const today = todayIn(o.runner.clock());
  const me: Me = {
    actor: { ...shown, roleTitle: roleWords[actor.role as Role] },
    may: mayOf(modules, actor, due !== null),
    county: { code: actor.county, name: actor.county, towns: [] },
    ...(o.counties.length > 1 ? { severalCounties: true } : {}),
    today,
    demo: o.settings.demo,
    must: due ? (must[due.refused.code] ?? null) : null,
  };
  return Object.assign(me, ...modules.me.map((extra) => extra(today, actor.county)));
}

/** What signing in answers. */
export const signedIn = (o: AccessRouteOptions, actor: Actor, due: Refused | null) => ({ me: meOf(o, actor, due) });

/** Whose account a sign-in means. Where several counties are served it has to say so: a name may be in each, and which of them has it is nobody's to learn. */
function countyMeant(counties: Services['counties'], named: string | undefined): string | Refused {
  const [only] = counties;
  if (named === undefined && counties.length === 1) return only.code;
  if (counties.some(({ code }) => code === named)) return named as string;
  const allowed = counties.map(({ code, name }) => `${code} ${name}`).join('、');
  const message = named === undefined ? '请选择县（市、区）' : '本平台不服务这个县（市、区），请重新选择';
  return refuse('INVALID', message, { places: [{ place: 'county', value: named ?? '（空）', allowed, message }] });
}

/** What was wrong, without what was typed: it may be a password. */
const hushed = (refused: Refused): Refused => ({
  refused: {
    ...refused.refused,
    ...(refused.refused.places ? { places: refused.refused.places.map((p) => ({ ...p, value: '（不显示）' })) } : {}),
  },
});

/** Sign-in, sign-out, who am I, and the one-time link (looked at, then used): no commands, because there is no session yet. */
export async function accessRoutes(app: FastifyInstance, o: AccessRouteOptions): Promise<void> {
  const { runner, settings } = o;
  const counties = o.counties.map(({ code }) => code);
  const [first] = o.counties;
  const gateOptions = { pool: runner.pool, counties, clock: runner.clock, settings };
  setAccessRules({ demo: settings.demo, profile: settings.passwordProfile ?? (settings.demo ? 'plain' : 'dengbao') });
  app.addHook('onClose', () => o.authenticate.close());
  const own = (reply: FastifyReply) => reply.header('cache-control', 'no-store');
  const from = (request: FastifyRequest) => ({
    address: request.ip,
    device: deviceOf(request.headers['user-agent']),
    place: placeOf(request, first.code, settings),
  });
  const foreign = refuse('NOT_YOURS', '请在本平台页面内登录');

  app.post('/api/v1/access/sign-in', async (request, reply) => {
    own(reply);
    if (isForeignWrite(request)) return sendRefused(reply, foreign);
    const given = parsed(signInGiven, request.body ?? {});
    if (isRefused(given)) return sendRefused(reply, hushed(given));
    const county = countyMeant(o.counties, given.ok.county);
    if (isRefused(county)) return sendRefused(reply, county);
    const result = await signIn(runner, county, given.ok, from(request));
    if (isRefused(result)) {
      const { retryAfterS } = result.refused;
      if (retryAfterS !== undefined) reply.header('retry-after', String(retryAfterS));
      return sendRefused(reply, result);
    }
    // A new token at every sign-in; the one this browser had is dead from here on.
    await endSitting(gateOptions, request);
    setToken(request, reply, gateOptions, { county, token: result.token }, result.maxAgeMs);
    markPlace(request, reply, first.code, settings, result.account.id);
    return { answer: signedIn(o, actorOf(result.account, result.session), dueOf(result.account, runner.clock())) };
  });

  app.post('/api/v1/access/sign-out', async (request, reply) => {
    own(reply);
    if (isForeignWrite(request)) return sendRefused(reply, foreign);
    await endSitting(gateOptions, request);
    dropToken(request, reply, settings);
    return { answer: {} };
  });

  app.get('/api/v1/access/me', async (request, reply) => {
    own(reply);
    const visitor = await o.authenticate(request);
    if (!isRefused(visitor)) return meOf(o, visitor.actor, visitor.due);
    const choice = o.counties.length > 1 ? { counties: o.counties } : {};
    const demo = settings.demo ? { demo: { accounts: await offeredDemoAccounts(runner, first.code) } } : {};
    return reply.code(401).send({ ...visitor, ...choice, ...demo });
  });

  // A POST, so that the token stands in no log of addresses.
  app.post('/api/v1/access/invitation', async (request, reply) => {
    own(reply);
    const given = parsed(invitationGiven, request.body ?? {});
    if (isRefused(given)) return sendRefused(reply, hushed(given));
    const found = await readInvitation(runner, counties, given.ok.token);
    return isRefused(found) ? sendRefused(reply, found) : { answer: found };
  });

  app.post('/api/v1/access/accept-invitation', async (request, reply) => {
    own(reply);
    if (isForeignWrite(request)) return sendRefused(reply, foreign);
    const given = parsed(acceptGiven, request.body ?? {});
    if (isRefused(given)) return sendRefused(reply, hushed(given));
    const outcome = await acceptInvitation(runner, counties, given.ok);
    return isRefused(outcome) ? sendRefused(reply, outcome) : reply.send(outcome);
  });
}
