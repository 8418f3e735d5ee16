/** What is stored with a finding on its day, the enterprise's own loop, and evidence used twice. */
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, mintId } from '#kernel';
import { auditTallies } from '#kernel/server';
import { COUNTY, enterpriseNames, START, type TestCounty, testCounty, XIACUN } from '../../test/county.ts';
import { finding, hazardAt } from '../../test/walk.ts';
import { hazardNumber } from './domain/hazard.rule.ts';
import type { Hazard } from './subjects.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
beforeEach(() => c.setClock(START));
afterAll(() => c?.close());

const p = (role: string): Actor => c.people[role] as Actor;
interface Shown {
  hazard: Hazard;
  photos: { sha256: string }[];
  reused: { sha256: string; subjectId: string }[];
  twice: { sha256: string; uses: { purpose: string }[] }[];
  can: string[];
}
const see = (who: Actor, id: string) => c.ask<Shown>(who, 'hazards.record', { id });
const row = async (id: string) => (await see(p('county-admin'), id)).hazard;
const report = (who: Actor, more: Record<string, unknown> = {}) =>
  c.act<{ id: string; number: string }>(who, 'hazards.report', finding(c.firms.home, more));

describe('上报', () => {
  test('what the enterprise is on that day is stored with the hazard and stays when the enterprise changes', async () => {
    const { id } = await report(p('town-officer'));
    await c.act(p('county-admin'), 'registry.change-enterprise', {
      id: c.firms.home,
      name: '甲甲改名铸造厂',
      flags: ['gas'],
      sector: 'machinery',
    });
    expect(await row(id)).toMatchObject({
      enterpriseName: enterpriseNames.home,
      sector: 'metallurgy',
      flags: ['smelting-casting'],
      loop: 'common',
      state: 'found',
      level: 'unjudged',
    });
    await c.act(p('county-admin'), 'registry.change-enterprise', {
      id: c.firms.home,
      name: enterpriseNames.home,
      flags: ['smelting-casting'],
      sector: 'metallurgy',
    });
  });

  test('the id and the day are the device’s: the number on the phone is the number in the ledger', async () => {
    const id = mintId();
    const made = await report(p('safety-manager'), { id, origin: 'self-check', foundAt: '2022-03-10T23:30:00+08:00' });
    expect(made).toMatchObject({ id, number: hazardNumber(id, '2022-03-10') });
    expect(await row(id)).toMatchObject({
      foundOn: '2022-03-10',
      foundAt: expect.stringMatching(/^2022-03-10T15:30:00(\.0+)?Z$/),
    });
    expect(
      (await c.no(p('safety-manager'), 'hazards.report', finding(c.firms.home, { id, origin: 'self-check' }))).code,
    ).toBe('TAKEN');
  });

  test.each([
    ['a UUIDv4', '3f2b8c1e-5d4a-4f6b-9c7d-8e1a2b3c4d5e'],
    ['large letters', mintId().toUpperCase()],
    ['no UUID', 'YH220310-1'],
  ])('an id that is %s is refused by name, never replaced in silence', async (_, id) => {
    const no = await c.no(p('town-officer'), 'hazards.report', finding(c.firms.home, { id }));
    expect(no).toMatchObject({ code: 'INVALID', places: [{ place: 'id', value: id }] });
    expect(no.message).toContain('编号应为 UUIDv7（小写）');
  });

  test('a clock that runs ahead finds nothing tomorrow', async () => {
    const { id } = await report(p('town-officer'), { foundAt: '2032-01-01T00:00:00Z' });
    expect((await row(id)).foundOn).toBe('2022-03-14');
  });

  test.each([
    ['town-officer', 'self-check'],
    ['county-officer', 'enterprise-report'],
    ['worker', 'inspection'],
    ['safety-manager', 'public-report'],
  ])('%s may not say that it came by %s', async (role, origin) => {
    const no = await c.no(p(role), 'hazards.report', finding(c.firms.home, { origin }));
    expect([no.code, no.places?.[0]?.place]).toEqual(['INVALID', 'origin']);
    expect(no.places?.[0]?.allowed).toMatch(/[一-鿿]/);
  });

  test('only where one sees the enterprise, and not of one that is closed', async () => {
    expect((await c.no(p('town-officer'), 'hazards.report', finding(c.firms.foreign))).code).toBe('NOT_FOUND');
    expect((await c.no(p('worker'), 'hazards.report', finding(c.firms.neighbour, { origin: 'self-check' }))).code).toBe(
      'NOT_FOUND',
    );
    expect((await c.no(p('town-officer'), 'hazards.report', finding(mintId()))).code).toBe('NOT_FOUND');
    const { id } = await c
      .act(p('county-admin'), 'registry.create-enterprise', {
        uscc: '91140525MA9999999E'.replace(/E$/, ''),
        name: '将注销厂',
        town: XIACUN,
        sector: 'trade',
        scale: 'micro',
        staffCount: 3,
      })
      .catch(() => ({ id: '' }));
    expect(id, 'a code of 17 places is refused').toBe('');
    const gone = c.firms.foreign;
    await c.act(p('county-admin'), 'registry.close-enterprise', { id: gone, reason: '搬迁' });
    const no = await c.no(p('county-officer'), 'hazards.report', finding(gone));
    expect(no.message).toContain('已注销');
  });

  test('a place is a latitude, a longitude and a datum together', async () => {
    const at = await report(p('town-officer'), { lat: 35.49, lng: 112.85 });
    expect(await row(at.id)).toMatchObject({ lat: '35.490000', lng: '112.850000', datum: 'WGS-84' });
    const half = await report(p('town-officer'), { lat: 35.49 });
    expect(await row(half.id)).toMatchObject({ lat: null, lng: null, datum: null });
    expect(
      (await c.no(p('town-officer'), 'hazards.report', finding(c.firms.home, { lat: 95, lng: 112 }))).places?.[0]
        ?.place,
    ).toBe('lat');
  });
});

describe('当日监管责任人', () => {
  test('a handover between two findings gives each its own person; a finding of before, reported after, gets the one of before', async () => {
    const officersOf = async (id: string) =>
      Object.fromEntries((await row(id)).responsible.map((r) => [r.body, r.officerName]));
    const before = await report(p('town-officer'));
    expect(await officersOf(before.id)).toEqual({
      'sector-department': '工信甲',
      'safety-department': '应急甲',
      town: '南村甲',
    });
    c.setClock('2022-04-01T02:00:00.000Z');
    await c.act(p('county-admin'), 'registry.hand-over', {
      fromOfficer: c.officers.town,
      toOfficer: c.officers.townNext,
      on: '2022-04-01',
    });
    await c.act(p('county-admin'), 'registry.assign-supervision', {
      enterprise: c.firms.home,
      body: 'sector-department',
      officer: c.officers.sectorNext,
      fromOn: '2022-04-01',
    });
    const onTheDay = await report(p('town-officer'));
    const late = await report(p('town-officer'), { foundAt: '2022-03-31T15:59:59Z' });
    const firstSecond = await report(p('town-officer'), { foundAt: '2022-03-31T16:00:00Z' });
    const after = { 'sector-department': '工信乙', 'safety-department': '应急甲', town: '南村乙' };
    expect(await officersOf(onTheDay.id)).toEqual(after);
    expect(await officersOf(late.id)).toEqual(await officersOf(before.id));
    expect(await officersOf(firstSecond.id)).toEqual(after);
    expect((await row(before.id)).responsible.map((r) => r.officerName)).toContain('南村甲');
  });

  test('an enterprise nobody supervised has nobody, and is shown when asked for', async () => {
    const { id } = await c.act(p('town-officer'), 'hazards.report', finding(c.firms.neighbour));
    expect((await row(id)).responsible).toEqual([]);
    const unknown = await c.ask<{ rows: { id: string }[] }>(p('town-officer'), 'hazards.ledger', {
      responsible: 'unknown',
    });
    expect(unknown.rows.map((r) => r.id)).toEqual([id]);
  });
});

describe('自查自改', () => {
  const photos = async (by: Actor) => [{ sha256: await c.upload(by) }];

  test('found, arranged, mended by a worker, confirmed by a manager, without anybody from outside', async () => {
    const [worker, manager] = [p('worker'), p('safety-manager')];
    const { id } = await report(worker, { origin: 'self-check' });
    expect((await see(worker, id)).can).toEqual([]);
    expect((await see(manager, id)).can.sort()).toEqual(['hazards.arrange', 'hazards.elevate']);
    for (const name of ['judge', 'assign', 'verify', 'close', 'escalate', 'transfer']) {
      expect((await c.no(p('town-officer'), `hazards.${name}`, { id })).code, name).toBe('NO_SUCH_MOVE');
    }
    expect((await c.no(manager, 'hazards.arrange', { id })).missing).toEqual(['整改措施', '责任人', '整改期限']);
    await c.act(manager, 'hazards.arrange', { id, measure: '加护栏', person: '赵六', dueOn: '2022-03-20' });
    await c.act(manager, 'hazards.arrange', { id, measure: '加护栏', person: '孙七', dueOn: '2022-03-22' });
    await c.act(worker, 'hazards.rectify', { id, note: '已装', photos: await photos(worker) });
    await c.act(manager, 'hazards.give-back', { id, reason: '不牢' });
    await c.act(manager, 'hazards.rectify', { id, note: '加固', photos: await photos(manager) });
    expect((await c.no(manager, 'hazards.confirm', { id, note: '好' })).code).toBe('NOT_YOURS');
    await c.act(c.others.principal, 'hazards.confirm', { id, note: '看过' });
    expect(await row(id)).toMatchObject({
      state: 'closed',
      loop: 'self',
      person: '孙七',
      returns: 1,
      closeReason: 'rectified',
    });
    const times = await c.rows(
      'select verified_by from hazards.rectification where hazard = $1 order by rectified_at, id',
      [id],
    );
    expect(times.map((one) => one.verified_by)).toEqual([null, c.others.principal.account]);
    await c.act(manager, 'hazards.reopen', { id, reason: '又坏', dueOn: '2022-04-20' });
    expect(await row(id)).toMatchObject({ state: 'assigned', reopens: 1, closedOn: null });
  });

  test('elevated by the enterprise it is the town’s to judge', async () => {
    const { id } = await report(p('worker'), { origin: 'self-check' });
    await c.act(p('principal'), 'hazards.elevate', { id, reason: '本厂改不了' });
    expect(await row(id)).toMatchObject({ loop: 'common', state: 'found', origin: 'self-check' });
    expect(
      (await c.no(p('principal'), 'hazards.arrange', { id, measure: 'x', person: 'y', dueOn: '2022-04-01' })).code,
    ).toBe('NOT_YOURS');
    await c.act(p('town-officer'), 'hazards.judge', { id, level: 'general', reason: '判' });
  });

  test.each(['self-found', 'self-assigned', 'self-rectified', 'self-closed'] as const)(
    'taken over by an officer from %s',
    async (state) => {
      const id = await hazardAt(c, 'home', state);
      await c.act(p('town-officer'), 'hazards.take-over', { id, reason: '久拖不改' });
      expect(await row(id)).toMatchObject({ loop: 'common', state: 'found', closedOn: null });
      expect((await c.no(p('town-officer'), 'hazards.take-over', { id, reason: '再来' })).code).toBe('NOT_YOURS');
      await c.act(p('town-officer'), 'hazards.judge', { id, level: 'general', reason: '判' });
    },
  );
});

describe('疑似重复照片', () => {
  test('the same bytes, and a picture that only looks the same, at another hazard are pointed out; a picture of its own is not', async () => {
    const town = p('town-officer');
    // A workshop in blocks of light and shade: what a perceptual digest of 9 × 8 squares tells apart.
    const block = (shade: number, width: number, height: number, left: number, top: number) => ({
      input: { create: { width, height, channels: 3 as const, background: { r: shade, g: shade, b: shade } } },
      left,
      top,
    });
    const scene = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#667788' } })
      .composite([
        block(20, 200, 480, 0, 0),
        block(240, 160, 300, 260, 60),
        block(60, 90, 420, 470, 30),
        block(200, 640, 40, 0, 420),
        block(10, 120, 90, 120, 200),
      ])
      .jpeg({ quality: 90 })
      .toBuffer();
    const recompressed = await sharp(scene).resize(600).jpeg({ quality: 60 }).toBuffer();
    const [original, alike, own] = [
      await c.upload(town, scene),
      await c.upload(town, recompressed),
      await c.upload(town),
    ];
    const first = await report(town, { photos: [{ sha256: original }] });
    const same = await report(town, { photos: [{ sha256: original }, { sha256: own }] });
    const near = await report(town, { photos: [{ sha256: alike }] });
    expect((await see(town, same.id)).reused.map((r) => [r.sha256, r.subjectId])).toContainEqual([original, first.id]);
    expect((await see(town, same.id)).reused.filter((r) => r.sha256 === own)).toEqual([]);
    expect((await see(town, near.id)).reused.map((r) => r.subjectId)).toEqual(
      expect.arrayContaining([first.id, same.id]),
    );
  });

  test('before and after must not be one picture', async () => {
    const manager = p('safety-manager');
    const picture = await c.upload(manager);
    const { id } = await report(manager, { origin: 'self-check', photos: [{ sha256: picture }] });
    await c.act(manager, 'hazards.arrange', { id, measure: '改', person: '赵六', dueOn: '2022-03-20' });
    await c.attempt(manager, 'hazards.rectify', { id, note: '改好', photos: [{ sha256: picture }] });
    const shown = await see(c.others.principal, id);
    expect(shown.hazard.state).toBe('rectified');
    expect(shown.twice).toMatchObject([{ sha256: picture, uses: [{ purpose: 'before' }, { purpose: 'after' }] }]);
    expect(shown.reused).toEqual([]);
  });

  test('a picture is served to those who see what it shows, and to nobody else', async () => {
    const manager = p('safety-manager');
    const picture = await c.upload(manager);
    const status = async (who: Actor) => c.download(who, picture, 'original');
    expect(await status(manager)).toBe(200);
    expect([await status(p('town-officer')), await status(c.others.neighbour), await status(p('expert'))]).toEqual([
      404, 404, 404,
    ]);
    await report(manager, { origin: 'self-check', photos: [{ sha256: picture }] });
    expect([await status(p('town-officer')), await status(c.others.worker), await status(p('county-officer'))]).toEqual(
      [200, 200, 200],
    );
    expect([
      await status(c.others.neighbour),
      await status(c.others.foreignTown),
      await status(p('agency')),
      await status(p('expert')),
    ]).toEqual([404, 404, 404, 404]);
    expect(await c.download(manager, 'f'.repeat(64))).toBe(404);
  });
});

test('after all of this the roll-ups equal a recount', async () => {
  expect(await auditTallies(c.db.pools.app, COUNTY, c.modules.tallies as never)).toEqual([]);
});
