import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#kernel';
import { reading } from '#kernel/server';
import {
  actors,
  NANCUN,
  recordOf,
  someEnterprise,
  type TestRegistry,
  testRegistry,
  usccOf,
  XIACUN,
} from './testing.ts';

let r: TestRegistry;
beforeAll(async () => {
  r = await testRegistry();
});
afterAll(() => r.close());

const { admin, officer, nancun, nancunLead, xiacun, auditor, agency, expert } = actors;

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
    expect((await recordOf(r, admin, id)).enterprise.staffCount).toBe(31);
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
      { staffCount: 50, safetyPhone: '13800000000' },
    ]);
    expect((await r.no(auditor, 'registry.change-enterprise', { id, staffCount: 1 })).code).toBe('NOT_YOURS');
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
    expect((await recordOf(r, admin, id)).can).toContain('registry.assign-supervision');
    expect((await recordOf(r, nancun, id)).can).not.toContain('registry.assign-supervision');
    expect((await recordOf(r, auditor, id)).can).toEqual([]);
    const page = await r.ask<{ rows: { id: string; can: string[]; town: string; townName: string }[] }>(
      nancunLead,
      'registry.enterprises',
      { q: usccOf(61) },
    );
    expect(page.rows[0]).toMatchObject({ id, town: NANCUN, townName: '南村镇' });
    expect(page.rows[0]!.can).toContain('registry.change-enterprise');
  });
});
