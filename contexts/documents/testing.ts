import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import sharp, { type Sharp } from 'sharp';
import { z } from 'zod';
import { accessModule, accessRoutes, authenticator, createDemoAccounts } from '#access';
import { command, mintId } from '#kernel';
import { composed, mount, type Runner, systemActor, transaction } from '#kernel/server';
import { type TestDatabase, testDatabase } from '../../db/testing.ts';
import { demoAccounts } from '../access/demo.ts';
import { attachPhotos, photosGiven } from './attach.ts';
import { documentsModule } from './module.ts';
import { documentsRoutes } from './routes.ts';

export const county = '140525';
const towns = ['140525108', '140525111'] as const;

/** A subject of the test's own: attaching is always part of some other context's act. */
const attach = command({
  name: 'case.attach',
  title: '附证据',
  input: z.strictObject({
    id: z.uuid(),
    town: z.string(),
    enterprise: z.uuid(),
    purpose: z.enum(['before', 'after', 'check', 'other']),
    photos: photosGiven,
  }),
  may: [{ roles: demoAccounts().map((one) => one.role), say: '所有人' }],
  async handle(act, given) {
    const no = await attachPhotos(act, { ...given, kind: 'case', seenBy: [] });
    if (no) return no;
    act.about('case', given.id);
    return {};
  },
});

export interface Archive {
  app: FastifyInstance;
  db: TestDatabase;
  runner: Runner;
  dataFolder: string;
  enterprises: [string, string];
  later(ms: number): void;
  enter(account: string): Promise<string>;
  put(
    cookie: string,
    bytes: Buffer,
    more?: { sha256?: string; name?: string; headers?: Record<string, string> },
    // biome-ignore lint/suspicious/noExplicitAny: bodies of every route
  ): Promise<{ status: number; body: any; sha256: string }>;
  get(
    cookie: string,
    sha256: string,
    size?: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; bytes: Buffer; headers: Record<string, unknown> }>;
  attach(
    cookie: string,
    given: { id: string; at?: 0 | 1; purpose?: string; photos: unknown[] },
    // biome-ignore lint/suspicious/noExplicitAny: as above
  ): Promise<{ status: number; body: any }>;
  close(): Promise<void>;
}

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** An application with accounts and files; people of two towns and two enterprises (`other-town`, `other-worker`). */
export async function openArchive(): Promise<Archive> {
  let now = Date.parse('2022-06-01T01:00:00Z');
  const db = await testDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'zean-files-'));
  const runner: Runner = {
    pool: db.pools.app,
    modules: composed([accessModule, documentsModule, { commands: [attach] }]),
    clock: () => new Date(now).toISOString(),
  };
  const enterprises: [string, string] = [mintId(), mintId()];
  const agency = mintId();
  await transaction(db.pools.owner, systemActor(county), 'write', async (client) => {
    for (const [i, code] of towns.entries()) {
      await client.query('insert into registry.town (county, code, name, ordinal) values ($1, $2, $3, $4)', [
        county,
        code,
        `镇${i}`,
        i,
      ]);
      await client.query(
        `insert into registry.enterprise (county, id, uscc, name, initials, town, sector, scale, staff_count, created_at)
         values ($1, $2, $3, $4, 'lsc', $5, 'machinery', 'small', 20, now())`,
        [county, enterprises[i], `91140525MA0EXAMPL${i}`, `虚构铸造厂${i}`, code],
      );
    }
    await client.query(
      "insert into registry.agency (county, id, name, kind) values ($1, $2, '虚构评价机构', 'evaluation')",
      [county, agency],
    );
  });
  await createDemoAccounts(runner, county, { town: towns[0], enterprise: enterprises[0], agency });
  await transaction(db.pools.app, systemActor(county), 'write', async (client) => {
    for (const [from, login, town, enterprise] of [
      ['town', 'other-town', towns[1], null],
      ['worker', 'other-worker', null, enterprises[1]],
    ]) {
      await client.query(
        `insert into access.account (county, id, account, name, role, town, enterprise, password_hash, created_at)
         select county, $3, $4, name, role, $5, $6, password_hash, created_at from access.account where county = $1 and account = $2`,
        [county, from, mintId(), login, town, enterprise],
      );
    }
  });
  const app = Fastify();
  await app.register(cookie);
  const settings = { demo: true, secure: false };
  const authenticate = authenticator({ pool: runner.pool, counties: [county], clock: runner.clock, settings });
  mount(app, runner, authenticate);
  await accessRoutes(app, { runner, counties: [{ code: county, name: county }], settings, authenticate });
  await documentsRoutes(app, { runner, dataFolder, authenticate });
  const password = demoAccounts()[0]!.password;
  return {
    app,
    db,
    runner,
    dataFolder,
    enterprises,
    later: (ms) => {
      now += ms;
    },
    async enter(account) {
      const reply = await app.inject({ method: 'POST', url: '/api/v1/access/sign-in', payload: { account, password } });
      if (reply.statusCode !== 200) throw new Error(reply.body);
      return `zean=${reply.cookies[0]!.value}`;
    },
    async put(cookie, bytes, { sha256 = hashOf(bytes), name, headers } = {}) {
      const reply = await app.inject({
        method: 'PUT',
        url: `/api/v1/files/${sha256}`,
        payload: bytes,
        headers: {
          cookie,
          'content-type': 'image/jpeg',
          ...(name === undefined ? {} : { 'x-file-name': name }),
          ...headers,
        },
      });
      return { status: reply.statusCode, body: reply.json(), sha256 };
    },
    async get(cookie, sha256, size, headers) {
      const reply = await app.inject({
        method: 'GET',
        url: `/api/v1/files/${sha256}${size ? `?size=${size}` : ''}`,
        headers: { cookie, ...headers },
      });
      return { status: reply.statusCode, bytes: reply.rawPayload, headers: reply.headers };
    },
    async attach(cookie, { id, at = 0, purpose = 'before', photos }) {
      const reply = await app.inject({
        method: 'POST',
        url: '/api/v1/case/attach',
        headers: { cookie, 'idempotency-key': mintId() },
        payload: { id, town: towns[at], enterprise: enterprises[at], purpose, photos },
      });
      return { status: reply.statusCode, body: reply.json() };
    },
    async close() {
      await app.close();
      await db.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A picture with enough in it: a few slanted shapes that the seed places. */
export function drawing(seed: number, width = 640, height = 480): Sharp {
  const at = (n: number, most: number) => (seed * 7919 + n * 104_729 + n * n * seed * 31) % most;
  const shapes = Array.from(
    { length: 14 },
    (_, i) =>
      `<rect x="${at(i, 560)}" y="${at(i + 20, 400)}" width="${60 + at(i + 40, 200)}" height="${40 + at(i + 60, 160)}" fill="hsl(${at(i, 360)},60%,${20 + at(i + 9, 60)}%)"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="${width}" height="${height}"><rect width="640" height="480" fill="#888"/>${shapes.join('')}</svg>`,
    ),
  );
}
