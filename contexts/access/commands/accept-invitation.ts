import { z } from 'zod';
import { allow, command, isRefused, refuse } from '#kernel';
import { forgetAccount } from '../forget.ts';
import { tokenHash } from '../hash.ts';
import { type Account, account } from '../subjects.ts';
import { hashOf, password } from './given.ts';

const token = z.string('链接不完整').max(200, '链接不完整');
export const invitationGiven = z.strictObject({ token });
export const acceptGiven = z.strictObject({ token, password });

export const DEAD = '链接已用过或已过期，请联系管理员重新发出';

/** Run by the door for somebody who has no session yet; the one-time link is the proof. */
export const acceptInvitation = command({
  name: 'access.accept-invitation',
  title: '凭一次性链接设置密码',
  input: acceptGiven,
  may: [allow<never>(['system'], '持一次性链接的人')],
  secret: ['token', 'password'],
  async handle(act, given) {
    const found = await act.one<Account>(
      `select a.* from access.invitation i join access.account a on a.county = i.county and a.id = i.account
       where i.county = $1 and i.token_hash = $2 and i.used_at is null and i.ends_at > $3 and a.disabled_at is null`,
      [act.actor.county, tokenHash(given.token), act.at],
    );
    if (!found) return refuse('NOT_FOUND', DEAD);
    const hash = await hashOf('password', given.password, found);
    if (isRefused(hash)) return hash;
    const used = await act.run(
      'update access.invitation set used_at = $3 where county = $1 and token_hash = $2 and used_at is null',
      [act.actor.county, tokenHash(given.token), act.at],
    );
    if (used === 0) return refuse('NOT_FOUND', '链接已用过，请联系管理员重新发出');
    act.change(account, found, {
      passwordHash: hash,
      mustChangePassword: false,
      passwordChangedAt: act.at,
      passwordUntil: null,
    });
    await forgetAccount(act, found.id);
    act.about(account.kind, found.id);
    act.note(`凭一次性链接设置密码：${found.name}（${found.account}）`);
    return { account: found.account, name: found.name };
  },
});
