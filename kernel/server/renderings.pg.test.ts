/** One statement on one machine, several down one pipe on a cluster: both leave the same rows. */
import { beforeAll, expect, test } from 'vitest';
import { makePool } from '#db';
import { testedOnCluster } from '../../db/testing.ts';
import { runCommand } from './run-command.ts';
import { foldTallies } from './tallies.ts';
import { boil, COUNTY, cook, fill, kitchen, pour, smash } from './test/kettles.ts';

const TABLES = ['test.kettle', 'kernel.entry', 'kernel.effect', 'kernel.unsealed', 'kernel.answer'];
const WAITING = 'kernel.tally_delta';
const MERGED = 'kernel.tally';
/** The body holds the ids of the day, so its digest is another each day. */
const DIGEST = /("body_hash": ")[0-9a-f]{64}/;
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The same day in a kitchen of its own; what every table holds then, ids by the name they have in the play. */
async function played(cluster: boolean) {
  const k = await kitchen();
  const pool = makePool(k.db.app, { max: 4, applicationName: 'renderings', cluster });
  const names = new Map<string, string>([[cook.account, 'cook']]);
  const runner = { ...k.runner, pool };
  let acts = 0;
  const run = async (cmd: Parameters<typeof runCommand>[1], body: unknown) => {
    const key = `00000000-0000-4000-8000-${String(++acts).padStart(12, '0')}`;
    names.set(key, `act ${acts}`);
    const done = await runCommand(runner, cmd, cook, { key, body });
    const id = (done as { done?: { answer: { id?: string } } }).done?.answer.id;
    if (id) names.set(id, `kettle of act ${acts}`);
    return { id: id!, refused: (done as { refused?: { code: string } }).refused?.code };
  };
  const held = async (table: string): Promise<string[]> => {
    const { rows } = await k.db.pools.owner.query(`select to_jsonb(t)::text as row from ${table} t`);
    return rows
      .map((one) => one.row.replace(DIGEST, '$1').replace(UUID, (id: string) => names.get(id) ?? 'another kettle'))
      .sort();
  };
  try {
    const first = await run(fill, { town: '140525100', cups: 2, secret: '芝麻' });
    const second = await run(fill, { town: '140525101', enterprise: cook.account, cups: 0 });
    await run(fill, { town: '140525101', many: 3 });
    await run(fill, { town: '140525102', cups: 1, many: 9 });
    await run(boil, { id: first.id });
    await run(pour, { id: first.id, cups: 7 });
    await run(smash, { id: second.id });
    const refused = [await run(pour, { id: second.id, cups: 1 }), await run(boil, { id: first.id, version: 1 })];
    for (const table of [...TABLES, WAITING, MERGED])
      await k.db.pools.owner.query(`alter table ${table} no force row level security`);
    const rows: Record<string, string[]> = {};
    for (const table of [...TABLES, WAITING]) rows[table] = await held(table);
    const taken = await foldTallies(pool, COUNTY);
    rows[MERGED] = await held(MERGED);
    rows.left = await held(WAITING);
    return { rows, taken, refused: refused.map((one) => one.refused) };
  } finally {
    await pool.end();
    await k.db.close();
  }
}

let one: Awaited<ReturnType<typeof played>>;
let several: Awaited<ReturnType<typeof played>>;
// A cluster refuses the one statement: both forms run on one machine only.
const both = test.skipIf(testedOnCluster());
beforeAll(async () => {
  if (testedOnCluster()) return;
  one = await played(false);
  several = await played(true);
}, 180_000);

both.each([...TABLES, WAITING, MERGED, 'left'])('%s', (table) => {
  expect(several.rows[table]).toEqual(one.rows[table]);
});

both('there was something to compare', () => {
  expect(one.rows['test.kettle']).toHaveLength(13);
  expect(one.rows['kernel.effect']).toHaveLength(17);
  expect(one.rows[MERGED]?.length).toBeGreaterThan(3);
  expect(one.rows.left).toEqual([]);
  expect([one.refused, one.taken]).toEqual([several.refused, several.taken]);
  expect(one.refused.every(Boolean)).toBe(true);
});

both('what an act adds to one place waits as one row', () => {
  expect(one.taken).toBe(7);
});
