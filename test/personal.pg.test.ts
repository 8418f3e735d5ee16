/**
 * Telephones, identity numbers, passwords and one-time links are planted by the real commands, then everything anybody may ask is asked:
 * pages, records, exports, refusals, the journal, public pages, the log. None shows one plainly to whom it is not plain. A small number
 * with `npm test`, a thousand with `npm run test:long`; `ZEAN_CANARY_SEED` plants others.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { readXlsx } from 'hucre/xlsx';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, mintId } from '#kernel';
import { commandPath, diceOf } from '#kernel/server';
import { stopThreads } from '#kernel/workbook';
import { makeApp } from '../apps/server/app.ts';
import { configOf } from '../apps/server/config.ts';
import { demoAccounts, demoPassword } from '../contexts/access/demo.ts';
import { NANCUN, someEnterprise, type TestCounty, testCounty } from './county.ts';

const MANY = process.env.ZEAN_LONG === '1' ? 1000 : 60;
const SEED = Number(process.env.ZEAN_CANARY_SEED ?? 20220314);

/** What was planted, by kind, and the roles its law of today lets see it plainly (written by hand, not read from the declarations). */
interface Canary {
  kind: keyof typeof plainTo | 'password' | 'token';
  value: string;
}
const staff = ['county-admin', 'county-leader', 'county-officer', 'town-lead', 'town-officer'];
const managers = ['principal', 'safety-manager'];
const plainTo = {
  'contact of an enterprise': [...staff.slice(1), ...managers],
  'telephone at work': managers,
  'number at work': managers,
  'telephone in a roster': staff,
  'telephone of an account': ['county-admin', ...managers],
} as const satisfies Record<string, readonly string[]>;

let c: TestCounty;
let app: FastifyInstance;
let folder: string;
let log = '';
const canaries: Canary[] = [];
const cookies: Record<string, string> = {};
const dice = diceOf(`canaries ${SEED}`);
const below = (n: number) => dice.int(0, n - 1);

const digits = (n: number) => Array.from({ length: n }, () => String(below(10))).join('');
const plant = (kind: Canary['kind'], value: string): string => {
  canaries.push({ kind, value });
  return value;
};
const telephone = (kind: Canary['kind']) => plant(kind, `1${3 + below(7)}${digits(9)}`);
const identity = () => `140525${1960 + below(45)}${['03', '07', '11'][below(3)]}1${below(9)}${digits(4)}`;

interface Reply {
  status: number;
  text: string;
  headers: Record<string, unknown>;
}
async function send(role: string | null, url: string, payload?: unknown): Promise<Reply> {
  const reply = await app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url,
    headers: { 'idempotency-key': mintId(), ...(role ? { cookie: cookies[role] ?? '' } : {}) },
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  const { statusCode, headers, rawPayload } = reply;
  const sheet = String(headers['content-type']).includes('spreadsheet');
  const text = sheet
    ? JSON.stringify((await readXlsx(new Uint8Array(rawPayload))).sheets.map((one) => one.rows))
    : reply.payload;
  return { status: statusCode, text, headers };
}
const act = async <T = { id: string }>(role: string, name: string, body: unknown): Promise<T> => {
  const { status, text } = await send(role, commandPath(name), body);
  if (status !== 200) throw new Error(`${name}: ${text}`);
  return JSON.parse(text).answer as T;
};

/** One canary of each kind in turn, through the command that is there for it. */
const planting: readonly ((n: number) => Promise<unknown>)[] = [
  (n) =>
    act('county-admin', 'registry.create-enterprise', {
      ...someEnterprise(`金丝雀厂${n}`, NANCUN),
      principalName: `厂长${n}`,
      principalPhone: telephone('contact of an enterprise'),
    }),
  (n) =>
    act('county-admin', 'registry.add-person', {
      enterprise: Object.values(c.firms)[n % 3],
      name: `工人${n}`,
      post: '焊工',
      position: 'special-operator',
      phone: telephone('telephone at work'),
    }),
  (n) =>
    act('safety-manager', 'registry.add-person', {
      enterprise: c.firms.home,
      name: `电工${n}`,
      post: '电工',
      position: 'special-operator',
      certificateKind: '特种作业操作证',
      certificateNumber: `T${plant('number at work', identity())}`,
    }),
  (n) => {
    const phone = telephone('telephone in a roster');
    const body = { body: 'safety-department', department: '应急股' };
    return [
      () => act('county-admin', 'registry.add-expert', { name: `专家${n}`, speciality: '冶金', phone }),
      () => act('county-admin', 'registry.add-officer', { name: `监管${n}`, ...body, phone }),
      () =>
        act('county-admin', 'registry.add-agency', { name: `评价机构${n}`, kind: 'evaluation', contactPhone: phone }),
    ][Math.floor(n / planting.length) % 3]?.() as Promise<unknown>;
  },
  (n) =>
    act('county-admin', 'access.create-account', {
      account: `canary${n}`,
      name: `用户${n}`,
      role: 'county-officer',
      phone: telephone('telephone of an account'),
      password: plant('password', `Jin-Si-Que-${digits(9)}`),
    }),
  async (n) => {
    const { link } = await act<{ link: string }>('county-admin', 'access.create-account', {
      account: `linked${n}`,
      name: `链接${n}`,
      role: 'worker',
      enterprise: c.firms.home,
      link: true,
    });
    plant('token', link.split('invite=')[1] as string);
  },
];

beforeAll(async () => {
  c = await testCounty();
  folder = await mkdtemp(join(tmpdir(), 'zean-canaries-'));
  const config = configOf({ ZEAN_DATA: folder, ZEAN_LOG: 'debug' });
  const logTo = {
    write: (line: string) => {
      log += line;
    },
  };
  app = await makeApp(c.runner, { config, demo: true, troubles: async () => [], logTo });
  for (const { account, role } of demoAccounts()) {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/access/sign-in',
      payload: { account, password: demoPassword },
    });
    cookies[role] = String(reply.headers['set-cookie']).split(';')[0] ?? '';
  }
  for (let n = 0; canaries.length < MANY; n++) await planting[n % planting.length]?.(n);
}, 900_000);
afterAll(async () => {
  await stopThreads();
  await app?.close();
  await c?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What stands plainly in a text and should not, for this role. */
function hits(role: string | null, text: string): string[] {
  return canaries
    .filter(({ kind }) => {
      const roles: readonly string[] = kind === 'password' || kind === 'token' ? [] : plainTo[kind];
      return role === null || !roles.includes(role);
    })
    .filter(({ value }) => text.includes(value))
    .map(({ kind, value }) => `${kind} ${value}`);
}

/** Every page of a ledger, and every export it offers. */
async function ledgerTexts(role: string, name: string, columns: string): Promise<Reply[]> {
  const all: Reply[] = [];
  let after: string | null = null;
  do {
    const query: string = `limit=200&columns=${columns}${after ? `&after=${encodeURIComponent(after)}` : ''}`;
    const reply = await send(role, `${commandPath(name)}?${query}`);
    all.push(reply);
    after = reply.status === 200 ? (JSON.parse(reply.text).next as string | null) : null;
  } while (after);
  return all;
}

const roles = demoAccounts().map(({ role }) => role);

describe.each(roles)('%s', (role) => {
  test('sees no personal data but what is plain to him: pages, records, refusals; nothing of it is stored on the way', async () => {
    const found: string[] = [];
    const stored: string[] = [];
    const look = (what: string, { text, headers }: Reply) => {
      found.push(...hits(role, text).map((hit) => `${what}: ${hit}`));
      if (headers['cache-control'] !== 'no-store') stored.push(what);
    };
    for (const { shape } of c.modules.ledgers) {
      const columns = shape.columns.map(({ key }) => key).join();
      for (const reply of await ledgerTexts(role, shape.name, columns)) look(shape.name, reply);
    }
    const ids = [
      ...Object.values(c.firms),
      ...(await c.rows<{ id: string }>('select id from registry.enterprise')).map((one) => one.id),
    ].slice(0, 40);
    for (const { name } of c.modules.queries)
      for (const query of [
        '',
        ...(/enterprise/.test(name) ? ids : ids.slice(0, 1)).map((id) => `?id=${id}`),
        `?q=${encodeURIComponent('金丝雀')}`,
      ])
        look(name, await send(role, `${commandPath(name)}${query}`));
    const acts = await c.rows<{ id: string }>('select id from kernel.entry order by at desc limit 120');
    for (const { id } of acts) look('access.act', await send(role, `${commandPath('access.act')}?entry=${id}`));
    for (const { name } of c.modules.commands.filter((one) => one.name !== 'access.open-personal'))
      for (const body of [{}, { id: ids[0], version: 99 }, { id: mintId() }])
        look(name, await send(role, commandPath(name), body));
    expect([...new Set(found)]).toEqual([]);
    expect([...new Set(stored)]).toEqual([]);
  }, 600_000);

  test('exports nothing plainly without having said why', async () => {
    const found: string[] = [];
    for (const { shape } of c.modules.ledgers) {
      const columns = shape.columns.map(({ key }) => key).join();
      const { status, text, headers } = await send(role, `${commandPath(shape.name)}/export.xlsx?columns=${columns}`);
      if (status !== 200) continue;
      // An export masks for everybody.
      found.push(...hits(null, text).map((hit) => `${shape.name}: ${hit}`));
      expect(headers['cache-control'], shape.name).toBe('no-store');
    }
    expect(found).toEqual([]);
  }, 600_000);
});

test('the planted are there to be seen by whom they are plain to', async () => {
  const seen = await ledgerTexts('safety-manager', 'registry.people', 'name,phone,certificateNumber');
  const text = seen.map((one) => one.text).join();
  expect(canaries.filter(({ kind, value }) => kind === 'number at work' && text.includes(value)).length).toBe(
    canaries.filter(({ kind }) => kind === 'number at work').length,
  );
});

test('strangers, public pages and mistyped secrets show none', async () => {
  const found: string[] = [];
  for (const url of [
    '/open/',
    '/open/errors/',
    '/open/law/',
    '/healthz',
    '/readyz',
    '/api/openapi.json',
    '/api/v1/access/me',
  ])
    found.push(...hits(null, (await send(null, url)).text).map((hit) => `${url}: ${hit}`));
  for (const { value } of canaries.filter(({ kind }) => kind === 'password').slice(0, 20))
    for (const [url, body] of [
      ['/api/v1/access/sign-in', { account: 'admin', password: value }],
      ['/api/v1/access/sign-in', { account: 'admin', password: [value] }],
      [commandPath('access.change-password'), { current: value, next: value }],
      [commandPath('access.change-password'), { current: { value }, next: [value] }],
      [commandPath('access.create-account'), { account: 'x', password: [value] }],
    ] as const) {
      const { text } = await send('county-admin', url, body);
      found.push(...hits(null, text).map((hit) => `${url}: ${hit}`));
    }
  expect(found).toEqual([]);
});

test('no password and no link stands in any table; a telephone where it belongs', async () => {
  const client = new pg.Client(c.db.admin);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information_schema$)'`,
    );
    const secrets = canaries.filter(({ kind }) => kind === 'password' || kind === 'token');
    expect(secrets.length).toBeGreaterThan(0);
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      const text = rows.map(({ row }) => row).join('\n');
      expect(
        secrets.filter(({ value }) => text.includes(value)),
        name,
      ).toEqual([]);
    }
  } finally {
    await client.end();
  }
});

test('a whole number is found by everybody who reads the ledger, a part of it only by whom it is plain to; the log says neither', async () => {
  const found = async (role: string, q: string) =>
    JSON.parse((await send(role, `${commandPath('registry.people')}?q=${encodeURIComponent(q)}`)).text).total
      .n as number;
  const { value } = canaries.find(({ kind }) => kind === 'number at work') as Canary;
  expect(await found('auditor', `T${value}`)).toBe(1);
  expect(await found('auditor', ` T${value.slice(0, 6)} ${value.slice(6)} `)).toBe(1);
  expect(await found('auditor', value.slice(4, 15))).toBe(0);
  expect(await found('safety-manager', value.slice(4, 15))).toBeGreaterThan(0);
  const phone = canaries.find(({ kind }) => kind === 'telephone at work') as Canary;
  expect(await found('county-officer', phone.value)).toBe(1);
  expect(await found('county-officer', phone.value.slice(0, 8))).toBe(0);
});

describe('with a reason', () => {
  const reason = '核对特种作业证书';
  const person = async () =>
    (
      await c.rows<{ id: string; name: string; phone: string }>(
        'select id, name, phone from registry.person where phone is not null order by id limit 1',
      )
    )[0] as { id: string; name: string; phone: string };
  const entry = async (id: string) =>
    (
      await c.rows<{ sentence: string; role: string; subject_kind: string; given: string }>(
        `select sentence, role, subject_kind, given::text from kernel.entry where id = '${id}'`,
      )
    )[0];

  test('one row is opened, told once, and stands in the journal with the reason and without the value', async () => {
    const { id, name, phone } = await person();
    const url = commandPath('access.open-personal');
    const body = { kind: 'person', id, reason };
    const key = mintId();
    const once = () =>
      app.inject({
        method: 'POST',
        url,
        headers: { 'idempotency-key': key, cookie: cookies.auditor ?? '' },
        payload: body,
      });
    const first = (await once()).json();
    expect(first.answer.values.phone).toBe(phone);
    expect(await entry(first.entry)).toMatchObject({
      sentence: `查看人员“${name}”的电话、证书编号，理由：${reason}`,
      role: 'auditor',
      subject_kind: 'person',
    });
    expect(JSON.stringify(await entry(first.entry))).not.toContain(phone);
    const again = await once();
    expect(again.headers['idempotent-replay']).toBe('1');
    expect(again.payload).not.toContain(phone);
    const [line] = JSON.parse(
      (await send('county-leader', `${commandPath('access.acts')}?entry=${first.entry}`)).text,
    ).rows;
    expect(JSON.stringify(line)).toContain(reason);
  });

  test('without a reason, by one who is not named, of one who is not seen: refused', async () => {
    const { id } = await person();
    const url = commandPath('access.open-personal');
    const code = async (role: string, body: unknown) => JSON.parse((await send(role, url, body)).text).refused?.code;
    expect(await code('auditor', { kind: 'person', id })).toBe('INVALID');
    expect(await code('auditor', { kind: 'person', id, reason: ' ' })).toBe('INVALID');
    expect(await code('worker', { kind: 'person', id, reason })).toBe('NOT_YOURS');
    expect(await code('expert', { kind: 'person', id, reason })).toBe('NOT_YOURS');
    const foreign = await act('county-admin', 'registry.add-person', {
      enterprise: c.firms.foreign,
      name: '外镇工人',
      post: '焊工',
      position: 'worker',
      phone: '13700000001',
    });
    expect(await code('town-officer', { kind: 'person', id: foreign.id, reason })).toBe('NOT_FOUND');
    expect(await code('safety-manager', { kind: 'person', id: foreign.id, reason })).toBe('NOT_FOUND');
    expect(await code('auditor', { kind: 'hazard', id, reason })).toBe('NOT_FOUND');
  });

  test('an export is plain for what its reader sees plainly, once he has said why; for nobody and nothing else', async () => {
    const query = 'columns=name,phone,certificateNumber';
    const opened = async (role: string, asked: string) => {
      const { status, text } = await send(role, commandPath('access.open-export'), {
        ledger: 'registry.people',
        asked,
        reason,
      });
      return status === 200 ? (JSON.parse(text).entry as string) : JSON.parse(text).refused.code;
    };
    const file = (role: string, q: string, plain: string) =>
      send(role, `${commandPath('registry.people')}/export.xlsx?${q}&plain=${plain}`);
    const at = await opened('safety-manager', query);
    const whole = await file('safety-manager', query, at);
    const numbers = canaries.filter(({ kind }) => kind === 'number at work');
    expect(numbers.filter(({ value }) => !whole.text.includes(value))).toEqual([]);
    expect((await entry(at))?.sentence).toBe(`导出人员台账，电话、证书编号为明文，理由：${reason}`);
    for (const [role, q, plain] of [
      ['principal', query, at],
      ['safety-manager', `${query}&q=a`, at],
      ['safety-manager', query, mintId()],
      ['safety-manager', query, 'x'],
      ['auditor', query, at],
    ] as const) {
      const no = await file(role, q, plain);
      expect([role, q, no.status], no.text).toEqual([role, q, 403]);
      expect(hits(null, no.text)).toEqual([]);
    }
    expect(await opened('auditor', query)).toBe('NOT_YOURS');
    expect(await opened('worker', query)).toBe('NOT_YOURS');
    expect(await opened('safety-manager', 'columns=name')).toBe('NOT_YOURS');
    const later = Date.parse(c.runner.clock()) + 11 * 60_000;
    c.setClock(new Date(later).toISOString());
    expect((await file('safety-manager', query, at)).status).toBe(403);
  });

  test('a masked value is never written over what it masks', async () => {
    const { id, phone } = await person();
    const masked = `${phone.slice(0, 3)}****${phone.slice(-4)}`;
    const no = async (given: object) =>
      JSON.parse((await send('county-admin', commandPath('registry.change-person'), { id, ...given })).text).refused;
    expect((await no({ phone: masked }))?.code).toBe('INVALID');
    expect((await no({ certificateNumber: 'T140525********1234' }))?.places?.[0]).toMatchObject({
      place: 'certificateNumber',
    });
    expect((await person()).phone).toBe(phone);
  });
});

test('the log of all this, at its most talkative, says none of it', () => {
  expect(log.length).toBeGreaterThan(10_000);
  expect(hits(null, log)).toEqual([]);
  const { value } = canaries.find(({ kind }) => kind === 'telephone at work') as Canary;
  expect(log).not.toContain(value.slice(0, 8));
});

/** Nobody of the county's is left out above. */
test('all twelve roles were asked', () =>
  expect((Object.values(c.people) as Actor[]).map((one) => one.role).sort()).toEqual([...roles].sort()));
