/** Servers for tests: the real command line, the real PostgreSQL, a data folder and a port of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './source/tree.ts';

/** What a server under test is started with. */
export interface ServeOptions {
  /**
   * `true` (default): `zean start`, which plays the demonstration where the folder is empty. `false`: `zean serve`, no
   * demonstration.
   */
  demo?: boolean;
  /** Data folder of a stopped server (`seedForTest`) that this one starts with a copy of; nothing when left out. */
  from?: string;
  /** More words of the command line, e.g. how large the demonstration is to be. */
  words?: readonly string[];
  /** More of the environment, over what the test itself has. */
  env?: Readonly<Record<string, string>>;
}

/** A running server. */
export interface TestServed {
  /** With the slash at its end; the same after `start()`. */
  url: string;
  dataFolder: string;
  /** Process of the server, another one after `start()`. */
  pid(): number;
  /** Everything the server has printed so far. */
  output(): string;
  /** SIGKILL, as when the power goes: PostgreSQL is left as it is. Answers when the process is gone. */
  kill9(): Promise<void>;
  /** SIGTERM; answers the exit code when the process is gone. The data stays. */
  end(): Promise<number | null>;
  /** Starts again over the same data, after `kill9()` or `end()`. */
  start(): Promise<void>;
  /** Ends everything and removes the data. May be called twice. */
  stop(): Promise<void>;
}

/** A first start plays some ten thousand acts: a minute when the machine is quiet, several when it is not. */
const STARTING_MAY_TAKE = 480_000;

let janitorCode: Promise<string> | undefined;
/** The janitor as one text for node to run: read by a loader from its sources, each of them would take a second of processor time. */
const janitorText = (): Promise<string> =>
  (janitorCode ??= build({
    entryPoints: [join(root, 'test/serve/janitor.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    write: false,
  }).then(({ outputFiles }) => outputFiles[0]!.text));

/** Starts the janitor of a data folder; it waits for the end of its standard input. */
export async function startJanitor(dataFolder: string): Promise<ChildProcess> {
  return spawn(process.execPath, ['--input-type=module', '-e', await janitorText(), 'janitor', dataFolder], {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  });
}

/** A data folder of a test's own, and the process that cleans up after it whatever becomes of the test. */
export async function guardedFolder(): Promise<{ dataFolder: string; janitor: ChildProcess }> {
  const dataFolder = join(tmpdir(), `zean-serve-${process.pid}-${randomBytes(4).toString('hex')}`);
  // PostgreSQL may have to run as another user, who must be able to pass through.
  await mkdir(dataFolder, { mode: 0o711 });
  const janitor = await startJanitor(dataFolder);
  return { dataFolder, janitor };
}

/** The environment of a program on that folder, with its own PostgreSQL. */
export function environmentOf(dataFolder: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DATABASE_APP_URL: __, ...own } = process.env;
  return { ...own, HOST: '127.0.0.1', ZEAN_DATA: dataFolder, ZEAN_NO_BUILD: '1', NO_COLOR: '1', ...more };
}

/** Copies a data folder whole, owners and modes included: PostgreSQL takes no cluster of another user. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const copier = spawn('cp', ['-a', `${from}/.`, to], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = listen(copier);
  const [code] = await once(copier, 'close');
  if (code !== 0) throw new Error(`the data folder was not copied: ${said()}`);
}

/** A demonstration played once, for servers of many tests to start with a copy of. */
export interface Seed {
  dataFolder: string;
  /** Everything the very first start said. */
  said: string;
  remove(): Promise<void>;
}

/** Plays a demonstration of that size as everybody's first start does: `zean start` in an empty folder. @throws with all it printed when it does not come up */
export async function seedForTest(size: { enterprises: number; hazards: number }): Promise<Seed> {
  const words = ['--enterprises', String(size.enterprises), '--hazards', String(size.hazards)];
  const served = await serveForTest({ words });
  if ((await served.end()) !== 0) throw new Error(`the first start did not end in order:\n${served.output()}`);
  return { dataFolder: served.dataFolder, said: served.output(), remove: served.stop };
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Builds what is stale, once, before servers start with ZEAN_NO_BUILD. */
export async function buildOnce(): Promise<void> {
  const builder = spawn(process.execPath, ['bin/build.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = listen(builder);
  const [code] = await once(builder, 'close');
  if (code !== 0) throw new Error(`the build failed:\n${said()}`);
}

/** Everything a program prints, so far. */
export function listen(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (piece: string) => {
      text += piece;
    });
  }
  return () => text;
}

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Waits for the end of a program. */
export async function over(child: ChildProcess): Promise<void> {
  if (!isOver(child)) await once(child, 'exit');
}

/** Waits for `GET /healthz` to answer 200. */
async function healthy(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const end = performance.now() + STARTING_MAY_TAKE;
  for (;;) {
    if (isOver(child))
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode} while starting:\n${said()}`);
    const status = await fetch(`${url}healthz`, { signal: AbortSignal.timeout(2_000) }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      },
      () => 0,
    );
    if (status === 200) return;
    if (performance.now() > end) throw new Error(`no healthy server after ${STARTING_MAY_TAKE / 1000} s:\n${said()}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/**
 * Starts a server and answers when it is healthy. The caller stops it; if the test dies first, a janitor process does.
 * The build has to be there (`buildOnce`; the run's set-up in server.ts sees to it).
 * @throws with all the server printed when it does not come up
 */
export async function serveForTest({
  demo = true,
  from,
  words = [],
  env = {},
}: ServeOptions = {}): Promise<TestServed> {
  const { dataFolder, janitor } = await guardedFolder();
  const port = await freePort();
  const environment = environmentOf(dataFolder, { PORT: String(port), ...env });
  const url = `http://127.0.0.1:${port}/`;
  let printed = '';
  let child: ChildProcess;
  let said = () => '';

  const run = (...words: string[]): void => {
    printed += said();
    child = spawn(process.execPath, [join(root, 'bin/zean.mjs'), ...words], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    janitor.stdin?.write(`${child.pid}\n`);
    said = listen(child);
  };
  const output = () => printed + said();
  const start = async (): Promise<void> => {
    run(demo ? 'start' : 'serve', ...words);
    await healthy(url, child, output);
  };
  const signal = async (name: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(name);
    await over(child);
    return child.exitCode;
  };
  const stop = async (): Promise<void> => {
    janitor.stdin?.end();
    await over(janitor);
  };

  try {
    if (from) await copyFolder(from, dataFolder);
    await start();
  } catch (reason) {
    await stop();
    throw reason;
  }
  return {
    url,
    dataFolder,
    pid: () => child.pid!,
    output,
    kill9: async () => void (await signal('SIGKILL')),
    end: () => signal('SIGTERM'),
    start,
    stop,
  };
}
