import { connect, type Socket } from 'node:net';

/** What one closed-loop run measured. Times in ms. */
export interface Load {
  n: number;
  rps: number;
  p50: number;
  p99: number;
  /** Answers by status code. */
  statuses: Map<number, number>;
}

export interface Fire {
  port: number;
  connections: number;
  ms: number;
  /** The next request, serialised by `requestOf`; null ends this connection's loop. */
  next: (n: number) => Buffer | null;
}

export function requestOf(
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...Object.entries(headers).map(([k, v]) => `${k}: ${v}`),
  ];
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

/** Where an answer ends in what has arrived, or -1; chunked answers end with an empty chunk. */
function endOf(got: Buffer): { status: number; end: number } | null {
  const head = got.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const text = got.toString('latin1', 0, head).toLowerCase();
  const status = Number(text.slice(9, 12));
  const length = /\r\ncontent-length: (\d+)/.exec(text);
  if (length) {
    const end = head + 4 + Number(length[1]);
    return got.length >= end ? { status, end } : null;
  }
  if (!text.includes('transfer-encoding: chunked')) return { status, end: head + 4 };
  const last = got.indexOf('\r\n0\r\n\r\n', head + 2);
  return last < 0 ? null : { status, end: last + 7 };
}

/** Share `q` of a list of times, 0 when there are none. */
export function quantile(times: readonly number[], q: number): number {
  if (times.length === 0) return 0;
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

/**
 * A closed loop over plain sockets: every connection sends its next request when its answer is complete. Cheaper by far than
 * node:http, so that the generator, which shares the cores, blurs the ratio as little as it can.
 */
export async function fire({ port, connections, ms, next }: Fire): Promise<Load> {
  const times: number[] = [];
  const statuses = new Map<number, number>();
  let sent = 0;
  const begun = performance.now();
  const until = begun + ms;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let parts: Buffer[] = [];
      let at = 0;
      const send = () => {
        const request = performance.now() < until ? next(sent++) : null;
        if (!request) return void socket.end(resolve);
        at = performance.now();
        socket.write(request);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('close', () => resolve());
      socket.on('data', (part) => {
        parts.push(part);
        const got = parts.length === 1 ? part : Buffer.concat(parts);
        const found = endOf(got);
        if (!found) {
          parts = [got];
          return;
        }
        parts = [];
        times.push(performance.now() - at);
        statuses.set(found.status, (statuses.get(found.status) ?? 0) + 1);
        send();
      });
    });
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - begun) / 1000;
  return {
    n: times.length,
    rps: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    statuses,
  };
}

/** Throws unless every answer had this status: a fast refusal is no result. */
export function all(load: Load, status = 200): Load {
  const wrong = [...load.statuses].filter(([code]) => code !== status);
  if (wrong.length > 0 || load.n === 0)
    throw new Error(`answers: ${JSON.stringify([...load.statuses])}, expected only ${status}`);
  return load;
}
