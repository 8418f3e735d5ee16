import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { mintId } from '#kernel';
import { composed, mount, type Runner } from '#kernel/server';
import { registryModule } from '#registry';
import type { TestDatabase } from '../../db/testing.ts';
import { createDemoAccounts } from './admin.ts';
import { accessModule } from './module.ts';
import { accessRoutes } from './routes.ts';
import { setAccessRules } from './rules.ts';
import { authenticator } from './sessions.ts';
import type { AccessSettings } from './store.ts';

export { type TestDatabase, testDatabase } from '../../db/testing.ts';
export const county = '140525';
export const towns = ['140525108', '140525111'] as const;

/** An application of accounts alone, on a database of its own, with a clock that is moved by hand. */
export interface Door {
  app: FastifyInstance;
  runner: Runner;
  /** Moves the clock by so many ms. */
  later(ms: number): void;
  now(): number;
  post(path: string, body: unknown, cookie?: string, more?: InjectOptions): Promise<Answer>;
  get(path: string, cookie?: string): Promise<Answer>;
  /** Signs in and gives the cookie; throws when refused. */
  enter(
    account: string,
    password: string,
    more?: { code?: string; app?: string; room?: string; address?: string },
  ): Promise<string>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every route
  body: any;
  cookie: string;
  headers: Record<string, unknown>;
}

export async function makeDoor(db: TestDatabase, settings: Partial<AccessSettings> = {}): Promise<Door> {
  let now = Date.parse('2022-06-01T01:00:00Z');
  const runner: Runner = {
    pool: db.pools.app,
    // The county's name and towns are the registry's to tell.
    modules: composed([accessModule, { me: registryModule.me ?? [] }]),
    clock: () => new Date(now).toISOString(),
  };
  const all: AccessSettings = { demo: false, secure: false, ...settings };
  const app = Fastify({ trustProxy: true });
  await app.register(cookie);
  const authenticate = authenticator({ pool: runner.pool, counties: [county], clock: runner.clock, settings: all });
  mount(app, runner, authenticate);
  await accessRoutes(app, { runner, counties: [{ code: county, name: county }], settings: all, authenticate });
  setAccessRules({ codeClock: () => now });
  const send = async (options: InjectOptions): Promise<Answer> => {
    const reply = await app.inject(options);
    const set = reply.cookies.find((one) => one.name === 'zean' || one.name === '__Host-zean');
    return {
      status: reply.statusCode,
      body: reply.json(),
      cookie: set ? `${set.name}=${set.value}` : '',
      headers: reply.headers,
    };
  };
  const post: Door['post'] = (path, body, cookie, more) =>
    send({
      method: 'POST',
      url: `/api/v1/${path}`,
      payload: body as object,
      ...more,
      headers: { 'idempotency-key': mintId(), ...(cookie ? { cookie } : {}), ...more?.headers },
    });
  return {
    app,
    runner,
    post,
    later: (ms) => {
      now += ms;
    },
    now: () => now,
    get: (path, cookie) => send({ method: 'GET', url: `/api/v1/${path}`, headers: cookie ? { cookie } : {} }),
    async enter(account, password, { address, ...more } = {}) {
      const { status, body, cookie } = await post(
        'access/sign-in',
        { account, password, ...more },
        undefined,
        address ? { remoteAddress: address } : {},
      );
      if (status !== 200) throw new Error(`${account}: ${JSON.stringify(body)}`);
      return cookie;
    },
    close: () => app.close(),
  };
}

/** Two towns, two enterprises, an agency, and one demo account per role (of the first of each). */
export async function settle(
  db: TestDatabase,
  runner: Runner,
): Promise<{ enterprises: [string, string]; ids: Record<string, string> }> {
  const enterprises: [string, string] = [mintId(), mintId()];
  const agency = mintId();
  const owner = db.pools.owner;
  const client = await owner.connect();
  try {
    await client.query(`begin; set local app.county='${county}'; set local app.scope='county'`);
    for (const [i, code] of towns.entries()) {
      await client.query('insert into registry.town (county, code, name, ordinal) values ($1, $2, $3, $4)', [
        county,
        code,
        i === 0 ? '巴公镇' : '大箕镇',
        i,
      ]);
      await client.query(
        `insert into registry.enterprise (county, id, uscc, name, initials, town, sector, scale, staff_count, created_at)
         values ($1, $2, $3, $4, 'lsc', $5, 'machinery', 'small', 20, now())`,
        [county, enterprises[i], i === 0 ? '91140525MA0EXAMPL0' : '91140525MA0EXAMPL1', `虚构铸造厂${i + 1}`, code],
      );
    }
    await client.query(
      "insert into registry.agency (county, id, name, kind) values ($1, $2, '虚构评价机构', 'evaluation')",
      [county, agency],
    );
    await client.query('commit');
  } finally {
    client.release(true);
  }
  const accounts = await createDemoAccounts(runner, county, { town: towns[0], enterprise: enterprises[0], agency });
  return { enterprises, ids: Object.fromEntries(accounts.map((one) => [one.account, one.id])) };
}
