/** 随企业: where an enterprise goes, its open hazards go; what is closed stays as it was. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, LedgerPage } from '#kernel';
import { auditTallies, replay } from '#kernel/server';
import { COUNTY, type TestCounty, testCounty, XIACUN } from '../../test/county.ts';
import { hazardAt } from '../../test/walk.ts';
import type { Rounds } from './rounds.ts';
import { hazard } from './subjects.ts';

interface Shown {
  rows: { id: string }[];
  total: { n: number };
}
interface Waiting {
  groups: { rows: { id: string }[] }[];
}

let c: TestCounty;
let open: string[];
let closed: string;
let before: { responsible: unknown; foundByName: string };
let oldTown: Actor;
let newTown: Actor;
const record = (who: Actor, id: string) =>
  c.ask<{
    hazard: { town: string; responsible: unknown; foundByName: string };
    photos: unknown[];
    refused?: { code: string };
  }>(who, 'hazards.record', { id });
const ledgerOf = async (who: Actor, given: Record<string, string> = {}) => {
  const page = await c.ask<Shown & LedgerPage>(who, 'hazards.ledger', { enterprise: c.firms.home, ...given });
  return { ids: page.rows.map((row) => row.id).sort(), n: page.total.n };
};

beforeAll(async () => {
  c = await testCounty();
  oldTown = c.people['town-officer']!;
  newTown = c.others.foreignTown;
  open = [
    await hazardAt(c, 'home', 'found'),
    await hazardAt(c, 'home', 'rectified'),
    await hazardAt(c, 'home', 'transferred'),
    await hazardAt(c, 'home', 'self-assigned'),
  ].sort();
  closed = await hazardAt(c, 'home', 'closed');
  await hazardAt(c, 'neighbour', 'found');
  const { responsible, foundByName } = (await record(oldTown, open[0]!)).hazard;
  before = { responsible, foundByName };
  await c.act(c.people['county-admin']!, 'registry.change-enterprise', { id: c.firms.home, town: XIACUN });
});
afterAll(() => c.close());

describe('an enterprise goes to another town', () => {
  test('the new town finds its open hazards in the ledger, by a word and in its 待办', async () => {
    expect(await ledgerOf(newTown)).toEqual({ ids: open, n: open.length });
    expect((await ledgerOf(newTown, { q: '耳轴磨损' })).ids).toEqual(open);
    const todo = await c.ask<Waiting>(newTown, 'hazards.todo');
    const waiting = todo.groups.flatMap((group) => group.rows.map((row) => row.id));
    expect(open.filter((id) => waiting.includes(id)).length).toBeGreaterThanOrEqual(3);
  });

  test('the histories go with the hazard: the new town reads to whom it was transferred', async () => {
    const transfers = async () => {
      const all = await Promise.all(open.map((id) => c.ask<{ rounds: Rounds }>(newTown, 'hazards.record', { id })));
      return all.flatMap((one) => one.rounds.transfers);
    };
    expect(await transfers()).toMatchObject([{ department: '市场监管局', outcome: null, town: XIACUN }]);
  });

  test('the old town keeps what was closed there, and nothing else', async () => {
    expect(await ledgerOf(oldTown)).toEqual({ ids: [closed], n: 1 });
    expect((await record(oldTown, open[0]!)).refused?.code).toBe('NOT_FOUND');
    expect((await record(newTown, closed)).refused?.code).toBe('NOT_FOUND');
  });

  test('the facts of the day stay: who was responsible, who found it; the photos come along', async () => {
    for (const id of open) {
      const shown = await record(newTown, id);
      expect(shown.hazard.town).toBe(XIACUN);
      const kept = await record(c.people['county-officer']!, id);
      expect(shown.photos).toHaveLength(kept.photos.length);
    }
    const { responsible, foundByName } = (await record(newTown, open[0]!)).hazard;
    expect({ responsible, foundByName }).toEqual(before);
  });

  test('figures equal a recount, and the journal rebuilds every row', async () => {
    expect(await auditTallies(c.db.pools.app, COUNTY, c.modules.tallies as never)).toEqual([]);
    expect((await replay(c.db.pools.app, COUNTY, hazard as never)).wrong).toEqual([]);
  });
});
