/** The archive an installation is made from: unpacked where there is neither npm nor Node.js, HOME nor PATH, it serves. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../bin/bundle.mjs';
import { freePort, guardedFolder } from '../test/serve.ts';

const MOST_BYTES = 110_000_000;

let guarded: Awaited<ReturnType<typeof guardedFolder>>;
let archive = '';
let home = '';

beforeAll(async () => {
  guarded = await guardedFolder();
  archive = join(guarded.dataFolder, 'zean.tar.gz');
  home = join(guarded.dataFolder, 'opt');
  await bundle({ file: archive });
  await mkdir(home);
  const unpacked = spawnSync('tar', ['-xzf', archive, '-C', home, '--strip-components=1']);
  expect(unpacked.status, String(unpacked.stderr)).toBe(0);
  await chmod(home, 0o755);
});
afterAll(async () => {
  guarded.janitor.stdin?.end();
  await once(guarded.janitor, 'exit');
  await rm(guarded.dataFolder, { recursive: true, force: true });
});

/** Nothing of the environment but what is given. */
const start = (words: readonly string[], env: Record<string, string> = {}) =>
  spawn(join(home, 'zean'), [...words], { cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] });

test('it is small enough to be carried, and brings nothing that is only for building or testing', async () => {
  expect((await stat(archive)).size).toBeLessThan(MOST_BYTES);
  for (const path of ['bin/node', 'docs/operator.zh.md', 'deploy/zean.service', 'dist/desk/index.html', 'LICENSE'])
    expect(existsSync(join(home, path)), path).toBe(true);
  for (const path of [
    'bin/build.mjs',
    'node_modules/vite',
    'node_modules/react',
    'kernel',
    'test',
    'package-lock.json',
  ])
    expect(existsSync(join(home, path)), path).toBe(false);
});

test('another archive of the same name is not written over unasked', async () => {
  await expect(bundle({ file: archive })).rejects.toThrow(`文件已存在：${archive}；要覆盖请加 --force`);
});

test('it serves, with its own Node.js and PostgreSQL, lets the first administrator in, and cannot be bundled again', async () => {
  const port = await freePort();
  const env = { ZEAN_DATA: join(guarded.dataFolder, 'data'), HOST: '127.0.0.1', PORT: String(port) };
  const served = start(['serve'], env);
  let said = '';
  for (const stream of [served.stdout, served.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => {
      said += piece;
    });
  try {
    await expect.poll(() => said, { timeout: 120_000 }).toContain('#invite=');
    const root = `http://127.0.0.1:${port}/`;
    for (const path of ['readyz', '', 'field/', 'open/', 'field/sw.js'])
      expect((await fetch(root + path)).status, path).toBe(200);
    const token = /#invite=([\w-]+)/.exec(said)?.[1];
    const post = (path: string, body: unknown) =>
      fetch(`${root}api/v1/access/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const password = 'Shan-Quan-77-Kuang';
    const set = await post('accept-invitation', { token, password });
    expect(set.status, await set.text()).toBe(200);
    expect((await post('sign-in', { account: 'admin', password })).status).toBe(200);
    const again = start(['bundle', '--json'], env);
    let out = '';
    again.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
    });
    expect(await once(again, 'close')).toEqual([1, null]);
    expect(JSON.parse(out)).toMatchObject({ refused: { code: 'NO_SOURCES' } });
  } finally {
    served.kill('SIGTERM');
    await once(served, 'close');
  }
});
