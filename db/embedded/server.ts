import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseFailure, errorText } from '../failure.ts';
import type { Binaries } from './binaries.ts';
import { run } from './cluster.ts';
import { ownFolder, type Place } from './place.ts';
import { livePostmaster, type Postmaster, readPostmaster } from './postmaster.ts';
import { isAlive, waitFor } from './processes.ts';

/** sun_path holds 107 bytes on Linux and 103 on macOS; the longest file name is `.s.PGSQL.65535`. */
const SOCKET_PATH_BYTES = process.platform === 'darwin' ? 103 : 107;
/** Crash recovery replays at most max_wal_size: far below this, but a slow disk must not make us kill it. */
const READY_MS = 10 * 60_000;
const STOP_FAST_MS = 7_500;
const STOP_TOTAL_MS = 9_700;

/** The folder for the unix socket, or '' when there are none here (Windows) or its path would be too long. */
export function socketFolder(place: Pick<Place, 'sockets'>, platform: string = process.platform): string {
  if (platform === 'win32') return '';
  return Buffer.byteLength(join(place.sockets, '.s.PGSQL.65535')) <= SOCKET_PATH_BYTES ? place.sockets : '';
}

/** A TCP port free on 127.0.0.1 at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Nobody has the cluster, so nobody listens there: sockets that a killed server left would only pile up, each start has a port of its own. */
async function clearSockets(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^\.s\.PGSQL\.\d+(\.lock)?$/.test(name)) await rm(join(folder, name), { force: true });
}

/** Remembers how long every log is now; the answer reads what was added since. */
async function watchLogs(place: Place): Promise<() => Promise<string>> {
  const files = async () => {
    const folder = join(place.cluster, 'log');
    const names = await readdir(folder).catch(() => []);
    return [join(place.area, 'postgres.start.log'), ...names.map((name) => join(folder, name))];
  };
  const before = new Map<string, number>();
  // The log of the start is begun anew by each start (pg_ctl goes on with it).
  const old = process.platform === 'win32' ? await files() : (await files()).slice(1);
  for (const file of old)
    before.set(
      file,
      await stat(file)
        .then((s) => s.size)
        .catch(() => 0),
    );
  return async () => {
    let text = '';
    for (const file of await files()) {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      const from = before.get(file) ?? 0;
      text += bytes.subarray(from <= bytes.length ? from : 0).toString('utf8');
    }
    return text.trim();
  };
}

/** How a server is started. */
export interface Starting {
  /** Runs while it comes up; what it throws stops the server again. */
  meanwhile?: () => void;
  /** The port it has to have; any free one when left out. */
  port?: number;
}

/** One attempt. Answers the ready postmaster, or what the server said before it gave up. */
async function attempt(place: Place, binaries: Binaries, how: Starting): Promise<Postmaster | { said: string }> {
  const port = how.port ?? (await freePort());
  const sockets = socketFolder(place);
  if (sockets) {
    await ownFolder(sockets, place.identity);
    await clearSockets(sockets);
  }
  const said = await watchLogs(place);
  const flags = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${sockets}`];
  flags.push('-c', 'unix_socket_permissions=0700');
  const startLog = join(place.area, 'postgres.start.log');
  let gone = false;
  let pid: number | undefined;
  if (process.platform === 'win32') {
    // pg_ctl drops administrator rights, which postgres.exe refuses, and detaches from our console.
    const quoted = flags.map((flag) => `"${flag}"`).join(' ');
    const started = await run(
      binaries.pgCtl,
      ['start', '-W', '-D', place.cluster, '-l', startLog, '-o', quoted],
      binaries,
      place,
    );
    if (started.status !== 0) return { said: started.text };
    await waitFor(() => readPostmaster(place.cluster) !== undefined, 10_000);
    pid = readPostmaster(place.cluster)?.pid;
  } else {
    const out = openSync(startLog, 'w', 0o600);
    // detached = a session of its own: the terminal's Ctrl-C reaches Node alone, which then stops the server in order.
    const child = spawn(binaries.postgres, ['-D', place.cluster, ...flags], {
      env: binaries.env,
      cwd: place.area,
      detached: true,
      stdio: ['ignore', out, out],
      ...place.identity,
    });
    closeSync(out);
    child.unref();
    child.once('exit', () => {
      gone = true;
    });
    const failed = new Promise<Error>((resolve) => child.once('error', resolve));
    const spawned = new Promise<undefined>((resolve) => child.once('spawn', () => resolve(undefined)));
    const error = await Promise.race([failed, spawned]);
    if (error) return { said: error.message };
    pid = child.pid;
  }
  try {
    how.meanwhile?.();
  } catch (error) {
    if (pid !== undefined) await stopServer(place, binaries, pid);
    throw error;
  }
  const ready = () => {
    const now = readPostmaster(place.cluster);
    return now?.pid === pid && now?.status === 'ready';
  };
  await waitFor(() => ready() || gone || pid === undefined || !isAlive(pid), READY_MS);
  const now = readPostmaster(place.cluster);
  return now && ready() ? now : { said: await said() };
}

/** Starts the server of a cluster nobody has open, and waits until it accepts connections. */
export async function startServer(place: Place, binaries: Binaries, how: Starting = {}): Promise<Postmaster> {
  const end = performance.now() + 20_000;
  for (;;) {
    const stale = readPostmaster(place.cluster);
    // Its pid now belongs to some other program: PostgreSQL would take that for a live server, so the file must go.
    if (stale && isAlive(stale.pid) && !livePostmaster(place.cluster))
      await rm(join(place.cluster, 'postmaster.pid'), { force: true });
    const result = await attempt(place, binaries, how);
    if ('pid' in result) return result;
    // After kill -9 of the postmaster its last back ends still hold the shared memory for a moment; a port may be taken.
    const passing = /pre-existing shared memory|lock file "postmaster.pid"|ddress already in use|could not bind/.test(
      result.said,
    );
    if (!passing || performance.now() > end) {
      const fatal = result.said.split('\n').filter((line) => /FATAL|PANIC|error|ERROR/.test(line));
      throw new DatabaseFailure(
        'SERVER_NOT_STARTED',
        `内置数据库未能启动：${(fatal.at(-1) ?? result.said.split('\n').at(-1)) || '没有任何输出'}（日志：${join(place.cluster, 'log')}）`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Sends a signal; a process that is already gone is no error. */
function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone between look and kill.
  }
}

/**
 * Stops a server within 10 s: fast (finish what commits, write a checkpoint), then, when that takes too long, at once
 * (the next start recovers from the log; nothing acknowledged is lost). Answers which of the two it took.
 */
export async function stopServer(place: Place, binaries: Binaries, pid: number): Promise<'fast' | 'immediate'> {
  const begun = performance.now();
  if (process.platform === 'win32') {
    await run(binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-t', '7'], binaries, place).catch(() => {});
  } else signal(pid, 'SIGINT');
  if (await waitFor(() => !isAlive(pid), STOP_FAST_MS, 10)) return 'fast';
  if (process.platform === 'win32') {
    await run(binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'immediate', '-t', '2'], binaries, place).catch(
      () => {},
    );
  } else signal(pid, 'SIGQUIT');
  if (await waitFor(() => !isAlive(pid), STOP_TOTAL_MS - (performance.now() - begun), 10)) return 'immediate';
  throw new DatabaseFailure('SERVER_NOT_STOPPED', `内置数据库进程 ${pid} 在 10 秒内没有停止；下次启动会接管它`);
}

/** Waits until a server found running is past its start-up or recovery; undefined when it ended meanwhile. */
export async function settled(place: Place, log: (line: string) => void): Promise<Postmaster | undefined> {
  let told = false;
  await waitFor(() => {
    const now = livePostmaster(place.cluster);
    if (!now || now.status === 'ready') return true;
    if (!told) log(`发现正在运行的数据库进程 ${now.pid}（${now.status || 'starting'}），等待其就绪`);
    told = true;
    return false;
  }, READY_MS);
  const now = livePostmaster(place.cluster);
  return now?.status === 'ready' ? now : undefined;
}

/** Why a live server could not be taken over, as one sentence. */
export function notOurs(place: Place, pid: number, error: unknown): DatabaseFailure {
  return new DatabaseFailure(
    'SERVER_NOT_OURS',
    `数据库目录 ${place.cluster} 已被进程 ${pid} 打开，但无法以本数据目录的口令登录：${errorText(error)}；请先停止该进程`,
    error,
  );
}
