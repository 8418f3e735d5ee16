/** `npm run dev` on a copy of the tree: screens and server follow a saved file, a fault stops nothing, Ctrl-C ends everything. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { livePostmaster } from '../db/embedded/postmaster.ts';
import { copyFolder, environmentOf, freePort, guardedFolder, listen, over } from '../test/serve.ts';
import { sharedServer } from '../test/shared-server.ts';
import { root } from '../test/source/tree.ts';

const SOURCES = ['apps', 'bin', 'contexts', 'db', 'kernel', 'law', 'notices', 'package.json', 'tsconfig.json'];

let tree: string;
let dataFolder: string;
let url: string;
let dev: ChildProcess;
let said: () => string;
let cleanUp: () => Promise<unknown>;

beforeAll(async () => {
  const [guarded, sources] = await Promise.all([guardedFolder(), guardedFolder()]);
  tree = sources.dataFolder;
  dataFolder = guarded.dataFolder;
  cleanUp = () =>
    Promise.all(
      [guarded, sources].map(({ janitor }) => {
        janitor.stdin?.end();
        return over(janitor);
      }),
    );
  await Promise.all([
    copyFolder(sharedServer().seed, dataFolder),
    symlink(join(root, 'node_modules'), join(tree, 'node_modules')),
    ...SOURCES.map((name) => cp(join(root, name), join(tree, name), { recursive: true })),
  ]);
  const port = await freePort();
  url = `http://127.0.0.1:${port}/`;
  dev = spawn(process.execPath, ['bin/dev.mjs'], {
    cwd: tree,
    env: { ...environmentOf(dataFolder, { PORT: String(port) }), NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  guarded.janitor.stdin?.write(`${dev.pid}\n`);
  said = listen(dev);
});
afterAll(() => cleanUp?.());

/** Asks until the answer is that one; the last one when it never is. @throws when a question is not answered at all */
async function until(path: string, holds: (text: string) => boolean): Promise<string> {
  for (let tries = 0; ; tries++) {
    const text = await fetch(url + path, { signal: AbortSignal.timeout(90_000) }).then(
      (answer) => answer.text(),
      (error: Error) => {
        // Nobody listens yet: asked again. Who was let in and then left waiting is a fault.
        if (error.name === 'TimeoutError') throw error;
        return error.message;
      },
    );
    if (holds(text) || tries > 2_000) return text;
    await new Promise((wait) => setTimeout(wait, 30));
  }
}

/** Saves a file of the copy with some words in place of others. */
async function save(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(tree, file), 'utf8');
  expect(text, file).toContain(from);
  await writeFile(join(tree, file), text.replace(from, to));
}

test('a saved file is in the page and in the answer; a fault stops nothing; Ctrl-C leaves nothing behind', {
  timeout: 600_000,
}, async () => {
  expect(await until('healthz', (text) => text.includes('ok')), said()).toBe('{"ok":true}');
  expect(await until('', () => true)).toContain('/@vite/client');
  expect(await until('open/', () => true), 'a public page follows too').toContain('/@vite/client');
  expect(await until('api/v1/access/me', () => true)).toContain('SIGNED_OUT');

  await save('apps/desk/desk.tsx', 'import ', '/* 已改 */ import ');
  expect(await until('desk.tsx', (text) => text.includes('已改'))).toContain('已改');

  await save('apps/server/app.ts', '{ ok: true }', '{ ok: true, saved: 1 }');
  expect(await until('healthz', (text) => text.includes('saved'))).toBe('{"ok":true,"saved":1}');

  await save('apps/server/app.ts', 'saved: 1', 'saved: (');
  await vi.waitFor(() => expect(said()).toContain('服务器未能构建'), 60_000);
  expect(said()).toMatch(/apps\/server\/app\.ts:\d+:\d+/);
  expect(await until('healthz', () => true), 'the one before goes on').toBe('{"ok":true,"saved":1}');
  await save('apps/server/app.ts', 'saved: (', 'saved: 2');
  expect(await until('healthz', (text) => text.includes('2'))).toBe('{"ok":true,"saved":2}');

  const postgres = livePostmaster(join(dataFolder, 'postgres'));
  expect(postgres).toBeDefined();
  dev.kill('SIGINT');
  await over(dev);
  expect(dev.exitCode, said()).toBe(0);
  expect(livePostmaster(join(dataFolder, 'postgres'))).toBeUndefined();
  await expect(fetch(url)).rejects.toThrow();
});
