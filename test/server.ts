/**
 * Set-up of the browser tests: builds what is stale, plays the demonstration once by the very first start, and starts one server with it, which all
 * test files of the run share (`sharedServer()`); a test that ends servers starts its own on a copy (`seeded()`). Files that ask for neither
 * begin meanwhile; the others wait (serve/wait-for-shared.ts).
 */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildOnce, seedForTest, serveForTest } from './serve.ts';
import type { SharedServer } from './shared-server.ts';

/** Enough for three pages of a hundred hazards and a second page of enterprises, a quarter of what a first start plays. */
const SIZE = { enterprises: 60, hazards: 300 };

/** Begins the shared server; when it does not come up, the tests that ask for it fail with its words, others run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zean-shared-'));
  const file = join(folder, 'server.json');
  project.provide('zeanServer', file);
  const tell = async (server: SharedServer) => {
    await writeFile(`${file}.part`, JSON.stringify(server));
    await rename(`${file}.part`, file);
  };
  const began = await buildOnce().then(
    () => begin(tell),
    async (reason: Error) => {
      await tell({ ...none, broken: reason.message });
      return async () => {};
    },
  );
  return async () => {
    await began();
    await rm(folder, { recursive: true, force: true });
  };
}

const none: SharedServer = { url: '', dataFolder: '', seed: '', firstSaid: '', broken: '' };

/** Goes on while tests run; what it answers ends it, whenever it has come up. */
function begin(tell: (server: SharedServer) => Promise<void>): () => Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  const ready = (async () => {
    try {
      const seed = await seedForTest(SIZE);
      ends.unshift(seed.remove);
      const { url, dataFolder, stop } = await serveForTest({ from: seed.dataFolder });
      ends.unshift(stop);
      await tell({ url, dataFolder, seed: seed.dataFolder, firstSaid: seed.said, broken: '' });
    } catch (reason) {
      await tell({ ...none, broken: reason instanceof Error ? reason.message : String(reason) });
    }
  })();
  return async () => {
    await ready;
    for (const end of ends) await end();
  };
}
