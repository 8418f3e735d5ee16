/** Talks to a server under test as a person's client does: signs in, acts with a key, reads; and runs the command line beside it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { demoPassword } from '../contexts/access/demo.ts';
import { root } from './source/tree.ts';

export interface Reply<T = Record<string, unknown>> {
  status: number;
  body: T & { refused?: { code: string; message: string }; answer?: Record<string, unknown>; entry?: string };
}

/** A signed-in client. Every call waits a few seconds at most and throws when the connection breaks. */
export async function clientOf(url: string, account: string, password: string = demoPassword) {
  const signed = await fetch(`${url}api/v1/access/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  });
  if (signed.status !== 200) throw new Error(`${account}: ${await signed.text()}`);
  const cookie = String(signed.headers.get('set-cookie')).split(';')[0] as string;
  const call = async <T>(path: string, init: RequestInit = {}): Promise<Reply<T>> => {
    const answer = await fetch(`${url}api/v1/${path}`, {
      ...init,
      headers: { cookie, ...init.headers },
      signal: AbortSignal.timeout(15_000),
    });
    return { status: answer.status, body: (await answer.json()) as Reply<T>['body'] };
  };
  return {
    cookie,
    get: <T = Record<string, unknown>>(path: string) => call<T>(path),
    post: (path: string, body: unknown, key: string = crypto.randomUUID()) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
      }),
    put: (path: string, bytes: Uint8Array, type: string) =>
      call(path, { method: 'PUT', body: bytes as never, headers: { 'content-type': type } }),
  };
}
export type Client = Awaited<ReturnType<typeof clientOf>>;

/** What one run of the command line left: its code and all it said. */
export interface Said {
  code: number | null;
  out: string;
  err: string;
  // biome-ignore lint/suspicious/noExplicitAny: what --json prints differs by command
  json: any;
}

/** Runs `npx zean …` on a data folder and waits for its end. */
export async function zean(
  dataFolder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const { DATABASE_URL: _, DATABASE_APP_URL: __, ...own } = process.env;
  const child = spawn(process.execPath, [join(root, 'bin/zean.mjs'), ...words], {
    cwd: root,
    env: { ...own, ZEAN_DATA: dataFolder, ZEAN_NO_BUILD: '1', NO_COLOR: '1', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    out += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    err += piece;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const last = out.trim().split('\n').at(-1) ?? '';
  return { code, out, err, json: last.startsWith('{') || last.startsWith('[') ? JSON.parse(last) : null };
}
