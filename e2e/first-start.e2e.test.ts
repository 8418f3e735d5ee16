/** The very first `zean start` in an empty folder: what it tells, who gets in with it, and what is checked before anything is made. */
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientOf, zean } from '../test/served.ts';
import { sharedServer } from '../test/shared-server.ts';

test('it says what it prepares, where it listens, and an account of every role, each of which gets in', async () => {
  const { firstSaid, url } = sharedServer();
  expect(firstSaid).toContain('首次启动：正在准备演示数据（企业、人员、隐患均为虚构）…');
  expect(firstSaid).toMatch(/泽安已启动：http:\/\/localhost:\d+\//);
  expect(firstSaid.indexOf('首次启动')).toBeLessThan(firstSaid.indexOf('泽安已启动'));
  const told = [...firstSaid.matchAll(/^ {2}([a-z-]+) +(\S+) +([\u4e00-\u9fff]+) +([\u4e00-\u9fff]+)$/gm)];
  expect(told).toHaveLength(12);
  const roles = new Set<string>();
  for (const [, account, word, name, title] of told) {
    const client = await clientOf(url, account!, word);
    const { body } = await client.get<{ actor: { role: string; name: string; roleTitle: string } }>('access/me');
    expect([account, body.actor.name, body.actor.roleTitle], 'the account’s own person').toEqual([
      account,
      name,
      title,
    ]);
    roles.add(body.actor.role);
  }
  expect(roles.size).toBe(12);
});

test('the county is there: enterprises, hazards in every stage, a journal that verifies', async () => {
  const { url, dataFolder } = sharedServer();
  const officer = await clientOf(url, 'officer');
  const total = async (path: string) =>
    (await officer.get<{ total: { n: number } }>(`${path}?limit=1`)).body.total.n;
  expect(await total('registry/enterprises')).toBeGreaterThanOrEqual(50);
  expect(await total('hazards/ledger')).toBeGreaterThan(200);
  expect(await zean(dataFolder, ['journal', 'verify', '--json'])).toMatchObject({ code: 0 });
});

test('a taken port, a wrong address and a county without a demonstration are told in one line; nothing is made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zean-first-'));
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = String((taken.address() as AddressInfo).port);
  try {
    for (const [env, line] of [
      [{ PORT: port }, `端口 ${port} 已被占用，请用环境变量 PORT 换一个`],
      [{ PORT: '0', HOST: '192.0.2.1' }, '环境变量 HOST=192.0.2.1 有误：不是本机的地址'],
      [{ PORT: '0', ZEAN_COUNTY: '110101' }, 'ZEAN_COUNTY=110101 没有：看演示请去掉 ZEAN_COUNTY'],
    ] as const) {
      const said = await zean(folder, ['start'], env);
      expect(said.code, said.err).toBe(1);
      expect(said.err.trim().split('\n'), said.err).toHaveLength(1);
      expect(said.err).toContain(line);
    }
    expect(await readdir(folder)).toEqual([]);
  } finally {
    taken.close();
    await rm(folder, { recursive: true, force: true });
  }
});
