import type { Act } from '#kernel';

/** The channel on which servers tell each other that an account's sessions or rights changed. */
export const CHANNEL = 'zean_session';

type Forgetter = (county: string, account: string) => void;
const forgetters = new Set<Forgetter>();

/** Caches of this process that must hear of changes at once; returns how to leave. */
export function hearChanges(forget: Forgetter): () => void {
  forgetters.add(forget);
  return () => forgetters.delete(forget);
}

export function forgetHere(county: string, account: string): void {
  for (const forget of forgetters) forget(county, account);
}

/** Inside a command: other servers hear at the commit, this one now, so that the next request reads the account anew. */
export async function forgetAccount(act: Act, account: string): Promise<void> {
  await act.run('select pg_notify($1, $2)', [CHANNEL, `${act.actor.county}:${account}`]);
  forgetHere(act.actor.county, account);
}
