import { z } from 'zod';
import { isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, rowsOf, systemActor, transaction } from '#kernel/server';
import { attemptKey, attemptsOf, type Counted, clearFailures, countFailure, placeKey } from './attempts.ts';
import { demoPassword } from './demo.ts';
import { loginOf } from './domain/account.rule.ts';
import { delayAfter, lockedFor, sourceOf, waitWords } from './domain/lockout.rule.ts';
import { limitsOf } from './domain/session.rule.ts';
import { type SessionApp, sessionApps } from './domain/words.ts';
import { forgetHere } from './forget.ts';
import { HashingBusy, isPassword, newToken, tokenHash } from './hash.ts';
import type { Place } from './known-place.ts';
import { note } from './note.ts';
import { accessRules } from './rules.ts';
import { openedSecret } from './second-factor.ts';
import { accountByLogin } from './store.ts';
import type { Account } from './subjects.ts';
import { stepOf } from './totp.ts';

/** What a sign-in sends. `app` says whether this is the desk or the phone in the field, which decides how long it lasts. */
export const signInGiven = z.strictObject({
  account: z.string('请填写账号').max(200, '账号过长'),
  password: z.string('请填写密码').max(1000, '密码过长'),
  code: z
    .string('动态口令应为 6 位数字')
    .trim()
    .regex(/^\d{6}$/, '动态口令应为 6 位数字')
    .optional(),
  app: z.enum(sessionApps).optional(),
  /** Whose account; may be left out where one county is served. */
  county: z.string('县代码应为 6 位数字').max(20, '县代码应为 6 位数字').optional(),
  /** Former name of `app`: phones that still run the page of before send it. */
  room: z.enum(sessionApps).optional(),
});

/** Where a sign-in comes from. */
export interface From {
  address: string;
  device: string;
  /** The mark of a browser that accounts have signed in from. */
  place?: Place | null;
}

/** What of it the journal keeps: the mark is a secret of the browser. */
const told = ({ address, device }: From) => ({ address, device });

export interface SignedIn {
  account: Account;
  session: string;
  token: string;
  maxAgeMs: number;
}

const queues = new Map<string, Promise<unknown>>();
/** One after another per key: parallel guesses must see each other's count, parallel right sign-ins must not lock the account. */
async function inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => {});
  queues.set(key, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(key) === settled) queues.delete(key);
  }
}

/** Where somebody stands: in a browser that knows this account, which nobody else can lock, or at an address. */
const standing = (
  login: string,
  who: Account | null,
  { address, place }: From,
): { counted: Counted; known: boolean } => {
  const known = who !== null && place?.accounts.includes(who.id) === true;
  const where = known ? `place ${place.place}` : sourceOf(address);
  return { known, counted: { kind: 'place', key: placeKey(login, where) } };
};

/** Says how long, for people and for programs (`Retry-After`). */
const lockedRefusal = (ms: number): Refused =>
  refuse('LOCKED', `此处登录失败次数过多，请 ${waitWords(ms)}后再试，或用常用的电脑、手机登录`, {
    retryAfterS: Math.ceil(ms / 1000),
  });
const hold = (ms: number): Promise<void> => (ms > 0 ? new Promise((go) => setTimeout(go, ms)) : Promise.resolve());

/** Checks account, password and code, and begins a session; refusals, locks and the sign-in itself are journalled. */
export function signIn(
  r: Runner,
  county: string,
  given: z.output<typeof signInGiven>,
  from: From,
): Promise<SignedIn | Refused> {
  const login = loginOf(given.account) ?? '';
  return inLine(attemptKey(`${county} ${login}@${sourceOf(from.address)}`), () =>
    trySignIn(r, county, login, given, from),
  );
}

async function trySignIn(
  r: Runner,
  county: string,
  login: string,
  given: z.output<typeof signInGiven>,
  from: From,
): Promise<SignedIn | Refused> {
  const system = systemActor(county);
  const iso = r.clock();
  const now = Date.parse(iso);
  const address: Counted = { kind: 'address', key: attemptKey(sourceOf(from.address)) };
  const account: Counted = { kind: 'account', key: attemptKey(login) };
  const app: SessionApp = given.app ?? given.room ?? 'desk';
  const { who, counted, known, addressLock, lock } = await transaction(r.pool, system, 'read', async (client) => {
    const who = login ? await accountByLogin(client, county, login) : null;
    const { counted, known } = standing(login, who, from);
    return {
      who,
      counted,
      known,
      // What others at this address did wrong is none of a known browser's.
      addressLock: known ? 0 : lockedFor(await attemptsOf(client, county, address), now),
      lock: lockedFor(await attemptsOf(client, county, counted), now),
    };
  });
  const about = who ?? { county };
  // A locked address leaves no further entries: its lock is in the journal, and a flood must not fill it.
  if (addressLock > 0) return lockedRefusal(addressLock);
  const fail = async (sentence: string, refused: Refused): Promise<Refused> => {
    const failed = await transaction(r.pool, system, 'write', async (client) => {
      const at = known ? null : await countFailure(client, county, address, now);
      const own = lock > 0 ? null : await countFailure(client, county, counted, now);
      const over = lock > 0 || known ? null : await countFailure(client, county, account, now);
      const locked = lockedFor(own, now) || lockedFor(at, now);
      const words = locked ? `${sentence}；已锁定 ${waitWords(locked)}` : sentence;
      await note(client, about, {
        at: iso,
        command: 'access.sign-in',
        sentence: `登录被拒：${words}`,
        given: { ...told(from), app },
      });
      return Math.max(own?.failed ?? 0, over?.failed ?? 0);
    });
    await hold(delayAfter(failed));
    return refused;
  };
  if (lock > 0) return fail('账号已锁定', lockedRefusal(lock));

  let right: boolean;
  try {
    right = await isPassword(who?.passwordHash ?? null, given.password);
  } catch (error) {
    if (error instanceof HashingBusy) return refuse('BUSY');
    throw error;
  }
  if (!who || !right) return fail(who ? '密码不对' : '没有这个账号', refuse('WRONG_PASSWORD'));
  if (who.disabledAt) return fail('账号已停用', refuse('WRONG_PASSWORD', '账号已停用，请联系本单位管理员'));
  if (!accessRules().demo && given.password === demoPassword)
    return fail('演示密码', refuse('WRONG_PASSWORD', '演示密码不能用于正式环境，请由管理员重置'));
  if (who.mustChangePassword && who.passwordUntil && Date.parse(who.passwordUntil) <= now) {
    return fail('初始密码已过期', refuse('WRONG_PASSWORD', '初始密码已过期，请联系管理员重置'));
  }
  let step: number | null = null;
  if (who.totpConfirmedAt) {
    const kept = openedSecret(who, who.totpSecret ?? '');
    if (isRefused(kept)) return unopened(r, who, iso, { ...told(from), app }, kept);
    if (!given.code) return refuse('NEEDS_CODE');
    step = stepOf(kept.secret, given.code, accessRules().codeClock(), who.totpStep ?? null);
    if (step === null) return fail('动态口令不对或已用过', refuse('WRONG_CODE'));
  }
  return begin(r, county, who, { step, app, from, iso, counted, fail });
}

/** The second factor cannot be read here: nobody's wrong guess, so it counts towards no lock; the entry tells the administrator. */
async function unopened(r: Runner, who: Account, at: string, given: object, why: Refused): Promise<Refused> {
  await transaction(r.pool, systemActor(who.county), 'write', (client) =>
    note(client, who, { at, command: 'access.sign-in', sentence: '登录被拒：动态口令无法解密', given }),
  );
  return why;
}

interface Beginning {
  step: number | null;
  app: SessionApp;
  from: From;
  iso: string;
  counted: Counted;
  fail: (sentence: string, refused: Refused) => Promise<Refused>;
}

async function begin(r: Runner, county: string, who: Account, b: Beginning): Promise<SignedIn | Refused> {
  const token = newToken();
  const session = mintId();
  const maxAgeMs = limitsOf(who.role, b.app).absolute;
  const ends = new Date(Date.parse(b.iso) + maxAgeMs).toISOString();
  const done = await transaction(r.pool, systemActor(county), 'write', async (client) => {
    // Guesses from many addresses at once may all have begun before the lock: the lucky one is too late.
    const locked = lockedFor(await attemptsOf(client, county, b.counted), Date.parse(b.iso));
    if (locked > 0) return lockedRefusal(locked);
    // The code is taken here, by one statement: of two sign-ins with the same code one finds it used.
    const taken = await client.query<{ endedAt: string | null }>(
      `update access.account set last_sign_in_at = $3, totp_step = coalesce($4, totp_step)
       where county = $1 and id = $2 and ($4::bigint is null or totp_step is null or totp_step < $4) and version = $5
       returning sessions_ended_at as "endedAt"`,
      [county, who.id, b.iso, b.step, who.version],
    );
    if (taken.rowCount === 0) return null;
    await clearFailures(client, county, b.counted);
    // Everything before "end all sessions" is dead, the same millisecond included: this one begins after it.
    await rowsOf(client, {
      sql: `insert into access.session (county, id, token_hash, account, app, device, address, started_at, seen_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, greatest($8::timestamptz, $10::timestamptz + interval '1 millisecond'), $8, $9)`,
      values: [
        county,
        session,
        tokenHash(token),
        who.id,
        b.app,
        b.from.device,
        b.from.address,
        b.iso,
        ends,
        taken.rows[0]!.endedAt,
      ],
    });
    await note(client, who, {
      at: b.iso,
      command: 'access.sign-in',
      sentence: '登录',
      given: { ...told(b.from), app: b.app },
    });
    return { account: who, session, token, maxAgeMs };
  });
  // Between reading and writing the code was used, or the account was changed: the answer is no, try again.
  if (!done)
    return b.step === null
      ? refuse('STALE', '账号刚被修改，请再登录一次')
      : b.fail('动态口令已用过', refuse('WRONG_CODE'));
  forgetHere(county, who.id);
  return done;
}

export const isSignedIn = (value: SignedIn | Refused): value is SignedIn => !isRefused(value);
