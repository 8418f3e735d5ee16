import type { PoolClient } from 'pg';
import { type Actor, mintId } from '#kernel';
import { writeEntry } from '#kernel/server';
import { actorOf } from './store.ts';
import { type Account, account } from './subjects.ts';

/** What happened at the door (登录、拒绝、锁定、退出): these are no commands, and leave their entry all the same. */
export interface DoorNote {
  at: string;
  command: 'access.sign-in' | 'access.sign-out';
  sentence: string;
  /** Where from; never a password, nor an account name that is nobody's (people type passwords there). */
  given?: { address?: string; device?: string; app?: string };
}

const stranger = (county: string): Actor => ({
  account: '',
  name: '（未登录）',
  role: 'public',
  county,
  scope: 'public',
  town: null,
  enterprise: null,
  agency: null,
});

/** Writes one entry about `who`, or about a stranger of this county. */
export function note(client: PoolClient, who: Account | { county: string }, what: DoorNote): Promise<void> {
  const known = 'id' in who;
  return writeEntry(client, {
    id: mintId(),
    at: what.at,
    observedAt: null,
    actor: known ? actorOf(who) : stranger(who.county),
    command: what.command,
    sentence: what.sentence,
    subjectKind: known ? account.kind : null,
    subjectId: known ? who.id : null,
    given: what.given ?? {},
  });
}
