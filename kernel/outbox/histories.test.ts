/** Seeded histories: any split, repeat, reorder, lost answer or killed tab ends each act done exactly once, or refused with a reason. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DexieStore } from './dexie-store.ts';
import { play, type Step, steps } from './test/history.ts';
import { MemoryStore, type WorldStore } from './test/world.ts';

const long = process.env.ZEAN_LONG === '1';

test(`${long ? 20_000 : 2_500} histories in memory`, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      expect(await play(new MemoryStore(), list)).toEqual([]);
    }),
    { numRuns: long ? 20_000 : 2_500, seed: 20220314 },
  );
}, 600_000);

class WorldDexie extends DexieStore implements WorldStore {
  async add(act: Parameters<WorldStore['add']>[0]): Promise<void> {
    await this.db.acts.add(act);
  }
}

test(`${long ? 1_000 : 40} histories in IndexedDB`, async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const store = new WorldDexie(`history-${n++}`);
      try {
        expect(await play(store, list)).toEqual([]);
      } finally {
        await store.db.delete();
      }
    }),
    { numRuns: long ? 1_000 : 40, seed: 20220314 },
  );
}, 600_000);

const make = (more: Partial<Extract<Step, { do: 'make' }>> = {}): Step => ({
  do: 'make',
  account: 0,
  subject: 0,
  bad: false,
  photos: 1,
  send: true,
  ...more,
});
const signIn: Step = { do: 'signIn', account: 0 };
const send = (...faults: Extract<Step, { do: 'send' }>['faults']): Step => ({ do: 'send', tabs: 1, faults, turns: [] });

/** Histories that are easy to get wrong, kept by name. */
const corpus: Record<string, Step[]> = {
  'the answer is lost and the tab dies at the next try': [
    signIn,
    make(),
    send('ok', 'ackLost'),
    { do: 'wait', ms: 6_000 },
    send('dieAfter'),
    send(),
  ],
  'two tabs send the same act at once': [
    signIn,
    make(),
    make(),
    { do: 'send', tabs: 2, faults: ['ok', 'ok', 'ackLost', 'ok'], turns: [0, 1, 1, 0, 1] },
  ],
  'a request arrives after it was given up': [
    signIn,
    make(),
    send('ok', 'late'),
    { do: 'wait', ms: 6_000 },
    { do: 'arriveLate' },
    send(),
  ],
  'another person signs in between': [
    make(),
    { do: 'signIn', account: 1 },
    send(),
    make({ account: 1 }),
    send(),
    signIn,
    send('signedOut'),
  ],
  'a refused act holds those behind it until it is rewritten': [
    signIn,
    make({ bad: true }),
    make(),
    make(),
    send(),
    { do: 'rewrite', which: 0 },
    send(),
  ],
  'a server that breaks on an act: it is given up, written anew, and those behind it go': [
    signIn,
    make(),
    make(),
    ...[0, 1, 2, 3].flatMap((): Step[] => [send('ok', 'broken'), { do: 'wait', ms: 400_000 }]),
    { do: 'rewrite', which: 0 },
    send(),
  ],
  'done without an answer, then four times no reason: sent again as it is, it is known': [
    signIn,
    make({ photos: 0 }),
    send('ok', 'ackLost'),
    ...[0, 1, 2, 3].flatMap((): Step[] => [{ do: 'wait', ms: 400_000 }, send('ok', 'wall')]),
    { do: 'again', which: 0 },
    send(),
  ],
  'a refused act is discarded and those behind it go': [
    signIn,
    make({ bad: true }),
    make(),
    send(),
    { do: 'discard', which: 0 },
    send(),
  ],
};

test.each(Object.entries(corpus))('%s', async (_, list) => {
  expect(await play(new MemoryStore(), list)).toEqual([]);
});
