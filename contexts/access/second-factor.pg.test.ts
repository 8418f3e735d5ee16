import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { withClient } from '#db';
import { allow, command, isRefused, mintId } from '#kernel';
import { fieldCipher, replay, runCommand, seal, systemActor, verifyJournal } from '#kernel/server';
import { userCommands } from './admin.ts';
import { sealSecondFactors } from './commands/seal-second-factors.ts';
import { demoPassword } from './demo.ts';
import { setAccessRules } from './rules.ts';
import { type Account, account } from './subjects.ts';
import { county, type Door, makeDoor, settle, type TestDatabase, testDatabase } from './testing.ts';
import { newSecondFactor } from './totp.ts';

const ring = (...ids: string[]) =>
  fieldCipher(ids.map((id) => ({ id, bytes: new Uint8Array(32).fill(Number.parseInt(id, 16)) })));
const FIRST = '0000000a';
const SECOND = '0000000b';
/** Base32 as an authenticator takes it; nothing else in the tables looks like it. */
const BASE32 = /\b[A-Z2-7]{32}\b/;

let db: TestDatabase;
let door: Door;
let ids: Record<string, string>;

/** As the superuser sees it, past both walls. */
const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  withClient(db.admin, async (client) => (await client.query(text, values)).rows as T[]);

type Stored = Pick<Account, 'id'> & { secret: string | null; pending: string | null };
const stored = async (login: string): Promise<Stored> =>
  (
    await sql<Stored>(
      'select id, totp_secret as secret, totp_pending as pending from access.account where account = $1',
      [login],
    )
  )[0]!;
const put = (login: string, secret: string | null) =>
  sql('update access.account set totp_secret = $2 where account = $1', [login, secret]);

const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(door.now() / 1000) });
const signIn = (login: string, secret?: string) =>
  door.post('access/sign-in', {
    account: login,
    password: demoPassword,
    ...(secret === undefined ? {} : { code: codeOf(secret) }),
  });

/** Enrols an account and gives the secret its authenticator holds. */
async function enrol(login: string): Promise<string> {
  const cookie = await door.enter(login, demoPassword);
  const { secret } = (await door.post('access/enrol-totp', {}, cookie)).body.answer;
  expect((await door.post('access/confirm-totp', { code: codeOf(secret) }, cookie)).status).toBe(200);
  door.later(30_000);
  return secret;
}

/** Writes secrets in the clear and into the journal, as the version before did. */
async function enrolAsBefore(logins: readonly string[]): Promise<Record<string, string>> {
  const secrets = Object.fromEntries(logins.map((login) => [login, newSecondFactor(login).secret]));
  const before = command({
    name: 'access.before',
    title: '旧版登记',
    input: z.strictObject({}),
    may: [allow<never>(['system'], '系统')],
    async handle(act) {
      for (const login of logins) {
        const row = (await act.get(account, ids[login]!))!;
        act.change(account, row, { totpSecret: secrets[login]!, totpPending: null, totpConfirmedAt: act.at });
      }
      return {};
    },
  });
  const outcome = await runCommand(door.runner, before, systemActor(county), { key: mintId(), body: {} });
  expect(isRefused(outcome), JSON.stringify(outcome)).toBe(false);
  return secrets;
}

const replayed = async () => (await replay(door.runner.pool, county, account as never)).wrong;
const entries = async () =>
  (await sql<{ n: string }>("select count(*) as n from kernel.entry where command = 'access.seal-second-factors'"))[0];

beforeAll(async () => {
  db = await testDatabase();
  door = await makeDoor(db, { demo: true });
  ({ ids } = await settle(db, door.runner));
});
afterAll(async () => {
  await door.close();
  await db.close();
});
beforeEach(() => setAccessRules({ cipher: ring(FIRST) }));

describe('the secret of a second factor', () => {
  it('stands sealed in the table from its first moment, and nowhere in the clear', async () => {
    const cookie = await door.enter('officer', demoPassword);
    const { secret } = (await door.post('access/enrol-totp', {}, cookie)).body.answer;
    expect(secret).toMatch(BASE32);
    const { pending } = await stored('officer');
    expect(pending).toMatch(/^sm4\.0000000a\./);
    expect((await door.post('access/confirm-totp', { code: codeOf(secret) }, cookie)).status).toBe(200);
    const { secret: kept, pending: none } = await stored('officer');
    expect([none, kept?.startsWith(`sm4.${FIRST}.`)]).toEqual([null, true]);
    expect(kept, 'sealed anew').not.toBe(pending);
    for (const table of ['access.account', 'kernel.entry', 'kernel.effect', 'kernel.answer']) {
      const rows = await sql<{ text: string }>(`select t::text as text from ${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      expect(
        rows.filter((row) => BASE32.test(row.text) || row.text.includes(secret)),
        table,
      ).toEqual([]);
    }
    door.later(30_000);
    expect((await signIn('officer')).body.refused.code).toBe('NEEDS_CODE');
    expect((await signIn('officer', secret)).status).toBe(200);
    expect(await replayed(), 'the journal knows the digest of what stands there').toEqual([]);
  });

  it('opens for no other account, and not once a character of it was changed', async () => {
    const secret = await enrol('leader');
    const mine = (await stored('leader')).secret!;
    const other = (await stored('officer')).secret!;
    for (const bad of [
      other,
      `${mine.slice(0, -1)}${mine.endsWith('A') ? 'B' : 'A'}`,
      mine.slice(1),
      'jbswy3dp',
      '',
      null,
    ]) {
      await put('leader', bad);
      const reply = await signIn('leader', secret);
      expect([reply.status, reply.body.refused.code], String(bad)).toEqual([401, 'WRONG_CODE']);
      expect(reply.body.refused.message).toMatch(/已损坏.*停用您的动态口令，再登录时重新登记/);
    }
    await put('leader', mine);
    door.later(30_000);
    expect((await signIn('leader', secret)).status).toBe(200);
  });
});

describe('without its key', () => {
  it('a sign-in says what to do, locks nobody, leaves an entry, and works again when the key is back', async () => {
    const secret = await enrol('auditor');
    setAccessRules({ cipher: ring(SECOND) });
    for (let i = 0; i < 7; i += 1) {
      const { status, body } = await signIn('auditor', i % 2 ? secret : undefined);
      expect([status, body.refused.code]).toEqual([401, 'WRONG_CODE']);
      expect(body.refused.message).toMatch(
        /没有解开您动态口令的密钥（编号 0000000a）.*县级管理员：放回该密钥后重启服务器，或停用/,
      );
    }
    const wrong = await door.post('access/sign-in', { account: 'auditor', password: 'not the password' });
    expect(wrong.body.refused.code, 'told only to who knows the password').toBe('WRONG_PASSWORD');
    const told = await sql<{ subject_id: string; given: object }>(
      "select subject_id, given from kernel.entry where sentence = '登录被拒：动态口令无法解密' and subject_id = $1",
      [ids.auditor],
    );
    expect(told).toHaveLength(7);
    const closed = { written: 0, clear: 0, closed: expect.any(Number), missing: [FIRST], strange: 0 };
    expect(await sealSecondFactors(door.runner, county)).toEqual(closed);
    setAccessRules({ cipher: ring(SECOND, FIRST) });
    expect((await signIn('auditor', secret)).status).toBe(200);
  });

  it('an enrolment begun before is begun again', async () => {
    const cookie = await door.enter('legal', demoPassword);
    const { secret } = (await door.post('access/enrol-totp', {}, cookie)).body.answer;
    setAccessRules({ cipher: ring(SECOND) });
    const { body } = await door.post('access/confirm-totp', { code: codeOf(secret) }, cookie);
    expect(body.refused).toMatchObject({ code: 'INVALID', message: expect.stringContaining('重新扫码') });
    await door.post('access/enrol-totp', {}, cookie);
    expect((await stored('legal')).pending).toMatch(/^sm4\.0000000b\./);
  });

  it('an administrator at the machine takes the second factor off, and the account enrols anew', async () => {
    await enrol('expert');
    setAccessRules({ cipher: ring(SECOND) });
    expect((await signIn('expert')).body.refused.code).toBe('WRONG_CODE');
    await userCommands.removeCode(door.runner, county, 'expert');
    const secret = await enrol('expert');
    expect((await signIn('expert', secret)).status).toBe(200);
    expect((await stored('expert')).secret).toMatch(/^sm4\.0000000b\./);
  });
});

describe('sealing anew at the start', () => {
  const logins = ['admin', 'town-lead', 'town', 'principal', 'safety'] as const;

  it('all or nothing: one row that cannot be written leaves every one as it was, and the clear ones work', async () => {
    const secrets = await enrolAsBefore(logins);
    await sql(
      "alter table access.account add constraint no check (account <> 'principal' or totp_secret not like 'sm4.%') not valid",
    );
    try {
      await expect(sealSecondFactors(door.runner, county)).rejects.toThrow();
      for (const login of logins) expect((await stored(login)).secret).toBe(secrets[login]);
      expect((await signIn('admin', secrets.admin)).status).toBe(200);
    } finally {
      await sql('alter table access.account drop constraint no');
    }
  });

  it('an upgraded database: clear secrets are sealed, go on working, and the journal still agrees', async () => {
    const secrets = await enrolAsBefore(logins);
    door.later(30_000);
    // One of them was about to change his authenticator.
    await door.post('access/enrol-totp', {}, await door.enter('admin', demoPassword, { code: codeOf(secrets.admin!) }));
    expect(await replayed()).toEqual([]);
    const before = await entries();
    setAccessRules({ cipher: ring(FIRST, SECOND) });
    const found = await sealSecondFactors(door.runner, county);
    expect(found).toMatchObject({ clear: logins.length, closed: 0, missing: [] });
    expect(found.written).toBeGreaterThanOrEqual(logins.length);
    const rows = await sql<{ text: string }>('select t::text as text from access.account t');
    expect(rows.filter((row) => BASE32.test(row.text))).toEqual([]);
    expect(await replayed()).toEqual([]);
    while ((await seal(door.runner.pool, county, door.runner.clock())) > 0);
    expect((await verifyJournal(door.runner.pool, county)).ok).toBe(true);
    const [entry] = await sql<{ sentence: string; actor_name: string; text: string }>(
      "select sentence, actor_name, e::text as text from kernel.entry e where command = 'access.seal-second-factors' order by at desc limit 1",
    );
    expect(entry).toMatchObject({ actor_name: '系统', sentence: `加密保存 ${found.written} 个账号的动态口令` });
    expect(entry?.text).not.toMatch(BASE32);

    const once = await entries();
    expect(once).not.toEqual(before);
    const values = await sql('select id, version, totp_secret, totp_pending from access.account order by id');
    expect(await sealSecondFactors(door.runner, county)).toEqual({
      written: 0,
      clear: 0,
      closed: 0,
      missing: [],
      strange: 0,
    });
    expect(await sql('select id, version, totp_secret, totp_pending from access.account order by id')).toEqual(values);
    expect(await entries(), 'twice is once').toEqual(once);
    door.later(30_000);
    for (const login of logins) expect((await signIn(login, secrets[login])).status, login).toBe(200);
  });

  it('a secret that came past the journal is not made to look right: replay goes on naming it', async () => {
    const secrets = await enrolAsBefore(['admin']);
    await put('admin', newSecondFactor('admin').secret);
    const { secret: planted } = await stored('admin');
    expect(await sealSecondFactors(door.runner, county)).toMatchObject({ clear: 0, strange: 1 });
    expect((await stored('admin')).secret).toBe(planted);
    expect(await replayed()).toEqual([expect.objectContaining({ id: ids.admin, column: 'totpSecret' })]);
    await put('admin', secrets.admin!);
    expect(await sealSecondFactors(door.runner, county)).toMatchObject({ written: 1, clear: 1, strange: 0 });
    expect(await replayed()).toEqual([]);
  });

  it('a replaced key: everything is sealed under the new one, and the old one is no longer needed', async () => {
    const secrets = await enrolAsBefore(logins);
    await sealSecondFactors(door.runner, county);
    setAccessRules({ cipher: ring(SECOND, FIRST) });
    const found = await sealSecondFactors(door.runner, county);
    expect(found).toMatchObject({ clear: 0, closed: 0 });
    expect(found.written).toBeGreaterThanOrEqual(logins.length);
    expect(await sql(`select 1 from access.account where totp_secret like 'sm4.${FIRST}.%'`)).toEqual([]);
    setAccessRules({ cipher: ring(SECOND) });
    door.later(30_000);
    for (const login of logins) expect((await signIn(login, secrets[login])).status, login).toBe(200);
    expect(await replayed()).toEqual([]);
  });
});
