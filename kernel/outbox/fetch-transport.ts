import { wellFormed } from '#kernel';
import type { OutboxAct, OutboxFile } from './act.ts';
import { noAnswer, type Outcome, outcomeOf } from './outcome.ts';
import type { Presence, Transport } from './send.ts';

/** What the transport needs of the world. */
export interface WireOptions {
  /** Asks who is signed in; answers JSON with `actor.account`. */
  whoPath?: string;
  fetch?: typeof fetch;
  /** An address of ours as the browser must ask for it, where the platform stands below a path of its host. */
  under?: (path: string) => string;
  clock?: () => number;
  /** Told the server's clock minus the device's, in ms, after every answer that carries a Date. */
  skew?: (ms: number) => void;
}

const ACT_MAY_TAKE = 45_000;
/** A photo over a weak line: 20 MB at 2 Mbit/s. */
const FILE_MAY_TAKE = 90_000;

async function jsonOf(response: Response): Promise<unknown> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return null;
  return response.json().catch(() => null);
}

/** The line to the server over fetch, as docs/architecture.md (HTTP) describes it. Never throws. */
export function fetchTransport(options: WireOptions = {}): Transport {
  const { whoPath = '/api/v1/access/me', fetch: send = (...a) => fetch(...a), clock = Date.now, skew } = options;
  const under = options.under ?? ((path: string) => path);

  async function ask(path: string, init: RequestInit, mayTake: number): Promise<Outcome> {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), mayTake);
    try {
      const begun = clock();
      const response = await send(under(path), {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: cut.signal,
        ...init,
      });
      const ended = clock();
      const date = Date.parse(response.headers.get('date') ?? '');
      // The header has whole seconds: their middle, against the middle of the request.
      if (!Number.isNaN(date)) skew?.(date + 500 - (begun + ended) / 2);
      return outcomeOf(response.status, await jsonOf(response), response.headers.get('retry-after'));
    } catch {
      return noAnswer;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async who(): Promise<Presence> {
      const outcome = await ask(whoPath, { method: 'GET' }, ACT_MAY_TAKE);
      if (outcome.type !== 'answered') return outcome;
      const account = (outcome.answer as { actor?: { account?: unknown } } | null)?.actor?.account;
      return typeof account === 'string' ? { type: 'here', account } : noAnswer;
    },
    async put(file: OutboxFile): Promise<Outcome> {
      const outcome = await ask(
        `/api/v1/files/${file.sha256}`,
        {
          method: 'PUT',
          headers: { 'content-type': file.type, 'x-file-name': encodeURIComponent(wellFormed(file.name)) },
          body: file.bytes,
        },
        FILE_MAY_TAKE,
      );
      if (outcome.type !== 'answered') return outcome;
      // The server names what it stored; anything else is not our server or not our bytes.
      return (outcome.answer as { sha256?: unknown } | null)?.sha256 === file.sha256 ? outcome : noAnswer;
    },
    post(act: OutboxAct): Promise<Outcome> {
      return ask(
        `/api/v1/${act.command.replace('.', '/')}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': act.actId, 'x-observed-at': act.madeAt },
          body: JSON.stringify(act.given),
        },
        ACT_MAY_TAKE,
      );
    },
  };
}
