/** What the board keeps in memory is what somebody who keeps nothing reads from the rows, after every act and every fold. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePool } from '#db';
import type { Actor } from '#kernel';
import { foldTallies, type Runner, refreshTallies, runQuery } from '#kernel/server';
import { law } from '#law-catalogue';
import { modules as desks } from '../../apps/desk/modules.ts';
import { COUNTY, START, type TestCounty, testCounty } from '../../test/county.ts';
import { hazardAt } from '../../test/walk.ts';
import { campaignOf } from './current.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
  await refreshTallies(c.db.pools.app, COUNTY, c.modules.tallies as never);
}, 180_000);
afterAll(() => c.close());

interface Board {
  tasks: { id: string; figure: { n: number; of: number | null; rows: string } | null }[];
}

const boardBy = async (runner: Runner, who: Actor): Promise<Board> => {
  const board = c.modules.queries.find((q) => q.name === 'programme.board')!;
  return JSON.parse(JSON.stringify(await runQuery(runner, board, who, {}))) as Board;
};

/** The board twice by the server that keeps, once by one that has just started. */
async function agreed(who: Actor): Promise<Board> {
  const pool = makePool(c.db.app, { max: 2 });
  try {
    const fresh = await boardBy({ ...c.runner, pool }, who);
    expect(await boardBy(c.runner, who)).toEqual(fresh);
    expect(await boardBy(c.runner, who)).toEqual(fresh);
    return fresh;
  } finally {
    await pool.end();
  }
}

test('figures kept from one reading to the next never go stale', async () => {
  const county = c.people['county-officer'] as Actor;
  const town = c.people['town-officer'] as Actor;
  const boss = c.people['county-admin'] as Actor;
  const item = law().checklists.get(campaignOf(COUNTY, 'zero-by-0630')!.checklist!)!.items[0]!.id;
  const acts: (() => Promise<unknown>)[] = [
    () => hazardAt(c, 'home', 'found'),
    () => hazardAt(c, 'home', 'closed'),
    () => hazardAt(c, 'home', 'self-found'),
    () => hazardAt(c, 'foreign', 'assigned'),
    () =>
      c.act(county, 'programme.check-item', {
        campaign: 'zero-by-0630',
        enterprise: c.firms.home,
        item,
        result: 'pass',
      }),
    () => c.act(boss, 'registry.close-enterprise', { id: c.firms.neighbour, version: 1, reason: '停产注销' }),
    async () => c.setClock(START.replace('-03-14', '-05-20')),
  ];
  const seen = new Set<string>();
  for (const act of acts) {
    await act();
    // Waiting, folded, and kept since the fold.
    for (const before of [async () => {}, () => foldTallies(c.db.pools.app, COUNTY)]) {
      await before();
      seen.add(JSON.stringify((await agreed(county)).tasks));
      await agreed(town);
    }
  }
  // Every act moved something, or the comparison proves nothing.
  expect(seen.size).toBeGreaterThanOrEqual(acts.length);
}, 180_000);

test('a measure that reads a tally it does not name in `from` breaks the board: its figure would stand while that tally changes', async () => {
  const measures = c.modules.measures.map((m) =>
    m.name === 'hazards.overdue' ? { ...m, from: ['hazards.facet'] } : m,
  );
  const forgetful: Runner = { ...c.runner, modules: { ...c.modules, measures } };
  await expect(boardBy(forgetful, c.people['county-officer'] as Actor)).rejects.toThrow(
    'measure hazards.overdue reads tally hazards.due and does not name it in from',
  );
});

test('every figure leads to a page the desk has', async () => {
  const pages = desks.flatMap((desk) => desk.routes.map(({ path }) => path));
  const served = (path: string) =>
    pages.some((page) => new RegExp(`^${page.replace(/\$\w+/g, '[^/]+')}$`).test(path.split('?')[0]!));
  const { tasks } = await boardBy(c.runner, c.people['county-officer'] as Actor);
  const paths = tasks.flatMap((task) => task.figure?.rows ?? []);
  expect(paths.filter((path) => !served(path))).toEqual([]);
  expect(paths.length).toBeGreaterThan(10);
  expect(served('/hazardz?state=closed')).toBe(false);
});
