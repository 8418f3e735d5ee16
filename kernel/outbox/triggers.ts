import type { Outbox } from './outbox.ts';

/** Between two looks when nothing else wakes the sender: the `online` event may never come. */
const POLL_MS = 15_000;

/** Message a service worker sends when the system lets it wake up. */
export const SYNC_MESSAGE = 'zean-sync';

/**
 * Wakes the sender: on line again, seen again, the worker's message, the end of a back-off, and every 15 s while something
 * waits. Answers a function that stops it.
 * @param account who is signed in, as far as the device knows
 */
export function startSync(outbox: Outbox, account: () => string | null): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const round = async () => {
    clearTimeout(timer);
    await outbox.sync().catch(() => null);
    const until = await outbox.untilNextTry(account()).catch(() => null);
    if (!stopped) timer = setTimeout(wake, Math.min(POLL_MS, Math.max(1_000, until ?? POLL_MS)));
  };
  const wake = () => void round();
  const seen = () => {
    if (document.visibilityState === 'visible') wake();
  };
  const heard = (event: MessageEvent) => {
    if (event.data === SYNC_MESSAGE) wake();
  };
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', seen);
  navigator.serviceWorker?.addEventListener('message', heard);
  wake();
  return () => {
    stopped = true;
    clearTimeout(timer);
    removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', seen);
    navigator.serviceWorker?.removeEventListener('message', heard);
  };
}
