import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Act, isRefused, type Place, type Refused, refuse } from '#kernel';
import { initialPasswordMs, LINK_MS, loginOf, mobileOf, personName } from '../domain/account.rule.ts';
import { initialPassword, type PasswordOwner, passwordFaults } from '../domain/password.rule.ts';
import { isInEnterprise, isInTown, type Role, roles } from '../domain/words.ts';
import { HashingBusy, hashPassword } from '../hash.ts';
import { accessRules } from '../rules.ts';
import type { Account } from '../subjects.ts';

export const id = z.uuid();
export const version = z.number().int().positive().optional();
export const onAccount = { id, version };
export const role = z.enum(roles, '岗位不在名单中');
/** Length is judged by the rule, which never shows the password; this only bounds the work. */
export const password = z.string('密码应为文字').max(1000, '密码过长');
export const personGiven = z
  .string('姓名应为文字')
  .transform(personName)
  .pipe(z.string().min(1, '请填写姓名').max(40, '姓名最多 40 个字'));
export const loginGiven = z
  .string('账号应为文字')
  .max(80, '账号最多 40 个字符')
  .transform((text, ctx) => {
    const login = loginOf(text);
    if (login) return login;
    ctx.addIssue({ code: 'custom', message: '账号应为 2–40 个小写字母、数字或 . _ -，以字母或数字开头' });
    return z.NEVER;
  });
export const phoneGiven = z
  .string('手机号应为文字')
  .max(40)
  .transform((text, ctx) => {
    if (text.trim() === '') return null;
    const number = mobileOf(text);
    if (number) return number;
    ctx.addIssue({ code: 'custom', message: '手机号应为 11 位，以 1 开头' });
    return z.NEVER;
  });
export const certificateGiven = z.string('执法证号应为文字').trim().max(40, '执法证号最多 40 个字符');

export const wrong = (place: string, value: unknown, allowed: string, message: string): Refused =>
  refuse('INVALID', message, { places: [{ place, value, allowed, message } satisfies Place] });

/** Hash of a new password, or what is wrong with it; the password never stands in the refusal. */
export async function hashOf(place: string, text: string, owner: PasswordOwner): Promise<string | Refused> {
  const [fault] = passwordFaults(text, owner, accessRules().profile);
  return fault ? wrong(place, '（不显示）', '至少 10 个字符，不易猜中', fault) : hashed(text);
}

/** Hash of a password, or BUSY when too many are being worked on. */
export async function hashed(text: string): Promise<string | Refused> {
  try {
    return await hashPassword(text);
  } catch (error) {
    if (error instanceof HashingBusy) return refuse('BUSY');
    throw error;
  }
}

/** An initial password: the one given, else a random one that is told once. */
export async function firstPassword(
  given: string | undefined,
  owner: PasswordOwner,
): Promise<{ hash: string; told: { password?: string } } | Refused> {
  const text = given ?? initialPassword(randomBytes(12));
  const hash = given === undefined ? await hashed(text) : await hashOf('password', text, owner);
  return isRefused(hash) ? hash : { hash, told: given === undefined ? { password: text } : {} };
}

export interface PostGiven {
  role: Role;
  town?: string | null | undefined;
  enterprise?: string | null | undefined;
  agency?: string | null | undefined;
}
export interface Post {
  role: Role;
  town: string | null;
  enterprise: string | null;
  agency: string | null;
}

/**
 * Where a role works: a town post needs a town, an enterprise post an enterprise (by id or 统一社会信用代码) the caller can see;
 * what the role does not need is dropped. Towns and enterprises are the registry's; only their keys are looked at here.
 */
export async function postOf(act: Act, given: PostGiven): Promise<Post | Refused> {
  const post: Post = { role: given.role, town: null, enterprise: null, agency: null };
  if (isInTown(given.role)) {
    if (!given.town) return wrong('town', '（空）', '本县的镇', '镇级岗位应选择镇');
    const found = await act.one('select 1 from registry.published_town where county = $1 and code = $2', [
      act.actor.county,
      given.town,
    ]);
    if (!found) return wrong('town', given.town, '本县的镇', `没有代码为 ${given.town} 的镇`);
    post.town = given.town;
  }
  if (isInEnterprise(given.role)) {
    if (!given.enterprise) return wrong('enterprise', '（空）', '已登记的企业', '企业岗位应填写企业');
    const found = await act.one<{ id: string }>(
      'select id from registry.published_enterprise where county = $1 and (id::text = lower($2) or uscc = upper($2)) and removed_at is null',
      [act.actor.county, given.enterprise.trim()],
    );
    if (!found)
      return wrong('enterprise', given.enterprise, '已登记企业的统一社会信用代码', `没有找到企业 ${given.enterprise}`);
    post.enterprise = found.id;
  }
  if (given.role === 'agency') {
    if (!given.agency) return wrong('agency', '（空）', '已登记的中介机构', '中介机构岗位应选择机构');
    const found = await act.one('select 1 from registry.published_agency where county = $1 and id = $2', [
      act.actor.county,
      given.agency,
    ]);
    if (!found) return wrong('agency', given.agency, '已登记的中介机构', '没有找到这家中介机构');
    post.agency = given.agency;
  }
  return post;
}

/** What creating or resetting tells: of whom, until when, and once the password or the link. */
export const told = z.strictObject({
  id: z.uuid(),
  account: z.string(),
  name: z.string(),
  until: z.iso.datetime(),
  password: z.string().optional(),
  link: z.string().optional(),
});

/** Until when a one-time link holds. */
export const linkUntil = (act: Act): string => new Date(Date.parse(act.at) + LINK_MS).toISOString();

/** Until when a password that was told holds. */
export const untilOf = (act: Act, r: Account['role']): string =>
  new Date(Date.parse(act.at) + initialPasswordMs(r)).toISOString();
/** Whom what was told is for, and until when it holds. */
export const toldFor = (act: Act, r: Pick<Account, 'account' | 'name' | 'role'>, isLink: boolean) => ({
  account: r.account,
  name: r.name,
  until: isLink ? linkUntil(act) : untilOf(act, r.role),
});

/** Somebody must remain who can let others in. */
export const lastAdmin = (): Refused => refuse('INVALID', '这是最后一个县级管理员账号，不能停用或改岗：请先另设一名');
/** Whether nobody else administers the county. */
export async function isLastAdmin(act: Act, row: Account): Promise<boolean> {
  const left = await act.one(
    "select 1 from access.account where county = $1 and role = 'county-admin' and disabled_at is null and id <> $2 limit 1",
    [act.actor.county, row.id],
  );
  return !left;
}
