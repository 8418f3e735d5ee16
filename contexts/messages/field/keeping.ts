import { keep } from '#kernel/phone';
import { ask, type Me, mayAny } from '#kernel/ui';
import type { Inbox } from '../desk/answers.ts';
import { keptInbox } from './kept-names.ts';

const NEWEST = 50;

/** The newest messages and how many are unread. @throws Refused, Unreachable */
export async function keepInbox(me: Me): Promise<void> {
  if (mayAny(me, 'messages.inbox'))
    await keep(me.actor.account, keptInbox, await ask<Inbox>('messages.inbox', { limit: NEWEST }));
}
