/** One server, two counties on one database: whose account signs in, what each may read, and that the server's own work is done for both. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awaitsAdministrator, createDemoAccounts, createFirstAdministrator } from '#access';
import { urlOf, withClient } from '#db';
import { isRefused, mintId } from '#kernel';
import { type Job, runCommand, systemActor, transaction } from '#kernel/server';
import { completeUscc } from '#registry';
import { type TestDatabase, testDatabase } from '../../db/testing.ts';
import { somePicture } from '../../test/county.ts';
import { configOf } from './config.ts';
import { packageRoot } from './package-root.ts';
import { openPlatform, type Served, serve } from './serve.ts';

const A = '140525';
const B = '140521';
const TOKEN = 'scrape-me-if-you-can';
const PASSWORD = 'zean-demo-2022';
const names = { [A]: '泽州县', [B]: '沁水县' } as const;
/** A town of each, and an enterprise. */
const towns = { [A]: '140525100', [B]: '140521100' } as const;
const enterprises: Record<string, string> = {};

let db: TestDatabase;
let folder: string;
let served: Served;
const lines: string[] = [];

/** The package's notice as another county's own: the same number of a document, another issuer. */
async function layNotice(county: string, issuer: string): Promise<void> {
  const to = join(folder, 'notices', county);
  await mkdir(to, { recursive: true });
  const from = (name: string) => join(packageRoot(), 'notices', name);
  const text = await readFile(from('2022-63.yaml'), 'utf8');
  await writeFile(
    join(to, '2022-63.yaml'),
    text.replace('county: "140525"', `county: "${county}"`).replace('issuer: 泽州县应急管理局', `issuer: ${issuer}`),
  );
  await copyFile(from('2022-63.clauses.yaml'), join(to, '2022-63.clauses.yaml'));
}

async function done<T>(county: string, name: string, body: object): Promise<T> {
  const { runner } = served.platform;
  const cmd = runner.modules.commands.find((one) => one.name === name)!;
  const actor = { ...systemActor(county), role: 'county-admin' };
  const outcome = await runCommand(runner, cmd, actor, { key: mintId(), body });
  if (isRefused(outcome)) throw new Error(`${name}: ${JSON.stringify(outcome.refused)}`);
  return outcome.done.answer as T;
}

interface Told {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every route
  body: any;
  text: string;
  cookie: string;
}

async function ask(path: string, more: RequestInit & { cookie?: string } = {}): Promise<Told> {
  const { cookie = '', headers, ...init } = more;
  const reply = await fetch(`${served.address}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { cookie, ...headers },
  });
  const text = await reply.text();
  const json = reply.headers.get('content-type')?.includes('json') === true;
  const set = reply.headers.getSetCookie().find((one) => one.startsWith('zean='));
  return { status: reply.status, body: json ? JSON.parse(text) : null, text, cookie: set?.split(';')[0] ?? '' };
}
const post = (path: string, body: object, cookie = '') =>
  ask(`api/v1/${path}`, {
    method: 'POST',
    cookie,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'idempotency-key': mintId() },
  });
const get = (path: string, cookie = '') => ask(`api/v1/${path}`, { cookie });
const signIn = (county: string | undefined, account: string, password: string = PASSWORD) =>
  post('access/sign-in', { account, password, ...(county ? { county } : {}) });
/** Signs in and gives the cookie. */
const enter = async (county: string, account: string): Promise<string> => (await signIn(county, account)).cookie;

beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'zean-counties-'));
  await layNotice(B, '沁水县应急管理局');
  const config = configOf({
    PORT: '0',
    HOST: '127.0.0.1',
    ZEAN_COUNTY: `${A},${B}`,
    ZEAN_DATA: folder,
    ZEAN_LOG: 'silent',
    ZEAN_METRICS_TOKEN: TOKEN,
    DATABASE_URL: db.url,
    DATABASE_APP_URL: urlOf(db.app),
  });
  const log = (line: string) => lines.push(line);
  served = await serve(await openPlatform(config, log), { demo: true, log });
});
afterAll(async () => {
  await served?.stop();
  await db?.close();
  await rm(folder, { recursive: true, force: true });
});

test('each county has its first administrator, and the link knows whose it is', async () => {
  for (const county of [A, B]) {
    const { runner } = served.platform;
    expect(await awaitsAdministrator(runner, county)).toBe(true);
    const token = await createFirstAdministrator(runner, county);
    const seen = await post('access/invitation', { token });
    expect(seen.body.answer).toMatchObject({ county, account: 'admin' });
    const password = `Qingfeng-lushui-${county === A ? 'one' : 'two'}`;
    expect((await post('access/accept-invitation', { token, password })).status).toBe(200);
    expect((await post('access/invitation', { token })).status, 'used').toBe(404);
    expect(await awaitsAdministrator(runner, county)).toBe(false);
    const other = county === A ? B : A;
    expect((await signIn(other, 'admin', password)).status, 'not in the other').toBe(401);
    const own = await signIn(county, 'admin', password);
    expect(own.body.answer.me).toMatchObject({
      actor: { county, role: 'county-admin' },
      county: { code: county, name: names[county as typeof A] },
      severalCounties: true,
    });
    expect(own.body.answer.me.county.towns.every((town: { code: string }) => town.code.startsWith(county))).toBe(true);
  }
});

describe('two counties with the same names', () => {
  beforeAll(async () => {
    // The administrators of before make room for the accounts of the demonstration, one of each name in both counties.
    await withClient(db.admin, (client) =>
      client.query("update access.account set account = 'first-admin' where account = 'admin'"),
    );
    for (const county of [A, B] as const) {
      const { id } = await done<{ id: string }>(county, 'registry.create-enterprise', {
        uscc: completeUscc(`91${county}MA0000001`),
        name: `${names[county]}甲甲铸造厂`,
        town: towns[county],
        sector: 'metallurgy',
        scale: 'small',
        staffCount: 20,
      });
      enterprises[county] = id;
      await createDemoAccounts(served.platform.runner, county, {
        town: towns[county],
        enterprise: id,
        agency: mintId(),
      });
    }
  });

  test('the same name and the same password open the county that is chosen', async () => {
    for (const county of [A, B]) {
      const { status, body, cookie } = await signIn(county, 'leader');
      expect(status).toBe(200);
      expect(body.answer.me.actor.county).toBe(county);
      expect(cookie).toMatch(new RegExp(`^zean=${county}\\.[\\w-]{43}$`));
      expect((await get('access/me', cookie)).body.county.code).toBe(county);
      expect((await post('access/sign-out', {}, cookie)).status).toBe(200);
      expect((await get('access/me', cookie)).status).toBe(401);
    }
  });

  test('a stranger is told the counties, and never in which of them an account is', async () => {
    const stranger = await get('access/me');
    expect(stranger.status).toBe(401);
    expect(stranger.body.counties).toEqual([
      { code: A, name: '泽州县' },
      { code: B, name: '沁水县' },
    ]);
    await done(A, 'access.create-account', { account: 'only-here', name: '仅此一人', role: 'auditor' });
    const there = await signIn(B, 'only-here', 'wrong-password');
    const nowhere = await signIn(B, 'nobody-at-all', 'wrong-password');
    expect([there.status, there.body]).toEqual([401, nowhere.body]);
    for (const [county, message] of [
      [undefined, '请选择县（市、区）'],
      ['110101', '本平台不服务这个县（市、区），请重新选择'],
    ] as const) {
      const asked = await signIn(county, 'leader');
      expect([asked.status, asked.body.refused.message]).toEqual([422, message]);
      expect(asked.body.refused.places[0]).toMatchObject({ place: 'county', allowed: '140525 泽州县、140521 沁水县' });
    }
  });

  test('a session of one county opens nothing of the other, whatever stands before its token', async () => {
    const [a, b] = [await enter(A, 'leader'), await enter(B, 'leader')];
    const secret = (cookie: string) => cookie.split('.')[1]!;
    for (const forged of [`zean=${B}.${secret(a)}`, `zean=${A}.${secret(b)}`, `zean=110101.${secret(a)}`])
      expect((await get('access/me', forged)).status, forged).toBe(401);
    expect((await get('access/me', `zean=${secret(b)}`)).status, 'a bare token is the first county’s').toBe(401);
    expect((await get('access/me', `zean=${secret(a)}`)).body.actor.county, 'given while it was served alone').toBe(A);
    for (const [own, other, cookie] of [
      [A, B, a],
      [B, A, b],
    ] as const) {
      const ledger = await get('registry/enterprises', cookie);
      expect(ledger.status).toBe(200);
      expect(ledger.text).toContain(`${names[own]}甲甲铸造厂`);
      expect(ledger.text).not.toContain(names[other]);
      expect((await get(`registry/enterprise?id=${enterprises[own]}`, cookie)).status).toBe(200);
      expect((await get(`registry/enterprise?id=${enterprises[other]}`, cookie)).status, 'the other’s').toBe(404);
      // The second wall alone: the database shows the application's role nothing of the other.
      const { pool } = served.platform.runner;
      const hidden = await transaction(pool, systemActor(own), 'read', async (client) => {
        const seen = async (county: string) =>
          (await client.query('select 1 from registry.enterprise where county = $1', [county])).rowCount;
        return { own: await seen(own), other: await seen(other) };
      });
      expect(hidden.own).toBeGreaterThan(0);
      expect(hidden.other).toBe(0);
    }
  });

  test('what is typed is read by the towns of whoever typed it', async () => {
    const body = (town: string) => ({
      uscc: completeUscc('91140521MA0000002'),
      name: '乙乙铸造厂',
      town,
      sector: 'metallurgy',
      scale: 'small',
      staffCount: 20,
    });
    const away = await post('registry/create-enterprise', body('龙港镇'), await enter(A, 'officer'));
    expect([away.status, away.body.refused.message]).toEqual([422, expect.stringContaining('没有“龙港镇”这个镇')]);
    const own = await post('registry/create-enterprise', body('龙港镇'), await enter(B, 'officer'));
    expect(own.status, own.text).toBe(200);
  });

  test('wrong guesses in one county lock nobody out of the other', async () => {
    for (let i = 0; i < 5; i++) await signIn(B, 'town', 'wrong-password');
    expect((await signIn(B, 'town')).body.refused?.code).toBe('LOCKED');
    expect((await signIn(A, 'town')).status).toBe(200);
  }, 120_000);

  test('each county has its own notice, board and public pages', async () => {
    const issuers = { [A]: '泽州县应急管理局', [B]: '沁水县应急管理局' } as const;
    for (const county of [A, B] as const) {
      const cookie = await enter(county, 'leader');
      const board = await get('programme/board', cookie);
      expect(board.body.document).toMatchObject({ id: '2022-63', county, issuer: issuers[county] });
      expect(board.body.notices).toHaveLength(1);
      expect((await post('disclosure/publish-progress', {}, cookie)).status).toBe(200);
    }
    const list = await ask('open/');
    expect(list.text).toContain(`<a href="/open/${A}/">泽州县</a>`);
    expect(list.text).toContain(`<a href="/open/${B}/">沁水县</a>`);
    for (const [own, other] of [
      [A, B],
      [B, A],
    ] as const) {
      const page = await ask(`open/${own}/`);
      expect(page.text).toContain(`<p class="issuer">${issuers[own]}</p>`);
      expect(page.text).toContain(`href="/open/${own}/progress.json"`);
      const { publications } = (await ask(`open/${own}/progress.json`)).body;
      expect(publications).toHaveLength(1);
      expect((await ask(`open/${own}/progress/${publications[0].id}`)).status).toBe(200);
      expect((await ask(`open/${other}/progress/${publications[0].id}`)).status, 'the other’s').toBe(404);
      expect((await ask(`open/${own}/feed.xml`)).text).toContain(`/open/${own}/progress/${publications[0].id}`);
      expect((await ask(`open/${own}`)).status).toBe(302);
    }
    expect((await ask('open/110101/')).status, 'not served here').toBe(404);
    const vague = await ask('open/progress.json');
    expect([vague.status, vague.body.refused.message]).toEqual([404, '本平台服务多个县（市、区），网址须写明县代码']);
  });

  test('the journals of both are sealed, each its own chain, and the figures say whose', async () => {
    const waiting = () =>
      withClient(
        db.admin,
        async (client) => (await client.query('select count(*)::int as n from kernel.unsealed')).rows,
      );
    for (let i = 0; i < 50 && (await waiting())[0]?.n > 0; i++) await new Promise((go) => setTimeout(go, 200));
    const { rows } = await withClient(db.admin, (client) =>
      client.query(
        'select e.county, count(*)::int as acts, count(s.seq)::int as sealed, min(s.seq)::int as first from kernel.entry e left join kernel.seal s on s.county = e.county and s.entry_id = e.id group by 1 order by 1',
      ),
    );
    expect(rows.map((row) => row.county)).toEqual([B, A]);
    for (const row of rows) expect([row.sealed, row.first], row.county).toEqual([row.acts, 1]);
    const { text } = await ask('metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
    for (const county of [A, B])
      expect(text).toMatch(new RegExp(`zean_job_rounds_total\\{job="kernel.seal",county="${county}"\\} [1-9]`));
  });

  test('bytes that two counties brought stay until neither needs them', async () => {
    const bytes = await somePicture();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    for (const county of [A, B])
      expect(
        (
          await ask(`api/v1/files/${sha256}`, {
            method: 'PUT',
            cookie: await enter(county, 'officer'),
            body: new Uint8Array(bytes),
            headers: { 'content-type': 'image/jpeg' },
          })
        ).status,
      ).toBe(200);
    const path = join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const { runner } = served.platform;
    const sweep = runner.modules.jobs.find((job) => job.name === 'documents.sweep') as Job;
    const clock = () => new Date(Date.parse(runner.clock()) + 9 * 86_400_000).toISOString();
    const round = (county: string) =>
      sweep.round({ runner: { ...runner, clock }, county, dataFolder: folder, beside: [A, B] });
    expect(await round(A)).toBe(1);
    expect((await stat(path)).size, 'the other county’s').toBe(bytes.length);
    expect(await round(B)).toBe(1);
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
    expect(await readFile(join(folder, 'counties'), 'utf8')).toBe(`${A}\n${B}\n`);
  });
});

test('a stop publishes the head of each chain', async () => {
  await served.stop();
  const heads = await readdir(join(folder, 'checkpoints'));
  for (const county of [A, B]) expect(heads.filter((name) => name.startsWith(`${county}-`))).not.toEqual([]);
  const counted = (county: string) => expect.stringMatching(new RegExp(`^${county}：已重新清点汇总：\\d+ 项$`));
  expect(lines, 'what was told names its county').toEqual([counted('泽州县'), counted('沁水县')]);
});
