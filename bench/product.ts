import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Connection } from '#db';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Resident memory of a process in MB (Linux), NaN elsewhere. */
export function rssOf(pid: number, peak = false): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${peak ? 'VmHWM' : 'VmRSS'}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

const TICK_MS = 10;

/** CPU time in ms that each of these processes has used so far (Linux, where USER_HZ is 100). */
export function cpuOf(pids: readonly number[]): Map<number, number> {
  const used = new Map<number, number>();
  for (const pid of pids) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      used.set(pid, (Number(fields[11]) + Number(fields[12])) * TICK_MS);
    } catch {
      // A back end that has gone.
    }
  }
  return used;
}

/** The server processes of a running PostgreSQL: the postmaster and its children. */
export function postgresOf(dataFolder: string): number[] {
  const postmaster = Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  return [postmaster, ...children];
}

/** Starts a program and waits for the line that says it is ready. */
async function started(
  args: string[],
  env: NodeJS.ProcessEnv,
  ready: RegExp,
): Promise<{ child: ChildProcess; said: RegExpExecArray }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A bench that fails leaves no server behind.
  process.once('exit', () => child.kill('SIGTERM'));
  const said = await new Promise<RegExpExecArray>((resolve, reject) => {
    const lines: string[] = [];
    for (const input of [child.stdout!, child.stderr!]) {
      createInterface(input).on('line', (line) => {
        if (lines.push(line) > 200) lines.shift();
        const found = ready.exec(line);
        if (found) resolve(found);
      });
    }
    child.on('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${lines.join('\n')}`)));
  });
  return { child, said };
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** The platform as people get it: its own process, built, with login, row scope, validation and journal on. */
export interface Product {
  port: number;
  pid: number;
  cookieOf(account: string): Promise<string>;
  /** ms from the start of the process to its line "started". */
  startMs: number;
  stop(): Promise<void>;
}

export async function openProduct(dataFolder: string): Promise<Product> {
  const port = await freePort();
  const begun = performance.now();
  const { child } = await started(
    [...(process.env.BENCH_NODE?.split(' ') ?? []), 'bin/zean.mjs', 'start'],
    { ZEAN_DATA: dataFolder, PORT: String(port), HOST: '127.0.0.1', ZEAN_NO_BUILD: '1' },
    /泽安已启动/,
  );
  const startMs = performance.now() - begun;
  return {
    port,
    pid: child.pid!,
    startMs,
    async cookieOf(account) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/access/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account, password: 'zean-demo-2022' }),
      });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0];
      if (!cookie) throw new Error(`sign-in of ${account}: ${answer.status} ${await answer.text()}`);
      return cookie;
    },
    stop: () => ended(child),
  };
}

/** How to reach the PostgreSQL of a running data folder as its superuser. */
export function superuserOf(dataFolder: string): Connection {
  const { superuser } = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')) as {
    superuser: { name: string; password: string };
  };
  const [, , , port] = readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const sockets = join(dataFolder, 'run');
  const host = existsSync(join(sockets, `.s.PGSQL.${port}`)) ? sockets : '127.0.0.1';
  return { host, port: Number(port), user: superuser.name, password: superuser.password, database: 'zean' };
}

export interface Bare {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** The yardstick: bench/bare.ts in a process of its own, on the same PostgreSQL. */
export async function openBare(dataFolder: string): Promise<Bare> {
  const { child, said } = await started(
    ['--import', 'tsx', 'bench/bare.ts'],
    { BARE_PG: JSON.stringify(superuserOf(dataFolder)) },
    /bare on (\d+)/,
  );
  return { port: Number(said[1]), pid: child.pid!, stop: () => ended(child) };
}
