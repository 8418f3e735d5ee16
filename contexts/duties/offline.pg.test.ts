/** Handed in without a signal on the last day, received after it: the day it was made counts, within bounds, and the record says so. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, isRefused, mintId } from '#kernel';
import { auditTallies, replay, runCommand } from '#kernel/server';
import { COUNTY, type TestCounty, testCounty } from '../../test/county.ts';
import { mintDuties } from './commands/mint.ts';
import { handIn, owed } from './subjects.ts';

let c: TestCounty;
let manager: Actor;
let town: Actor;

const at = (instant: string) => c.setClock(instant);
const one = async (obligation: string, periodFrom: string, owner: string): Promise<string> => {
  const [row] = await c.rows<{ id: string }>(
    'select id from duties.owed where county = $1 and owner = $2 and obligation = $3 and period_from = $4',
    [COUNTY, owner, obligation, periodFrom],
  );
  if (!row) throw new Error(`no ${obligation} of ${periodFrom}`);
  return row.id;
};
const sent = async (who: Actor, id: string, observedAt: string, from: string) => {
  const body = { id, note: '本期没有此类情况，零报告', representsFrom: from, representsTo: from };
  const command = c.modules.commands.find((each) => each.name === 'duties.hand-in');
  if (!command) throw new Error('no duties.hand-in');
  return runCommand(c.runner, command, who, { key: mintId(), body, observedAt });
};
interface Seen {
  owed: { state: string; firstOn: string | null; time: string; late: number };
  handIns: { handedInOn: string; material: { handedInAt: string } }[];
  timeline: { command: string; sentence: string; observedAt: string | null }[];
}
const seen = (id: string) => c.ask<Seen>(town, 'duties.record', { id });

beforeAll(async () => {
  c = await testCounty();
  town = c.people['town-officer']!;
  manager = c.managers.home;
  at('2022-03-14T02:00:00.000Z');
  await mintDuties(c.runner, COUNTY);
});
afterAll(() => c.close());

test('made before midnight of the last day, received the next morning: in time, and the record says 离线办理', async () => {
  const march = await one('self-report', '2022-03-01', c.firms.home);
  at('2022-04-01T01:00:00.000Z');
  expect(isRefused(await sent(manager, march, '2022-03-31T15:50:00.000Z', '2022-03-31'))).toBe(false);
  const now = await seen(march);
  expect(now.owed).toMatchObject({ state: 'handed-in', firstOn: '2022-03-31', time: 'done', late: 0 });
  expect(now.handIns).toMatchObject([{ handedInOn: '2022-03-31', material: { handedInAt: '2022-04-01T01:00:00Z' } }]);
  expect(now.timeline.find((line) => line.command === 'duties.hand-in')).toMatchObject({
    observedAt: '2022-03-31T15:50:00Z',
    sentence: expect.stringContaining('离线办理，按 2022-03-31 计'),
  });
});

test('received more than 72 hours after: the day it arrived counts', async () => {
  const march = await one('self-report', '2022-03-01', c.firms.neighbour);
  at('2022-04-04T01:00:00.000Z');
  await sent(c.managers.neighbour, march, '2022-03-31T15:50:00.000Z', '2022-03-31');
  const now = await seen(march);
  expect(now.owed).toMatchObject({ firstOn: '2022-04-04', time: 'late', late: 4 });
  expect(now.timeline.find((line) => line.command === 'duties.hand-in')!.sentence).toContain('超过 72 小时');
});

test('a mending made without a signal is not older than its return, nor does it change when it first came', async () => {
  const march = await one('self-report', '2022-03-01', c.firms.home);
  at('2022-04-02T01:00:00.000Z');
  await c.act(town, 'duties.give-back', { id: march, reason: '缺签字', redoBy: '2022-04-08' });
  at('2022-04-03T01:00:00.000Z');
  await sent(manager, march, '2022-04-01T02:00:00.000Z', '2022-03-31');
  const now = await seen(march);
  expect(now.owed.firstOn).toBe('2022-03-31');
  expect(now.handIns.map((each) => each.handedInOn)).toEqual(['2022-04-02', '2022-03-31']);
});

test('not before it could be handed in: the day it was made decides', async () => {
  const quarter = await one('hazard-quarter', '2022-01-01', c.firms.home);
  at('2022-04-01T01:00:00.000Z');
  const answer = await sent(manager, quarter, '2022-03-31T02:00:00.000Z', '2022-03-31');
  expect(isRefused(answer) && answer.refused.message).toContain('从 2022-04-01 起才能上报');
});

test('rows and figures are what the journal says', async () => {
  for (const of of [owed, handIn])
    expect((await replay(c.db.pools.app, COUNTY, of as never)).wrong, of.kind).toEqual([]);
  expect(await auditTallies(c.db.pools.app, COUNTY, c.modules.tallies as never)).toEqual([]);
});
