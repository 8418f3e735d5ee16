/** The HTTP application as a stranger, a careless client and an attacker meet it: routes, refusals, headers, bad input. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintId } from '#kernel';
import { auditTallies, commandPath, seal, verifyJournal } from '#kernel/server';
import { makeApp } from '../apps/server/app.ts';
import { configOf } from '../apps/server/config.ts';
import { demoPassword } from '../contexts/access/demo.ts';
import { bodies } from './arbitraries.ts';
import { COUNTY, START, type TestCounty, testCounty } from './county.ts';
import { everyRow } from './matrix/stand.ts';
import { finding, hazardAt } from './walk.ts';

const LONG = process.env.ZEAN_LONG === '1';
let c: TestCounty;
let app: FastifyInstance;
let folder: string;
const cookies: Record<string, string> = {};

const logins = {
  'county-admin': 'admin',
  'county-officer': 'officer',
  'town-officer': 'town',
  'town-lead': 'town-lead',
  'safety-manager': 'safety',
  principal: 'principal',
  expert: 'expert',
};

beforeAll(async () => {
  c = await testCounty();
  folder = await mkdtemp(join(tmpdir(), 'zean-http-'));
  const config = configOf({ ZEAN_DATA: folder, ZEAN_LOG: 'silent' });
  app = await makeApp(c.runner, { config, demo: true, troubles: async () => [] });
  for (const [role, account] of Object.entries(logins)) {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/access/sign-in',
      payload: { account, password: demoPassword },
    });
    cookies[role] = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    expect(reply.statusCode, `${account}: ${reply.body}`).toBe(200);
  }
}, 120_000);
afterAll(async () => {
  await app?.close();
  await c?.close();
  await rm(folder, { recursive: true, force: true });
});

const send = (options: InjectOptions, role: keyof typeof logins | null = 'county-admin') =>
  app.inject({
    ...options,
    headers: { ...(role ? { cookie: cookies[role] ?? '' } : {}), 'idempotency-key': mintId(), ...options.headers },
  });
const post = (name: string, payload: unknown, role?: keyof typeof logins, headers?: Record<string, string>) =>
  send({ method: 'POST', url: commandPath(name), payload: payload as object, ...(headers ? { headers } : {}) }, role);

/** No English sentence: words of four letters and more are names of things, which a refusal's sentence has no need of. */
const english = /[A-Za-z]{4,}/;
const named = /YYYY-MM-DD|Idempotency-Key|application\/json|SHA-256|XLSX|JSON|UUID/g;
const sentencesOf = (body: { refused?: { message: string; places?: { message: string }[] } }): string[] =>
  body.refused ? [body.refused.message, ...(body.refused.places ?? []).map((place) => place.message)] : [];
const spokenChinese = (sentences: readonly string[]) =>
  sentences.filter((one) => !/[一-鿿]/.test(one) || english.test(one.replaceAll(named, '').replaceAll(/“[^”]*”/g, '')));

describe('the document of the interface', () => {
  interface Document {
    openapi: string;
    info: { title: string; version: string };
    paths: Record<
      string,
      Record<
        string,
        {
          operationId: string;
          summary: string;
          parameters?: { name: string; in: string; schema: object }[];
          requestBody?: { content: Record<string, { schema: object }> };
          responses: Record<string, unknown>;
        }
      >
    >;
    components: { schemas: Record<string, object> };
  }
  const read = async () => (await send({ url: '/api/openapi.json' }, null)).json<Document>();

  test('says what every ledger, query and act answers', async () => {
    const document = await read();
    const schemaOf = (one: unknown) =>
      (one as { responses: Record<string, { content: { 'application/json': { schema: Record<string, unknown> } } }> })
        .responses['200']!.content['application/json'].schema;
    for (const { shape } of c.modules.ledgers) {
      const page = schemaOf(document.paths[commandPath(shape.name)]!.get) as {
        properties: { columns: { items: { enum: string[] } }; same: { properties: Record<string, object> } };
      };
      const { properties } = page.properties.same;
      expect(page.properties.columns.items.enum).toEqual(Object.keys(properties));
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(shape.columns.map((one) => one.key)));
    }
    const answers = [
      ...c.modules.queries.map((q) => [q.name, schemaOf(document.paths[commandPath(q.name)]!.get)] as const),
      ...c.modules.commands.map((cmd) => {
        const done = schemaOf(document.paths[commandPath(cmd.name)]!.post) as { properties: { answer: object } };
        return [cmd.name, done.properties.answer] as const;
      }),
    ];
    const silent = answers.filter(([, schema]) => Object.keys(schema).length === 0).map(([name]) => name);
    expect(silent).toEqual([]);
  });

  test('is OpenAPI 3.1 and names every declared act, query and ledger once', async () => {
    const document = await read();
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ path, method, ...one })),
    );
    const ids = operations.map((one) => one.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const cmd of c.modules.commands)
      expect(document.paths[commandPath(cmd.name)]?.post?.operationId).toBe(cmd.name);
    for (const q of c.modules.queries) expect(document.paths[commandPath(q.name)]?.get?.operationId).toBe(q.name);
    for (const { shape } of c.modules.ledgers) {
      expect(document.paths[commandPath(shape.name)]?.get?.operationId).toBe(shape.name);
      expect(document.paths[`${commandPath(shape.name)}/export.xlsx`]?.get).toBeDefined();
    }
    for (const one of operations) {
      expect(one.summary, one.path).toMatch(/[一-鿿]/);
      expect(Object.keys(one.responses), one.path).toEqual(
        expect.arrayContaining(one.path.startsWith('/api/v1/') ? ['200', 'default'] : ['200']),
      );
      expect(['get', 'post', 'put']).toContain(one.method);
    }
  });

  test('every reference leads somewhere, every schema is one, every required item is described', async () => {
    const document = await read();
    const walk = (node: unknown, at: string): void => {
      if (Array.isArray(node)) for (const [i, one] of node.entries()) walk(one, `${at}/${i}`);
      else if (node && typeof node === 'object') {
        const { $ref, type, required, properties } = node as {
          $ref?: string;
          type?: string;
          required?: string[];
          properties?: object;
        };
        if ($ref)
          expect(
            $ref
              .slice(2)
              .split('/')
              .reduce<unknown>((of, key) => (of as Record<string, unknown>)?.[key], document),
            `${at} ${$ref}`,
          ).toBeDefined();
        if (typeof type === 'string' && at.includes('schema'))
          expect(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'], at).toContain(type);
        if (Array.isArray(required) && properties)
          expect(Object.keys(properties), at).toEqual(expect.arrayContaining(required));
        for (const [key, one] of Object.entries(node)) walk(one, `${at}/${key}`);
      }
    };
    walk(document, '#');
  });

  test('every path of it is a route, and the routes that are no acts are in it too', async () => {
    const document = await read();
    for (const [path, methods] of Object.entries(document.paths)) {
      const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
      for (const method of Object.keys(methods))
        expect(app.hasRoute({ method: method.toUpperCase() as 'GET', url }), `${method} ${url}`).toBe(true);
    }
    const others = [
      'access/sign-in',
      'access/sign-out',
      'access/me',
      'registry/template.xlsx',
      'registry/import-check',
      'files/{sha256}',
    ];
    for (const other of others) expect(Object.keys(document.paths)).toContain(`/api/v1/${other}`);
  });
});

describe('an act that a phone queued under a name of before', () => {
  test('is done as the act of today, once, and the journal says so', async () => {
    const id = await hazardAt(c, 'home', 'assigned');
    const photos = [{ sha256: await c.pictureOf(c.people['safety-manager']!) }];
    const key = { 'idempotency-key': mintId() as string };
    const body = { id, note: '已更换并试运行正常', photos };
    const first = await post('hazards.mend', body, 'safety-manager', key);
    expect([first.statusCode, first.json().answer], first.body).toEqual([200, { state: 'rectified' }]);
    // Sent again under the name of today by a phone that was brought up to date in between.
    const again = await post('hazards.rectify', body, 'safety-manager', key);
    expect([again.statusCode, again.headers['idempotent-replay']], again.body).toEqual([200, '1']);
    const [entry] = await c.rows<{ command: string }>('select command from kernel.entry where id = $1', [
      first.json().entry,
    ]);
    expect(entry).toEqual({ command: 'hazards.rectify' });
  });

  test('every name of before is taken, and stands for one act only', () => {
    const former = c.modules.commands.flatMap((cmd) => cmd.formerly ?? []);
    expect(former.sort()).toEqual(['hazards.convert', 'hazards.give-back-self', 'hazards.mend', 'hazards.reopen-self']);
    for (const name of former) expect(app.hasRoute({ method: 'POST', url: commandPath(name) }), name).toBe(true);
  });
});

describe('a stranger', () => {
  test('is sent to sign in at every route there is, and writes nothing', async () => {
    const before = await everyRow(c);
    for (const cmd of c.modules.commands) {
      const reply = await send({ method: 'POST', url: commandPath(cmd.name), payload: {} }, null);
      expect([reply.statusCode, reply.json().refused.code], cmd.name).toEqual([401, 'SIGNED_OUT']);
    }
    const gets = [
      ...c.modules.queries.map((q) => q.name),
      ...c.modules.ledgers.flatMap((l) => [l.shape.name, `${l.shape.name}/export.xlsx`]),
    ].map(commandPath);
    for (const url of [
      ...gets,
      `/api/v1/files/${'a'.repeat(64)}`,
      '/api/v1/registry/template.xlsx?ledger=enterprises',
      '/api/v1/access/me',
    ]) {
      const reply = await send({ url }, null);
      expect([reply.statusCode, reply.json().refused.code], url).toEqual([401, 'SIGNED_OUT']);
    }
    for (const [method, url] of [
      ['PUT', `/api/v1/files/${'a'.repeat(64)}`],
      ['POST', '/api/v1/registry/import-check?ledger=enterprises'],
    ] as const) {
      const reply = await send(
        { method, url, payload: Buffer.from('x'), headers: { 'content-type': 'application/octet-stream' } },
        null,
      );
      expect([reply.statusCode, reply.json().refused.code], url).toEqual([401, 'SIGNED_OUT']);
    }
    expect(await everyRow(c)).toEqual(before);
  });

  test('with a forged or a doubled cookie is still a stranger', async () => {
    const forged = [
      'zean=x',
      `zean=${'A'.repeat(43)}`,
      `zean=${'A'.repeat(43)}; zean=${'B'.repeat(43)}`,
      `__Host-zean=${(cookies['county-admin'] ?? '').slice(5)}`,
    ];
    for (const cookie of forged) {
      const reply = await app.inject({ url: '/api/v1/access/me', headers: { cookie } });
      expect(reply.statusCode, cookie).toBe(401);
    }
  });

  test('cannot name himself by a header', async () => {
    const reply = await send(
      {
        url: '/api/v1/access/me',
        headers: {
          'x-user-id': String(c.people['county-admin']?.account),
          'x-forwarded-user': 'admin',
          authorization: 'Basic YWRtaW46YWRtaW4=',
        },
      },
      null,
    );
    expect(reply.statusCode).toBe(401);
  });
});

describe('what does not fit the door', () => {
  const body = () => ({ id: mintId(), level: 'general', reason: '可以' });

  test.each([
    ['an unknown interface', { url: '/api/v1/hazards/nonsense' }, 404],
    ['an unknown context', { method: 'POST', url: '/api/v1/nothing/here', payload: {} }, 404],
    ['a path with a trailing slash', { url: '/api/v1/hazards/todo/' }, 404],
    ['a path in capitals', { url: '/api/v1/Hazards/todo' }, 404],
    ['reading where one writes', { url: commandPath('hazards.judge') }, 404],
    ['writing where one reads', { method: 'POST', url: commandPath('hazards.todo'), payload: {} }, 404],
    ['another method', { method: 'DELETE', url: commandPath('hazards.judge') }, 404],
    [
      'broken JSON',
      {
        method: 'POST',
        url: commandPath('hazards.judge'),
        payload: '{"id":',
        headers: { 'content-type': 'application/json' },
      },
      422,
    ],
    [
      'no JSON at all',
      {
        method: 'POST',
        url: commandPath('hazards.judge'),
        payload: 'level=general',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      422,
    ],
    [
      'JSON that says it is text',
      { method: 'POST', url: commandPath('hazards.judge'), payload: '{}', headers: { 'content-type': 'text/plain' } },
      422,
    ],
    [
      'a list',
      {
        method: 'POST',
        url: commandPath('hazards.judge'),
        payload: '[]',
        headers: { 'content-type': 'application/json' },
      },
      422,
    ],
    [
      'a prototype',
      {
        method: 'POST',
        url: commandPath('hazards.judge'),
        payload: '{"__proto__":{"role":"county-admin"}}',
        headers: { 'content-type': 'application/json' },
      },
      422,
    ],
    ['a NUL in the address', { url: '/api/v1/hazards/record?number=%00' }, 422],
    ['an address that is no text', { url: '/api/v1/home/search?q=%ff%fe' }, 422],
    ['half an escape', { url: '/api/v1/hazards/%' }, 400],
    ['a key said twice', { url: '/api/v1/registry/responsible?enterprise=1&enterprise=2' }, 422],
  ] as [string, InjectOptions, number][])('%s', async (_, options, status) => {
    const reply = await send(options);
    expect(
      reply.statusCode === status ||
        (status === 400 && [404, 422].includes(reply.statusCode)) ||
        (status === 422 && reply.statusCode === 200 && !options.method),
      reply.body,
    ).toBe(true);
    if (reply.statusCode >= 400) {
      expect(reply.headers['content-type']).toMatch(/^application\/json; charset=utf-8/);
      expect(sentencesOf(reply.json()).length).toBeGreaterThan(0);
      expect(spokenChinese(sentencesOf(reply.json()))).toEqual([]);
    }
  });

  test('3 MB, 100,000 levels deep, or a hundred thousand items are refused without a bug', async () => {
    const big = await post('hazards.judge', { ...body(), reason: 'x'.repeat(3 * 1024 * 1024) });
    expect([big.statusCode, big.json().refused.code]).toEqual([413, 'TOO_LARGE']);
    const deep = await send({
      method: 'POST',
      url: commandPath('hazards.judge'),
      payload: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      headers: { 'content-type': 'application/json' },
    });
    expect(deep.statusCode).toBe(422);
    const wide = await post(
      'hazards.judge',
      Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1])),
    );
    expect(wide.statusCode).toBe(422);
    expect(JSON.stringify(wide.json()).length).toBeLessThan(20_000);
  });

  test('an act without a key, or with one that is none, is refused; the same key and body answers the same', async () => {
    const id = await hazardAt(c, 'home', 'found');
    const judged = { id, level: 'general', reason: '可以' };
    for (const key of ['', 'abc', 'x'.repeat(300)]) {
      const reply = await post('hazards.judge', judged, 'town-officer', { 'idempotency-key': key });
      expect([reply.statusCode, reply.json().refused.places[0].place], key).toEqual([422, 'Idempotency-Key']);
    }
    const key = { 'idempotency-key': mintId() };
    const [first, second] = [
      await post('hazards.judge', judged, 'town-officer', key),
      await post('hazards.judge', judged, 'town-officer', key),
    ];
    expect([first.statusCode, second.statusCode, second.headers['idempotent-replay'], second.body]).toEqual([
      200,
      200,
      '1',
      first.body,
    ]);
    expect(
      (await post('hazards.judge', { ...judged, reason: '另一份' }, 'town-officer', key)).json().refused.code,
    ).toBe('KEY_REUSED');
    expect((await post('hazards.judge', judged, 'town-lead', key)).json().refused.code).toBe('KEY_REUSED');
  });

  test('a form of another site does not write, whatever it says it is', async () => {
    const id = await hazardAt(c, 'home', 'found');
    const before = await everyRow(c);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    ]) {
      const reply = await post(
        'hazards.judge',
        { id, level: 'general', reason: 'x' },
        'town-officer',
        headers as Record<string, string>,
      );
      expect([reply.statusCode, reply.json().refused.code]).toEqual([403, 'NOT_YOURS']);
    }
    const form = await send(
      {
        method: 'POST',
        url: commandPath('hazards.judge'),
        payload: `id=${id}`,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
        },
      },
      'town-officer',
    );
    expect([403, 422]).toContain(form.statusCode);
    const text = await send(
      {
        method: 'POST',
        url: commandPath('hazards.judge'),
        payload: JSON.stringify({ id, level: 'general', reason: 'x' }),
        headers: { 'content-type': 'text/plain' },
      },
      'town-officer',
    );
    expect(text.statusCode).toBe(422);
    expect(await everyRow(c)).toEqual(before);
  });
});

describe('headers', () => {
  test.each(['/api/v1/access/me', '/healthz', '/open/', '/api/v1/nothing', '/api/openapi.json'])('%s', async (url) => {
    const { headers } = await send({ url }, null);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'self'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
    );
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers['referrer-policy']).toBeDefined();
    expect(headers['content-type']).toMatch(/charset=utf-8/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });

  test('over HTTPS the browser is told to stay there for a year', async () => {
    const config = configOf({ ZEAN_DATA: folder, ZEAN_LOG: 'silent', ZEAN_SECURE: '1' });
    const secure = await makeApp(c.runner, { config, demo: true, troubles: async () => ['数据库无法连接'] });
    const reply = await secure.inject({ url: '/healthz' });
    expect(reply.statusCode, 'not ready').toBe(503);
    expect(reply.headers['strict-transport-security']).toMatch(/max-age=31536000; includeSubDomains/);
    const cookie = await secure.inject({
      method: 'POST',
      url: '/api/v1/access/sign-in',
      payload: { account: 'admin', password: demoPassword },
    });
    expect(String([cookie.headers['set-cookie']].flat()[0])).toMatch(
      /^__Host-zean=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await secure.close();
  });

  test('what is mine is not kept by anybody on the way', async () => {
    for (const url of ['/api/v1/access/me', commandPath('hazards.todo'), commandPath('hazards.ledger')]) {
      expect(String((await send({ url })).headers['cache-control'] ?? 'no-store'), url).toMatch(
        /no-store|private|no-cache/,
      );
    }
  });
});

describe('bad input', () => {
  const each = LONG ? 300 : 34;
  const slow = new Set([
    'access.change-password',
    'access.reset-password',
    'access.create-account',
    'access.confirm-totp',
  ]);

  test('whatever is sent to whatever act: an answer or a Chinese refusal, never a broken server', async () => {
    const ids = [
      ...Object.values(c.firms),
      c.agency,
      c.officers.town,
      await hazardAt(c, 'home', 'found'),
      await hazardAt(c, 'home', 'assigned'),
      await hazardAt(c, 'home', 'closed'),
      String(c.people.worker?.account),
    ];
    const senders = Object.keys(logins) as (keyof typeof logins)[];
    const wrong: string[] = [];
    let sent = 0;
    for (const cmd of c.modules.commands) {
      const role = senders.find((one) => cmd.may.some((s) => s.roles.includes(one))) ?? 'county-admin';
      await fc.assert(
        fc.asyncProperty(bodies(cmd.input, ids), fc.constantFrom(role, ...senders), async (payload, by) => {
          sent += 1;
          const reply = await send(
            {
              method: 'POST',
              url: commandPath(cmd.name),
              payload: JSON.stringify(payload) ?? 'null',
              headers: { 'content-type': 'application/json' },
            },
            by,
          );
          const body = reply.json();
          const bad = spokenChinese(sentencesOf(body));
          if (reply.statusCode >= 500)
            wrong.push(`${cmd.name} ${reply.statusCode} ${JSON.stringify(payload)?.slice(0, 300)}`);
          if (bad.length > 0) wrong.push(`${cmd.name} says ${bad.join(' / ')}`);
        }),
        { numRuns: slow.has(cmd.name) ? 12 : each, seed: 20220314 },
      );
    }
    expect([...new Set(wrong)]).toEqual([]);
    expect(sent).toBeGreaterThan(LONG ? 15_000 : 2_000);
  }, 600_000);

  test('the same for every query and ledger', async () => {
    const ids = [...Object.values(c.firms), await hazardAt(c, 'home', 'found')];
    const wrong: string[] = [];
    const text = fc.oneof(
      fc.constantFrom(
        ...ids,
        '',
        '%',
        '\u0000',
        '2022-02-30',
        '-1',
        '0',
        '1e9',
        'zero-by-0630',
        '140525101',
        'a'.repeat(500),
        '-foundAt',
        '甲',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const names = [
      ...c.modules.queries.map((q) => ({
        name: q.name,
        keys: Object.keys((q.input as { shape?: object }).shape ?? {}),
      })),
      ...c.modules.ledgers.map((l) => ({
        name: l.shape.name,
        keys: [
          'sort',
          'limit',
          'after',
          'before',
          ...l.shape.filters.map((f) => f.key),
          ...l.shape.filters.flatMap((f) => (f.kind === 'dayRange' ? [`${f.key}From`, `${f.key}To`] : [])),
        ],
      })),
    ];
    for (const { name, keys } of names) {
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(fc.constantFrom(...keys, 'other'), text, { maxKeys: 3 }),
          fc.constantFrom(...(Object.keys(logins) as (keyof typeof logins)[])),
          async (given, by) => {
            const reply = await send({ url: `${commandPath(name)}?${new URLSearchParams(given)}` }, by);
            const bad = spokenChinese(sentencesOf(reply.json()));
            if (reply.statusCode >= 500) wrong.push(`${name} ${reply.statusCode} ${JSON.stringify(given)}`);
            if (bad.length > 0) wrong.push(`${name} says ${bad.join(' / ')}`);
          },
        ),
        { numRuns: LONG ? 300 : 25, seed: 20220314 },
      );
    }
    expect([...new Set(wrong)]).toEqual([]);
  }, 600_000);

  test('after all of that the journal verifies and every roll-up equals a recount', async () => {
    await post('hazards.report', finding(c.firms.home), 'town-officer');
    while ((await seal(c.db.pools.app, COUNTY, START)) > 0);
    expect(await verifyJournal(c.db.pools.app, COUNTY)).toMatchObject({ ok: true });
    expect(await auditTallies(c.db.pools.app, COUNTY, c.modules.tallies as never)).toEqual([]);
  });
});
