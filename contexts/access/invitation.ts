import { z } from 'zod';
import { allow, command, isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, rowsOf, runCommand, systemActor, transaction } from '#kernel/server';
import { hashOf, password } from './commands/given.ts';
import { forgetAccount } from './forget.ts';
import { tokenHash } from './hash.ts';
import { type Account, account } from './subjects.ts';

const token = z.string('链接不完整').max(200, '链接不完整');
export const invitationGiven = z.strictObject({ token });
export const acceptGiven = z.strictObject({ token, password });

const DEAD = '链接已用过或已过期，请联系管理员重新发出';

/** Whose link it is and until when it holds (ISO instant). */
export interface Invitation {
  /** Code of the county whose account it is, where several are served. */
  county?: string;
  account: string;
  name: string;
  endsAt: string;
}

/** Looks at a one-time link without using it: whoever holds it is told whose password he sets before he thinks of one. */
export async function readInvitation(
  r: Runner,
  counties: readonly string[],
  held: string,
): Promise<Invitation | Refused> {
  const found = await whoseLink(r, counties, held);
  if (!found) return refuse('NOT_FOUND', DEAD);
  const { county, ...invitation } = found;
  return counties.length > 1 ? found : invitation;
}

type Found = Invitation & { county: string };

/** A link says no county: its 256 random bits are found in one at most. */
async function whoseLink(r: Runner, counties: readonly string[], held: string): Promise<Found | null> {
  for (const county of counties) {
    const found = await invitationIn(r, county, held);
    if (found) return found;
  }
  return null;
}

const invitationIn = (r: Runner, county: string, held: string): Promise<Found | null> =>
  transaction(r.pool, systemActor(county), 'read', async (client) => {
    const [found] = await rowsOf<Found>(client, {
      sql: `select a.county, a.account, a.name, i.ends_at from access.invitation i join access.account a on a.county = i.county and a.id = i.account
        where i.county = $1 and i.token_hash = $2 and i.used_at is null and i.ends_at > $3 and a.disabled_at is null`,
      values: [county, tokenHash(held), r.clock()],
    });
    return found ?? null;
  });

/** Run by the door for somebody who has no session yet; the one-time link is the proof. */
const accept = command({
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

/** Sets the password by a one-time link; it does not sign in, so the second factor is asked as always. */
export async function acceptInvitation(
  r: Runner,
  counties: readonly string[],
  given: z.output<typeof acceptGiven>,
): Promise<unknown | Refused> {
  const found = counties.length > 1 ? await whoseLink(r, counties, given.token) : null;
  // A link that is nobody's is refused as one of the first county would be.
  const county = found?.county ?? (counties[0] as string);
  const outcome = await runCommand(r, accept, systemActor(county), { key: mintId(), body: given });
  return isRefused(outcome) ? outcome : outcome.done;
}
