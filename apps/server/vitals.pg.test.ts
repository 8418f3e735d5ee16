/** A disk without room and a database that hangs, as those meet them who work: told at once, reads go on, and all is well afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { urlOf, withClient } from '#db';
import { COUNTY, type TestCounty, testCounty } from '../../test/county.ts';
import { type Client, clientOf } from '../../test/served.ts';
import { finding } from '../../test/walk.ts';
import { configOf } from './config.ts';
import { openPlatform, type Served, serve } from './serve.ts';

let c: TestCounty;
let folder: string;
let served: Served;
let officer: Client;
let line: Awaited<ReturnType<typeof lineTo>>;

/** A line to PostgreSQL that can be held: nothing is lost, nothing comes through, as when its processes are stopped. */
async function lineTo(host: string, port: number) {
  const ends = new Set<Socket>();
  let held = false;
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on('data', (bytes) => other.write(bytes));
      one.on('error', () => other.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
      if (held) one.pause();
    }
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  return {
    port: (server.address() as AddressInfo).port,
    hold(on: boolean) {
      held = on;
      for (const one of ends) on ? one.pause() : one.resume();
    },
    cut() {
      for (const one of ends) one.destroy();
    },
    close() {
      for (const one of ends) one.destroy();
      server.close();
    },
  };
}

beforeAll(async () => {
  c = await testCounty();
  folder = await mkdtemp(join(tmpdir(), 'zean-vitals-'));
  const { app } = c.db;
  line = await lineTo(String(app.host), Number(app.port));
  const config = configOf({
    PORT: '0',
    HOST: '127.0.0.1',
    ZEAN_DATA: folder,
    ZEAN_LOG: 'silent',
    ZEAN_COUNTY: COUNTY,
    DATABASE_URL: c.db.url,
    DATABASE_APP_URL: urlOf({ ...app, host: '127.0.0.1', port: line.port }),
  });
  served = await serve(await openPlatform(config, () => {}), { demo: true, log: () => {} });
  officer = await clientOf(served.address, 'officer');
});
afterAll(async () => {
  line?.hold(false);
  await served?.stop();
  line?.close();
  await c?.close();
  await rm(folder, { recursive: true, force: true });
});

const health = async () => {
  const begun = performance.now();
  const reply = await fetch(`${served.address}healthz`);
  return { status: reply.status, body: await reply.json(), ms: performance.now() - begun };
};
const until = async (what: () => Promise<boolean>) => {
  for (let i = 0; i < 100 && !(await what()); i++) await new Promise((wait) => setTimeout(wait, 200));
};
const report = (key?: string) => officer.post('hazards/report', finding(c.firms.home), key);

test('a disk without room: 507 in words, reads go on, health says so, and the first write afterwards is done', async () => {
  expect((await health()).status).toBe(200);
  await withClient(c.db.admin, async (client) => {
    await client.query(
      `create function public.full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    );
    await client.query('create trigger full_disk before insert on kernel.entry execute function public.full_disk()');
  });
  const key = crypto.randomUUID();
  const full = await report(key);
  expect([full.status, full.body.refused?.code]).toEqual([507, 'DISK_FULL']);
  expect(full.body.refused?.message).toContain('磁盘已满');
  expect((await officer.get('hazards/ledger')).status).toBe(200);
  expect(await health()).toMatchObject({
    status: 503,
    body: { ok: false, troubles: expect.arrayContaining(['磁盘已满']) },
  });
  await withClient(c.db.admin, (client) => client.query('drop function public.full_disk() cascade'));
  expect((await report(key)).status).toBe(200);
});

test('a database that hangs: public pages tell what they said last, and say so', async () => {
  const before = await fetch(`${served.address}open/`);
  expect([before.status, await before.text()]).toEqual([200, expect.not.stringContaining('没有应答')]);
  line.hold(true);
  const paths = ['open/', 'open/feed.xml', 'open/progress.json'];
  const pages = await Promise.all(paths.map((path) => fetch(`${served.address}${path}`)));
  expect(pages.map((page) => page.status)).toEqual([200, 200, 200]);
  expect(await pages[0]!.text()).toContain('数据库暂时没有应答，以下是');
  expect(pages[0]!.headers.get('cache-control')).toBe('public, max-age=5');
  line.hold(false);
  await until(async () => !(await (await fetch(`${served.address}open/`)).text()).includes('没有应答'));
  // Cut off altogether, it is the same.
  line.hold(true);
  line.cut();
  const away = await fetch(`${served.address}open/`);
  expect([away.status, await away.text()]).toEqual([200, expect.stringContaining('数据库暂时没有应答，以下是')]);
  line.hold(false);
  await until(async () => (await officer.get('hazards/ledger')).status === 200);
}, 60_000);

test('a database that hangs: health, waiting reads and writes are told within seconds, and the write is done once', async () => {
  line.hold(true);
  const key = crypto.randomUUID();
  const begun = performance.now();
  const [read, write, told] = await Promise.all([officer.get('hazards/ledger'), report(key), health()]);
  const ms = performance.now() - begun;
  expect([told.status, (told.body as { troubles: string[] }).troubles]).toEqual([
    503,
    expect.arrayContaining(['数据库无法连接']),
  ]);
  expect(told.ms).toBeLessThan(4_000);
  for (const one of [read, write])
    expect([one.status, one.body.refused?.message]).toEqual([503, '数据库暂时没有应答，请稍后再试']);
  expect(ms).toBeLessThan(12_000);
  // What needs no database goes on.
  for (const path of ['api/v1/law/rules', 'open/law/'])
    expect([path, (await fetch(`${served.address}${path}`)).status]).toEqual([path, 200]);
  line.hold(false);
  await until(async () => (await officer.get('hazards/ledger')).status === 200);
  await until(async () => (await report(key)).status === 200);
  const { rows } = await withClient(c.db.admin, (client) =>
    client.query('select count(*)::int as n from kernel.entry where id = $1', [key]),
  );
  expect(rows[0].n).toBe(1);
});

test('lines that are cut amid the work are 503, never 500', async () => {
  const seen = new Set<number>();
  for (let i = 0; i < 15; i++) {
    const asked = Promise.all([officer.get('hazards/ledger'), report(), officer.get('home/todo')]);
    await new Promise((wait) => setTimeout(wait, i % 5));
    line.cut();
    for (const one of await asked) seen.add(one.status);
  }
  expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(seen.has(503)).toBe(true);
  await until(async () => (await officer.get('hazards/ledger')).status === 200);
}, 120_000);
