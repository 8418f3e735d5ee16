import { z } from 'zod';
import { type Act, command, idAnswer, isRefused, type Refused, refuse } from '#kernel';
import { type Attempts, afterFailure, lockedFor, placeLimit, waitWords } from '../domain/lockout.rule.ts';
import { forgetAccount } from '../forget.ts';
import { HashingBusy, isPassword } from '../hash.ts';
import { own } from '../policy.ts';
import { accessRules } from '../rules.ts';
import { openedSecret, sealedSecret } from '../second-factor.ts';
import { type Account, account } from '../subjects.ts';
import { newSecondFactor, stepOf } from '../totp.ts';
import { hashOf, id, password, wrong } from './given.ts';

/** One's own row; a session whose account is gone is no session. */
const mine = (act: Act): Promise<Account | null> => act.get(account, act.actor.account);

/** Ends one's other sessions; the one acted from goes on. */
const endOthers = (act: Act): Promise<number> =>
  act.run(
    'update access.session set ended_at = $3 where county = $1 and account = $2 and ended_at is null and id <> $4',
    [act.actor.county, act.actor.account, act.at, act.actor.session ?? '00000000-0000-0000-0000-000000000000'],
  );

/** Guesses made from inside a session, in this process: whoever finds an open desk may not try passwords or codes at will. */
const guesses = new Map<string, Attempts>();
const HELD = 10_000;

function guessed(act: Act): Refused | null {
  const left = lockedFor(guesses.get(act.actor.account) ?? null, Date.parse(act.at));
  return left > 0 ? refuse('TOO_MANY', `输错次数过多，请 ${waitWords(left)}后再试`) : null;
}
function missed(act: Act): void {
  if (guesses.size > HELD) guesses.clear();
  guesses.set(act.actor.account, afterFailure(guesses.get(act.actor.account) ?? null, Date.parse(act.at), placeLimit));
}

/** 修改密码: the current one is asked again; other sessions end. */
export const changePassword = command({
  name: 'access.change-password',
  title: '修改密码',
  answer: z.strictObject({}),
  input: z.strictObject({ current: password, next: password }),
  may: own,
  always: true,
  secret: ['current', 'next'],
  async handle(act, given) {
    const me = await mine(act);
    if (!me) return refuse('SIGNED_OUT');
    const held = guessed(act);
    if (held) return held;
    try {
      if (!(await isPassword(me.passwordHash, given.current))) {
        missed(act);
        return wrong('current', '（不显示）', '现在使用的密码', '现密码不对');
      }
    } catch (error) {
      if (error instanceof HashingBusy) return refuse('BUSY');
      throw error;
    }
    if (given.current.normalize('NFKC') === given.next.normalize('NFKC'))
      return wrong('next', '（不显示）', '与现密码不同', '新密码不能与现密码相同');
    const hash = await hashOf('next', given.next, me);
    if (isRefused(hash)) return hash;
    guesses.delete(me.id);
    act.change(account, me, {
      passwordHash: hash,
      mustChangePassword: false,
      passwordChangedAt: act.at,
      passwordUntil: null,
    });
    await endOthers(act);
    await forgetAccount(act, me.id);
    act.about(account.kind, me.id);
    return {};
  },
});

/** 启用动态口令, first half: a secret to scan. An authenticator in use goes on working until the new one is confirmed. */
export const enrolTotp = command({
  name: 'access.enrol-totp',
  title: '登记动态口令',
  answer: z.strictObject({ secret: z.string(), uri: z.string() }),
  input: z.strictObject({}),
  may: own,
  always: true,
  once: ['secret', 'uri'],
  async handle(act) {
    const me = await mine(act);
    if (!me) return refuse('SIGNED_OUT');
    const fresh = newSecondFactor(me.account);
    act.change(account, me, { totpPending: sealedSecret(me, fresh.secret) });
    act.about(account.kind, me.id);
    return fresh;
  },
});

/** 启用动态口令, second half: one code proves that the authenticator has the secret. Other sessions end. */
export const confirmTotp = command({
  name: 'access.confirm-totp',
  title: '启用动态口令',
  answer: z.strictObject({}),
  input: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '动态口令应为 6 位数字'),
  }),
  may: own,
  always: true,
  secret: ['code'],
  async handle(act, given) {
    const me = await mine(act);
    if (!me) return refuse('SIGNED_OUT');
    const held = guessed(act);
    if (held) return held;
    if (!me.totpPending) return refuse('INVALID', '请先点“启用或更换验证器”，扫码后再输入动态口令');
    const pending = openedSecret(me, me.totpPending);
    if (isRefused(pending)) return refuse('INVALID', '登记已失效：请再点“启用或更换验证器”，重新扫码后输入动态口令');
    const step = stepOf(pending.secret, given.code, accessRules().codeClock(), null);
    if (step === null) {
      missed(act);
      return refuse('WRONG_CODE', '动态口令不对：请看验证器上当前的 6 位数字，并核对手机时间');
    }
    const totpSecret = sealedSecret(me, pending.secret);
    act.change(account, me, { totpSecret, totpPending: null, totpConfirmedAt: act.at });
    await act.run('update access.account set totp_step = $3 where county = $1 and id = $2', [
      act.actor.county,
      me.id,
      step,
    ]);
    await endOthers(act);
    await forgetAccount(act, me.id);
    act.about(account.kind, me.id);
    return {};
  },
});

/** 结束登录 on one other device of one's own. */
export const endSession = command({
  name: 'access.end-session',
  title: '结束登录',
  answer: idAnswer(),
  input: z.strictObject({ id }),
  may: own,
  always: true,
  async handle(act, given) {
    const ended = await act.run(
      'update access.session set ended_at = $3 where county = $1 and id = $2 and account = $4 and ended_at is null',
      [act.actor.county, given.id, act.at, act.actor.account],
    );
    if (ended === 0) return refuse('NOT_FOUND', '没有找到这次登录，或它已经结束');
    await forgetAccount(act, act.actor.account);
    act.about(account.kind, act.actor.account);
    return { id: given.id };
  },
});

const ledgerName = z
  .string()
  .regex(/^[a-z-]+\.[a-z-]+$/, '台账名不正确')
  .max(60);
const VIEWS = 30;

/** 保存视图: the filters of a ledger under a name; the same name is overwritten. */
export const saveView = command({
  name: 'access.save-view',
  title: '保存视图',
  answer: idAnswer(),
  input: z.strictObject({
    ledger: ledgerName,
    name: z.string().trim().min(1, '请填写视图名').max(30, '视图名最多 30 字'),
    search: z.string().max(2000, '筛选条件过长'),
  }),
  may: own,
  async handle(act, given) {
    const { county, account: owner } = act.actor;
    const kept = await act.many<{ name: string }>(
      'select name from access.view where county = $1 and account = $2 and ledger = $3',
      [county, owner, given.ledger],
    );
    if (kept.length >= VIEWS && !kept.some((view) => view.name === given.name))
      return refuse('INVALID', `每个台账最多保存 ${VIEWS} 个视图，请先删去不用的`);
    const fresh = act.mint();
    const [row] = await act.many<{ id: string }>(
      `insert into access.view (county, id, account, ledger, name, search) values ($1, $2, $3, $4, $5, $6)
       on conflict (county, account, ledger, name) do update set search = excluded.search, version = access.view.version + 1 returning id`,
      [county, fresh, owner, given.ledger, given.name, given.search],
    );
    return { id: row!.id };
  },
});

/** 删除视图. */
export const dropView = command({
  name: 'access.drop-view',
  title: '删除视图',
  answer: idAnswer(),
  input: z.strictObject({ id }),
  may: own,
  async handle(act, given) {
    const gone = await act.run('delete from access.view where county = $1 and id = $2 and account = $3', [
      act.actor.county,
      given.id,
      act.actor.account,
    ]);
    return gone === 0 ? refuse('NOT_FOUND', '没有找到这个视图') : { id: given.id };
  },
});

export const ownCommands = [changePassword, enrolTotp, confirmTotp, endSession, saveView, dropView];
