import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseFailure, errorCode } from '../failure.ts';
import { birthOf, isAlive } from './processes.ts';

/** The file in the data folder that names the Node process owning it. */
export const LOCK_FILE = 'zean.lock';
const BEAT_MS = 2_000;
/** A holder on another host (two containers, one volume) is judged by its heartbeat alone. */
const FOREIGN_DEAD_MS = 10_000;

interface Holder {
  pid: number;
  birth: string;
  host: string;
  token: string;
  since: string;
}

/** The right to a data folder, held until `release()` or the end of the process. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Tokens this process holds now: its own pid in a lock file is a leftover unless the token is here. */
const held = new Set<string>();

async function readHolder(path: string): Promise<{ holder?: Holder; age: number } | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    const age = Date.now() - (await stat(path)).mtimeMs;
    try {
      return { holder: JSON.parse(text) as Holder, age };
    } catch {
      return { age };
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** live: refuse; dead: take over; unsure: ask again in a moment. */
function judge(found: { holder?: Holder; age: number }): 'live' | 'dead' | 'unsure' {
  const { holder, age } = found;
  if (holder === undefined) return age > 2_000 ? 'dead' : 'unsure';
  if (holder.host !== hostname()) return age > FOREIGN_DEAD_MS ? 'dead' : 'unsure';
  if (holder.pid === process.pid) return held.has(holder.token) ? 'live' : 'dead';
  if (!isAlive(holder.pid)) return 'dead';
  return holder.birth === birthOf(holder.pid) ? 'live' : 'dead';
}

/** Removes a dead holder's file; a short-lived folder keeps two takers from removing each other's new file. */
async function removeDead(path: string, token: string | undefined): Promise<void> {
  const guard = `${path}.taking`;
  try {
    await mkdir(guard);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    const age = await stat(guard)
      .then((s) => Date.now() - s.mtimeMs)
      .catch(() => 0);
    if (age > 10_000) await rmdir(guard).catch(() => {});
    return;
  }
  try {
    const again = await readHolder(path);
    if (again && again.holder?.token === token) await rm(path, { force: true });
  } finally {
    await rmdir(guard).catch(() => {});
  }
}

/**
 * Makes this process the only owner of a data folder, or throws `FOLDER_IN_USE` naming the pid that has it.
 * Node has no flock(); the file names pid and birth, so a crash, a reboot or a reused pid leaves nothing to clean by hand.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, LOCK_FILE);
  const mine: Holder = {
    pid: process.pid,
    birth: birthOf(process.pid),
    host: hostname(),
    token: randomUUID(),
    since: new Date().toISOString(),
  };
  const end = performance.now() + FOREIGN_DEAD_MS + 2_000;
  for (;;) {
    try {
      await writeFile(path, `${JSON.stringify(mine)}\n`, { flag: 'wx', mode: 0o644 });
      break;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        throw new DatabaseFailure('FOLDER_NOT_WRITABLE', `数据目录 ${folder} 不可写：${errorCode(error)}`, error);
      }
    }
    const found = await readHolder(path);
    if (found === undefined) continue;
    const verdict = judge(found);
    if (verdict === 'live' || (verdict === 'unsure' && performance.now() > end)) {
      const { pid, host, since } = found.holder ?? { pid: '?', host: '?', since: '?' };
      throw new DatabaseFailure(
        'FOLDER_IN_USE',
        `数据目录 ${folder} 正由进程 ${pid}（主机 ${host}，自 ${since}）使用；请先停止它，或用 ZEAN_DATA 指定另一个目录（data folder is in use by pid ${pid}）`,
      );
    }
    if (verdict === 'dead') await removeDead(path, found.holder?.token);
    await new Promise((resolve) => setTimeout(resolve, verdict === 'unsure' ? 250 : 20));
  }
  held.add(mine.token);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, BEAT_MS);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      const now = await readHolder(path);
      if (now?.holder?.token === mine.token) await rm(path, { force: true });
      held.delete(mine.token);
    },
  };
}
