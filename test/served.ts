/** Talks to a server under test as a person's client does: signs in, acts with a key, reads; and runs the command line beside it. */
import { fork, spawn } from 'node:child_process';
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

/** What a command line is run with on a data folder. */
const settings = (dataFolder: string): Record<string, string> => ({
  ZEAN_DATA: dataFolder,
  ZEAN_NO_BUILD: '1',
  NO_COLOR: '1',
  HOST: '127.0.0.1',
});
const withoutDatabase = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _, DATABASE_APP_URL: __, ...own } = process.env;
  return own;
};

/** With what `--json` printed, the last line. */
function saidOf({ code, out, err }: Omit<Said, 'json'>): Said {
  const last = out.trim().split('\n').at(-1) ?? '';
  return { code, out, err, json: last.startsWith('{') || last.startsWith('[') ? JSON.parse(last) : null };
}

/** Runs `npx zean …` on a data folder, a process of its own, and waits for its end. */
export async function zean(
  dataFolder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const child = spawn(process.execPath, [join(root, 'bin/zean.mjs'), ...words], {
    cwd: root,
    env: { ...withoutDatabase(), ...settings(dataFolder), ...env },
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
  return saidOf({ code, out, err });
}

/** The built command line in one process that stays, for many commands one after another (serve/line.mjs). */
export interface Line {
  /** As `zean()`, without the second of processor time a process takes to read the bundle. */
  zean(dataFolder: string, words: readonly string[]): Promise<Said>;
  close(): Promise<void>;
}

/** Starts such a process. Where code, pipes or a start from nothing are what is tried, `zean()` is the way. */
export function openLine(): Line {
  const child = fork(join(root, 'test/serve/line.mjs'), [join(root, 'dist/server/zean.mjs')], {
    cwd: root,
    env: withoutDatabase(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
  const gone = once(child, 'exit');
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (dataFolder: string, words: readonly string[]): Promise<Said> => {
    child.send({ words, env: settings(dataFolder) });
    const answer = await Promise.race([once(child, 'message'), gone.then(() => undefined)]);
    if (!answer) throw new Error(`the process of the command line ended at: zean ${words.join(' ')}`);
    return saidOf(answer[0] as Omit<Said, 'json'>);
  };
  return {
    zean(dataFolder, words) {
      const turn = last.then(() => ask(dataFolder, words));
      last = turn.catch(() => {});
      return turn;
    },
    async close() {
      child.disconnect();
      await gone;
    },
  };
}
