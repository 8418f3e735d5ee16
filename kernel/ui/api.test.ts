import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { act, ask, encodeGiven, exportUrl, Refused, routeOf, sentence, Unreachable, whenSignedOut } from './api.ts';

// A real server on loopback; the client's paths are relative, as in a browser, so fetch gets the origin put before them.
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const browserFetch = globalThis.fetch;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => answer(request, response, body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  globalThis.fetch = (path, init) => browserFetch(origin + String(path), init);
});
afterAll(() => {
  globalThis.fetch = browserFetch;
  server.close();
});
beforeEach(() => whenSignedOut(() => {}));

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

test('names become routes', () => {
  expect(routeOf('hazards.judge')).toBe('/api/v1/hazards/judge');
  expect(routeOf('access.save-view')).toBe('/api/v1/access/save-view');
});

test.each([
  [{}, ''],
  [{ town: undefined, q: '', done: false, none: null }, ''],
  [{ state: ['found', 'late'], overdue: true, limit: 50 }, '?state=found&state=late&overdue=1&limit=50'],
  [{ q: '护栏 & 平台' }, `?${new URLSearchParams({ q: '护栏 & 平台' }).toString()}`],
  [{ n: 0 }, '?n=0'],
])('%j is asked as "%s"', (given, text) => expect(encodeGiven(given)).toBe(text));

test('an export asks for exactly the columns shown', () => {
  expect(exportUrl('hazards.ledger', { town: '1' }, ['number', 'what'])).toBe(
    '/api/v1/hazards/ledger/export.xlsx?town=1&columns=number%2Cwhat',
  );
});

describe('a command', () => {
  test('carries its key, and a lost answer is asked for again with the same one', async () => {
    const keys: unknown[] = [];
    answer = (request, response, body) => {
      keys.push(request.headers['idempotency-key']);
      if (keys.length === 1) request.socket.destroy();
      else json(response, 200, { answer: JSON.parse(body), entry: 'e1' }, { 'idempotent-replay': '1' });
    };
    expect(await act('hazards.judge', { id: '1' })).toEqual({ answer: { id: '1' }, entry: 'e1', replayed: true });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(keys[0]).toBe(keys[1]);
  });
  test('a refusal carries code, missing and places, and is not tried again', async () => {
    let asked = 0;
    answer = (_, response) => {
      asked += 1;
      const place = { place: 'level', value: 'x', allowed: 'general、major', message: '级别不对' };
      json(response, 422, {
        refused: { code: 'INVALID', message: '填写内容有误', missing: ['照片'], places: [place] },
      });
    };
    const refused = await act('hazards.judge', {}).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: 'INVALID', status: 422, missing: ['照片'], message: '填写内容有误' });
    expect((refused as Refused).places[0]?.place).toBe('level');
    expect(asked).toBe(1);
  });
  test('three lost answers are a Chinese sentence', async () => {
    let asked = 0;
    answer = (request) => {
      asked += 1;
      request.socket.destroy();
    };
    const lost = await act('hazards.judge', {}).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(Unreachable);
    expect(asked).toBe(3);
    expect(sentence(lost)).toContain('连不上服务器');
  });
});

describe('a query', () => {
  test('of a proxy page is unreachable, never its English', async () => {
    answer = (_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<h1>Bad Gateway</h1>');
    };
    const error = await ask('hazards.record').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Unreachable);
    expect(sentence(error)).not.toMatch(/[A-Za-z]/);
  });
  test('signed out tells the shell', async () => {
    let told = 0;
    whenSignedOut(() => {
      told += 1;
    });
    answer = (_, response) =>
      json(response, 401, { refused: { code: 'SIGNED_OUT', message: '请先登录' }, demo: { accounts: [] } });
    const error = await ask('hazards.record').catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'SIGNED_OUT', body: { demo: { accounts: [] } } });
    expect(told).toBe(1);
  });
});

test('a bug never shows its English', () =>
  expect(sentence(new TypeError('x is not a function'))).not.toMatch(/[a-z]/));
