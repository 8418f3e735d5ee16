/** The server over a real line: too much, too slow, from elsewhere; and what caches may keep. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintId } from '#kernel';
import { commandPath } from '#kernel/server';
import { makeApp } from '../apps/server/app.ts';
import { configOf } from '../apps/server/config.ts';
import { type TestCounty, testCounty } from './county.ts';
import { type Client, clientOf } from './served.ts';
import { finding } from './walk.ts';

let c: TestCounty;
let app: FastifyInstance;
let folder: string;
let url: string;
let port: number;
let admin: Client;
let officer: Client;

beforeAll(async () => {
  c = await testCounty();
  folder = await mkdtemp(join(tmpdir(), 'zean-wire-'));
  const config = configOf({ ZEAN_DATA: folder, ZEAN_LOG: 'silent' });
  const patience = { headers: 700, request: 1_500, idle: 20_000 };
  app = await makeApp(c.runner, { config, demo: true, troubles: async () => [], patience });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
  url = `http://127.0.0.1:${port}/`;
  admin = await clientOf(url, 'admin');
  officer = await clientOf(url, 'officer');
}, 120_000);
afterAll(async () => {
  await app?.close();
  await c?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('too much', () => {
  const send = async (path: string, bytes: Buffer, type: string, more: object = {}) => {
    const reply = await fetch(`${url}api/v1/${path}`, {
      method: 'POST',
      body: bytes as never,
      headers: { cookie: admin.cookie, 'content-type': type, 'idempotency-key': mintId() },
      ...more,
    });
    return [reply.status, ((await reply.json()) as { refused: { code: string; message: string } }).refused];
  };
  const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

  test.each([1, 2, 3, 4, 5])('a workbook of 21 MB is told so, whole and amid the sending (%i)', async () => {
    expect(await send('registry/import-check?ledger=people', Buffer.alloc(21 * 1024 * 1024), workbook)).toEqual([
      413,
      { code: 'TOO_LARGE', message: '提交内容过大，最多 20 MB' },
    ]);
    // Of unknown length: found on the way.
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 21; i += 1) controller.enqueue(Buffer.alloc(1024 * 1024));
        controller.close();
      },
    });
    expect(
      await send('registry/import-check?ledger=people', stream as never, workbook, { duplex: 'half' }),
    ).toMatchObject([413, { code: 'TOO_LARGE' }]);
  });

  test('an act of 3 MB is told its own limit', async () => {
    const body = Buffer.from(JSON.stringify({ id: 'x'.repeat(3 * 1024 * 1024) }));
    expect(await send('hazards/judge', body, 'application/json')).toEqual([
      413,
      { code: 'TOO_LARGE', message: '提交内容过大，最多 2 MB' },
    ]);
  });
});

describe('too slow', () => {
  /** What a client gets that says only this, and how long it is let wait. */
  async function say(text: string): Promise<{ answer: string; ms: number }> {
    const begun = performance.now();
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      answer += piece;
    });
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(text);
    const drip = setInterval(() => socket.write('x'), 100);
    await once(socket, 'close');
    clearInterval(drip);
    return { answer, ms: performance.now() - begun };
  }

  test('headers that never end, and a body that drips, are cut with a sentence', async () => {
    for (const text of [
      'GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ',
      `POST ${commandPath('hazards.judge')} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`,
    ]) {
      const { answer, ms } = await say(text);
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('请求发送得太慢');
      // Several times what is allowed, for a busy machine; nobody is let wait for ever.
      expect(ms).toBeLessThan(20_000);
    }
  });

  test('by default nothing is without limit, and a photo over a weak line has its time', async () => {
    const config = configOf({ ZEAN_DATA: folder, ZEAN_LOG: 'silent' });
    const plain = await makeApp(c.runner, { config, demo: true, troubles: async () => [] });
    const { headersTimeout, requestTimeout, timeout } = plain.server;
    await plain.close();
    expect(headersTimeout).toBeGreaterThan(0);
    expect(headersTimeout).toBeLessThanOrEqual(30_000);
    expect(requestTimeout).toBeGreaterThanOrEqual(90_000);
    expect(requestTimeout).toBeLessThanOrEqual(300_000);
    expect(timeout).toBeGreaterThan(0);
  });
});

test('a value that no code can show is refused before any code tries', async () => {
  const payload = { on: { toString: 1, valueOf: 1 }, input: {} };
  const reply = await app.inject({ method: 'POST', url: '/api/v1/law/rules/risk.lec/eval', payload });
  const places = reply.json().refused.places.map((one: { place: string }) => one.place);
  expect([reply.statusCode, places.sort()]).toEqual([422, ['toString', 'valueOf']]);
});

test('a page asked with such a text says so as a page', async () => {
  const reply = await app.inject('/open/law/cite?cite=%E2%80%AE&on=2022-03-14');
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([422, 'text/html; charset=utf-8']);
  expect(reply.body).toContain('第 1 个字符是看不见的文字方向控制符');
});

describe('from elsewhere', () => {
  const judge = async (headers: Record<string, string>) => {
    const reply = await app.inject({
      method: 'POST',
      url: commandPath('hazards.report'),
      payload: finding(c.firms.home),
      headers: { cookie: officer.cookie, 'idempotency-key': mintId(), host: 'zean.example:8080', ...headers },
    });
    return reply.statusCode;
  };

  test.each([
    ['another site', 'https://evil.example', 403],
    ['a page without an origin', 'null', 403],
    ['our name as the end of another', 'https://evil.zean.example', 403],
    ['our name as its beginning', 'https://zean.example.evil.example:8080', 403],
    ['another port of this machine', 'http://zean.example:9000', 403],
    ['no address at all', 'zean.example:8080', 403],
    ['this site', 'http://zean.example:8080', 200],
    ['this site behind TLS', 'https://zean.example:8080', 200],
  ])('%s, whatever else it says', async (_, origin, status) => {
    expect(await judge({ origin })).toBe(status);
    expect(await judge({ origin, 'sec-fetch-site': 'same-origin' })).toBe(status);
    expect(await judge({ origin, 'sec-fetch-site': 'cross-site' })).toBe(403);
  });

  test('behind a proxy that passes on the bare host; and what is no browser', async () => {
    expect(await judge({ host: 'zean.example', origin: 'https://zean.example:8443' })).toBe(200);
    expect(await judge({ host: 'zean.example', origin: 'https://evil.example:8443' })).toBe(403);
    expect(await judge({})).toBe(200);
  });

  test('nobody is signed in or out from another page either', async () => {
    for (const act of ['sign-in', 'sign-out', 'accept-invitation']) {
      const reply = await app.inject({
        method: 'POST',
        url: `/api/v1/access/${act}`,
        payload: { account: 'admin', password: 'x' },
        headers: { cookie: officer.cookie, origin: 'https://evil.example' },
      });
      expect([act, reply.statusCode]).toEqual([act, 403]);
    }
    expect((await officer.get('access/me')).status).toBe(200);
  });
});

test('everything the interface answers is kept by no cache, refusals and files as well', async () => {
  const paths = [
    ...c.modules.queries.map((q) => commandPath(q.name)),
    ...c.modules.ledgers.flatMap(({ shape }) => [
      commandPath(shape.name),
      `${commandPath(shape.name)}/export.xlsx?limit=x`,
    ]),
    `${commandPath(c.modules.ledgers[0]!.shape.name)}/export.xlsx`,
    '/api/v1/access/me',
    `/api/v1/files/${'a'.repeat(64)}`,
    '/api/v1/nothing',
  ];
  for (const path of paths)
    for (const cookie of [admin.cookie, '']) {
      const { headers } = await app.inject({ url: path, headers: { cookie } });
      expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
    }
  const acted = await app.inject({
    method: 'POST',
    url: commandPath('hazards.report'),
    payload: finding(c.firms.home),
    headers: { cookie: officer.cookie, 'idempotency-key': mintId() },
  });
  expect([acted.statusCode, acted.headers['cache-control']]).toEqual([200, 'no-store']);
});

describe('times that are none', () => {
  const report = (more: object, headers = {}) =>
    app
      .inject({
        method: 'POST',
        url: commandPath('hazards.report'),
        payload: { ...finding(c.firms.home), ...more },
        headers: { cookie: officer.cookie, 'idempotency-key': mintId(), ...headers },
      })
      .then((reply) => ({ status: reply.statusCode, body: reply.json() }));

  test.each([
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+08:00',
    '1999-12-31T23:59:59Z',
    '9999-12-31T23:59:59-23:00',
    '2101-01-01T00:00:00Z',
  ])('found at %s is refused, with what is allowed', async (foundAt) => {
    const { status, body } = await report({ foundAt });
    expect([status, body.refused?.code]).toEqual([422, 'INVALID']);
    expect(body.refused.places[0]).toMatchObject({
      place: 'foundAt',
      value: foundAt,
      message: '发现时间：应在 2000-01-01 至 2100-12-31 之间',
    });
  });

  test('the first and the last instant are taken, and one that runs ahead counts as now', async () => {
    for (const foundAt of ['2000-01-01T00:00:00Z', '2100-12-31T23:59:59Z'])
      expect((await report({ foundAt })).status, foundAt).toBe(200);
  });

  test('a picture taken in the year 1 is refused; a device clock that says so is not believed', async () => {
    const sha256 = await c.pictureOf(c.people['county-officer']!);
    const { status, body } = await report({ photos: [{ sha256, capturedAt: '0001-01-01T00:00:00Z' }] });
    expect([status, body.refused?.places[0].place]).toEqual([422, 'photos.0.capturedAt']);
    for (const observed of ['0001-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '-000001-01-01T00:00:00Z', 'gestern']) {
      const done = await report({}, { 'x-observed-at': observed });
      expect(done.status, observed).toBe(200);
      const [row] = await c.rows<{ at: string | null }>('select observed_at as at from kernel.entry where id = $1', [
        done.body.entry,
      ]);
      expect(row?.at).toBe(null);
    }
  });

  test('a day of a move and of a register lies between 1900 and 2100', async () => {
    const days = c.modules.commands.flatMap((cmd) => {
      const shape =
        (
          cmd.input as {
            shape?: Record<string, { safeParse(v: unknown): { error?: { issues: { message: string }[] } } }>;
          }
        ).shape ?? {};
      return Object.entries(shape)
        .filter(
          ([, field]) =>
            field.safeParse('2022-03-14').error === undefined &&
            field.safeParse('2022-02-30').error?.issues[0]?.message === '没有这一天',
        )
        .map(([key, field]) => ({ name: `${cmd.name} ${key}`, field }));
    });
    expect(days.length).toBeGreaterThan(8);
    for (const { name, field } of days)
      for (const day of ['0001-01-01', '1899-12-31', '2101-01-01', '9999-12-31'])
        expect([name, field.safeParse(day).error?.issues[0]?.message]).toEqual([
          name,
          '应在 1900-01-01 至 2100-12-31 之间',
        ]);
  });
});

test('a sentence of the journal is cut between characters, never within one', async () => {
  const reply = await app.inject({
    method: 'POST',
    url: commandPath('hazards.report'),
    payload: finding(c.firms.home, { description: `${'甲'.repeat(39)}😀耳轴磨损` }),
    headers: { cookie: officer.cookie, 'idempotency-key': mintId() },
  });
  expect(reply.statusCode, reply.body).toBe(200);
  const [entry] = await c.rows<{ sentence: string }>('select sentence from kernel.entry where id = $1', [
    reply.json().entry,
  ]);
  expect(entry?.sentence).toContain(`${'甲'.repeat(39)}😀`);
});
