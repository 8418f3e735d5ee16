import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '#db';
import { fromWire, mintId } from '#kernel';
import { replay, seal, verifyJournal } from '#kernel/server';
import { userCommands } from './admin.ts';
import { demoPassword } from './demo.ts';
import { roles } from './domain/words.ts';
import { account } from './subjects.ts';
import { sweepAccess } from './sweep.ts';
import { county, type Door, makeDoor, settle, type TestDatabase, testDatabase, towns } from './testing.ts';

const DAY = 86_400_000;
let db: TestDatabase;
let door: Door;
let ids: Record<string, string>;
let enterprises: [string, string];
let admin: string;
/** Every secret told or typed in this file: none may be found anywhere in the journal. */
const secrets: string[] = [demoPassword];

const rowOf = async (login: string, cookie = admin) => {
  const { body } = await door.get(`access/accounts?q=${login}`, cookie);
  // biome-ignore lint/suspicious/noExplicitAny: as loose as the answer of the door itself
  return fromWire<any>(body).rows.find((row) => row.account === login);
};

beforeAll(async () => {
  db = await testDatabase();
  door = await makeDoor(db, { demo: true });
  ({ ids, enterprises } = await settle(db, door.runner));
});
afterAll(async () => {
  await door.close();
  await db.close();
});
beforeEach(async () => {
  admin = await door.enter('admin', demoPassword);
});

describe('opening accounts', () => {
  it('tells a random password once; it must be changed, and is gone after a day', async () => {
    const key = mintId();
    const given = { account: 'li.sishan', name: '李四山', role: 'town-officer', town: towns[0] };
    const made = await door.post('access/create-account', given, admin, { headers: { 'idempotency-key': key } });
    const { password, id } = made.body.answer;
    expect(password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    secrets.push(password);
    const again = await door.post('access/create-account', given, admin, { headers: { 'idempotency-key': key } });
    const { until } = made.body.answer;
    expect(Date.parse(until) - door.now(), 'a day for an office').toBe(DAY);
    expect(again.body.answer, 'the replay does not tell it again').toEqual({
      id,
      account: 'li.sishan',
      name: '李四山',
      until,
    });
    const cookie = await door.enter('li.sishan', password);
    expect((await door.get('access/me', cookie)).body.must).toBe('change-password');
    expect(
      (await door.post('access/save-view', { ledger: 'a.b', name: 'x', search: '' }, cookie)).body.refused.code,
    ).toBe('MUST_CHANGE_PASSWORD');
    const next = '月落乌啼霜满天江枫';
    expect(
      (await door.post('access/change-password', { current: password, next }, cookie)).body.refused.places[0],
    ).toMatchObject({ place: 'next', value: '（不显示）' });
    secrets.push(`${next}渔火`);
    expect(
      (await door.post('access/change-password', { current: 'wrong one', next: `${next}渔火` }, cookie)).body.refused
        .places[0].place,
    ).toBe('current');
    expect((await door.post('access/change-password', { current: password, next: `${next}渔火` }, cookie)).status).toBe(
      200,
    );
    expect((await door.get('access/me', cookie)).body.must, 'this session goes on').toBe(null);
    await door.enter('li.sishan', `${next}渔火`);

    const late = await door.post('access/create-account', { ...given, account: 'late' }, admin);
    secrets.push(late.body.answer.password);
    door.later(DAY);
    const reply = await door.post('access/sign-in', { account: 'late', password: late.body.answer.password });
    expect(reply.body.refused.message).toContain('初始密码已过期');
  });

  it('or gives a one-time link', async () => {
    const made = await door.post(
      'access/create-account',
      { account: 'linked', name: '赵五', role: 'expert', link: true },
      admin,
    );
    const token = made.body.answer.link.split('invite=')[1];
    secrets.push(token);
    expect((await door.post('access/sign-in', { account: 'linked', password: '' })).status).toBe(401);
    secrets.push('二月春风似剪刀细叶');
    secrets.push('二月春风似剪刀细叶裁');
    expect((await door.post('access/accept-invitation', { token, password: '二月春风似剪刀细叶裁' })).status).toBe(200);
    const cookie = await door.enter('linked', '二月春风似剪刀细叶裁');
    expect((await door.get('access/me', cookie)).body).toMatchObject({ must: null, actor: { scope: 'expert' } });
  });

  it.each([
    [{ account: 'x y!', name: '甲', role: 'expert' }, 'account'],
    [{ account: 'xy', name: ' ', role: 'expert' }, 'name'],
    [{ account: 'xy', name: '甲', role: 'boss' }, 'role'],
    [{ account: 'xy', name: '甲', role: 'expert', phone: '123' }, 'phone'],
    [{ account: 'xy', name: '甲', role: 'town-officer' }, 'town'],
    [{ account: 'xy', name: '甲', role: 'town-officer', town: '140525999' }, 'town'],
    [{ account: 'xy', name: '甲', role: 'worker' }, 'enterprise'],
    [{ account: 'xy', name: '甲', role: 'worker', enterprise: '91140525MA0EXAMPL9' }, 'enterprise'],
    [{ account: 'xy', name: '甲', role: 'agency', agency: mintId() }, 'agency'],
    [{ account: 'xy', name: '甲', role: 'expert', password: 'zezhou2022!' }, 'password'],
    [{ account: 'xy', name: '甲', role: 'expert', passwordHash: 'x' }, 'passwordHash'],
  ])('%j is refused at %s', async (given, place) => {
    const { status, body } = await door.post('access/create-account', given, admin);
    expect([status, body.refused.places[0].place]).toEqual([422, place]);
    expect(body.refused.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('an enterprise by its 统一社会信用代码; a name that is taken is refused', async () => {
    const made = await door.post(
      'access/create-account',
      {
        account: 'zhou.liu',
        name: '周六',
        role: 'worker',
        enterprise: ' 91140525ma0exampl1 ',
        password: '独坐幽篁里弹琴复长啸',
      },
      admin,
    );
    secrets.push('独坐幽篁里弹琴复长啸');
    const { id, until } = made.body.answer;
    expect(made.body.answer, 'a password given is not told back').toEqual({
      id,
      account: 'zhou.liu',
      name: '周六',
      until,
    });
    expect(await rowOf('zhou.liu')).toMatchObject({
      enterprise: enterprises[1],
      enterpriseName: '虚构铸造厂2',
      state: 'active',
      secondFactor: false,
    });
    const twice = await door.post(
      'access/create-account',
      { account: 'ZHOU.LIU', name: '周六', role: 'expert' },
      admin,
    );
    expect([twice.status, twice.body.refused.message]).toEqual([409, '账号 zhou.liu 已经有人使用，请换一个']);
  });

  it('a principal opens accounts of own workers only', async () => {
    const boss = await door.enter('principal', demoPassword);
    const create = (given: object) =>
      door.post('access/create-account', { account: 'own.worker', name: '孙七', ...given }, boss);
    expect((await create({ role: 'safety-manager' })).status).toBe(403);
    expect((await create({ role: 'worker', link: true })).status).toBe(403);
    const made = await create({ role: 'worker', enterprise: enterprises[1] });
    secrets.push(made.body.answer.password);
    expect(await rowOf('own.worker')).toMatchObject({ enterprise: enterprises[0] });
    const seen = await door.get('access/accounts', boss);
    expect(new Set(fromWire<{ enterprise: string }>(seen.body).rows.map((row) => row.enterprise))).toEqual(
      new Set([enterprises[0]]),
    );
    expect((await rowOf('own.worker', boss)).can).toEqual([
      'access.change-account',
      'access.reset-password',
      'access.disable-account',
      'access.end-sessions',
    ]);
    expect((await rowOf('principal', boss)).can).toEqual([]);
    const foreign = await door.post('access/disable-account', { id: (await rowOf('zhou.liu')).id }, boss);
    expect(foreign.status).toBe(404);
  });
});

describe('what an administrator changes is so on the next request', () => {
  it('disabling ends it; enabling lets in again, but no old session', async () => {
    const cookie = await door.enter('worker', demoPassword);
    expect((await door.get('access/me', cookie)).status).toBe(200);
    expect((await door.post('access/disable-account', { id: ids.worker, reason: '离职' }, admin)).status).toBe(200);
    expect((await door.get('access/me', cookie)).status).toBe(401);
    expect(
      (await door.post('access/sign-in', { account: 'worker', password: demoPassword })).body.refused.message,
    ).toContain('已停用');
    expect((await rowOf('worker')).can).toContain('access.enable-account');
    const twice = await door.post('access/disable-account', { id: ids.worker }, admin);
    expect([twice.status, twice.body.refused.code]).toEqual([409, 'NO_SUCH_MOVE']);
    expect(twice.body.refused.message).toMatch(/工百炼的账号已于 2022-06-\d\d 停用，不用再停用$/);
    expect((await door.post('access/enable-account', { id: ids.worker }, admin)).status).toBe(200);
    const enabled = await door.post('access/enable-account', { id: ids.worker }, admin);
    expect([enabled.status, enabled.body.refused.message]).toEqual([
      409,
      expect.stringMatching(/工百炼的账号在用，没有停用，不用启用$/),
    ]);
    const codeless = await door.post('access/remove-totp', { id: ids.worker }, admin);
    expect([codeless.status, codeless.body.refused.message]).toEqual([
      409,
      expect.stringMatching(/工百炼的账号没有启用动态口令，不用停用$/),
    ]);
    expect((await door.get('access/me', cookie)).status).toBe(401);
    await door.enter('worker', demoPassword);
  });

  it('a new post takes the old rights away', async () => {
    const cookie = await door.enter('town', demoPassword);
    const before = await rowOf('town');
    expect(
      (
        await door.post(
          'access/change-account',
          { id: ids.town, version: before.version, role: 'town-lead', town: towns[1] },
          admin,
        )
      ).status,
    ).toBe(200);
    expect((await door.get('access/me', cookie)).status).toBe(401);
    const next = await door.enter('town', demoPassword);
    expect((await door.get('access/me', next)).body.actor).toMatchObject({ role: 'town-lead', town: towns[1] });
    const stale = await door.post(
      'access/change-account',
      { id: ids.town, version: before.version, name: '别名' },
      admin,
    );
    expect(stale.body.refused.code).toBe('STALE');
    expect((await door.post('access/change-account', { id: ids.town, name: '镇望野' }, admin)).status).toBe(200);
    expect((await door.get('access/me', next)).body.actor.name, 'a name alone ends nothing').toBe('镇望野');
  });

  it('a reset ends the sessions, voids the old password and keeps the second factor', async () => {
    const cookie = await door.enter('legal', demoPassword);
    const { body } = await door.post('access/reset-password', { id: ids.legal }, admin);
    secrets.push(body.answer.password);
    expect((await door.get('access/me', cookie)).status).toBe(401);
    expect((await door.post('access/sign-in', { account: 'legal', password: demoPassword })).status).toBe(401);
    await door.enter('legal', body.answer.password);
    const { body: offered } = await door.get('access/me');
    expect(
      offered.demo.accounts.some((one: { account: string }) => one.account === 'legal'),
      'no longer offered',
    ).toBe(false);
  });

  it('ending sessions ends them all; one’s own list shows where one is, and ends one', async () => {
    const first = await door.enter('leader', demoPassword);
    const second = await door.enter('leader', demoPassword, { app: 'field' });
    const { rows } = (await door.get('access/sessions', first)).body;
    expect(rows).toHaveLength(2);
    expect(rows.filter((row: { current: boolean }) => row.current)).toHaveLength(1);
    const other = rows.find((row: { current: boolean }) => !row.current);
    expect((await door.post('access/end-session', { id: other.id }, admin)).status, 'not somebody else’s').toBe(404);
    expect((await door.post('access/end-session', { id: other.id }, first)).status).toBe(200);
    expect((await door.get('access/me', second)).status).toBe(401);
    expect((await door.get('access/me', first)).status).toBe(200);
    expect((await door.post('access/end-sessions', { id: ids.leader }, admin)).status).toBe(200);
    expect((await door.get('access/me', first)).status).toBe(401);
  });

  it('nobody changes himself, and somebody must remain', async () => {
    expect((await rowOf('admin')).can).toEqual(['access.unlock-account']);
    expect((await door.post('access/change-account', { id: ids.admin, role: 'county-leader' }, admin)).status).toBe(
      403,
    );
    expect((await door.post('access/disable-account', { id: ids.admin }, admin)).status).toBe(403);
    await expect(userCommands.disable(door.runner, county, 'admin')).rejects.toThrow(/最后一个县级管理员/);
  });

  it('a lock is seen and lifted', async () => {
    for (let i = 0; i < 5; i += 1)
      await door.post('access/sign-in', { account: 'own.worker', password: 'no such thing' }, undefined, {
        remoteAddress: '10.5.0.1',
      });
    // The ledger tells locks by the database's clock, which no test moves.
    await withClient(db.admin, (client) =>
      client.query(
        `update access.attempt set locked_until = now() + interval '5 minutes'
         where kind = 'place' and split_part(key, '.', 1) = encode(sha256('own.worker'), 'hex')`,
      ),
    );
    const row = await rowOf('own.worker');
    expect(row.state).toBe('locked');
    expect((await door.post('access/unlock-account', { id: row.id }, admin)).status).toBe(200);
    expect((await rowOf('own.worker')).state).toBe('active');
    expect((await door.get('access/accounts?state=locked&q=own.worker', admin)).body.total.n).toBe(0);
  });
});

describe('三员分立', () => {
  it('only administrators and managers may touch accounts; the auditor reads, writes nothing', async () => {
    for (const role of roles) {
      const login =
        {
          'county-admin': 'admin',
          'county-leader': 'leader',
          'county-officer': 'officer',
          'town-officer': 'town-lead',
          'safety-manager': 'safety',
        }[role as string] ?? role;
      if (role === 'legal-reviewer') continue;
      const cookie = await door.enter(login, demoPassword);
      const made = await door.post(
        'access/create-account',
        { account: `by-${role}`, name: '某人', role: 'expert' },
        cookie,
      );
      expect([role, made.status]).toEqual([role, role === 'county-admin' ? 200 : 403]);
      if (made.status === 200) secrets.push(made.body.answer.password);
      const list = await door.get('access/accounts', cookie);
      expect([role, list.status]).toEqual([
        role,
        ['county-admin', 'auditor', 'principal', 'safety-manager'].includes(role) ? 200 : 403,
      ]);
      if (role === 'auditor')
        for (const row of fromWire<{ can: string[] }>(list.body).rows) expect(row.can).toEqual([]);
    }
  });

  it('views are one’s own', async () => {
    const officer = await door.enter('officer', demoPassword);
    const save = (name: string, search: string) =>
      door.post('access/save-view', { ledger: 'hazards.ledger', name, search }, officer);
    const { id } = (await save('超期', 'overdue=1')).body.answer;
    expect((await save('超期', 'overdue=1&town=140525108')).body.answer.id, 'the same name is overwritten').toBe(id);
    expect((await door.get('access/views?ledger=hazards.ledger', officer)).body).toEqual({
      rows: [{ id, name: '超期', search: 'overdue=1&town=140525108' }],
    });
    expect((await door.get('access/views?ledger=hazards.ledger', admin)).body).toEqual({ rows: [] });
    expect((await door.post('access/drop-view', { id }, admin)).status).toBe(404);
    expect((await door.post('access/drop-view', { id }, officer)).status).toBe(200);
  });

  it('the export shows what the list shows, without a secret', async () => {
    const reply = await door.app.inject({
      method: 'GET',
      url: '/api/v1/access/accounts/export.xlsx',
      headers: { cookie: admin },
    });
    expect(reply.statusCode).toBe(200);
    expect(Number(reply.headers['x-rows'])).toBe((await door.get('access/accounts', admin)).body.total.n);
  });
});

describe('the command line', () => {
  it('adds, lists, resets, disables, enables and unlocks', async () => {
    const made = await userCommands.add(door.runner, county, { account: 'cli.user', name: '钱八', role: 'auditor' });
    secrets.push(made.password!);
    await door.enter('cli.user', made.password!);
    const reset = await userCommands.reset(door.runner, county, 'CLI.user', { link: true });
    expect(reset.link).toMatch(/^\/login#invite=[\w-]{43}$/);
    secrets.push(reset.link!.split('=')[1]!);
    await userCommands.disable(door.runner, county, 'cli.user', '调离');
    expect(
      (await userCommands.list(door.runner, county)).find((one) => one.account === 'cli.user')?.disabledAt,
    ).toBeTruthy();
    await expect(userCommands.disable(door.runner, county, 'cli.user')).rejects.toThrow(/钱八的账号已于 .* 停用/);
    await userCommands.enable(door.runner, county, 'cli.user');
    await userCommands.unlock(door.runner, county, 'cli.user');
    await expect(userCommands.reset(door.runner, county, 'nobody')).rejects.toThrow('没有账号 nobody');
    await expect(
      userCommands.add(door.runner, county, { account: 'cli.user', name: '钱八', role: 'auditor' }),
    ).rejects.toThrow(/已经有人使用/);
  });
});

describe('what is left behind', () => {
  it('no secret stands anywhere in the journal, the answers or the counts', async () => {
    const client = await db.pools.app.connect();
    try {
      await client.query(`begin; set local app.county='${county}'; set local app.scope='county'`);
      for (const table of [
        'kernel.entry',
        'kernel.effect',
        'kernel.answer',
        'access.attempt',
        'access.invitation',
        'access.session',
      ]) {
        const { rows } = await client.query<{ t: string }>(`select t::text as t from ${table} t`);
        expect(rows.length, table).toBeGreaterThan(0);
        const text = rows.map((row) => row.t).join('\n');
        for (const secret of secrets) expect(text.includes(secret), `${table} holds ${secret}`).toBe(false);
        expect(text, table).not.toMatch(/\$argon2/);
      }
      await client.query('commit');
    } finally {
      client.release();
    }
    expect(secrets.length).toBeGreaterThan(10);
  });

  it('the journal verifies, and rebuilds every account', async () => {
    while ((await seal(db.pools.app, county, door.runner.clock())) > 0);
    expect(await verifyJournal(db.pools.app, county)).toMatchObject({ ok: true });
    const { checked, wrong } = await replay(db.pools.app, county, account as never);
    expect(checked).toBeGreaterThan(12);
    expect(wrong).toEqual([]);
  });

  it('sessions long over are swept', async () => {
    door.later(200 * DAY);
    expect(await sweepAccess(door.runner, county)).toBeGreaterThan(5);
    expect((await door.get('access/me', admin)).status).toBe(401);
  });
});
