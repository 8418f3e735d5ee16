/**
 * Cleans up after one server under test, whatever becomes of the test: started beside it, told each server's pid on its
 * standard input, it waits for that input to end — by `stop()`, or because the test was killed — and then ends those
 * servers and their PostgreSQL and removes the data folder. Run as `janitor.ts <data folder>`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { livePostmaster } from '../../db/embedded/postmaster.ts';
import { birthOf, isAlive, waitFor } from '../../db/embedded/processes.ts';

const dataFolder = process.argv[2];
if (!dataFolder) throw new Error('which data folder?');

/** pid → birth: a pid may be somebody else's by the time we clean. */
const servers = new Map<number, string>();

// Ctrl-C reaches the whole group; our work begins when the test is gone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line);
  if (Number.isInteger(pid) && pid > 0) servers.set(pid, birthOf(pid));
}

for (const [pid, birth] of servers) {
  if (!isAlive(pid) || birthOf(pid) !== birth) continue;
  process.kill(pid, 'SIGTERM');
  if (!(await waitFor(() => !isAlive(pid), 10_000))) process.kill(pid, 'SIGKILL');
}
const database = livePostmaster(join(dataFolder, 'postgres'));
if (database) {
  process.kill(database.pid, 'SIGQUIT');
  await waitFor(() => !isAlive(database.pid), 5_000);
}
await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
