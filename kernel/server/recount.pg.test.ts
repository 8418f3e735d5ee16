/** Counting tallies anew holds nobody up, and loses nothing of what is written meanwhile. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Base, Tally } from '#kernel';
import { runCommand } from './run-command.ts';
import { reading } from './run-query.ts';
import { systemActor } from './session.ts';
import { auditTallies, foldTallies, refreshTallies } from './tallies.ts';
import { boil, byState, COUNTY, cook, fill, kitchen } from './test/kettles.ts';

let k: Awaited<ReturnType<typeof kitchen>>;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  k = await kitchen();
  open.push(k.db);
});
afterAll(() => Promise.all(open.map((db) => db.close())));

const tallies = [byState] as unknown as Tally<Base>[];
const run = (cmd: Parameters<typeof runCommand>[1], body: unknown) =>
  runCommand(k.runner, cmd, cook, { key: randomUUID(), body });
const filled = async (cups: number): Promise<string> => {
  const done = await run(fill, { town: `14052510${cups % 3}`, cups });
  return (done as { done: { answer: { id: string } } }).done.answer.id;
};
const cupsNow = () =>
  reading(k.runner, systemActor(COUNTY), (_, reads) => reads.tally(byState.name)).then((rows) =>
    rows.reduce((sum, row) => sum + (row.key[0] === 'cups' ? row.n : 0), 0),
  );

/** The pool, with something that happens before the first statement of this text. */
function interrupted(text: string, happens: () => Promise<void>): Pool {
  const pool = k.db.pools.app;
  let once = false;
  return {
    connect: async () => {
      const client = await pool.connect();
      return new Proxy(client, {
        get(target, name) {
          const value = Reflect.get(target, name);
          if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value;
          return async (...args: unknown[]) => {
            if (!once && typeof args[0] === 'string' && args[0].startsWith(text)) {
              once = true;
              await happens();
            }
            return (value as PoolClient['query']).apply(target, args as never);
          };
        },
      });
    },
  } as never;
}

describe('counting anew', () => {
  // Before the first batch is fetched the snapshot stands; before the fold it has been counted.
  test.each(['fetch', 'close recount', 'delete from kernel.tally '])(
    'what is written before “%s” is neither held up nor lost',
    async (text) => {
      const first = await filled(1);
      await filled(2);
      let written = false;
      const pool = interrupted(text, async () => {
        await run(boil, { id: first });
        await filled(4);
        // A fold that comes now finds somebody counting and leaves.
        expect(await foldTallies(k.db.pools.app, COUNTY)).toBe(0);
        written = true;
      });
      expect(await refreshTallies(pool, COUNTY, tallies, true)).toEqual(['kettles.state']);
      expect(written).toBe(true);
      expect(await cupsNow()).toBe(7);
      expect(await auditTallies(k.db.pools.app, COUNTY, tallies)).toEqual([]);
      // What the count did not see still waits, and is merged by the next fold.
      expect(await k.count('kernel.tally_delta')).toBe(2);
      expect(await foldTallies(k.db.pools.app, COUNTY)).toBe(2);
      expect(await cupsNow()).toBe(7);
      expect(await auditTallies(k.db.pools.app, COUNTY, tallies)).toEqual([]);
    },
  );

  test('deltas of tallies that are not counted anew are merged, not dropped', async () => {
    const other = { ...byState, name: 'kettles.other' };
    const both = [byState, other] as unknown as Tally<Base>[];
    Object.assign(k.runner, { modules: { ...k.runner.modules, tallies: both } });
    await refreshTallies(k.db.pools.app, COUNTY, both);
    await filled(3);
    const changed = [{ ...byState, edition: '2' }, other] as unknown as Tally<Base>[];
    expect(await refreshTallies(k.db.pools.app, COUNTY, changed)).toEqual(['kettles.state']);
    expect(await k.count('kernel.tally_delta')).toBe(0);
    expect(await auditTallies(k.db.pools.app, COUNTY, both)).toEqual([]);
  });

  test('writers, folders and two who count at once: every figure equals a recount, at any moment', async () => {
    let writing = true;
    const wrong: unknown[] = [];
    let counts = 0;
    await Promise.all([
      (async () => {
        // On, until both have counted a few times beside it.
        for (let i = 0; i < 40 || (counts <= 3 && i < 4_000); i++) {
          const id = await filled(i % 5);
          if (i % 2) await run(boil, { id });
        }
        writing = false;
      })(),
      ...[1, 2].map(async () => {
        while (writing) {
          await refreshTallies(k.db.pools.app, COUNTY, tallies, true);
          wrong.push(...(await auditTallies(k.db.pools.app, COUNTY, tallies)));
          counts += 1;
        }
      }),
      (async () => {
        while (writing) await foldTallies(k.db.pools.app, COUNTY);
      })(),
    ]);
    wrong.push(...(await auditTallies(k.db.pools.app, COUNTY, tallies)));
    expect(wrong).toEqual([]);
    expect(counts).toBeGreaterThan(3);
  });
});
