import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFirstAdministrator } from './admin.ts';
import { demoPassword } from './demo.ts';
import { roles } from './domain/words.ts';
import { county, type Door, makeDoor, settle, type TestDatabase, testDatabase } from './testing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let db: TestDatabase;
let door: Door;

/** Rows of a statement as the county sees them. */
async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = await db.pools.app.connect();
  try {
    await client.query(`begin; set local app.county='${county}'; set local app.scope='county'`);
    const found = await client.query(sql, values);
    await client.query('commit');
    return found.rows as T[];
  } finally {
    client.release();
  }
}

const wrongly = (account: string, address: string) =>
  door.post('access/sign-in', { account, password: 'not the password' }, undefined, { remoteAddress: address });

describe('the door of a demonstration', () => {
  beforeAll(async () => {
    db = await testDatabase();
    door = await makeDoor(db, { demo: true });
    await settle(db, door.runner);
  });
  afterAll(async () => {
    await door.close();
    await db.close();
  });

  it('tells a stranger the demo accounts, and each signs in', async () => {
    const { status, body } = await door.get('access/me');
    expect(status).toBe(401);
    expect(body.refused.code).toBe('SIGNED_OUT');
    expect(body.demo.accounts.map((one: { role: string }) => one.role).sort()).toEqual([...roles].sort());
    for (const one of body.demo.accounts) {
      const cookie = await door.enter(one.account, one.password);
      const me = await door.get('access/me', cookie);
      expect(me.body).toMatchObject({
        actor: { name: one.name, role: one.role, county },
        county: { name: '泽州县' },
        today: '2022-06-01',
        must: null,
        demo: true,
      });
      expect(me.body.actor.session).toBeUndefined();
      expect(me.body.may.includes('access.create-account')).toBe(
        ['county-admin', 'principal', 'safety-manager'].includes(one.role),
      );
    }
  });

  it('sets a cookie no script can read, new at every sign-in, and kills the one before', async () => {
    const first = await door.post('access/sign-in', { account: ' Admin ', password: demoPassword });
    expect([first.headers['set-cookie']].flat()[0]).toMatch(
      /^zean=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(first.headers['cache-control']).toBe('no-store');
    const second = await door.post('access/sign-in', { account: 'admin', password: demoPassword }, first.cookie);
    expect(second.cookie).not.toBe(first.cookie);
    expect((await door.get('access/me', first.cookie)).status).toBe(401);
    expect((await door.get('access/me', second.cookie)).status).toBe(200);
    expect(
      await rows(`select 1 from access.session where token_hash like '%' || $1 || '%'`, [second.cookie.slice(5)]),
    ).toEqual([]);
  });

  it('over HTTPS the cookie is __Host- and Secure', async () => {
    const reply = await door.post('access/sign-in', { account: 'admin', password: demoPassword }, undefined, {
      headers: { 'x-forwarded-proto': 'https' },
    });
    for (const cookie of [reply.headers['set-cookie']].flat()) expect(cookie).toMatch(/^__Host-zean(-place)?=.*Secure/);
  });

  it.each([
    [{ account: 'admin', password: 'not it at all' }, 401, 'WRONG_PASSWORD'],
    [{ account: 'nobody', password: demoPassword }, 401, 'WRONG_PASSWORD'],
    [{ account: '王', password: demoPassword }, 401, 'WRONG_PASSWORD'],
    [{ account: "' or 1=1 --", password: demoPassword }, 401, 'WRONG_PASSWORD'],
    [{ account: 'admin' }, 422, 'INVALID'],
    [{ account: 'admin', password: 'x', role: 'county-admin' }, 422, 'INVALID'],
    [{ account: ['admin'], password: { $ne: 1 } }, 422, 'INVALID'],
    [null, 422, 'INVALID'],
  ])('%j is refused with %i %s', async (given, status, code) => {
    const reply = await door.post('access/sign-in', given ?? undefined, undefined, { remoteAddress: '10.9.9.9' });
    expect([reply.status, reply.body.refused.code, reply.cookie]).toEqual([status, code, '']);
    expect(JSON.stringify(reply.body)).not.toContain(demoPassword);
  });

  it('refuses what another site sends', async () => {
    const reply = await door.post('access/sign-in', { account: 'admin', password: demoPassword }, undefined, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(reply.status).toBe(403);
    const cookie = await door.enter('admin', demoPassword);
    const act = await door.post('access/save-view', { ledger: 'a.b', name: 'x', search: '' }, cookie, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(act.status).toBe(403);
  });

  const rightly = (account: string, address: string, cookie = '') =>
    door.post('access/sign-in', { account, password: demoPassword }, cookie, { remoteAddress: address });

  it('five wrong passwords lock the account at that place for 15 minutes, the right one there too; then it opens', async () => {
    for (let i = 0; i < 5; i += 1)
      expect((await wrongly('legal', '10.1.0.1')).body.refused.code).toBe('WRONG_PASSWORD');
    const locked = await rightly('legal', '10.1.0.1');
    expect([locked.status, locked.body.refused.code, locked.headers['retry-after']]).toEqual([423, 'LOCKED', '900']);
    expect(locked.body.refused).toMatchObject({ retryAfterS: 900, message: expect.stringContaining('15 分钟') });
    door.later(15 * MINUTE - 1000);
    const almost = await rightly('legal', '10.1.0.1');
    expect([almost.headers['retry-after'], almost.body.refused.message]).toEqual([
      '1',
      expect.stringContaining('1 秒'),
    ]);
    door.later(1000);
    expect((await rightly('legal', '10.1.0.1')).status).toBe(200);
    const told = await rows<{ sentence: string }>(
      "select sentence from kernel.entry where command = 'access.sign-in' and sentence like '%已锁定%'",
    );
    expect(told.map((row) => row.sentence)).toContain('登录被拒：密码不对；已锁定 15 分钟');
  });

  it('no stranger can lock an account against the right password from elsewhere, however many places he has', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, place) => wrongly('leader', `10.20.0.${place}`)));
    for (let i = 0; i < 6; i += 1) await wrongly('leader', '10.2.0.66');
    expect((await wrongly('leader', '10.2.0.66')).body.refused.code).toBe('LOCKED');
    expect((await rightly('leader', '10.2.0.1')).status, 'a place never seen before').toBe(200);
  }, 60_000);

  it('a network of IPv6 is one place, or a stranger had as many as he likes', async () => {
    for (let i = 1; i <= 5; i += 1) await wrongly('legal', `2001:db8:5:6::${i}`);
    expect((await rightly('legal', '2001:db8:5:6:1:2:3:4')).status).toBe(423);
    expect((await rightly('legal', '2001:db8:5:7::1')).status).toBe(200);
  });

  it('a browser that an account has signed in from is locked by nobody else, not even from the same address', async () => {
    const office = '10.6.0.1';
    const [mark] = [(await rightly('town', office)).headers['set-cookie']]
      .flat()
      .filter((one) => String(one).startsWith('zean-place='));
    expect(mark).toMatch(/^zean-place=sm4\.[^;]+; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/);
    const place = String(mark).split(';')[0] as string;
    for (let i = 0; i < 6; i += 1) await wrongly('town', office);
    for (let i = 0; i < 20; i += 1) await wrongly(`somebody-${i}`, office);
    expect((await rightly('town', office)).body.refused.code, 'the address is locked').toBe('LOCKED');
    expect((await rightly('town', office, place)).status, 'the known browser is not').toBe(200);
    expect((await rightly('town', office, `${place.slice(0, -2)}xx`)).status, 'a changed mark is none').toBe(423);
    expect((await rightly('admin', office, place)).status, 'it is known for its own accounts only').toBe(423);
    // Whoever steals the browser has five tries as well.
    const guess = () =>
      door.post('access/sign-in', { account: 'town', password: 'no' }, place, { remoteAddress: '10.6.0.2' });
    for (let i = 0; i < 5; i += 1) expect((await guess()).body.refused.code).toBe('WRONG_PASSWORD');
    expect((await guess()).body.refused.code).toBe('LOCKED');
    const text = JSON.stringify(await rows("select given from kernel.entry where command = 'access.sign-in'"));
    expect(text, 'the mark is no journal’s').not.toMatch(/"place"|sm4\./);
  }, 60_000);

  it('parallel right sign-ins lock nobody, parallel guesses see each other', async () => {
    const right = await Promise.all(
      Array.from({ length: 12 }, () => door.post('access/sign-in', { account: 'expert', password: demoPassword })),
    );
    expect(right.map((one) => one.status)).toEqual(Array.from({ length: 12 }, () => 200));
    const guesses = await Promise.all(Array.from({ length: 12 }, () => wrongly('town-lead', '10.3.0.1')));
    expect(guesses.filter((one) => one.body.refused.code === 'WRONG_PASSWORD')).toHaveLength(5);
    expect(guesses.filter((one) => one.body.refused.code === 'LOCKED')).toHaveLength(7);
  });

  it('twenty wrong ones from one address lock the address, whoever is tried', async () => {
    for (let i = 0; i < 20; i += 1) await wrongly(`nobody-${i}`, '10.4.0.1');
    const entries = () =>
      rows<{ n: string }>("select count(*) as n from kernel.entry where command = 'access.sign-in'");
    const before = await entries();
    const reply = await door.post('access/sign-in', { account: 'admin', password: demoPassword }, undefined, {
      remoteAddress: '10.4.0.1',
    });
    expect(reply.body.refused.code).toBe('LOCKED');
    expect(await entries(), 'a flood leaves no entries').toEqual(before);
    await door.enter('admin', demoPassword, { address: '10.4.0.2' });
  });

  it('a desk ends after two idle hours, however often it was used before; a phone after a week', async () => {
    const desk = await door.enter('officer', demoPassword);
    const phone = await door.enter('officer', demoPassword, { app: 'field' });
    // A phone that still runs the page of before the field was called so.
    const former = await door.enter('officer', demoPassword, { room: 'field' });
    for (let i = 0; i < 3; i += 1) {
      door.later(HOUR);
      expect((await door.get('access/me', desk)).status).toBe(200);
    }
    door.later(2 * HOUR);
    const idle = await door.get('access/me', desk);
    expect([idle.status, idle.body.refused.message]).toEqual([401, '长时间未操作，请重新登录']);
    expect((await door.get('access/me', phone)).status).toBe(200);
    expect((await door.get('access/me', former)).status).toBe(200);
    door.later(7 * DAY);
    expect((await door.get('access/me', phone)).status).toBe(401);
  });

  it('a desk ends after twelve hours though it is never idle, an enterprise after thirty days', async () => {
    const desk = await door.enter('officer', demoPassword);
    for (let i = 0; i < 11; i += 1) {
      door.later(HOUR);
      expect((await door.get('access/me', desk)).status).toBe(200);
    }
    door.later(HOUR);
    expect((await door.get('access/me', desk)).status).toBe(401);
    const firm = await door.enter('worker', demoPassword);
    for (let i = 0; i < 5; i += 1) {
      door.later(6 * DAY - (i === 4 ? 1 : 0));
      expect((await door.get('access/me', firm)).status).toBe(200);
    }
    door.later(1);
    expect((await door.get('access/me', firm)).status).toBe(401);
  });

  it('sign-out kills the session at once, from memory too', async () => {
    const cookie = await door.enter('admin', demoPassword);
    await door.get('access/me', cookie);
    const out = await door.post('access/sign-out', {}, cookie);
    expect(out.headers['set-cookie']).toMatch(/^zean=; Max-Age=0/);
    expect((await door.get('access/me', cookie)).status).toBe(401);
    expect((await door.post('access/sign-out', {})).status).toBe(200);
  });

  it('a change on one server is dead on the other', async () => {
    const other = await makeDoor(db, { demo: true });
    other.later(door.now() - other.now());
    try {
      const cookie = await door.enter('admin', demoPassword);
      await expect.poll(async () => (await other.get('access/me', cookie)).status).toBe(200);
      await new Promise((go) => setTimeout(go, 200));
      await other.get('access/me', cookie);
      await door.post('access/sign-out', {}, cookie);
      await expect
        .poll(async () => (await other.get('access/me', cookie)).status, { timeout: 1000, interval: 20 })
        .toBe(401);
    } finally {
      await other.close();
    }
  });
});

describe('the door outside a demonstration', () => {
  const password = '夜半钟声到客船边2022';
  beforeAll(async () => {
    db = await testDatabase();
    door = await makeDoor(db);
  });
  afterAll(async () => {
    await door.close();
    await db.close();
  });

  it('the first administrator comes by a link that works once, for a day', async () => {
    const early = await createFirstAdministrator(door.runner, county);
    const token = await createFirstAdministrator(door.runner, county);
    const accept = (body: object) => door.post('access/accept-invitation', body);
    const look = (held: string) => door.post('access/invitation', { token: held });
    expect((await look(token)).body.answer).toEqual({
      account: 'admin',
      name: '管理员',
      endsAt: '2022-06-02T01:00:00Z',
    });
    expect((await look(early)).body.refused.message).toBe('链接已用过或已过期，请联系管理员重新发出');
    expect((await accept({ token: early, password })).status, 'an earlier link is void').toBe(404);
    expect((await accept({ token, password: '短' })).body.refused.message).toContain('至少 10 个字符');
    expect((await accept({ token: 'x'.repeat(43), password })).status).toBe(404);
    expect((await accept({ token, password })).body.answer).toEqual({ account: 'admin', name: '管理员' });
    expect((await accept({ token, password: `${password}再来` })).status).toBe(404);
    expect((await look(token)).status).toBe(404);
    await expect(createFirstAdministrator(door.runner, county)).rejects.toThrow(/已经启用/);
  });

  it('tells a stranger no accounts, and obliges the bureau to enrol before anything else', async () => {
    expect((await door.get('access/me')).body).toEqual({ refused: { code: 'SIGNED_OUT', message: '请先登录' } });
    const cookie = await door.enter('admin', password);
    const me = await door.get('access/me', cookie);
    expect(me.body.must).toBe('enrol');
    expect([...me.body.may].sort()).toEqual([
      'access.change-password',
      'access.confirm-totp',
      'access.end-session',
      'access.enrol-totp',
      'access.sessions',
    ]);
    expect((await door.get('access/accounts', cookie)).body.refused.code).toBe('MUST_ENROL');
    expect(
      (await door.post('access/save-view', { ledger: 'a.b', name: 'x', search: '' }, cookie)).body.refused.code,
    ).toBe('MUST_ENROL');
  });

  it('a code enrols, then signs in once and not again', async () => {
    const cookie = await door.enter('admin', password);
    const other = await door.enter('admin', password);
    const { secret, uri } = (await door.post('access/enrol-totp', {}, cookie)).body.answer;
    expect(uri).toContain(`secret=${secret}`);
    const code = (at = door.now()) => generateSync({ secret, epoch: Math.floor(at / 1000) });
    expect(
      (await door.post('access/confirm-totp', { code: code() === '000000' ? '111111' : '000000' }, cookie)).body.refused
        .code,
    ).toBe('WRONG_CODE');
    expect((await door.post('access/confirm-totp', { code: code() }, cookie)).status).toBe(200);
    expect((await door.get('access/me', cookie)).body.must).toBe(null);
    expect((await door.get('access/me', other)).status, 'other sessions end').toBe(401);

    const enter = (given: object) => door.post('access/sign-in', { account: 'admin', password, ...given });
    expect((await enter({})).body.refused.code).toBe('NEEDS_CODE');
    expect((await enter({ code: code() })).body.refused.code, 'the code of the enrolment is used').toBe('WRONG_CODE');
    door.later(30_000);
    expect((await enter({ code: code() })).status).toBe(200);
    expect((await enter({ code: code() })).body.refused.code).toBe('WRONG_CODE');
    expect((await enter({ code: code(door.now() + 30_000) })).status, 'one step ahead').toBe(200);
    expect((await enter({ code: code(door.now() + 90_000) })).body.refused.code, 'three ahead').toBe('WRONG_CODE');
    door.later(120_000);
    expect((await enter({ code: code(door.now() - 30_000) })).status, 'one step behind').toBe(200);
    const twice = await Promise.all(
      ['10.7.0.1', '10.7.0.2', '10.7.0.3'].map((address) =>
        door.post('access/sign-in', { account: 'admin', password, code: code() }, undefined, {
          remoteAddress: address,
        }),
      ),
    );
    expect(twice.map((one) => one.status).sort()).toEqual([200, 401, 401]);
  });

  it('the demonstration’s password opens nothing here', async () => {
    const { enterprises } = await settleOther();
    expect(enterprises).toHaveLength(2);
    const reply = await door.post('access/sign-in', { account: 'worker', password: demoPassword }, undefined, {
      remoteAddress: '10.8.0.1',
    });
    expect([reply.status, reply.body.refused.message]).toEqual([401, '演示密码不能用于正式环境，请由管理员重置']);
  });

  /** Demo accounts beside the administrator, whose name is taken: as when a demonstration's data folder is put to work. */
  async function settleOther() {
    await rows("update access.account set account = 'first' where account = 'admin'");
    return settle(db, door.runner);
  }
});
