import { isUnsent, type OutboxAct, type OutboxFile } from './act.ts';
import type { ActEvent } from './next.ts';
import { eventOf, type Outcome } from './outcome.ts';
import { pick } from './queue.ts';

/** Where acts are kept. Every change is one transaction: after a crash an act is as it was before it or after it. */
export interface OutboxStore {
  all(): Promise<OutboxAct[]>;
  /** Applies an event to the act as it stands now; the act afterwards, or null when it is gone. */
  move(actId: string, event: ActEvent): Promise<OutboxAct | null>;
  file(sha256: string): Promise<OutboxFile | null>;
  /** `at` null: the server turned out not to have it after all. */
  fileReceived(sha256: string, at: string | null): Promise<void>;
}

/** Who the server says is signed in. */
export type Presence = { type: 'here'; account: string } | Exclude<Outcome, { type: 'answered' }>;

/** The line to the server. */
export interface Transport {
  who(): Promise<Presence>;
  put(file: OutboxFile): Promise<Outcome>;
  post(act: OutboxAct): Promise<Outcome>;
}

/** What a round did, and why it ended. */
export interface Round {
  ended: 'empty' | 'unreachable' | 'signedOut';
  received: number;
  problems: number;
}

const lost = (sha256: string): Outcome => ({
  type: 'refused',
  error: { code: 'PHOTO_LOST', message: `照片 ${sha256.slice(0, 8)} 不在本机存储中，请重新拍摄后再发` },
});

/** Puts the files the server has not confirmed yet; what stopped it, or whether some were taken on trust. */
async function putFiles(
  store: OutboxStore,
  transport: Transport,
  act: OutboxAct,
  clock: () => string,
): Promise<Outcome | { trusted: boolean }> {
  let trusted = false;
  for (const sha256 of act.photos) {
    const file = await store.file(sha256);
    if (!file) return lost(sha256);
    if (file.receivedAt !== null) {
      trusted = true;
      continue;
    }
    const outcome = await transport.put(file);
    if (outcome.type !== 'answered') return outcome;
    await store.fileReceived(sha256, clock());
  }
  return { trusted };
}

const missesFiles = (outcome: Outcome): boolean =>
  outcome.type === 'refused' && outcome.error.places?.some(({ place }) => place.startsWith('photos')) === true;

/** Files first, then the act: the server never holds an act whose photos are missing. */
async function deliver(
  store: OutboxStore,
  transport: Transport,
  act: OutboxAct,
  clock: () => string,
): Promise<Outcome> {
  for (;;) {
    const put = await putFiles(store, transport, act, clock);
    if (!('trusted' in put)) return put;
    const outcome = await transport.post(act);
    if (!missesFiles(outcome)) return outcome;
    // The server clears uploads nothing came for: what it confirmed last week may be gone, and goes up again.
    for (const sha256 of act.photos) await store.fileReceived(sha256, null);
    if (!put.trusted) return outcome;
  }
}

/**
 * One round of sending, by the one sender that holds the lock: brings back what a dead sender left, asks who is signed in, and
 * sends that account's acts one by one until none is due or the line is cut.
 */
export async function sendRound(store: OutboxStore, transport: Transport, clock: () => string): Promise<Round> {
  const round: Round = { ended: 'empty', received: 0, problems: 0 };
  const before = await store.all();
  for (const act of before)
    if (act.state === 'sending') await store.move(act.actId, { type: 'recovered', at: clock() });
  if (!before.some((act) => isUnsent(act) && act.state !== 'problem')) return round;
  const who = await transport.who();
  if (who.type !== 'here') return { ...round, ended: who.type === 'signedOut' ? 'signedOut' : 'unreachable' };
  for (;;) {
    const act = pick(await store.all(), { account: who.account, now: clock() });
    if (!act) return round;
    const taken = await store.move(act.actId, { type: 'take', at: clock() });
    if (taken?.state !== 'sending') continue;
    const outcome = await deliver(store, transport, taken, clock);
    const after = await store.move(act.actId, eventOf(outcome, clock()));
    if (after?.state === 'received') round.received += 1;
    if (after?.state === 'problem') round.problems += 1;
    if (outcome.type === 'signedOut') return { ...round, ended: 'signedOut' };
    if (outcome.type === 'unreachable' && outcome.everything) return { ...round, ended: 'unreachable' };
  }
}
