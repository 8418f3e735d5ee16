/** Whatever a browser test starts is gone after it, even when it was killed in the middle. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { livePostmaster } from '../../db/embedded/postmaster.ts';
import { isAlive } from '../../db/embedded/processes.ts';
import { startJanitor } from '../serve.ts';
import { root } from '../source/tree.ts';

const program = (dataFolder: string) => `
import { startEmbedded } from ${JSON.stringify(join(root, 'db/embedded/index.ts'))};
await startEmbedded({ dataFolder: ${JSON.stringify(dataFolder)}, log: () => {} });
console.log('up');
setInterval(() => {}, 1000);
`;

const tsx = (...words: string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', ...words], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });

const left: string[] = [];
afterEach(async () => {
  for (const folder of left.splice(0)) await rm(folder, { recursive: true, force: true });
});

test.each([
  ['a server that still runs', false],
  ['the PostgreSQL of a server that was killed', true],
])('the janitor ends %s and removes its data', async (_, killedBefore) => {
  const dataFolder = await mkdtemp(join(tmpdir(), `zean-janitor-${process.pid}-`));
  left.push(dataFolder);
  const server = tsx('--input-type=module', '-e', program(dataFolder));
  await once(server.stdout!, 'data');
  const database = livePostmaster(join(dataFolder, 'postgres'));
  expect(database).toBeDefined();

  const janitor = await startJanitor(dataFolder);
  janitor.stdin!.write(`${server.pid}\n`);
  if (killedBefore) {
    server.kill('SIGKILL');
    await once(server, 'exit');
    expect(isAlive(database!.pid), 'an orphan').toBe(true);
  }
  janitor.stdin!.end();
  expect(await once(janitor, 'exit')).toEqual([0, null]);
  expect(isAlive(server.pid!)).toBe(false);
  expect(isAlive(database!.pid)).toBe(false);
  expect(existsSync(dataFolder)).toBe(false);
});
