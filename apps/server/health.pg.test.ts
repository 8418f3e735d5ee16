/** `/healthz` tells what the server cannot do beside answering: a job that fails again and again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { urlOf, withClient } from '#db';
import { mintId } from '#kernel';
import { systemActor, transaction, writeEntry } from '#kernel/server';
import { type TestDatabase, testDatabase } from '../../db/testing.ts';
import { configOf } from './config.ts';
import { openPlatform, type Served, serve } from './serve.ts';

const TOKEN = 'scrape-me-if-you-can';
let db: TestDatabase;
let folder: string;
let served: Served;
const lines: string[] = [];

beforeAll(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'zean-health-'));
  const config = configOf({
    PORT: '0',
    HOST: '127.0.0.1',
    ZEAN_DATA: folder,
    ZEAN_LOG: 'silent',
    ZEAN_METRICS_PORT: '0',
    ZEAN_METRICS_TOKEN: TOKEN,
    DATABASE_URL: db.url,
    DATABASE_APP_URL: urlOf(db.app),
  });
  const log = (line: string) => lines.push(line);
  served = await serve(await openPlatform(config, log), { demo: false, log });
});
afterAll(async () => {
  await served?.stop();
  await db?.close();
  await rm(folder, { recursive: true, force: true });
});

const scrape = async (at: string, token?: string) => {
  const reply = await fetch(at, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() };
};
/** Value of a sample, by its name and labels as they are written. */
const sample = (text: string, line: string): number => {
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  if (!found) throw new Error(`no ${line}`);
  return Number(found.slice(line.length + 1));
};

test('figures are told to who bears the token, on their own port and at /metrics', async () => {
  const own = served.metricsAddress as string;
  for (const at of [own, `${served.address}metrics`]) {
    expect((await scrape(at)).status).toBe(401);
    expect((await scrape(at, `${TOKEN}x`)).status).toBe(401);
    const { status, type, text } = await scrape(at, TOKEN);
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    // Every line is a comment or a sample of the text format.
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \S+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[0-9.e+-]+)$/);
  }
  expect((await scrape(own.replace('/metrics', '/healthz'))).status, 'nothing else there').toBe(404);
  const get = (path: string) => fetch(`${served.address}${path}`);
  const before = (await scrape(own, TOKEN)).text;
  const routes = 'method="GET",route="/healthz",status="200"';
  const asked = before.includes(routes) ? sample(before, `zean_http_request_seconds_count{${routes}}`) : 0;
  for (let i = 0; i < 3; i++) await get('healthz');
  await get('wp-login.php');
  const after = (await scrape(own, TOKEN)).text;
  expect(sample(after, `zean_http_request_seconds_count{${routes}}`) - asked).toBe(3);
  expect(sample(after, `zean_http_request_seconds_bucket{${routes},le="+Inf"}`) - asked).toBe(3);
  expect(after, 'an address nobody declared is no label').not.toContain('wp-login');
  expect(sample(after, 'zean_healthy')).toBe(1);
  expect(sample(after, 'zean_pool_limit')).toBe(16);
  for (const { name } of served.platform.runner.modules.jobs)
    expect(sample(after, `zean_job_rounds_total{job="${name}"}`), name).toBeGreaterThanOrEqual(0);
});

test('unknown addresses are 404 and no page; /readyz says whether requests can be answered', async () => {
  for (const path of ['nope', 'readyz/x', 'hazards/a/b', 'field/nope', 'index.php', 'open/nope', 'hazards/x.js']) {
    const reply = await fetch(`${served.address}${path}`);
    expect([path, reply.status]).toEqual([path, 404]);
    expect(await reply.text(), path).not.toContain('<script');
  }
  const ready = await fetch(`${served.address}readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { ok: true }]);
});

const health = async () => {
  const reply = await fetch(`${served.address}healthz`);
  return { status: reply.status, body: await reply.json() };
};
const asOwner = (sql: string) => withClient(db.admin, (client) => client.query(sql));
async function until(status: number) {
  let seen = await health();
  for (let i = 0; i < 150 && seen.status !== status; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    seen = await health();
  }
  return seen;
}

test('a sealer that cannot seal makes the server unwell until it can again', async () => {
  expect(await health()).toEqual({ status: 200, body: { ok: true } });
  await asOwner('revoke insert on kernel.seal from zean_app');
  const { runner, config } = served.platform;
  const actor = systemActor(config.counties[0]);
  await transaction(runner.pool, actor, 'write', (client) =>
    writeEntry(client, {
      id: mintId(),
      at: runner.clock(),
      observedAt: null,
      actor,
      command: 'test.act',
      sentence: '试办',
      subjectKind: null,
      subjectId: null,
      given: {},
    }),
  );
  expect(await until(503)).toEqual({ status: 503, body: { ok: false, troubles: ['日志封存连续失败'] } });
  const told = lines.filter((line) => line.startsWith('日志封存'));
  const figures = (await scrape(served.metricsAddress as string, TOKEN)).text;
  expect([sample(figures, 'zean_healthy'), sample(figures, 'zean_troubles')]).toEqual([0, 1]);
  expect(
    Math.max(
      ...figures
        .split('\n')
        .flatMap((line) => /^zean_job_failures_in_a_row\S+ (\d+)/.exec(line)?.[1] ?? [])
        .map(Number),
    ),
  ).toBeGreaterThanOrEqual(5);
  expect((await fetch(`${served.address}readyz`)).status, 'requests are answered all the same').toBe(200);
  expect(told, 'told once when it begins and once when it lasts').toEqual([
    expect.stringMatching(/^日志封存未完成：.*seal/),
    expect.stringMatching(/^日志封存连续 5 次未完成，仍在重试：/),
  ]);

  await asOwner('grant insert on kernel.seal to zean_app');
  expect(await until(200)).toEqual({ status: 200, body: { ok: true } });
  expect(lines.at(-1)).toBe('日志封存已恢复');
  const { rows } = await withClient(db.admin, (client) => client.query('select count(*)::int as n from kernel.seal'));
  expect(rows[0].n).toBeGreaterThan(0);
}, 120_000);
