/** The outbox over IndexedDB and a real HTTP line: a small server stands at the other end. */
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readBundle } from './bundle.ts';
import { DexieStore, isQuota } from './dexie-store.ts';
import { fetchTransport } from './fetch-transport.ts';
import { withLease } from './lock.ts';
import { isStuck } from './next.ts';
import { Outbox } from './outbox.ts';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

let server: Server;
let root = '';
let seen: Seen[] = [];
let answer: (request: Seen) => [number, unknown, Record<string, string>?] = () => [404, null];
let boxes = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts),
      };
      seen.push(one);
      const [status, body, headers] = answer(one);
      if (status === 0) return void request.socket.destroy();
      response.writeHead(status, { 'content-type': body === null ? 'text/html' : 'application/json', ...headers });
      response.end(body === null ? '<p>' : JSON.stringify(body));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  seen = [];
  answer = works;
});

/** Everything is well: 甲 is signed in, files and acts are taken. */
const works: typeof answer = ({ url }) =>
  url.includes('/me')
    ? [200, { actor: { account: '甲' } }]
    : url.includes('/files/')
      ? [200, { sha256: url.split('/').at(-1) }]
      : [200, { answer: { number: 'YH220516-1' }, entry: 'e1' }];

const box = (name = `box-${boxes++}`) =>
  new Outbox({
    name,
    transport: fetchTransport({ fetch: (path, init) => fetch(`${root}${String(path)}`, init), skew: () => {} }),
  });
const content = (more = {}) => ({
  command: 'hazards.report',
  title: '上报隐患',
  about: '一号井',
  given: { place: '井口' },
  form: { step: 2 },
  photos: [] as string[],
  account: '甲',
  accountName: '张三',
  subjectId: 's1',
  ...more,
});
const photo = (text: string) => {
  const bytes = new Uint8Array(Buffer.from(text));
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes, type: 'image/jpeg', name: '照片.jpg' };
};

describe('sending', () => {
  test('photos first, then the act with its key and its instant', async () => {
    const outbox = box();
    const file = photo('jpeg');
    await outbox.keepFile(file);
    const act = await outbox.draft(content({ photos: [file.sha256] }));
    const waiting = await outbox.store.submit(act.actId, '2022-05-16T01:30:00.000Z');
    expect(await outbox.sync()).toEqual({ ended: 'empty', received: 1, problems: 0 });
    const [, put, post] = seen;
    expect([put?.method, put?.url]).toEqual(['PUT', `/api/v1/files/${file.sha256}`]);
    expect(createHash('sha256').update(put!.body).digest('hex')).toBe(file.sha256);
    expect(decodeURIComponent(String(put?.headers['x-file-name']))).toBe('照片.jpg');
    expect([post?.method, post?.url]).toEqual(['POST', '/api/v1/hazards/report']);
    expect(post?.headers).toMatchObject({
      'idempotency-key': act.actId,
      'x-observed-at': waiting?.madeAt,
      'content-type': 'application/json',
    });
    expect(JSON.parse(String(post?.body))).toEqual({ place: '井口' });
    expect((await outbox.store.get(act.actId))?.answer).toEqual({ number: 'YH220516-1' });
    expect(await outbox.unsent()).toEqual([]);
  });

  test('a cut line: the act waits with its reason, and goes once the line is back', async () => {
    const outbox = box();
    answer = (request) => (request.url.includes('/me') ? works(request) : [0, null]);
    const act = await outbox.draft(content());
    await outbox.submit(act.actId);
    await outbox.sync();
    expect(await outbox.store.get(act.actId)).toMatchObject({ state: 'waiting', lastError: { code: 'NO_ANSWER' } });
    expect(await outbox.untilNextTry('甲')).toBeGreaterThan(0);
    answer = works;
    await outbox.hurry();
    expect((await outbox.store.get(act.actId))?.state).toBe('received');
    expect(new Set(seen.filter((one) => one.method === 'POST').map((one) => one.headers['idempotency-key'])).size).toBe(
      1,
    );
  });

  test('a server that breaks on an act: after four answers its owner may edit, export, remove or repeat it, and the others go', async () => {
    const outbox = box();
    const file = photo('stuck');
    await outbox.keepFile(file);
    const bad = await outbox.draft(content({ photos: [file.sha256] }));
    const behind = await outbox.draft(content({ subjectId: 's2', given: { place: '井底' } }));
    answer = (one) =>
      String(one.body).includes('井口') ? [500, { refused: { code: 'BROKEN', message: '未能办理' } }] : works(one);
    await outbox.submit(bad.actId);
    await outbox.submit(behind.actId);
    for (let i = 0; i < 6; i += 1) await outbox.hurry();
    const stuck = (await outbox.store.get(bad.actId))!;
    expect([stuck.state, stuck.tries, isStuck(stuck)]).toEqual(['problem', 4, true]);
    expect((await outbox.store.get(behind.actId))?.state).toBe('received');
    const [told] = readBundle(await outbox.exportOne(bad.actId)).acts;
    expect([told?.actId, told?.given, readBundle(await outbox.exportOne(bad.actId)).files.length]).toEqual([
      bad.actId,
      { place: '井口' },
      1,
    ]);
    answer = works;
    await outbox.sendAgain(bad.actId);
    await outbox.sync();
    expect(await outbox.store.get(bad.actId)).toMatchObject({ state: 'received', actId: bad.actId });
  });

  test('a file whose name ends in half a character goes up all the same', async () => {
    const outbox = box();
    const file = { ...photo('half'), name: '照片\ud83d' };
    await outbox.keepFile(file);
    const act = await outbox.draft(content({ photos: [file.sha256] }));
    await outbox.submit(act.actId);
    await outbox.sync();
    expect((await outbox.store.get(act.actId))?.state).toBe('received');
    expect(decodeURIComponent(String(seen.find((one) => one.method === 'PUT')?.headers['x-file-name']))).toBe(
      '照片\ufffd',
    );
  });

  test('signed out: nothing is sent and nothing is lost', async () => {
    const outbox = box();
    answer = () => [401, { refused: { code: 'SIGNED_OUT', message: '请先登录' } }];
    const act = await outbox.draft(content());
    await outbox.submit(act.actId);
    expect((await outbox.sync())?.ended).toBe('signedOut');
    expect((await outbox.store.get(act.actId))?.state).toBe('waiting');
    expect(seen.every((one) => one.method === 'GET')).toBe(true);
  });

  test('a refusal comes back with its places; the rewritten act has another key and takes its place', async () => {
    const outbox = box();
    const refusal = {
      code: 'INVALID',
      message: '填写内容有误',
      places: [{ place: 'photos[0]', value: 'x', allowed: 'y', message: '照片不在服务器' }],
    };
    answer = (request) => (request.method === 'POST' ? [422, { refused: refusal }] : works(request));
    const file = photo('a');
    await outbox.keepFile(file);
    const act = await outbox.draft(content({ photos: [file.sha256] }));
    await outbox.submit(act.actId);
    await outbox.sync();
    const problem = (await outbox.store.get(act.actId))!;
    expect(problem).toMatchObject({ state: 'problem', lastError: refusal, form: { step: 2 } });
    expect((await outbox.file(file.sha256))?.receivedAt).toBeNull();
    answer = works;
    const fresh = await outbox.rewrite(problem);
    expect(await outbox.rewrite(problem)).toMatchObject({ actId: fresh.actId });
    await outbox.submit(fresh.actId, { given: { place: '井底' } });
    await outbox.sync();
    expect(await outbox.store.get(fresh.actId)).toMatchObject({
      state: 'received',
      given: { place: '井底' },
      replaces: act.actId,
    });
    expect(await outbox.store.get(act.actId)).toMatchObject({ state: 'problem', replacedBy: fresh.actId });
    expect(await outbox.unsent()).toEqual([]);
  });

  test('photos the server has cleared meanwhile go up again by themselves', async () => {
    const outbox = box();
    const file = photo('cleared');
    await outbox.keepFile(file);
    await outbox.store.fileReceived(file.sha256, '2022-05-01T00:00:00.000Z');
    const act = await outbox.draft(content({ photos: [file.sha256] }));
    const missing = {
      code: 'INVALID',
      message: '照片尚未上传',
      places: [{ place: 'photos', value: file.sha256, allowed: '', message: '' }],
    };
    answer = (request) =>
      request.method === 'POST' && !seen.some((one) => one.method === 'PUT')
        ? [422, { refused: missing }]
        : works(request);
    await outbox.submit(act.actId);
    await outbox.sync();
    expect((await outbox.store.get(act.actId))?.state).toBe('received');
    expect(seen.map((one) => one.method).filter((method) => method !== 'GET')).toEqual(['POST', 'PUT', 'POST']);
  });

  test('the server clock is read from its answers', async () => {
    let skew = Number.NaN;
    answer = (request) => [
      works(request)[0],
      works(request)[1],
      { date: new Date(Date.now() + 600_000).toUTCString() },
    ];
    await fetchTransport({
      fetch: (path, init) => fetch(`${root}${String(path)}`, init),
      skew: (ms) => {
        skew = ms;
      },
    }).who();
    expect(Math.abs(skew - 600_000)).toBeLessThan(2_000);
  });

  test('a page of a guest network is no word of the server', async () => {
    answer = () => [200, null];
    expect(
      (
        await fetchTransport({ fetch: (path, init) => fetch(`${root}${String(path)}`, init) }).put({
          ...photo('x'),
          receivedAt: null,
        })
      ).type,
    ).toBe('unreachable');
  });
});

describe('keeping', () => {
  test('a reload finds draft, act and photo as they were', async () => {
    const first = box('reload');
    const file = photo('b');
    await first.keepFile(file);
    const act = await first.draft(content({ photos: [file.sha256] }));
    await first.edit(act.actId, { form: { text: '护栏缺' } });
    first.store.db.close();
    const second = box('reload');
    expect((await second.unsent())[0]).toMatchObject({ actId: act.actId, state: 'draft', form: { text: '护栏缺' } });
    expect((await second.file(file.sha256))?.bytes).toEqual(file.bytes);
  });

  test('discarding takes along the photos nothing else needs', async () => {
    const outbox = box();
    const [a, b] = [photo('a'), photo('b')];
    await outbox.keepFile(a);
    await outbox.keepFile(b);
    const one = await outbox.draft(content({ photos: [a.sha256, b.sha256] }));
    await outbox.draft(content({ photos: [b.sha256] }));
    expect(await outbox.discard(one.actId)).toBe(true);
    expect(await outbox.file(a.sha256)).toBeNull();
    expect(await outbox.file(b.sha256)).not.toBeNull();
  });

  test('received acts go after 30 days, others never', async () => {
    const outbox = box();
    const sent = await outbox.draft(content());
    const left = await outbox.draft(content({ subjectId: 's2' }));
    await outbox.submit(sent.actId);
    await outbox.sync();
    expect(await outbox.store.purge(new Date(Date.now() + 29 * 86_400_000).toISOString())).toBe(0);
    expect(await outbox.store.purge(new Date(Date.now() + 31 * 86_400_000).toISOString())).toBe(1);
    expect((await outbox.store.all()).map((act) => act.actId)).toEqual([left.actId]);
  });

  test('a full device: photos of received acts give way; when none is left the error says so', async () => {
    const outbox = box();
    const old = photo('old');
    await outbox.keepFile(old);
    const act = await outbox.draft(content({ photos: [old.sha256] }));
    await outbox.submit(act.actId);
    await outbox.sync();
    const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    let room = 0;
    outbox.store.db.files.hook('creating', () => {
      if (room-- <= 0) throw full;
    });
    const tight = outbox.keepFile(photo('new'));
    await expect(tight).rejects.toSatisfy(isQuota);
    expect(await outbox.file(old.sha256)).toBeNull();
    expect((await outbox.store.get(act.actId))?.state).toBe('received');
    room = 1;
    await outbox.keepFile(photo('new'));
    expect(await outbox.file(photo('new').sha256)).not.toBeNull();
  });
});

describe('a file out and in', () => {
  test('carries unsent acts with their photos to another device, once', async () => {
    const [from, to] = [box(), box()];
    const file = photo('c'.repeat(100_000));
    await from.keepFile(file);
    const draft = await from.draft(content());
    const act = await from.draft(content({ photos: [file.sha256], subjectId: 's2' }));
    await from.store.submit(act.actId, '2022-05-16T01:30:00.000Z');
    const text = await from.exportText();
    expect(await to.importText(text)).toBe(2);
    expect(await to.importText(text)).toBe(0);
    expect((await to.file(file.sha256))?.bytes).toEqual(file.bytes);
    await to.sync();
    expect((await to.store.get(act.actId))?.state).toBe('received');
    expect((await to.store.get(draft.actId))?.state).toBe('draft');
  });

  test.each([
    ['{"format":', '这个文件读不懂：不是完整的 JSON，可能没有下载完'],
    ['{"a":1}', '这不是从“待传”导出的文件'],
    ['{"format":"zean-outbox","version":9}', '文件版本为 9，本程序只认得 1 及以前：请先更新'],
    ['{"format":"zean-outbox","version":1,"acts":[{"actId":"a"}]}', '文件中第 1 条内容残缺，没有导入任何内容'],
  ])('%s: %s', async (text, message) => {
    await expect(box().importText(text)).rejects.toThrow(message);
  });
});

describe('one sender', () => {
  test('where the browser has no locks, a lease in the store keeps the second tab away until it ends or runs out', async () => {
    const store = new DexieStore('lease');
    let now = 1_000_000;
    const clock = () => now;
    let inside: (() => void) | undefined;
    const first = withLease(
      store,
      'a',
      clock,
      () =>
        new Promise<void>((done) => {
          inside = done;
        }),
    );
    while (!inside) await new Promise((wait) => setTimeout(wait, 5));
    expect(await withLease(store, 'b', clock, async () => {})).toBe(false);
    now += 121_000;
    let ran = false;
    expect(
      await withLease(store, 'b', clock, async () => {
        ran = true;
      }),
    ).toBe(true);
    expect(ran).toBe(true);
    inside();
    expect(await first).toBe(true);
    expect(await withLease(store, 'c', clock, async () => {})).toBe(true);
  });
});
