import type { ActError, OutboxAct } from './act.ts';

/** What can happen to an act. Instants are the device's. */
export type ActEvent =
  /** The person writes on. */
  | { type: 'edit'; at: string; content: Partial<Pick<OutboxAct, 'given' | 'form' | 'photos' | 'about' | 'subjectId'>> }
  /** The person sends it off; `after` is the last act on the same subject that has not arrived. */
  | {
      type: 'submit';
      at: string;
      after: string | null;
      content?: Partial<Pick<OutboxAct, 'given' | 'form' | 'photos' | 'about' | 'subjectId'>>;
    }
  /** The person takes it back before it was ever on the transport. */
  | { type: 'withdraw'; at: string }
  | { type: 'take'; at: string }
  | { type: 'answered'; at: string; answer: unknown; entry: string | null }
  | { type: 'unreachable'; at: string; error: ActError; retryAfter?: number }
  | { type: 'signedOut'; at: string; error: ActError }
  | { type: 'refused'; at: string; error: ActError }
  /** A sender died with the act in its hands; whether the server has it is unknown, so the same key goes again. */
  | { type: 'recovered'; at: string }
  /** The person does not want to wait for the back-off. */
  | { type: 'hurry'; at: string }
  /** The person sends a stuck act as it is once more, under its own key. */
  | { type: 'again'; at: string }
  | { type: 'replaced'; at: string; by: string }
  /** The act before it was replaced or discarded. */
  | { type: 'repoint'; after: string | null };

/** Codes of answers that give no reason: a bug of the server's, or a page of something on the way. */
const UNEXPLAINED: readonly string[] = ['BROKEN', 'UNEXPLAINED'];
/** Codes with which the server itself says that it did nothing. Not BUSY: a database that hung may have done it in the end. */
const OWN_WORDS: readonly string[] = ['BROKEN', 'TOO_MANY', 'DISK_FULL'];
/** After so many of them an act is its owner's to settle: 35 s at the least, longer than any start of a server. */
export const UNEXPLAINED_MOST = 4;

/** Whether the act was given up for want of a reason: it may be sent again as it is, written anew, taken out in a file, or removed. */
export const isStuck = (act: OutboxAct): boolean =>
  act.state === 'problem' && act.replacedBy === null && UNEXPLAINED.includes(act.lastError?.code ?? '');

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;

/** Milliseconds to wait after the n-th failure (1…): 5 s, doubling up to 5 min; never less than the server asked for. */
export function backOff(tries: number, retryAfter = 0): number {
  return Math.max(Math.min(FIRST_WAIT * 2 ** Math.max(0, Math.min(tries, 20) - 1), LONGEST_WAIT), retryAfter);
}

/** A try without a word about the act: it waits for the next one, or is given up when too often no reason was said. */
function unreached(act: OutboxAct, event: Extract<ActEvent, { type: 'unreachable' }>): OutboxAct {
  const unexplained = (act.unexplained ?? 0) + (UNEXPLAINED.includes(event.error.code) ? 1 : 0);
  // Of what went out before this was counted nobody knows.
  const before = act.unsure ?? (act.unexplained === undefined && act.tries > 1);
  const told = {
    unexplained,
    unsure: before || !OWN_WORDS.includes(event.error.code),
    lastError: event.error,
    changedAt: event.at,
  };
  if (unexplained >= UNEXPLAINED_MOST && UNEXPLAINED.includes(event.error.code))
    return { ...act, ...told, state: 'problem', tryAt: null };
  const tryAt = new Date(Date.parse(event.at) + backOff(act.tries, event.retryAfter)).toISOString();
  return { ...act, ...told, state: 'waiting', tryAt };
}

/**
 * The outbox's state machine. Total and forgiving: an event that does not fit the state leaves the act as it is, because two
 * senders may tell the same story twice or in another order. `received` is final and never undone.
 */
export function next(act: OutboxAct, event: ActEvent): OutboxAct {
  const { state } = act;
  if (state === 'received') return act;
  switch (event.type) {
    case 'edit':
      return state === 'draft' ? { ...act, ...event.content, changedAt: event.at } : act;
    case 'submit':
      if (state !== 'draft') return act;
      return {
        ...act,
        ...event.content,
        state: 'waiting',
        madeAt: event.at,
        after: event.after,
        lastError: null,
        tryAt: null,
        changedAt: event.at,
      };
    case 'withdraw':
      return state === 'waiting' && act.tries === 0
        ? { ...act, state: 'draft', after: null, changedAt: event.at }
        : act;
    case 'take':
      if (state !== 'waiting' || (act.tryAt !== null && act.tryAt > event.at)) return act;
      return { ...act, state: 'sending', tries: act.tries + 1, tryAt: null, changedAt: event.at };
    case 'answered':
      // A late answer is the truth, whatever the device believed meanwhile; only a draft cannot have been sent.
      if (state === 'draft') return act;
      return {
        ...act,
        state: 'received',
        answer: event.answer,
        entry: event.entry,
        lastError: null,
        tryAt: null,
        changedAt: event.at,
      };
    case 'refused':
      return state === 'sending'
        ? { ...act, state: 'problem', lastError: event.error, tryAt: null, changedAt: event.at }
        : act;
    case 'unreachable':
      return state === 'sending' ? unreached(act, event) : act;
    case 'signedOut':
      return state === 'sending'
        ? { ...act, state: 'waiting', lastError: event.error, tryAt: null, changedAt: event.at }
        : act;
    case 'recovered':
      return state === 'sending' ? { ...act, state: 'waiting', unsure: true, tryAt: null, changedAt: event.at } : act;
    case 'again':
      return isStuck(act) ? { ...act, state: 'waiting', unexplained: 0, tryAt: null, changedAt: event.at } : act;
    case 'hurry':
      return state === 'waiting' && act.tryAt !== null ? { ...act, tryAt: null } : act;
    case 'replaced':
      return state === 'problem' ? { ...act, replacedBy: event.by, changedAt: event.at } : act;
    case 'repoint':
      return { ...act, after: event.after };
  }
}
