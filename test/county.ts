/**
 * A small county for PostgreSQL tests: all contexts on a database of their own, two towns, three enterprises, an account for every
 * role and its double elsewhere. Everything in it came through commands; a test moves its clock.
 */

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import sharp from 'sharp';
import { createDemoAccounts } from '#access';
import { documentsRoutes } from '#documents';
import { type Actor, isRefused, mintId, type Refused, type Scope } from '#kernel';
import { type Done, type Runner, runCommand, runQuery, transaction, wirePageOf } from '#kernel/server';
import { loadNotices, setNotices } from '#programme';
import { ensureTowns } from '#registry';
import { allDeclarations } from '../apps/server/declarations.ts';
import { noticeWords } from '../apps/server/serve.ts';
import { completeUscc } from '../contexts/registry/domain/uscc.rule.ts';
import { type TestDatabase, testDatabase } from '../db/testing.ts';
import { provenAnswer, provenPage } from '../kernel/server/test/answers.ts';
import { root } from './source/tree.ts';

export const COUNTY = '140525';
export const NANCUN = '140525100';
export const XIACUN = '140525101';
export const START = '2022-03-14T02:00:00.000Z';

/** The three enterprises: mine, my neighbour's in the same town, and one of another town. */
export const places = ['home', 'neighbour', 'foreign'] as const;
export type Place = (typeof places)[number];
export const enterpriseNames: Readonly<Record<Place, string>> = {
  home: '甲甲测试铸造厂',
  neighbour: '乙乙测试铸造厂',
  foreign: '丙丙测试铸造厂',
};

type Attempted = Done | Refused;

async function openCounty() {
  const db: TestDatabase = await testDatabase();
  let now = Date.parse(START);
  const words = noticeWords();
  const loaded = loadNotices(`${root}/notices`, words);
  if (!loaded.ok) throw new Error('the notices of the repository are broken');
  setNotices(loaded.ok);
  const modules = allDeclarations();
  // The clock moves a millisecond with each look, as a real one does.
  const runner: Runner = { pool: db.pools.app, modules, clock: () => new Date(now++).toISOString() };
  await ensureTowns(runner, COUNTY);
  const attempt = async (
    who: Actor,
    name: string,
    body: unknown,
    r: Runner = runner,
    key = mintId() as string,
  ): Promise<Attempted> => {
    const cmd = modules.commands.find((c) => c.name === name);
    if (!cmd) throw new Error(`no command ${name}`);
    const outcome = await runCommand(r, cmd, who, { key, body });
    if (isRefused(outcome)) return outcome;
    provenAnswer(cmd, outcome.done.answer);
    return outcome.done;
  };
  return {
    db,
    runner,
    modules,
    attempt,
    /** Moves the clock to an instant (ISO). */
    setClock: (to: string) => {
      now = Date.parse(to);
    },
    /** Runs a command that has to succeed; its answer. */
    async act<T = { id: string }>(who: Actor, name: string, body: unknown): Promise<T> {
      const done = await attempt(who, name, body);
      if (isRefused(done)) throw new Error(`${name}: ${JSON.stringify(done.refused)}`);
      return done.answer as T;
    },
    /** Runs a command that has to be refused; the refusal. */
    async no(who: Actor, name: string, body: unknown): Promise<Refused['refused']> {
      const done = await attempt(who, name, body);
      if (!isRefused(done)) throw new Error(`${name} was not refused: ${JSON.stringify(done.answer)}`);
      return done.refused;
    },
    /** A query or one page of a ledger. */
    async ask<T = Record<string, unknown>>(
      who: Actor,
      name: string,
      given: unknown = {},
      r: Runner = runner,
    ): Promise<T> {
      const q = modules.queries.find((each) => each.name === name);
      const l = modules.ledgers.find((each) => each.shape.name === name);
      if (!q && !l) throw new Error(`no query ${name}`);
      return (
        q ? provenAnswer(q, await runQuery(r, q, who, given)) : provenPage(l!, await wirePageOf(r, l!, who, given))
      ) as T;
    },
    /** Rows of a statement as the county sees them. */
    rows: <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
      transaction(
        db.pools.app,
        { ...nobody, scope: 'county' },
        'write',
        async (client) => (await client.query(sql, values)).rows as T[],
      ),
  };
}

const nobody: Actor = {
  account: '',
  name: '测试',
  role: 'system',
  county: COUNTY,
  scope: 'county',
  town: null,
  enterprise: null,
  agency: null,
};
type Opened = Awaited<ReturnType<typeof openCounty>>;

let minted = 0;
/** A valid code that no enterprise has. */
export const nextUscc = (): string => completeUscc(`91140525MA${String(++minted).padStart(7, '0')}`) as string;

export const someEnterprise = (name: string, town: string, more: Record<string, unknown> = {}) => ({
  uscc: nextUscc(),
  name,
  town,
  sector: 'metallurgy',
  scale: 'small',
  staffCount: 30,
  flags: ['smelting-casting'],
  ...more,
});

/** A small picture of noise: no two alike. */
export const somePicture = (): Promise<Buffer> =>
  sharp(randomBytes(48 * 36 * 3), { raw: { width: 48, height: 36, channels: 3 } })
    .jpeg()
    .toBuffer();

/** The file routes of the county, for callers named by a header: sign-in has tests of its own. */
async function openFiles(county: Opened) {
  const folder = await mkdtemp(join(tmpdir(), 'zean-county-'));
  const callers = new Map<string, Actor>();
  const app = Fastify();
  await documentsRoutes(app, {
    runner: county.runner,
    dataFolder: folder,
    authenticate: async (request) => ({ actor: callers.get(String(request.headers['x-caller'])) as Actor, due: null }),
  });
  const send = (by: Actor, method: 'PUT' | 'GET', path: string, payload?: Buffer) => {
    callers.set(by.account, by);
    const headers = {
      'x-caller': by.account,
      ...(payload ? { 'content-type': 'image/jpeg', 'x-file-name': encodeURIComponent('现场.jpg') } : {}),
    };
    return app.inject({ method, url: `/api/v1/files/${path}`, headers, ...(payload ? { payload } : {}) });
  };
  return {
    /** Uploads a picture and answers its hash. */
    async upload(by: Actor, picture?: Buffer): Promise<string> {
      const bytes = picture ?? (await somePicture());
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const reply = await send(by, 'PUT', sha256, bytes);
      if (reply.statusCode !== 200) throw new Error(`upload: ${reply.body}`);
      return sha256;
    },
    /** Status of a download. */
    download: async (by: Actor, sha256: string, size = 'view'): Promise<number> =>
      (await send(by, 'GET', `${sha256}?size=${size}`)).statusCode,
    async closeFiles() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const scopes: Readonly<Record<string, Scope>> = {
  'town-lead': 'town',
  'town-officer': 'town',
  principal: 'enterprise',
  'safety-manager': 'enterprise',
  worker: 'enterprise',
  expert: 'expert',
  agency: 'agency',
};

/** Opens an account by one-time link, which costs no hashing; the actor it is. */
async function addAccount(
  county: Opened,
  admin: Actor,
  account: string,
  role: string,
  at: Partial<Actor> = {},
): Promise<Actor> {
  const { town = null, enterprise = null, agency = null } = at;
  const { id } = await county.act(admin, 'access.create-account', {
    account,
    name: `${account}号`,
    role,
    town,
    enterprise,
    agency,
    link: true,
  });
  return {
    account: id,
    name: `${account}号`,
    role,
    county: COUNTY,
    scope: scopes[role] ?? 'county',
    town,
    enterprise,
    agency,
  };
}

async function addOfficers(county: Opened, admin: Actor) {
  const add = async (name: string, body: string, town: string | null) =>
    (await county.act(admin, 'registry.add-officer', { name, body, department: `${name}股`, town })).id;
  return {
    sector: await add('工信甲', 'sector-department', null),
    sectorNext: await add('工信乙', 'sector-department', null),
    safety: await add('应急甲', 'safety-department', null),
    town: await add('南村甲', 'town', NANCUN),
    townNext: await add('南村乙', 'town', NANCUN),
    foreign: await add('下村甲', 'town', XIACUN),
  };
}

/** Opens the county and peoples it. */
export async function testCounty() {
  const county = await openCounty();
  const files = await openFiles(county);
  const admin: Actor = { ...nobody, role: 'county-admin' };
  const firms = {} as Record<Place, string>;
  for (const place of places) {
    firms[place] = (
      await county.act(
        admin,
        'registry.create-enterprise',
        someEnterprise(enterpriseNames[place], place === 'foreign' ? XIACUN : NANCUN),
      )
    ).id;
  }
  const agency = (await county.act(admin, 'registry.add-agency', { name: '丁丁测试评价机构', kind: 'evaluation' })).id;
  const demo = await createDemoAccounts(county.runner, COUNTY, { town: NANCUN, enterprise: firms.home, agency });
  const people = {} as Record<string, Actor>;
  for (const { id, name, role } of demo) {
    const scope = scopes[role] ?? 'county';
    people[role] = {
      account: id,
      name,
      role,
      county: COUNTY,
      scope,
      town: scope === 'town' ? NANCUN : null,
      enterprise: scope === 'enterprise' ? firms.home : null,
      agency: role === 'agency' ? agency : null,
    };
  }
  const boss = people['county-admin'] as Actor;
  const officers = await addOfficers(county, boss);
  for (const [body, officer] of [
    ['sector-department', officers.sector],
    ['safety-department', officers.safety],
    ['town', officers.town],
  ]) {
    await county.act(boss, 'registry.assign-supervision', {
      enterprise: firms.home,
      body,
      officer,
      fromOn: '2022-01-01',
    });
  }
  await county.act(boss, 'registry.assign-supervision', {
    enterprise: firms.foreign,
    body: 'town',
    officer: officers.foreign,
    fromOn: '2022-01-01',
  });
  const others = {
    admin: await addAccount(county, boss, 'admin2', 'county-admin'),
    officer: await addAccount(county, boss, 'officer2', 'county-officer'),
    town: await addAccount(county, boss, 'town2', 'town-officer', { town: NANCUN }),
    townLead: await addAccount(county, boss, 'lead2', 'town-lead', { town: NANCUN }),
    foreignTown: await addAccount(county, boss, 'foreign-town', 'town-officer', { town: XIACUN }),
    manager: await addAccount(county, boss, 'manager2', 'safety-manager', { enterprise: firms.home }),
    principal: await addAccount(county, boss, 'principal2', 'principal', { enterprise: firms.home }),
    worker: await addAccount(county, boss, 'worker2', 'worker', { enterprise: firms.home }),
    neighbour: await addAccount(county, boss, 'neighbour', 'safety-manager', { enterprise: firms.neighbour }),
    foreign: await addAccount(county, boss, 'foreign', 'safety-manager', { enterprise: firms.foreign }),
    neighbourPrincipal: await addAccount(county, boss, 'neighbour2', 'principal', { enterprise: firms.neighbour }),
    foreignPrincipal: await addAccount(county, boss, 'foreign2', 'principal', { enterprise: firms.foreign }),
    expert: await addAccount(county, boss, 'expert2', 'expert'),
  };
  const managers: Readonly<Record<Place, Actor>> = {
    home: people['safety-manager']!,
    neighbour: others.neighbour,
    foreign: others.foreign,
  };
  const experts = {
    mine: (
      await county.act(boss, 'registry.add-expert', {
        name: '专家甲',
        speciality: '冶金',
        account: people.expert!.account,
      })
    ).id,
    other: (
      await county.act(boss, 'registry.add-expert', {
        name: '专家丁',
        speciality: '机械',
        account: others.expert.account,
      })
    ).id,
    unknown: (await county.act(boss, 'registry.add-expert', { name: '专家乙', speciality: '粉尘' })).id,
  };
  const principals: Readonly<Record<Place, Actor>> = {
    home: others.principal,
    neighbour: others.neighbourPrincipal,
    foreign: others.foreignPrincipal,
  };
  const pictures = new Map<string, Promise<string>>();
  return {
    ...county,
    firms,
    agency,
    officers,
    experts,
    /** One per role, in 南村镇 and at home. */
    people,
    /** Their doubles. */
    others,
    managers,
    principals,
    ...files,
    /** A picture this actor has uploaded, always the same one: for walks that only need some evidence. */
    pictureOf(by: Actor): Promise<string> {
      const there = pictures.get(by.account) ?? files.upload(by);
      pictures.set(by.account, there);
      return there;
    },
    addAccount: (account: string, role: string, at?: Partial<Actor>) => addAccount(county, boss, account, role, at),
    async close() {
      await files.closeFiles();
      await county.db.close();
    },
  };
}

export type TestCounty = Awaited<ReturnType<typeof testCounty>>;
