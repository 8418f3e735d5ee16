import type { z } from 'zod';
import { isRefused, mintId, type Refused, refuse } from '#kernel';
import { type Runner, rowsOf, runCommand, systemActor, transaction } from '#kernel/server';
import { acceptInvitation as accept, type acceptGiven, DEAD } from './commands/accept-invitation.ts';
import { tokenHash } from './hash.ts';

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
