/** The demonstration is played by the commands people use: journal, figures and rows hold as for any other county. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditTallies, replay, seal, verifyJournal } from '#kernel/server';
import type { OpenPlatform } from '../serve.ts';
import { DEMO_START } from './clock.ts';
import { type Demonstrated, demonstrated } from './testing.ts';

let demo: Demonstrated;
let platform: OpenPlatform;

const rows = async <T>(sql: string): Promise<T[]> => {
  const client = await platform.runner.pool.connect();
  try {
    await client.query("begin read only; set local app.county='140525'; set local app.scope='county'");
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.query('commit');
    client.release();
  }
};

beforeAll(async () => {
  demo = await demonstrated();
  platform = demo.platform;
}, 600_000);
afterAll(async () => {
  await demo?.close();
});

test('every act is one of the past, by a declared command, and the chain over them verifies', async () => {
  const { runner, config } = platform;
  const byItself = ['access.demo-accounts', 'duties.mint'];
  const names = new Set([...runner.modules.commands.map((c) => c.name), ...byItself]);
  const entries = await rows<{ command: string; at: string }>('select command, at from kernel.entry');
  expect(entries.length).toBeGreaterThan(300);
  expect(entries.filter((entry) => !names.has(entry.command) || entry.at >= DEMO_START)).toEqual([]);
  while ((await seal(runner.pool, config.counties[0], DEMO_START)) > 0);
  expect(await verifyJournal(runner.pool, config.counties[0])).toMatchObject({ ok: true, checked: entries.length });
});

test('the journal rebuilds every row of every subject, and every figure equals a recount', async () => {
  const { runner, config } = platform;
  for (const subject of runner.modules.subjects) {
    const { wrong } = await replay(runner.pool, config.counties[0], subject);
    expect({ kind: subject.kind, wrong }).toEqual({ kind: subject.kind, wrong: [] });
  }
  expect(await auditTallies(runner.pool, config.counties[0], runner.modules.tallies)).toEqual([]);
});

test('something waits for every verb in the demonstration’s own town and at the county', async () => {
  const states = await rows<{ state: string; held_by: string }>(
    "select distinct state, held_by from hazards.hazard where loop = 'common'",
  );
  const at = (held: string) => states.filter((row) => row.held_by === held).map((row) => row.state);
  expect(at('town')).toEqual(
    expect.arrayContaining(['found', 'judged', 'assigned', 'rectified', 'verified', 'closed']),
  );
  expect(at('county')).toEqual(expect.arrayContaining(['judged', 'rectified']));
  const [{ n }] = (await rows<{ n: number }>('select count(*)::int as n from disclosure.publication')) as [
    { n: number },
  ];
  expect(n).toBe(1);
});

test('whoever mended has not verified, and no picture serves twice', async () => {
  expect(await rows('select hazard from hazards.rectification where verified_by = rectified_by')).toEqual([]);
  expect(await rows('select sha256 from documents.use group by sha256 having count(*) > 1')).toEqual([]);
});
