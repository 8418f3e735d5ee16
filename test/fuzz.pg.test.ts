/**
 * Every route there is, driven by its own schema in the OpenAPI document: whatever text is put where, nobody meets a broken server.
 * A short slice runs with `npm test`; `npm run test:long` sends tens of thousands. `ZEAN_FUZZ_SEED` tries another seed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintId } from '#kernel';
import { makeApp } from '../apps/server/app.ts';
import { configOf } from '../apps/server/config.ts';
import { demoPassword } from '../contexts/access/demo.ts';
import { junk, near, type Schema } from './arbitraries.ts';
import { type TestCounty, testCounty } from './county.ts';
import { hazardAt } from './walk.ts';

const LONG = process.env.ZEAN_LONG === '1';
const SEED = Number(process.env.ZEAN_FUZZ_SEED ?? 20220314);
/** What no field may hold; the first cannot stand in an address, which is UTF-8. */
const UNFIT = ['甲\ud800', 'a\u0000b', '\u202e倒'];

interface Operation {
  path: string;
  method: 'GET' | 'POST' | 'PUT';
  parameters: { name: string; in: 'query' | 'path' | 'header'; schema: Schema }[];
  body: Schema | null;
  type: string;
}
/** A request before it is written down: what stands where. */
interface Ask {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, string>;
  body: unknown;
}

let c: TestCounty;
let app: FastifyInstance;
let folder: string;
let operations: Operation[];
let ids: string[];
const cookies: string[] = [];

beforeAll(async () => {
  c = await testCounty();
  folder = await mkdtemp(join(tmpdir(), 'zean-fuzz-'));
  const config = configOf({ ZEAN_DATA: folder, ZEAN_LOG: 'silent' });
  app = await makeApp(c.runner, { config, demo: true, troubles: async () => [] });
  for (const account of ['admin', 'town', 'safety', 'expert']) {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/access/sign-in',
      payload: { account, password: demoPassword },
    });
    cookies.push(String(reply.headers['set-cookie']).split(';')[0] ?? '');
  }
  ids = [...Object.values(c.firms), c.officers.town, await hazardAt(c, 'home', 'found')];
  const document = (await app.inject('/api/openapi.json')).json();
  operations = Object.entries<Record<string, Record<string, never>>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => {
      const { parameters = [], requestBody } = one as { parameters?: []; requestBody?: { content: object } };
      const [[type, content] = ['', null]] = Object.entries(requestBody?.content ?? {});
      return {
        path,
        method: method.toUpperCase() as 'GET',
        parameters,
        type,
        body: (content as { schema?: Schema } | null)?.schema ?? null,
      };
    }),
  );
}, 120_000);
afterAll(async () => {
  await app?.close();
  await c?.close();
  await rm(folder, { recursive: true, force: true });
});

/** As JSON, then the poison put in: half a pair has to go out as an escape. */
const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const queryText = (value: unknown) => encodeURIComponent(text(value).replace(/\p{Surrogate}/gu, '\ufffd'));

function requestOf(operation: Operation, ask: Ask, cookie: string): InjectOptions {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => queryText(ask.path[name] ?? 'x') || 'x');
  const pairs = Object.entries(ask.query).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${encodeURIComponent(key)}=${queryText(one)}`),
  );
  const isJson = operation.type === 'application/json';
  return {
    method: operation.method,
    url: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path,
    headers: {
      cookie,
      'idempotency-key': mintId(),
      ...(operation.type ? { 'content-type': operation.type } : {}),
      ...ask.header,
    },
    ...(operation.type ? { payload: isJson ? (JSON.stringify(ask.body) ?? 'null') : Buffer.from('not a file') } : {}),
  };
}

/** Asks that fit the operation, or nearly. */
function asksOf(operation: Operation): fc.Arbitrary<Ask> {
  const part = (where: string) => {
    const own = operation.parameters.filter((p) => p.in === where);
    return fc.record(Object.fromEntries(own.map((p) => [p.name, near(p.schema, ids)])), {
      requiredKeys: where === 'path' ? own.map((p) => p.name) : [],
    }) as fc.Arbitrary<Record<string, unknown>>;
  };
  return fc.record({
    path: part('path'),
    query: part('query'),
    header: fc.constant({}),
    body: operation.body ? near(operation.body, ids) : fc.constant(null),
  });
}

/** Paths of all texts a schema has room for. */
function textsOf(schema: Schema): string[][] {
  const below = (key: string, one: Schema) => textsOf(one).map((path) => [key, ...path]);
  if (schema.properties) return Object.entries(schema.properties).flatMap(([key, one]) => below(key, one));
  if (schema.items) return below('0', schema.items);
  if (schema.anyOf) return textsOf(schema.anyOf[0] ?? {});
  return [schema.type, 'string'].includes(undefined) || schema.type === 'string' ? [[]] : [];
}

/** The value with another at the path; what is missing on the way is made. */
function withAt(value: unknown, [key, ...rest]: string[], put: unknown): unknown {
  if (key === undefined) return put;
  if (key === '0') return [withAt(Array.isArray(value) ? value[0] : undefined, rest, put)];
  const whole = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
  return { ...whole, [key]: withAt((whole as Record<string, unknown>)[key], rest, put) };
}

const isChinese = (body: { refused?: { message?: string } }) => /[一-鿿]/.test(body.refused?.message ?? '');

test('half a character, NUL and marks of direction are refused by the name of the field in every text of every route', async () => {
  const wrong: string[] = [];
  let [sent, n] = [0, 0];
  const tell = async (operation: Operation, place: string, ask: Ask, where: string) => {
    const reply = await app.inject(requestOf(operation, ask, cookies[0]!));
    sent += 1;
    const body = reply.headers['content-type']?.toString().includes('json') ? reply.json() : {};
    const named = body.refused?.places?.some((one: { place: string }) => one.place === place);
    if (reply.statusCode !== 422 || !named || !isChinese(body))
      wrong.push(
        `${operation.method} ${operation.path} ${where} ${place}: ${reply.statusCode} ${reply.body.slice(0, 150)}`,
      );
  };
  for (const operation of operations) {
    const [plain] = fc.sample(asksOf(operation), { numRuns: 1, seed: SEED + n++ }) as [Ask];
    const poisons = (from: number) => (LONG ? UNFIT.slice(from) : [UNFIT[from + (sent % (UNFIT.length - from))]!]);
    for (const { name, in: where } of operation.parameters) {
      if (where === 'header') continue;
      for (const bad of poisons(1))
        await tell(operation, name, { ...plain, [where]: { ...plain[where], [name]: bad } }, where);
    }
    if (operation.body && operation.type === 'application/json')
      for (const path of textsOf(operation.body))
        for (const bad of poisons(0))
          await tell(operation, path.join('.'), { ...plain, body: withAt(plain.body, path, bad) }, 'body');
    if (operation.type && operation.type !== 'application/json')
      for (const bad of poisons(1))
        await tell(
          operation,
          'x-file-name',
          { ...plain, header: { 'x-file-name': encodeURIComponent(bad) } },
          'header',
        );
  }
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(600);
}, 600_000);

test('whatever else is sent: an answer or a refusal in Chinese, never a broken server', async () => {
  const each = LONG ? 250 : 2;
  const wrong: string[] = [];
  let n = 0;
  for (const operation of operations) {
    // A worker for each file, or a hash of a password for each try.
    const slow = /export\.xlsx|template|sign-in|password|create-account/.test(operation.path);
    const places = [
      ...operation.parameters.map(({ name, in: where }) => [where, name]),
      ...(operation.body ? textsOf(operation.body).map((path) => ['body', ...path]) : []),
      ['header', 'x-observed-at'],
      ['body'],
    ];
    await fc.assert(
      fc.asyncProperty(
        asksOf(operation),
        fc.array(fc.tuple(fc.constantFrom(...places), junk), { maxLength: 2 }),
        fc.constantFrom(...cookies, ''),
        async (plain, faults, cookie) => {
          let ask: unknown = plain;
          for (const [place, value] of faults)
            ask = withAt(ask, place, place[0] === 'header' ? queryText(value) : value);
          const request = requestOf(operation, ask as Ask, cookie);
          const reply = await app.inject(request);
          const isJson = reply.headers['content-type']?.toString().includes('json');
          if (reply.statusCode >= 500 || (reply.statusCode >= 400 && isJson && !isChinese(reply.json())))
            wrong.push(
              `${operation.method} ${String(request.url).slice(0, 300)} ${reply.statusCode} ${String(request.payload ?? '').slice(0, 300)}`,
            );
        },
      ),
      { numRuns: slow ? Math.ceil(each / 20) : each, seed: SEED + n++ },
    );
  }
  expect([...new Set(wrong)].slice(0, 20)).toEqual([]);
}, 1_800_000);
