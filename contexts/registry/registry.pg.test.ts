import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#kernel';
import { auditTallies, readTally, reading, replay, systemActor } from '#kernel/server';
import { measures } from './measures.ts';
import { responsibleOn } from './store.ts';
import { byKind, enterprise, supervision, tallies } from './subjects.ts';
import { actors, NANCUN, someEnterprise, type TestRegistry, testRegistry, usccOf, XIACUN } from './testing.ts';

let r: TestRegistry;
beforeAll(async () => {
  r = await testRegistry();
});
afterAll(() => r.close());

const { admin, officer, nancun, nancunLead, xiacun, auditor, agency, expert } = actors;
const addOfficer = async (name: string, body: string, town?: string) =>
  (
    await r.act(admin, 'registry.add-officer', {
      name,
      body,
      department: body === 'town' ? '镇应急管理中心' : `${name}所在科`,
      ...(town ? { town } : {}),
    })
  ).id;
const record = (who: typeof admin, id: string) =>
  r.ask<{
    enterprise: { version: number; supervision: string; staffCount: number; town: string };
    can: string[];
    supervision: { current: { body: string; officerName: string; town: string }[]; past: unknown[] };
    people: { town: string }[];
    timeline: { sentence: string }[];
  }>(who, 'registry.enterprise', { id });

describe('登记与变更', () => {
  test('a code with a wrong check character is refused naming place, value and what was expected', async () => {
    const good = usccOf(1);
    const bad = good.slice(0, 17) + (good[17] === '0' ? '1' : '0');
    const no = await r.no(admin, 'registry.create-enterprise', someEnterprise(1, { uscc: bad }));
    expect(no.code).toBe('INVALID');
    expect(no.places?.[0]).toMatchObject({ place: 'uscc', value: bad });
    expect(no.places?.[0]?.message).toContain(`应为“${good[17]}”`);
  });

  test('coordinates need a datum and lie in the county; an industry code exists', async () => {
    const lacking = await r.no(admin, 'registry.create-enterprise', someEnterprise(2, { lat: 35.5, lng: 112.9 }));
    expect(lacking.places?.[0]?.place).toBe('datum');
    const swapped = await r.no(
      admin,
      'registry.create-enterprise',
      someEnterprise(2, { lat: 112.9, lng: 35.5, datum: 'WGS-84' }),
    );
    expect(swapped.message).toContain('填反');
    const far = await r.no(
      admin,
      'registry.create-enterprise',
      someEnterprise(2, { lat: 39.9, lng: 116.4, datum: 'WGS-84' }),
    );
    expect(far.message).toContain('不在泽州县范围内');
    const industry = await r.no(admin, 'registry.create-enterprise', someEnterprise(2, { industry: 'C9999' }));
    expect(industry.places?.[0]?.place).toBe('industry');
  });

  test('a code is registered once, also from another town, and the version the caller saw is guarded', async () => {
    const { id } = await r.act(
      admin,
      'registry.create-enterprise',
      someEnterprise(3, { uscc: ` ${usccOf(3).toLowerCase()} ` }),
    );
    expect((await r.no(nancun, 'registry.create-enterprise', someEnterprise(3))).message).toContain(
      '已由“测试企业第3号铸造厂”登记',
    );
    expect((await r.no(xiacun, 'registry.create-enterprise', someEnterprise(3, { town: XIACUN }))).code).toBe('TAKEN');
    await r.act(officer, 'registry.change-enterprise', { id, version: 1, staffCount: 31 });
    expect((await r.no(officer, 'registry.change-enterprise', { id, version: 1, staffCount: 32 })).code).toBe('STALE');
    expect((await record(admin, id)).enterprise.staffCount).toBe(31);
    const [one, two] = await Promise.all(
      [1, 2].map((n) => r.attempt(officer, 'registry.change-enterprise', { id, version: 2, staffCount: 40 + n })),
    );
    expect([one, two].filter((o) => isRefused(o))).toHaveLength(1);
  });

  test('a town changes its own, an enterprise only its contacts and staff count', async () => {
    const { id } = await r.act(nancun, 'registry.create-enterprise', someEnterprise(4));
    expect((await r.no(nancun, 'registry.create-enterprise', someEnterprise(5, { town: XIACUN }))).code).toBe(
      'NOT_YOURS',
    );
    expect((await r.no(xiacun, 'registry.change-enterprise', { id, staffCount: 1 })).code).toBe('NOT_FOUND');
    expect((await r.no(nancun, 'registry.change-enterprise', { id, town: XIACUN })).code).toBe('NOT_YOURS');
    const manager = actors.managerOf(id);
    await r.act(manager, 'registry.change-enterprise', {
      id,
      staffCount: 50,
      safetyName: '安小全',
      safetyPhone: '１３８0000 0000',
    });
    const beyond = await r.no(manager, 'registry.change-enterprise', { id, sector: 'trade', staffCount: 51 });
    expect(beyond.places?.map((p) => p.place)).toEqual(['sector']);
    expect((await r.ask<{ rows: { safetyPhone: string }[] }>(manager, 'registry.enterprises')).rows).toMatchObject([
      { staffCount: 50, safetyPhone: '138 0000 0000'.replace(' ', '') },
    ]);
    expect((await r.no(auditor, 'registry.change-enterprise', { id, staffCount: 1 })).code).toBe('NOT_YOURS');
  });
});

describe('监管责任', () => {
  test('three bodies with a person make it complete; the new one ends the old one the same day', async () => {
    const { id } = await r.act(admin, 'registry.create-enterprise', someEnterprise(20));
    const [sector, safety, town, next] = [
      await addOfficer('工信甲', 'sector-department'),
      await addOfficer('应急甲', 'safety-department'),
      await addOfficer('南村甲', 'town', NANCUN),
      await addOfficer('应急乙', 'safety-department'),
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
    expect((await record(admin, id)).enterprise.supervision).toBe('gap');
    expect(isRefused(await assign(nancunLead, 'sector-department', sector))).toBe(true);
    await assign(nancunLead, 'town', town, '2022-02-01');
    expect((await record(admin, id)).enterprise.supervision).toBe('complete');
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
    expect((await record(admin, id)).enterprise.supervision).toBe('gap');
  });

  test('two assignments at once leave one current person', async () => {
    const { id } = await r.act(admin, 'registry.create-enterprise', someEnterprise(21));
    const people = await Promise.all(['并甲', '并乙', '并丙'].map((name) => addOfficer(name, 'safety-department')));
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
      await addOfficer('交出人', 'town', NANCUN),
      await addOfficer('接手人', 'town', NANCUN),
      await addOfficer('行业人', 'sector-department'),
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
      officer: await addOfficer('原镇人', 'town', NANCUN),
      fromOn: '2022-01-01',
    });
    await r.act(admin, 'registry.assign-supervision', {
      enterprise: id,
      body: 'safety-department',
      officer: await addOfficer('应急丙', 'safety-department'),
      fromOn: '2022-01-01',
    });
    await r.act(admin, 'registry.change-enterprise', { id, town: XIACUN });
    const now = await record(xiacun, id);
    expect(now.people.map((p) => p.town)).toEqual(Array(5).fill(XIACUN));
    expect(now.supervision.current).toMatchObject([{ body: 'safety-department', town: XIACUN }]);
    expect(isRefused(await r.ask(nancun, 'registry.enterprise', { id }))).toBe(true);
    await r.act(xiacun, 'registry.close-enterprise', { id, reason: '整体搬迁' });
    expect((await record(xiacun, id)).supervision.current).toEqual([]);
    expect((await r.no(admin, 'registry.change-enterprise', { id, staffCount: 1 })).message).toContain('已注销关闭');
    expect((await r.ask<{ rows: { id: string }[] }>(xiacun, 'registry.enterprises')).rows).toEqual([]);
    expect(
      (await r.ask<{ rows: { id: string }[] }>(xiacun, 'registry.enterprises', { status: 'closed' })).rows,
    ).toMatchObject([{ id }]);
  });
});

describe('谁能看到', () => {
  test('another town, agencies and experts see nothing; the database alone holds as well', async () => {
    const { id } = await r.act(
      admin,
      'registry.create-enterprise',
      someEnterprise(60, { lat: 35.5, lng: 112.9, datum: 'GCJ-02' }),
    );
    const ofNancun = await r.ask<{ total: { n: number } }>(nancun, 'registry.enterprises');
    expect(ofNancun.total.n).toBe(
      (await r.rows('registry.enterprise')).filter((row) => row.town === NANCUN && row.status !== 'closed').length,
    );
    expect(await r.ask<unknown[]>(xiacun, 'registry.search', { q: '测试企业第60' })).toEqual([]);
    expect(await r.ask<unknown[]>(nancun, 'registry.search', { q: 'csqyd60h' })).toMatchObject([{ id }]);
    for (const who of [agency, expert]) {
      for (const name of [
        'registry.enterprises',
        'registry.people',
        'registry.supervisions',
        'registry.map',
        'registry.search',
      ]) {
        const out = await r.ask<{ refused?: { code: string } }>(
          who,
          name,
          name === 'registry.search' ? { q: '测' } : {},
        );
        expect(out.refused?.code, `${who.role} ${name}`).toBe('NOT_YOURS');
      }
    }
    const bare = { ...r.runner, walls: { app: false, database: true } };
    for (const who of [xiacun, agency, expert]) {
      const seen = await reading(bare, who, async (client) => {
        const { rows } = await client.query('select count(*)::int as n from registry.enterprise where town = $1', [
          NANCUN,
        ]);
        return rows[0].n;
      });
      expect(seen, who.role).toBe(0);
    }
    const map = await r.ask<{ points: { id: string; lat: number; lng: number }[] }>(nancun, 'registry.map');
    const point = map.points.find((p) => p.id === id)!;
    expect(Math.abs(point.lng - 112.9)).toBeGreaterThan(0.001);
    expect(await r.ask<unknown[]>(expert, 'registry.towns')).toHaveLength(16);
  });

  test('every record and row carries what the caller can do', async () => {
    const { id } = await r.act(admin, 'registry.create-enterprise', someEnterprise(61));
    expect((await record(admin, id)).can).toContain('registry.assign-supervision');
    expect((await record(nancun, id)).can).not.toContain('registry.assign-supervision');
    expect((await record(auditor, id)).can).toEqual([]);
    const page = await r.ask<{ rows: { id: string; can: string[]; town: string }[] }>(
      nancunLead,
      'registry.enterprises',
      { q: usccOf(61) },
    );
    expect(page.rows[0]).toMatchObject({ id, town: '南村镇' });
    expect(page.rows[0]!.can).toContain('registry.change-enterprise');
  });
});

test('the journal rebuilds every enterprise and supervision; tallies equal a recount', async () => {
  for (const each of [enterprise, supervision])
    expect((await replay(r.db.pools.app, '140525', each as never)).wrong).toEqual([]);
  expect(await auditTallies(r.db.pools.app, '140525', tallies as never)).toEqual([]);
  const client = await r.db.pools.app.connect();
  await client.query("begin; set local app.county='140525'; set local app.scope='county'");
  const total = (await readTally(client, '140525', byKind.name)).reduce((sum, row) => sum + row.n, 0);
  await client.query('commit');
  client.release();
  expect(total).toBe((await r.rows('registry.enterprise')).length);
  expect(systemActor('140525').scope).toBe('county');
});
