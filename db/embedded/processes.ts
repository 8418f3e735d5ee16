import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { errorCode } from '../failure.ts';

/** The fields of /proc/<pid>/stat after the name, or undefined off Linux or when the process is gone. */
function procStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name stands in brackets and may itself hold spaces and brackets: cut at the last one.
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Whether a process runs. A zombie nobody reaps (a container without init) counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  return procStat(pid)?.[0] !== 'Z';
}

/**
 * When a process was born, as an opaque word that is equal only for the same process: a pid is used again after a
 * restart (in a container often at once), a pid with its birth is not. Empty where the system does not tell.
 */
export function birthOf(pid: number): string {
  if (process.platform === 'linux') {
    const started = procStat(pid)?.[19];
    if (started === undefined) return '';
    try {
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${started}`;
    } catch {
      return started;
    }
  }
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/**
 * Whether a live process may be the PostgreSQL server of `cluster`: false only when the system shows another program, or
 * another working folder (a server works in its cluster). What cannot be seen counts as yes: never open a folder twice.
 */
export function mayServe(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      if (readFileSync(`/proc/${pid}/comm`, 'latin1').trim() !== 'postgres') return false;
    } catch {
      return false;
    }
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return true;
    }
  }
  if (process.platform === 'win32') return true;
  const name = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  return name.includes('postgres');
}

/** Waits until `done()` is true; answers whether it became so within `limit` ms. */
export async function waitFor(done: () => boolean | Promise<boolean>, limit: number, step = 20): Promise<boolean> {
  const end = performance.now() + limit;
  for (;;) {
    if (await done()) return true;
    if (performance.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, step));
  }
}
