/**
 * A real server, killed in the middle of its work: every act it acknowledged is there after the next start, once; the journal verifies
 * and the roll-ups equal a recount. And its ordinary ends and starts.
 */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromWire, mintId, type WirePage } from '#kernel';
import { useEmbedded as databaseBeside } from '../db/embedded/index.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';
import { type Client, clientOf, zean } from '../test/served.ts';
import { seeded } from '../test/shared-server.ts';

const ROUNDS = process.env.ZEAN_LONG === '1' ? 100 : 6;
/** Printed, so that a failing run can be told apart from a lucky one. */
const seed = Number(process.env.ZEAN_SEED ?? Date.now() % 1e6);
let state = seed;
const random = (): number => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return state / 0x7fffffff;
};

let served: TestServed;
let firm: string;
beforeAll(async () => {
  served = await serveForTest(seeded());
  const officer = await clientOf(served.url, 'officer');
  const { body } = await officer.get<WirePage>('registry/enterprises?limit=1');
  firm = fromWire<{ id: string }>(body).rows[0]!.id;
}, 300_000);
afterAll(() => served?.stop());

interface Sent {
  key: string;
  body: Record<string, unknown>;
}

/** Reports hazards one after another until the connection breaks; what was answered with 200 goes to `acked`, the last one to `unsure`. */
async function report(client: Client, acked: Map<string, Sent>, unsure: Sent[]): Promise<void> {
  for (;;) {
    const id = mintId();
    const sent = {
      key: crypto.randomUUID(),
      body: { id, enterprise: firm, origin: 'inspection', description: `断电演练第${acked.size}条`, place: '配电室' },
    };
    unsure.push(sent);
    const { status, body } = await client.post('hazards/report', sent.body, sent.key);
    if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`);
    acked.set(id, sent);
    unsure.splice(unsure.indexOf(sent), 1);
  }
}

test(`kill -9 at a random moment, ${ROUNDS} times (seed ${seed})`, async () => {
  const acked = new Map<string, Sent>();
  let repeated = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const client = await clientOf(served.url, 'officer');
    const unsure: Sent[] = [];
    const before = acked.size;
    const writers = Promise.allSettled(Array.from({ length: 4 }, () => report(client, acked, unsure)));
    await wait(20 + random() * 400);
    await served.kill9();
    const ends = await writers;
    for (const end of ends)
      if (end.status === 'rejected') expect(String(end.reason), `round ${round}`).not.toContain('refused');
    expect(acked.size, `round ${round} wrote something`).toBeGreaterThanOrEqual(before);
    await served.start();
    const again = await clientOf(served.url, 'officer');
    // What was in flight is sent again under its own key: done now, or told that it was done.
    for (const { key, body } of unsure) {
      const { status, body: answer } = await again.post('hazards/report', body, key);
      expect([status, answer.answer?.id], `round ${round}`).toEqual([200, body.id]);
      acked.set(String(body.id), { key, body });
      repeated += 1;
    }
    const sample = [...acked.keys()].slice(-40);
    for (const id of sample)
      expect((await again.get(`hazards/record?id=${id}`)).status, `round ${round}: ${id}`).toBe(200);
  }
  expect(acked.size).toBeGreaterThan(ROUNDS);
  expect(repeated).toBeGreaterThan(0);
  const officer = await clientOf(served.url, 'officer');
  const { body } = await officer.get<{ total: { n: number; exact: boolean } }>(
    `hazards/ledger?enterprise=${firm}&q=${encodeURIComponent('断电演练')}&limit=1`,
  );
  expect(body.total.n === acked.size || !body.total.exact, `${body.total.n} of ${acked.size}`).toBe(true);
  for (const { key, body: given } of [...acked.values()].slice(0, 20)) {
    expect(
      (await officer.post('hazards/report', given, key)).body.answer?.id,
      'the same key still answers the same',
    ).toBe(given.id);
  }
  const verdict = await zean(served.dataFolder, ['journal', 'verify', '--json']);
  expect(verdict.json, verdict.err).toMatchObject({ ok: true });
  const replayed = await zean(served.dataFolder, ['journal', 'replay', '--json']);
  expect(replayed.json, replayed.err).toMatchObject({ ok: true, wrong: [], tallies: [] });
  expect(replayed.code).toBe(0);
}, 900_000);

describe('ordinary ends and starts', () => {
  test('SIGTERM ends server and database within 10 s, and the next start has everything', async () => {
    const officer = await clientOf(served.url, 'officer');
    const total = async (client: Client) =>
      (await client.get<{ total: { n: number } }>('hazards/ledger?limit=1')).body.total.n;
    const before = await total(officer);
    const begun = performance.now();
    expect(await served.end()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    await served.start();
    expect(await total(await clientOf(served.url, 'officer'))).toBe(before);
    // The session outlives the restart.
    expect((await officer.get('access/me')).status).toBe(200);
  }, 120_000);

  test('a second server on the same data folder is refused in one line; the first goes on', async () => {
    const second = await zean(served.dataFolder, ['start'], { PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.err.trim().split('\n')).toHaveLength(1);
    expect(second.err).toMatch(/[一-鿿]/);
    expect((await fetch(`${served.url}healthz`)).status).toBe(200);
  }, 60_000);

  test.each([
    ['PORT', 'abc', '环境变量 PORT=abc 有误：应为端口号'],
    ['PORT', '70000', '环境变量 PORT=70000 有误：应在 0–65535'],
    ['ZEAN_COUNTY', 'x', '环境变量 ZEAN_COUNTY=x 有误：应为 6 位县级行政区划代码，多个以逗号分隔'],
    ['DATABASE_URL', 'mysql://a:secret@b/c', '环境变量 DATABASE_URL=（不显示） 有误：应以 postgres:// 开头'],
  ])('%s=%s stops the start with one line', async (name, value, line) => {
    const said = await zean(`${served.dataFolder}-none`, ['start'], { [name]: value });
    expect([said.code, said.err.trim()]).toEqual([1, line]);
  });

  test('a port in use stops the start with one line and leaves no database behind', async () => {
    const port = new URL(served.url).port;
    const said = await zean(`${served.dataFolder}-port`, ['serve'], { PORT: port });
    expect(said.code).toBe(1);
    expect(said.err).toContain(`端口 ${port} 已被占用`);
    expect(said.err).not.toMatch(/\n\s+at /);
    await rm(`${served.dataFolder}-port`, { recursive: true, force: true });
  }, 120_000);

  /** The postmaster of the served database and every process it has. */
  const databaseProcesses = async (): Promise<number[]> => {
    const beside = await databaseBeside({ dataFolder: served.dataFolder, log: () => {} });
    const { pid } = beside;
    await beside.stop();
    const children = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .stdout.trim()
      .split('\n');
    return [pid, ...children.filter(Boolean).map(Number)];
  };
  const healthIs = async (status: number) => {
    for (let i = 0; i < 300 && (await fetch(`${served.url}healthz`)).status !== status; i++) await wait(100);
    return (await fetch(`${served.url}healthz`)).status;
  };

  test('PostgreSQL is killed under the server: it is started again, and the server goes on with every act', async () => {
    const officer = await clientOf(served.url, 'officer');
    const pids: number[] = [];
    for (const signal of ['SIGKILL', 'SIGQUIT'] as const) {
      const key = crypto.randomUUID();
      const id = mintId();
      const given = { id, enterprise: firm, origin: 'inspection', description: '停库演练一条', place: '配电室' };
      expect((await officer.post('hazards/report', given, key)).status).toBe(200);
      const [pid] = await databaseProcesses();
      process.kill(pid!, signal);
      // While it is away nothing is broken: what comes is answered, or told to come again.
      const seen = new Set<number>();
      let restarted = false;
      for (let i = 0; i < 300 && !restarted; i++) {
        seen.add((await officer.get('hazards/ledger?limit=1')).status);
        expect((await fetch(`${served.url}open/`)).status).toBe(200);
        restarted = served.output().split('内置数据库已重新启动').length > pids.length + 1;
        await wait(50);
      }
      expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
      expect(restarted, served.output().slice(-500)).toBe(true);
      expect(await healthIs(200)).toBe(200);
      pids.push(pid!);
      expect((await databaseProcesses())[0]).not.toBe(pid);
      expect((await officer.get(`hazards/record?id=${id}`)).status).toBe(200);
      expect((await officer.post('hazards/report', given, key)).body.answer?.id).toBe(id);
    }
  }, 180_000);

  test.runIf(process.platform !== 'win32')(
    'every process of PostgreSQL is stopped (SIGSTOP): health says so, public pages stay, and it goes on afterwards',
    async () => {
      const officer = await clientOf(served.url, 'officer');
      expect((await fetch(`${served.url}open/`)).status).toBe(200);
      const processes = await databaseProcesses();
      for (const pid of processes) process.kill(pid, 'SIGSTOP');
      try {
        const begun = performance.now();
        const health = await fetch(`${served.url}healthz`);
        const ms = performance.now() - begun;
        expect([health.status, await health.json()]).toEqual([
          503,
          { ok: false, troubles: expect.arrayContaining(['数据库无法连接']) },
        ]);
        // Two seconds on a quiet machine: it is the one wait of 1.5 s.
        expect(ms).toBeLessThan(4_000);
        const [page, ledger] = await Promise.all([fetch(`${served.url}open/`), officer.get('hazards/ledger?limit=1')]);
        expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('数据库暂时没有应答')]);
        expect(ledger.status).toBe(503);
      } finally {
        for (const pid of processes) process.kill(pid, 'SIGCONT');
      }
      expect(await healthIs(200)).toBe(200);
      // Requests are let in again with the next look, a second later.
      let again = 0;
      for (let i = 0; i < 100 && again !== 200; i++) {
        again = (await officer.get('hazards/ledger?limit=1')).status;
        await wait(100);
      }
      expect(again).toBe(200);
    },
    120_000,
  );
});

test('`zean` is one program: a word it does not know ends it with a Chinese line', async () => {
  const said = await zean(served.dataFolder, ['nonsense']);
  expect(said.code).not.toBe(0);
  expect(said.err).toMatch(/[一-鿿]/);
});
