/**
 * Set-up of the browser tests: builds what is stale, plays the demonstration once by the very first start, and starts one server with it, which all
 * test files of the run share (`sharedServer()`); a test that ends servers starts its own on a copy (`seeded()`).
 */
import type { TestProject } from 'vitest/node';
import { buildOnce, seedForTest, serveForTest } from './serve.ts';

/** Enough for three pages of a hundred hazards and a second page of enterprises, a quarter of what a first start plays. */
const SIZE = { enterprises: 60, hazards: 300 };

/** Starts the shared server; when it does not come up, the tests that ask for it fail with its words, others run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    await buildOnce();
    const seed = await seedForTest(SIZE);
    const { url, dataFolder, stop } = await serveForTest({ from: seed.dataFolder });
    project.provide('zeanServer', { url, dataFolder, seed: seed.dataFolder, firstSaid: seed.said, broken: '' });
    return async () => {
      await stop();
      await seed.remove();
    };
  } catch (reason) {
    const broken = reason instanceof Error ? reason.message : String(reason);
    project.provide('zeanServer', { url: '', dataFolder: '', seed: '', firstSaid: '', broken });
    return async () => {};
  }
}
