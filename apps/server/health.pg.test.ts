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
  const actor = systemActor(config.county);
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
