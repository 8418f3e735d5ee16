/** 应办事项: what comes into being when, once, whatever the server did meanwhile; and what becomes of it by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Day, type Figure, isRefused, type Refused } from '#kernel';
import { auditTallies, readsOn, readTally, replay, transaction } from '#kernel/server';
import { obligationsOf } from '#law-catalogue';
import { COUNTY, NANCUN, someEnterprise, type TestCounty, testCounty, XIACUN } from '../../test/county.ts';
import { mintDuties } from './commands/mint.ts';
import { todoPath } from './desk/todo-path.ts';
import { periodAt } from './domain/period.rule.ts';
import { dueIn } from './due.ts';
import { dutyMeasures } from './measures.ts';
import { handIn, type Owed, owed, proof, urging } from './subjects.ts';

let c: TestCounty;
let boss: Actor;
let manager: Actor;
let town: Actor;
let officer: Actor;

const on = (day: string) => c.setClock(`${day}T02:00:00.000Z`);
const mintOn = async (day: string) => {
  on(day);
  return mintDuties(c.runner, COUNTY);
};
const rowsOf = (owner: string, obligation: string): Promise<Owed[]> =>
  c.rows<Owed>('select * from duties.owed where county = $1 and owner = $2 and obligation = $3 order by period_from', [
    COUNTY,
    owner,
    obligation,
  ]);
const days = (rows: readonly Owed[]) =>
  rows.map((row) => {
    const of = row as unknown as Record<string, string>;
    return `${of.period_from} ${of.due_on} ${of.state}`;
  });
const ask = <T>(who: Actor, name: string, given: unknown = {}) => c.ask<T>(who, name, given);
const waiting = async (who: Actor) =>
  (
    await ask<{
      groups: { key: string; total: number; rows: { id: string; title: string; period: string; why: string }[] }[];
    }>(who, 'duties.todo')
  ).groups;
const one = async (obligation: string, periodFrom: string, owner: string = c.firms.home): Promise<string> => {
  const [row] = await c.rows<{ id: string }>(
    'select id from duties.owed where county = $1 and owner = $2 and obligation = $3 and period_from = $4',
    [COUNTY, owner, obligation, periodFrom],
  );
  if (!row) throw new Error(`no ${obligation} of ${periodFrom}`);
  return row.id;
};
const given = (from: string, to = from) => ({ note: '已按要求办理', representsFrom: from, representsTo: to });
const codeOf = (answer: unknown) => (isRefused(answer) ? (answer as Refused).refused.code : 'done');

beforeAll(async () => {
  c = await testCounty();
  boss = c.people['county-admin']!;
  officer = c.people['county-officer']!;
  town = c.people['town-officer']!;
  manager = c.managers.home;
});
afterAll(() => c.close());

test('every duty that recurs has a last day in the year of the notice and in every later one', () => {
  for (const o of obligationsOf(COUNTY).filter((each) => each.every !== null))
    for (const year of ['2022', '2023', '2024', '2025'])
      expect(dueIn(COUNTY)(o, periodAt(o.every!, `${year}-06-30` as Day)), `${o.id} ${year}`).not.toBeNull();
});

describe('what comes into being', () => {
  test('the first look makes the periods under way, with the reason of that day', async () => {
    const first = await mintOn('2022-03-14');
    expect(first!.made).toBeGreaterThan(20);
    expect(days(await rowsOf(c.firms.home, 'self-report'))).toEqual(['2022-03-01 2022-03-31 owed']);
    expect(days(await rowsOf(c.firms.home, 'hazard-quarter'))).toEqual(['2022-01-01 2022-04-15 owed']);
    // Of a notice of that very day: its clock counts from the year's end before it.
    expect(days(await rowsOf(c.firms.home, 'commitment'))).toEqual(['2022-01-01 2022-03-31 owed']);
    const [drill] = await rowsOf(c.firms.home, 'drill-half-year');
    expect((drill as unknown as { why: string }).why).toBe('风险标志含冶炼铸造');
    expect(days(await rowsOf(NANCUN, 'town-common-problems'))).toEqual(['2022-01-01 2022-03-31 owed']);
    expect(days(await rowsOf(COUNTY, 'county-drill'))).toEqual(['2022-01-01 2023-12-31 owed']);
    // A mine's duty is nobody's here.
    expect(
      await c.rows("select 1 from duties.owed where county = $1 and obligation = 'drawings-operating'", [COUNTY]),
    ).toEqual([]);
  });

  test('again on the same day it makes nothing, and writes nothing into the journal', async () => {
    const entries = () => c.rows("select 1 from kernel.entry where county = $1 and command = 'duties.mint'", [COUNTY]);
    const before = (await entries()).length;
    const again = await mintOn('2022-03-14');
    expect(again === null || again.made === 0).toBe(true);
    expect(await entries()).toHaveLength(before);
  });

  test('three weeks off over the turn of month and quarter: the missed ones exactly once', async () => {
    await mintOn('2022-04-10');
    expect(days(await rowsOf(c.firms.home, 'self-report'))).toEqual([
      '2022-03-01 2022-03-31 owed',
      '2022-04-01 2022-04-30 owed',
    ]);
    expect(days(await rowsOf(c.firms.home, 'hazard-quarter'))).toEqual([
      '2022-01-01 2022-04-15 owed',
      '2022-04-01 2022-07-15 owed',
    ]);
    await mintOn('2022-04-10');
    expect(await rowsOf(c.firms.home, 'self-report')).toHaveLength(2);
  });

  test('a flag added brings its duty from that day, taken away it ends; what was is not rewritten', async () => {
    on('2022-04-11');
    await c.act(boss, 'registry.change-enterprise', {
      id: c.firms.home,
      flags: ['smelting-casting', 'confined-space'],
    });
    await mintOn('2022-04-11');
    const [year] = await rowsOf(c.firms.home, 'confined-space-year');
    const row = year as unknown as Record<string, string>;
    expect([row.applies_on, row.why, row.due_on]).toEqual(['2022-04-11', '风险标志含有限空间', '2022-12-31']);
    on('2022-04-20');
    await c.act(boss, 'registry.change-enterprise', { id: c.firms.home, flags: ['smelting-casting'] });
    await mintOn('2022-04-20');
    const [ended] = await rowsOf(c.firms.home, 'confined-space-year');
    expect(ended as unknown as Record<string, string>).toMatchObject({ state: 'ended', ended_on: '2022-04-20' });
    on('2022-04-22');
    await c.act(boss, 'registry.change-enterprise', {
      id: c.firms.home,
      flags: ['smelting-casting', 'confined-space'],
    });
    await mintOn('2022-04-22');
    expect(days(await rowsOf(c.firms.home, 'confined-space-year'))).toEqual(['2022-01-01 2022-12-31 owed']);
  });

  test('one registered today owes from today, one closed owes nothing new', async () => {
    on('2022-04-25');
    const { id } = await c.act(boss, 'registry.create-enterprise', someEnterprise('新来铸造厂', NANCUN));
    await mintOn('2022-04-25');
    expect(days(await rowsOf(id, 'self-report'))).toEqual(['2022-04-01 2022-04-30 owed']);
    on('2022-04-26');
    await c.act(boss, 'registry.close-enterprise', { id, reason: '破产' });
    await mintOn('2022-05-02');
    expect(days(await rowsOf(id, 'self-report'))).toEqual(['2022-04-01 2022-04-30 ended']);
  });
});

describe('what is handed in', () => {
  test('the enterprise sees what it owes and why, the most urgent first; the town sees who missed it the day after', async () => {
    on('2022-05-02');
    const [group] = await waiting(manager);
    const named = group!.rows.map((row) => `${row.title} ${row.period}`);
    // Three fell due on the last of March; the quarter's report on 15 April.
    expect(named.slice(0, 3).sort()).toEqual(
      ['企业自主上报 2022年3月', '主要负责人年度安全承诺 2022年', '与各岗位签订目标责任书 2022年'].sort(),
    );
    expect(named[3]).toBe('季度隐患排查治理统计上报 2022年第一季度');
    expect(group!.rows.every((row) => row.why !== '')).toBe(true);
    const missed = await ask<{ total: { n: number }; rows: { title: string; daysLate: number }[] }>(
      town,
      'duties.owed',
      {
        missed: '1',
        obligation: 'self-report',
        enterprise: c.firms.home,
      },
    );
    expect(missed.rows.map((row) => row.daysLate)).toEqual([32, 2]);
  });

  test('not before the period is over where it reports on it; nor of days to come', async () => {
    const quarter = await one('hazard-quarter', '2022-04-01');
    expect((await c.no(manager, 'duties.hand-in', { id: quarter, ...given('2022-04-01') })).message).toContain(
      '从 2022-07-01 起才能上报',
    );
    const april = await one('self-report', '2022-04-01');
    expect((await c.no(manager, 'duties.hand-in', { id: april, ...given('2022-05-03') })).places).toMatchObject([
      { place: 'representsFrom', allowed: '不晚于 2022-05-02' },
    ]);
    expect(
      (await c.no(manager, 'duties.hand-in', { id: april, ...given('2022-04-30', '2022-04-01') })).message,
    ).toContain('晚于末日');
  });

  test('one material proves two; late stays late, also when it was sent back and mended', async () => {
    const [april, march] = [await one('self-report', '2022-04-01'), await one('self-report', '2022-03-01')];
    const sha256 = await c.upload(manager);
    await c.act(manager, 'duties.hand-in', {
      id: april,
      ...given('2022-03-01', '2022-04-30'),
      also: [march],
      photos: [{ sha256 }],
    });
    type Record = {
      owed: { state: string; time: string; late: number };
      handIns: { verdict: string | null; photos: unknown[]; material: { representsFrom: string } }[];
    };
    const seen = await ask<Record>(town, 'duties.record', { id: march });
    expect(seen.owed).toMatchObject({ state: 'handed-in', time: 'late', late: 32 });
    expect(seen.handIns).toMatchObject([
      { verdict: null, material: { representsFrom: '2022-03-01' }, photos: [{ purpose: 'proof' }] },
    ]);
    await c.act(town, 'duties.give-back', { id: march, reason: '缺签字', redoBy: '2022-05-09' });
    on('2022-05-03');
    await c.act(manager, 'duties.hand-in', { id: march, ...given('2022-03-01', '2022-03-31') });
    await c.act(town, 'duties.accept', { id: march });
    const done = await ask<Record>(town, 'duties.record', { id: march });
    expect(done.owed).toMatchObject({ state: 'accepted', time: 'late', late: 32 });
    expect(done.handIns.map((each) => each.verdict)).toEqual(['accepted', 'returned']);
  });

  test('what another owes cannot be proved along, and what is done not twice', async () => {
    const may = async (owner: string) => one('self-report', '2022-05-01', owner);
    await mintOn('2022-05-04');
    const [mine, his] = [await may(c.firms.home), await may(c.firms.neighbour)];
    expect((await c.no(manager, 'duties.hand-in', { id: mine, ...given('2022-05-01'), also: [his] })).code).toBe(
      'INVALID',
    );
    expect((await c.no(boss, 'duties.accept', { id: mine })).code).toBe('NO_SUCH_MOVE');
    await c.act(manager, 'duties.hand-in', { id: mine, ...given('2022-05-01') });
    expect((await c.no(manager, 'duties.hand-in', { id: mine, ...given('2022-05-01') })).code).toBe('NO_SUCH_MOVE');
    await c.act(manager, 'duties.take-back', { id: mine, reason: '填错了' });
    expect(await rowsOf(c.firms.home, 'self-report')).toMatchObject([
      {},
      {},
      { state: 'owed', first_on: null, days_late: 0 },
    ]);
  });

  test('excused until a day: also what comes into being until then; and owed again when the reason is gone', async () => {
    const may = await one('self-report', '2022-05-01', c.firms.neighbour);
    expect(codeOf(await c.attempt(town, 'duties.excuse', { id: may, reason: '停产', until: '2022-06-30' }))).toBe(
      'NOT_YOURS',
    );
    await c.act(officer, 'duties.excuse', { id: may, reason: '停产检修', until: '2022-06-30' });
    await mintOn('2022-07-01');
    expect(days(await rowsOf(c.firms.neighbour, 'self-report')).slice(2)).toEqual([
      '2022-05-01 2022-05-31 excused',
      '2022-06-01 2022-06-30 excused',
      '2022-07-01 2022-07-31 owed',
    ]);
    await c.act(officer, 'duties.resume', { id: may, reason: '已恢复生产' });
    expect(days(await rowsOf(c.firms.neighbour, 'self-report'))[2]).toBe('2022-05-01 2022-05-31 owed');
  });
});

test('what waits is what the link below it opens: the county’s own to judge, the town’s in the town', async () => {
  on('2022-07-02');
  await mintDuties(c.runner, COUNTY);
  await c.act(manager, 'duties.hand-in', {
    id: await one('self-report', '2022-05-01'),
    ...given('2022-05-01', '2022-05-31'),
  });
  await c.act(manager, 'duties.hand-in', { id: await one('drill-half-year', '2022-01-01'), ...given('2022-06-20') });
  for (const who of [manager, town, officer]) {
    const groups = await ask<{ groups: { command: string; total: number }[] }>(who, 'duties.todo');
    const totals = new Map<string, number>();
    for (const { command, total } of groups.groups) totals.set(command, (totals.get(command) ?? 0) + total);
    expect(totals.size, who.role).toBeGreaterThan(0);
    for (const [command, total] of totals) {
      const search = new URLSearchParams(todoPath(command, who.scope).split('?')[1]);
      const page = await ask<{ total: { n: number } }>(who, 'duties.owed', Object.fromEntries(search));
      expect(page.total.n, `${who.role} ${command}`).toBe(total);
    }
  }
});

describe('occasions', () => {
  test('an occasion told starts its clock; the same one twice is refused; one that does not bind is refused', async () => {
    on('2022-07-04');
    const told = await c.act<{ id: string; dueOn: string }>(manager, 'duties.tell-occasion', {
      obligation: 'emergency-plan-filing',
      enterprise: c.firms.home,
      on: '2022-03-14',
    });
    // 20 working days after Monday 14 March 2022: Qingming (3–5 April) is off, 2 April worked.
    expect(told.dueOn).toBe('2022-04-12');
    const again = { obligation: 'emergency-plan-filing', enterprise: c.firms.home, on: '2022-03-14' };
    expect((await c.no(manager, 'duties.tell-occasion', again)).code).toBe('TAKEN');
    expect(
      (await c.no(manager, 'duties.tell-occasion', { ...again, obligation: 'tailings-assessment' })).message,
    ).toContain('不适用');
    expect((await c.no(manager, 'duties.tell-occasion', { ...again, on: '2099-01-01' })).code).toBe('INVALID');
    expect((await c.no(manager, 'duties.tell-occasion', { ...again, enterprise: c.firms.foreign })).code).toBe(
      'NOT_FOUND',
    );
  });

  test('what falls due again does so from the day its material stands for', async () => {
    const told = await c.act<{ id: string; dueOn: string }>(manager, 'duties.tell-occasion', {
      obligation: 'plan-assessment',
      enterprise: c.firms.home,
      on: '2019-09-01',
    });
    expect(told.dueOn).toBe('2022-09-01');
    await c.act(manager, 'duties.hand-in', { id: told.id, ...given('2022-07-01') });
    await c.act(officer, 'duties.accept', { id: told.id });
    expect(days(await rowsOf(c.firms.home, 'plan-assessment'))).toEqual([
      '2019-09-01 2022-09-01 accepted',
      '2022-07-01 2025-07-01 owed',
    ]);
  });

  test('a person’s clock is the person’s, and ends when he leaves', async () => {
    const { id } = await c.act(boss, 'registry.add-person', {
      enterprise: c.firms.home,
      name: '王电工',
      post: '电工',
      position: 'special-operator',
    });
    const body = { obligation: 'operator-review', enterprise: c.firms.home, on: '2020-08-01' };
    expect((await c.no(manager, 'duties.tell-occasion', body)).places).toMatchObject([{ place: 'person' }]);
    const told = await c.act<{ id: string; dueOn: string }>(manager, 'duties.tell-occasion', { ...body, person: id });
    expect(told.dueOn).toBe('2023-08-01');
    await c.act(boss, 'registry.person-left', { id, on: '2022-07-04' });
    expect(await rowsOf(id, 'operator-review')).toMatchObject([{ state: 'ended' }]);
  });
});

test('who is offered to tell an occasion is who may', async () => {
  const offered = async (who: Actor) =>
    (await ask<{ canTell: boolean }>(who, 'duties.of-enterprise', { enterprise: c.firms.home })).canTell;
  for (const role of ['county-officer', 'town-officer', 'principal', 'worker', 'legal-reviewer', 'auditor']) {
    const told = { obligation: 'emergency-plan-filing', enterprise: c.firms.home, on: '1999-01-01' };
    const may = codeOf(await c.attempt(c.people[role]!, 'duties.tell-occasion', told)) !== 'NOT_YOURS';
    expect([role, await offered(c.people[role]!)]).toEqual([role, may]);
  }
});

describe('who owes what', () => {
  test('the matrix counts what the ledger lists', async () => {
    const matrix = await ask<{
      duties: { id: string; missed: number }[];
      rows: { name: string; missed: number }[];
      total: number;
    }>(officer, 'duties.matrix');
    for (const { id, missed } of matrix.duties) {
      const page = await ask<{ total: { n: number } }>(officer, 'duties.owed', { obligation: id, missed: '1' });
      expect(page.total.n, id).toBe(missed);
    }
    expect(matrix.rows.map((row) => row.name)).not.toContain('新来铸造厂');
    expect(matrix.total).toBe(matrix.rows.length);
  });

  test('what the board counts is what its link opens', async () => {
    const counted: Figure[] = [];
    for (const one of dutyMeasures)
      counted.push(
        await transaction(c.db.pools.app, officer, 'read', (client) =>
          one.read(
            {
              ...readsOn(client, officer, c.runner.clock(), c.modules),
              tally: (name, where) => readTally(client, officer, name, where),
              whileUnchanged: (_tallies, _about, make) => make(),
            },
            { obligation: 'self-report' },
          ),
        ),
      );
    for (const figure of counted)
      for (const [path, n] of [
        [figure.rows, figure.n],
        ...(figure.whole ? [[figure.whole, figure.of] as const] : []),
      ] as const) {
        const search = new URLSearchParams(path.split('?')[1]);
        const asked = Object.fromEntries(
          [...search.keys()].map((key) => [key, search.getAll(key).length > 1 ? search.getAll(key) : search.get(key)]),
        );
        const page = await ask<{ total: { n: number } }>(officer, 'duties.owed', asked);
        expect(page.total.n, path).toBe(n);
      }
    expect(counted[0]).toMatchObject({ n: 1 });
    expect(counted[1]!.n).toBeGreaterThan(0);
  });

  test('an enterprise that moves takes all of it along', async () => {
    await c.act(boss, 'registry.change-enterprise', { id: c.firms.home, town: XIACUN });
    const [left] = await c.rows<{ n: number }>(
      `select (select count(*) from duties.owed where county = $1 and enterprise = $2 and town <> $3)::int
         + (select count(*) from duties.proof where county = $1 and enterprise = $2 and town <> $3)::int
         + (select count(*) from duties.hand_in where county = $1 and enterprise = $2 and town <> $3)::int as n`,
      [COUNTY, c.firms.home, XIACUN],
    );
    expect(left!.n).toBe(0);
  });

  test('rows and figures are what the journal says', async () => {
    for (const of of [owed, proof, handIn, urging])
      expect((await replay(c.db.pools.app, COUNTY, of as never)).wrong, of.kind).toEqual([]);
    expect(await auditTallies(c.db.pools.app, COUNTY, c.modules.tallies as never)).toEqual([]);
  });
});
