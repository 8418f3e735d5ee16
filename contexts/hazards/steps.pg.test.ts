import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, LedgerPage } from '#kernel';
import { replay } from '#kernel/server';
import { COUNTY, START, type TestCounty, testCounty } from '../../test/county.ts';
import { finding, hazardAt } from '../../test/walk.ts';
import type { TodoAnswer } from './desk/answers.ts';
import type { Rounds } from './rounds.ts';
import type { Hazard } from './subjects.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
beforeEach(() => c.setClock(START));
afterAll(() => c?.close());

const p = (role: string): Actor => c.people[role] as Actor;
const record = (who: Actor, id: string) =>
  c.ask<{ hazard: Hazard; rounds: Rounds; can: string[] }>(who, 'hazards.record', { id });
const page = (who: Actor, given: Record<string, unknown>) => c.ask<LedgerPage>(who, 'hazards.ledger', given);
const due = async (id: string) => (await record(p('county-admin'), id)).hazard.stepDueOn;
const todo = async (who: Actor, id: string) =>
  (await c.ask<TodoAnswer>(who, 'hazards.todo', {})).groups.flatMap((g) => g.rows).find((row) => row.id === id);

describe('办理时限', () => {
  // 2022-03-14 is a Monday: 3 working days → Thursday 17th, 2 → 16th; 复查 ten calendar days → 24th (15号令 §17).
  test.each([
    ['found', '2022-03-17'],
    ['judged', '2022-03-16'],
    ['assigned', null],
    ['rectified', '2022-03-24'],
    ['verified', '2022-03-17'],
    ['closed', null],
    ['transferred', null],
    ['self-found', null],
    ['self-rectified', null],
  ] as const)('%s: %s', async (state, expected) => {
    expect(await due(await hazardAt(c, 'home', state))).toBe(expected);
  });

  test('begins anew with every step, counts holidays, and is told with its lateness', async () => {
    c.setClock('2022-04-01T02:00:00Z');
    // 04-02 is worked, 04-03–05 are 清明: three working days after Friday 1st are 2, 6 and 7.
    const id = await hazardAt(c, 'home', 'found');
    expect(await due(id)).toBe('2022-04-07');
    const officer = p('county-officer');
    await c.act(officer, 'hazards.judge', { id, level: 'general', reason: '可立即整改' });
    expect(await due(id)).toBe('2022-04-06');
    await c.act(officer, 'hazards.transfer', { id, department: '市场监管局', reason: '属特种设备' });
    expect(await due(id)).toBeNull();
    await c.act(officer, 'hazards.take-back', { id, reason: '接收部门退回' });
    expect(await due(id)).toBe('2022-04-06');
    const late = async (today: string) => {
      c.setClock(`${today}T02:00:00Z`);
      const found = await page(officer, { stepLate: '1' });
      return found.rows.some((row) => row.id === id);
    };
    expect(await late('2022-04-06'), 'the day itself is in time').toBe(false);
    expect(await late('2022-04-07')).toBe(true);
  });

  test('a self-check that is taken over begins with the judgement', async () => {
    const id = await hazardAt(c, 'home', 'self-assigned');
    await c.act(p('county-officer'), 'hazards.take-over', { id, reason: '久拖不改' });
    expect(await due(id)).toBe('2022-03-17');
  });
});

describe('催办', () => {
  test('stays on record each time, is seen by the enterprise, and makes nothing stale', async () => {
    const manager = p('safety-manager');
    const id = await hazardAt(c, 'home', 'assigned');
    const { version } = (await record(manager, id)).hazard;
    await c.act(p('town-officer'), 'hazards.urge', { id });
    c.setClock('2022-03-20T02:00:00Z');
    await c.act(p('county-officer'), 'hazards.urge', { id, note: '已逾期，请立即整改' });
    const shown = await record(manager, id);
    expect(shown.hazard.version).toBe(version);
    expect(shown.rounds.urgings.map((one) => [one.note, one.dueOn])).toEqual([
      [null, '2022-04-30'],
      ['已逾期，请立即整改', '2022-04-30'],
    ]);
    expect((await todo(manager, id))?.urged).toEqual({ times: 2, lastAt: '2022-03-20T02:00:00Z' });
    const photo = [{ sha256: await c.upload(manager) }];
    await c.act(manager, 'hazards.rectify', { id, version, note: '已更换', photos: photo });
    expect((await c.no(p('town-officer'), 'hazards.urge', { id })).code).toBe('NO_SUCH_MOVE');
    const urging = c.modules.subjects.find((s) => s.kind === 'urging')!;
    expect((await replay(c.db.pools.app, COUNTY, urging)).wrong).toEqual([]);
  });
});

describe('主办人', () => {
  test('is who supervises the enterprise by the register today; others see whose it is', async () => {
    const [town, admin] = [p('town-officer'), p('county-admin')];
    const id = await hazardAt(c, 'home', 'found');
    expect((await todo(town, id))?.owner).toEqual({ name: '南村甲', mine: false });
    await c.act(admin, 'registry.change-officer', { id: c.officers.town, version: 1, account: town.account });
    expect((await todo(town, id))?.owner).toEqual({ name: '南村甲', mine: true });
    expect((await todo(c.others.town, id))?.owner).toEqual({ name: '南村甲', mine: false });
    const neighbour = await hazardAt(c, 'neighbour', 'found');
    expect((await todo(town, neighbour))?.owner, 'nobody supervises the neighbour').toBeNull();
    await c.act(admin, 'registry.assign-supervision', {
      enterprise: c.firms.home,
      body: 'town',
      officer: c.officers.townNext,
      fromOn: '2022-03-14',
    });
    expect((await todo(town, id))?.owner).toEqual({ name: '南村乙', mine: false });
    const assigned = await hazardAt(c, 'home', 'assigned');
    expect((await todo(p('safety-manager'), assigned))?.owner).toEqual({ name: '王五', mine: false });
  });
});

test('所选: a page and its export hold the chosen rows of what the filters leave, and nobody else’s', async () => {
  const officer = p('town-officer');
  const [mine, foreign] = [await hazardAt(c, 'home', 'found'), await hazardAt(c, 'foreign', 'found')];
  await c.act(officer, 'hazards.report', finding(c.firms.home));
  const only = async (ids: string[], more = {}) => {
    const found = await page(officer, { only: ids.join(), ...more });
    expect(found.total).toEqual({ n: found.rows.length, exact: true });
    return found.rows.map((row) => row.id);
  };
  expect(await only([mine, foreign])).toEqual([mine]);
  expect(await only([mine], { state: 'judged' })).toEqual([]);
});
