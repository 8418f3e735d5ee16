import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#kernel';
import { auditTallies, reading, readTally, replay, systemActor } from '#kernel/server';
import { measures } from './measures.ts';
import { responsibleOn } from './store.ts';
import { byKind, enterprise, supervision, tallies } from './subjects.ts';
import {
  actors,
  addOfficer,
  NANCUN,
  recordOf,
  someEnterprise,
  type TestRegistry,
  testRegistry,
  XIACUN,
} from './testing.ts';

let r: TestRegistry;
beforeAll(async () => {
  r = await testRegistry();
});
afterAll(() => r.close());

const { admin, nancun, nancunLead, xiacun } = actors;

describe('监管责任', () => {
  test('three bodies with a person make it complete; the new one ends the old one the same day', async () => {
    const { id } = await r.act(admin, 'registry.create-enterprise', someEnterprise(20));
    const [sector, safety, town, next] = [
      await addOfficer(r, '工信甲', 'sector-department'),
      await addOfficer(r, '应急甲', 'safety-department'),
      await addOfficer(r, '南村甲', 'town', NANCUN),
      await addOfficer(r, '应急乙', 'safety-department'),
    ];
    const assign = (who: typeof admin, body: string, person: string, fromOn?: string) =>
      r.attempt(who, 'registry.assign-supervision', {
        enterprise: id,
        body,
        officer: person,
        ...(fromOn ? { fromOn } : {}),
      });
    await assign(admin, 'sector-department', sector, '2022-01-01');
    await assign(admin, 'safety-department', safety, '2022-01-10');
    expect((await recordOf(r, admin, id)).enterprise.supervision).toBe('gap');
    expect(isRefused(await assign(nancunLead, 'sector-department', sector))).toBe(true);
    await assign(nancunLead, 'town', town, '2022-02-01');
    expect((await recordOf(r, admin, id)).enterprise.supervision).toBe('complete');
    for (const [body, person, why] of [
      ['town', sector, '不能担任'],
      ['safety-department', safety, '已是应急管理部门责任人'],
    ] as const) {
      const out = await assign(admin, body, person);
      expect(isRefused(out) && out.refused.message).toContain(why);
    }
    const early = await assign(admin, 'safety-department', next, '2022-01-09');
    expect(isRefused(early) && early.refused.message).toContain('自 2022-01-10 起负责');
    const future = await assign(admin, 'safety-department', next, '2022-03-15');
    expect(isRefused(future) && future.refused.places?.[0]?.place).toBe('fromOn');
    await assign(admin, 'safety-department', next, '2022-03-01');
    const safetyOn = async (day: string) =>
      (await reading(r.runner, admin, (_c, reads) => responsibleOn(reads, id, day))).find(
        (each) => each.body === 'safety-department',
      )?.officerName;
    expect(await safetyOn('2022-01-09')).toBeUndefined();
    expect(await safetyOn('2022-02-28')).toBe('应急甲');
    expect(await safetyOn('2022-03-01')).toBe('应急乙');
    const rows = await r.rows('registry.supervision');
    expect(
      rows.filter((row) => row.enterprise === id && row.body === 'safety-department' && row.to_on === null),
    ).toHaveLength(1);
    await r.act(admin, 'registry.end-supervision', { enterprise: id, body: 'town' });
    expect((await recordOf(r, admin, id)).enterprise.supervision).toBe('gap');
  });

  test('two assignments at once leave one current person', async () => {
    const { id } = await r.act(admin, 'registry.create-enterprise', someEnterprise(21));
    const people = await Promise.all(['并甲', '并乙', '并丙'].map((name) => addOfficer(r, name, 'safety-department')));
    const out = await Promise.all(
      people.map((person) =>
        r.attempt(admin, 'registry.assign-supervision', { enterprise: id, body: 'safety-department', officer: person }),
      ),
    );
    expect(out.filter((o) => !isRefused(o)).length).toBeGreaterThan(0);
    const current = (await r.rows('registry.supervision')).filter((row) => row.enterprise === id && row.to_on === null);
    expect(current).toHaveLength(1);
  });

  test('a handover moves every enterprise in one act; nobody leaves with enterprises in hand', async () => {
    const [old, fresh, sector] = [
      await addOfficer(r, '交出人', 'town', NANCUN),
      await addOfficer(r, '接手人', 'town', NANCUN),
      await addOfficer(r, '行业人', 'sector-department'),
    ];
    const ids: string[] = [];
    for (let n = 30; n < 40; n += 1) {
      const { id } = await r.act(admin, 'registry.create-enterprise', someEnterprise(n));
      await r.act(admin, 'registry.assign-supervision', {
        enterprise: id,
        body: 'town',
        officer: old,
        fromOn: '2022-01-01',
      });
      ids.push(id);
    }
    expect((await r.no(admin, 'registry.change-officer', { id: old, leftOn: '2022-03-14' })).message).toContain(
      '仍是 10 家企业的责任人',
    );
    expect((await r.no(admin, 'registry.hand-over', { fromOfficer: old, toOfficer: sector })).message).toContain(
      '不能担任',
    );
    expect(
      await r.act(admin, 'registry.hand-over', {
        fromOfficer: old,
        toOfficer: fresh,
        on: '2022-03-01',
        enterprises: ids.slice(0, 2),
      }),
    ).toEqual({ moved: 2, left: false });
    expect(
      await r.act(nancunLead, 'registry.hand-over', {
        fromOfficer: old,
        toOfficer: fresh,
        on: '2022-03-10',
        left: true,
      }),
    ).toEqual({ moved: 8, left: true });
    const rows = (await r.rows('registry.supervision')).filter((row) => ids.includes(row.enterprise as string));
    expect(rows.filter((row) => row.to_on === null).map((row) => row.officer)).toEqual(Array(10).fill(fresh));
    expect(
      rows
        .filter((row) => row.officer === old)
        .map((row) => row.to_on)
        .sort(),
    ).toEqual([...Array(2).fill('2022-03-01'), ...Array(8).fill('2022-03-10')]);
    const officers = await r.ask<{ rows: { id: string; charges: number }[] }>(admin, 'registry.officers', {
      q: '接手人',
    });
    expect(officers.rows).toMatchObject([{ id: fresh, charges: 10 }]);
  });

  test('the gap report, the measure and a recount say the same', async () => {
    const gaps = await r.ask<{
      total: number;
      gap: number;
      missing: Record<string, number>;
      towns: { town: string; total: number }[];
    }>(admin, 'registry.gaps');
    const rows = (await r.rows('registry.enterprise')).filter((row) => row.status !== 'closed');
    expect(gaps).toMatchObject({ total: rows.length, gap: rows.filter((row) => row.supervision === 'gap').length });
    expect(gaps.towns).toHaveLength(16);
    const figure = await reading(r.runner, admin, (_c, reads) => measures[0]!.read(reads, {} as never));
    expect(figure).toMatchObject({ n: gaps.gap, of: gaps.total });
    expect((await r.ask<{ towns: unknown[] }>(nancun, 'registry.gaps')).towns).toHaveLength(1);
    const ledger = await r.ask<{ total: { n: number } }>(admin, 'registry.supervisions', { gap: '1' });
    expect(ledger.total.n).toBe(gaps.gap);
  });
});

describe('变迁与注销', () => {
  test('an enterprise that moves takes people and supervision along and loses its old town’s person', async () => {
    const { id } = await r.act(admin, 'registry.create-enterprise', someEnterprise(50));
    for (const name of ['甲', '乙', '丙', '丁', '戊'])
      await r.act(admin, 'registry.add-person', {
        enterprise: id,
        name: `工人${name}`,
        post: '炉前工',
        position: 'worker',
      });
    await r.act(admin, 'registry.add-site', { enterprise: id, name: '一车间', kind: 'workshop' });
    expect(
      (await r.no(admin, 'registry.add-site', { enterprise: id, name: '一车间', kind: 'workshop' })).message,
    ).toContain('一车间');
    await r.act(admin, 'registry.assign-supervision', {
      enterprise: id,
      body: 'town',
      officer: await addOfficer(r, '原镇人', 'town', NANCUN),
      fromOn: '2022-01-01',
    });
    await r.act(admin, 'registry.assign-supervision', {
      enterprise: id,
      body: 'safety-department',
      officer: await addOfficer(r, '应急丙', 'safety-department'),
      fromOn: '2022-01-01',
    });
    await r.act(admin, 'registry.change-enterprise', { id, town: XIACUN });
    const now = await recordOf(r, xiacun, id);
    expect(now.people.map((p) => p.town)).toEqual(Array(5).fill(XIACUN));
    expect(now.supervision.current).toMatchObject([{ body: 'safety-department', town: XIACUN }]);
    expect(isRefused(await r.ask(nancun, 'registry.enterprise', { id }))).toBe(true);
    await r.act(xiacun, 'registry.close-enterprise', { id, reason: '整体搬迁' });
    expect((await recordOf(r, xiacun, id)).supervision.current).toEqual([]);
    expect((await r.no(admin, 'registry.change-enterprise', { id, staffCount: 1 })).message).toContain('已注销关闭');
    expect((await r.ask<{ rows: { id: string }[] }>(xiacun, 'registry.enterprises')).rows).toEqual([]);
    expect(
      (await r.ask<{ rows: { id: string }[] }>(xiacun, 'registry.enterprises', { status: 'closed' })).rows,
    ).toMatchObject([{ id }]);
  });
});

test('the journal rebuilds every enterprise and supervision; tallies equal a recount', async () => {
  for (const each of [enterprise, supervision])
    expect((await replay(r.db.pools.app, '140525', each as never)).wrong).toEqual([]);
  expect(await auditTallies(r.db.pools.app, '140525', tallies as never)).toEqual([]);
  const client = await r.db.pools.app.connect();
  await client.query("begin; set local app.county='140525'; set local app.scope='county'");
  const total = (await readTally(client, systemActor('140525'), byKind.name)).reduce((sum, row) => sum + row.n, 0);
  await client.query('commit');
  client.release();
  expect(total).toBe((await r.rows('registry.enterprise')).length);
});
