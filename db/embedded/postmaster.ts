import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, mayServe } from './processes.ts';

/** What `postmaster.pid` says of the running (or dead) server of a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Folder of the unix socket, '' when the server has none. */
  sockets: string;
  /** First address it listens on, '' when none. */
  address: string;
  /** `starting`, `ready`, `stopping`; '' when not yet written. */
  status: string;
}

/**
 * Reads `postmaster.pid` (PostgreSQL 10 and later: pid, folder, start time, port, socket folder, address, shared
 * memory key, status, a line each). Undefined when there is no file or its first line is not yet written.
 */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const at = (index: number) => (lines[index] ?? '').trim();
  return { pid, port: Number(at(3)) || 0, sockets: at(4), address: at(5), status: at(7) };
}

/** The postmaster when its process is alive and may be a PostgreSQL; undefined for a stale file. */
export function livePostmaster(cluster: string): Postmaster | undefined {
  const found = readPostmaster(cluster);
  return found && isAlive(found.pid) && mayServe(found.pid, cluster) ? found : undefined;
}
