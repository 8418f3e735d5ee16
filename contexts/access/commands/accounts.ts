import { z } from 'zod';
import { type Act, command, idAnswer, isRefused, type Refused, refuse, todayIn } from '#kernel';
import { attemptKey } from '../attempts.ts';
import { roleWords } from '../domain/words.ts';
import { forgetAccount } from '../forget.ts';
import { newToken, tokenHash } from '../hash.ts';
import { disables, enables, manages, opens, removesSecondFactor, unlocks } from '../policy.ts';
import { account } from '../subjects.ts';
import {
  certificateGiven,
  firstPassword,
  isLastAdmin,
  lastAdmin,
  linkUntil,
  loginGiven,
  onAccount,
  password,
  personGiven,
  phoneGiven,
  postOf,
  role,
  told,
  toldFor,
  untilOf,
} from './given.ts';

const on = { subject: account, id: (given: { id: string }) => given.id };
const place = {
  town: z.string().max(12).nullish(),
  enterprise: z.string().max(40).nullish(),
  agency: z.uuid().nullish(),
};
const isCounty = (act: Act): boolean => act.actor.scope === 'county';

/** Path of a one-time link (一次性链接): the person sets the password himself. The token stands behind `#`, which no browser sends: no log has it. */
export const linkOf = (token: string): string => `/login#invite=${token}`;

/** A one-time link for an account, valid for a day and the only one; told once, only its hash is kept. */
export async function invite(act: Act, accountId: string): Promise<string> {
  await voidLinks(act, accountId);
  const token = newToken();
  act.put('access.invitation', {
    tokenHash: tokenHash(token),
    account: accountId,
    endsAt: linkUntil(act),
  });
  return token;
}

/** A link that is still out there is no way around a new password. */
export const voidLinks = (act: Act, accountId: string): Promise<number> =>
  act.run('update access.invitation set used_at = $3 where county = $1 and account = $2 and used_at is null', [
    act.actor.county,
    accountId,
    act.at,
  ]);

const linkRefused = (): Refused => refuse('NOT_YOURS', '一次性链接由县级管理员发出，企业请用初始密码');

/** 新建账号: with the initial password given, a random one, or a one-time link; whatever is told is told once. */
export const createAccount = command({
  name: 'access.create-account',
  title: '新建账号',
  answer: told,
  input: z.strictObject({
    account: loginGiven,
    name: personGiven,
    role,
    phone: phoneGiven.nullish(),
    ...place,
    certificateNumber: certificateGiven.nullish(),
    password: password.optional(),
    link: z.boolean().optional(),
  }),
  may: opens,
  secret: ['password'],
  once: ['password', 'link'],
  async handle(act, given) {
    const county = isCounty(act);
    if (!county && given.role !== 'worker')
      return refuse('NOT_YOURS', `企业只能为本企业从业人员开通账号，不能开通${roleWords[given.role]}`);
    if (!county && given.link) return linkRefused();
    const post = await postOf(act, county ? given : { role: given.role, enterprise: act.actor.enterprise });
    if (isRefused(post)) return post;
    const taken = await act.one('select 1 from access.account where county = $1 and account = $2', [
      act.actor.county,
      given.account,
    ]);
    if (taken) return refuse('TAKEN', `账号 ${given.account} 已经有人使用，请换一个`);
    const first = given.link ? null : await firstPassword(given.password, given);
    if (isRefused(first)) return first;
    const id = act.create(account, {
      account: given.account,
      name: given.name,
      phone: given.phone ?? null,
      ...post,
      certificateNumber: given.certificateNumber ?? null,
      passwordHash: first?.hash ?? null,
      mustChangePassword: true,
      passwordChangedAt: act.at,
      passwordUntil: first ? untilOf(act, given.role) : null,
      createdAt: act.at,
    });
    act.note(`新建账号 ${given.account}（${given.name}，${roleWords[given.role]}）`);
    return {
      id,
      ...toldFor(act, given, first === null),
      ...(first ? first.told : { link: linkOf(await invite(act, id)) }),
    };
  },
});

/** 修改账号: a new post ends the sessions, so that the next request already acts under it or not at all. */
export const changeAccount = command({
  name: 'access.change-account',
  title: '修改账号资料',
  answer: idAnswer(),
  input: z.strictObject({
    ...onAccount,
    name: personGiven.optional(),
    role: role.optional(),
    phone: phoneGiven.nullish(),
    ...place,
    certificateNumber: certificateGiven.nullish(),
  }),
  on,
  may: manages,
  async handle(act, given, row) {
    const next = given.role ?? row.role;
    if (!isCounty(act) && next !== row.role) return refuse('NOT_YOURS', '岗位由县级管理员变更');
    if (next !== row.role && row.role === 'county-admin' && (await isLastAdmin(act, row))) return lastAdmin();
    const moves =
      isCounty(act) &&
      (given.role !== undefined ||
        given.town !== undefined ||
        given.enterprise !== undefined ||
        given.agency !== undefined);
    const post = moves
      ? await postOf(act, {
          role: next,
          town: given.town ?? row.town,
          enterprise: given.enterprise ?? row.enterprise,
          agency: given.agency ?? row.agency,
        })
      : { role: row.role, town: row.town, enterprise: row.enterprise, agency: row.agency };
    if (isRefused(post)) return post;
    const moved =
      post.role !== row.role ||
      post.town !== row.town ||
      post.enterprise !== row.enterprise ||
      post.agency !== row.agency;
    act.change(account, row, {
      ...(given.name === undefined ? {} : { name: given.name }),
      ...(given.phone === undefined ? {} : { phone: given.phone }),
      ...(given.certificateNumber === undefined ? {} : { certificateNumber: given.certificateNumber || null }),
      ...(moved ? { ...post, sessionsEndedAt: act.at } : {}),
    });
    await forgetAccount(act, row.id);
    act.note(
      moved ? `变更岗位：${row.name}，${roleWords[row.role]}改为${roleWords[post.role]}` : `修改账号资料：${row.name}`,
    );
    return { id: row.id };
  },
});

/** 重置密码: a new initial password or a one-time link; the second factor stays (ASVS 5.0 6.4.3). */
export const resetPassword = command({
  name: 'access.reset-password',
  title: '重置密码',
  answer: told,
  input: z.strictObject({ ...onAccount, password: password.optional(), link: z.boolean().optional() }),
  on,
  may: manages,
  secret: ['password'],
  once: ['password', 'link'],
  async handle(act, given, row) {
    if (given.link && !isCounty(act)) return linkRefused();
    const first = given.link ? null : await firstPassword(given.password, row);
    if (isRefused(first)) return first;
    act.change(account, row, {
      passwordHash: first?.hash ?? null,
      mustChangePassword: true,
      passwordChangedAt: act.at,
      passwordUntil: first ? untilOf(act, row.role) : null,
      sessionsEndedAt: act.at,
    });
    await voidLinks(act, row.id);
    await forgetAccount(act, row.id);
    act.note(`重置密码：${row.name}（${row.account}）`);
    return {
      id: row.id,
      ...toldFor(act, row, first === null),
      ...(first ? first.told : { link: linkOf(await invite(act, row.id)) }),
    };
  },
});

/** 停用账号: dead on the next request; what was done under it stays. */
export const disableAccount = command({
  name: 'access.disable-account',
  title: '停用账号',
  answer: idAnswer(),
  input: z.strictObject({
    ...onAccount,
    reason: z.string('停用原因应为文字').trim().max(200, '停用原因最多 200 字').optional(),
  }),
  on,
  may: disables,
  moot: (row) => (row.disabledAt ? `${row.name}的账号已于 ${todayIn(row.disabledAt)} 停用，不用再停用` : null),
  async handle(act, given, row) {
    if (row.role === 'county-admin' && (await isLastAdmin(act, row))) return lastAdmin();
    act.change(account, row, { disabledAt: act.at, disabledReason: given.reason || null, sessionsEndedAt: act.at });
    await forgetAccount(act, row.id);
    act.note(`停用账号：${row.name}（${row.account}）${given.reason ? `，${given.reason}` : ''}`);
    return { id: row.id };
  },
});

/** 启用账号. */
export const enableAccount = command({
  name: 'access.enable-account',
  title: '启用账号',
  answer: idAnswer(),
  input: z.strictObject(onAccount),
  on,
  may: enables,
  moot: (row) => (row.disabledAt ? null : `${row.name}的账号在用，没有停用，不用启用`),
  async handle(act, _given, row) {
    act.change(account, row, { disabledAt: null, disabledReason: null });
    await forgetAccount(act, row.id);
    act.note(`启用账号：${row.name}（${row.account}）`);
    return { id: row.id };
  },
});

/** 结束全部登录 of an account. */
export const endSessions = command({
  name: 'access.end-sessions',
  title: '结束全部登录',
  answer: idAnswer(),
  input: z.strictObject(onAccount),
  on,
  may: manages,
  async handle(act, _given, row) {
    act.change(account, row, { sessionsEndedAt: act.at });
    await forgetAccount(act, row.id);
    act.note(`结束全部登录：${row.name}（${row.account}）`);
    return { id: row.id };
  },
});

/** 停用动态口令 of somebody who lost the phone; sessions end, the next sign-in must enrol anew where it is obliged. */
export const removeTotp = command({
  name: 'access.remove-totp',
  title: '停用动态口令',
  answer: idAnswer(),
  input: z.strictObject(onAccount),
  on,
  may: removesSecondFactor,
  moot: (row) => (row.totpConfirmedAt ? null : `${row.name}的账号没有启用动态口令，不用停用`),
  async handle(act, _given, row) {
    act.change(account, row, { totpSecret: null, totpPending: null, totpConfirmedAt: null, sessionsEndedAt: act.at });
    await forgetAccount(act, row.id);
    act.note(`停用动态口令：${row.name}（${row.account}）`);
    return { id: row.id };
  },
});

/** 解除锁定: wrong sign-ins are forgotten at once instead of after their time. */
export const unlockAccount = command({
  name: 'access.unlock-account',
  title: '解除锁定',
  answer: idAnswer(),
  input: z.strictObject(onAccount),
  on,
  may: unlocks,
  async handle(act, _given, row) {
    await act.run(
      "delete from access.attempt where county = $1 and (kind = 'account' and key = $2 or kind = 'place' and split_part(key, '.', 1) = $2)",
      [act.actor.county, attemptKey(row.account)],
    );
    act.note(`解除锁定：${row.name}（${row.account}）`);
    return { id: row.id };
  },
});

export const accountCommands = [
  createAccount,
  changeAccount,
  resetPassword,
  disableAccount,
  enableAccount,
  endSessions,
  removeTotp,
  unlockAccount,
];
