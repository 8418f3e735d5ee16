import pg from 'pg';
import { CHANNEL } from './forget.ts';

const RETRY_MS = 1_000;

/** A connection of its own that hears notices. While it is not there, `isListening` is false and nothing may be kept in memory. */
export interface Ear {
  isListening(): boolean;
  close(): Promise<void>;
}

/**
 * Listens on the session channel with one connection beside the pool; comes back by itself after a loss.
 * `lost` is called each time notices may have been missed.
 */
export function listen(pool: pg.Pool, heard: (payload: string) => void, lost: () => void): Ear {
  let listening = false;
  let closed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  const again = (from: pg.Client) => {
    if (client !== from) return;
    client = null;
    listening = false;
    lost();
    from.end().catch(() => {});
    if (closed) return;
    timer = setTimeout(() => void start(), RETRY_MS);
    timer.unref();
  };
  const start = async () => {
    // The pool's own settings, password included: it is not enumerable there, so the object itself is handed on.
    const mine = new pg.Client(pool.options as pg.ClientConfig);
    client = mine;
    mine.on('error', () => again(mine));
    mine.on('end', () => again(mine));
    mine.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await mine.connect();
      await mine.query(`listen ${CHANNEL}`);
      lost();
      listening = client === mine && !closed;
    } catch {
      again(mine);
    }
  };
  const starting = start();
  return {
    isListening: () => listening,
    async close() {
      closed = true;
      clearTimeout(timer);
      await starting;
      const last = client;
      client = null;
      listening = false;
      await last?.end().catch(() => {});
    },
  };
}
