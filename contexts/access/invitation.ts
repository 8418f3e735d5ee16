import { isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, rowsOf, runCommand, systemActor, transaction } from '#kernel/server';
import { acceptInvitation as accept, DEAD } from './commands/accept-invitation.ts';
import { tokenHash } from './hash.ts';

/** Whose link it is and until when it holds (ISO instant). */
export interface Invitation {
  account: string;
  name: string;
  endsAt: string;
}

/** Looks at a one-time link without using it: whoever holds it is told whose password he sets before he thinks of one. */
export const readInvitation = (r: Runner, county: string, held: string): Promise<Invitation | Refused> =>
  transaction(r.pool, systemActor(county), 'read', async (client) => {
    const [found] = await rowsOf<Invitation>(client, {
      sql: `select a.account, a.name, i.ends_at from access.invitation i join access.account a on a.county = i.county and a.id = i.account
        where i.county = $1 and i.token_hash = $2 and i.used_at is null and i.ends_at > $3 and a.disabled_at is null`,
      values: [county, tokenHash(held), r.clock()],
    });
    return found ?? refuse('NOT_FOUND', DEAD);
  });

/** Sets the password by a one-time link; it does not sign in, so the second factor is asked as always. */
export async function acceptInvitation(r: Runner, county: string, given: unknown): Promise<unknown | Refused> {
  const outcome = await runCommand(r, accept, systemActor(county), { key: mintId(), body: given });
  return isRefused(outcome) ? outcome : outcome.done;
}
