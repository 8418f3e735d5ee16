import { type Actor, isRefused, mintId, type Refused } from '#kernel';
import { composed, type Done, type Runner, runCommand, runQuery, wirePageOf } from '#kernel/server';
import { type TestDatabase, testDatabase } from '../../db/testing.ts';
import { provenAnswer, provenPage } from '../../kernel/server/test/answers.ts';
import { completeUscc } from './domain/uscc.rule.ts';
import { registryModule } from './module.ts';
import { ensureTowns } from './store.ts';

const COUNTY = '140525';
export const NANCUN = '140525100';
export const XIACUN = '140525101';

const account = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const actor = (n: number, role: string, scope: Actor['scope'], more: Partial<Actor> = {}): Actor => ({
  account: account(n),
  name: `测试${role}`,
  role,
  county: COUNTY,
  scope,
  town: null,
  enterprise: null,
  agency: null,
  ...more,
});

/** People of the tests, one per role that matters. */
export const actors = {
  admin: actor(1, 'county-admin', 'county'),
  officer: actor(2, 'county-officer', 'county'),
  auditor: actor(3, 'auditor', 'county'),
  nancun: actor(4, 'town-officer', 'town', { town: NANCUN }),
  nancunLead: actor(5, 'town-lead', 'town', { town: NANCUN }),
  xiacun: actor(6, 'town-officer', 'town', { town: XIACUN }),
  agency: actor(7, 'agency', 'agency', { agency: account(70) }),
  expert: actor(8, 'expert', 'expert'),
  managerOf: (enterprise: string) => actor(9, 'safety-manager', 'enterprise', { enterprise }),
};

/** A whole registry on a database of its own: acts as anybody, at any instant. */
export async function testRegistry(at = '2022-03-14T02:00:00.000Z') {
  const db: TestDatabase = await testDatabase();
  let now = at;
  const runner: Runner = { pool: db.pools.app, modules: composed([registryModule]), clock: () => now };
  await ensureTowns(runner, COUNTY);
  const attempt = async (
    who: Actor,
    name: string,
    body: unknown,
    key = mintId() as string,
  ): Promise<Done | Refused> => {
    const cmd = runner.modules.commands.find((c) => c.name === name);
    if (!cmd) throw new Error(`no command ${name}`);
    const outcome = await runCommand(runner, cmd, who, { key, body });
    if (isRefused(outcome)) return outcome;
    provenAnswer(cmd, outcome.done.answer);
    return outcome.done;
  };
  return {
    db,
    runner,
    setClock: (to: string) => {
      now = to;
    },
    attempt,
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
    async ask<T = Record<string, unknown>>(who: Actor, name: string, given: unknown = {}): Promise<T> {
      const q = runner.modules.queries.find((each) => each.name === name);
      const l = runner.modules.ledgers.find((each) => each.shape.name === name);
      if (!q && !l) throw new Error(`no query ${name}`);
      return (
        q
          ? provenAnswer(q, await runQuery(runner, q, who, given))
          : provenPage(l!, await wirePageOf(runner, l!, who, given))
      ) as T;
    },
    /** All rows of a table as the owner sees them, for before and after; `leave` names columns not looked at. */
    async rows(table: string, leave: readonly string[] = []): Promise<Record<string, unknown>[]> {
      const client = await db.pools.app.connect();
      try {
        await client.query(`begin read only; set local app.county='${COUNTY}'; set local app.scope='county'`);
        const { rows } = await client.query(`select to_jsonb(t) - $1::text[] as row from ${table} t order by t.id`, [
          leave,
        ]);
        await client.query('commit');
        return rows.map((each) => each.row);
      } finally {
        client.release();
      }
    },
    close: () => db.close(),
  };
}

export type TestRegistry = Awaited<ReturnType<typeof testRegistry>>;

/** A valid code that no enterprise has: registered in 泽州县, numbered. */
export const usccOf = (n: number): string => completeUscc(`91140525MA${String(n).padStart(7, '0')}`) as string;

export const someEnterprise = (n: number, more: Record<string, unknown> = {}) => ({
  uscc: usccOf(n),
  name: `测试企业第${n}号铸造厂`,
  town: NANCUN,
  sector: 'metallurgy',
  scale: 'small',
  staffCount: 30,
  flags: ['smelting-casting'],
  ...more,
});

/** An officer of a body, added by the county; its id. */
export const addOfficer = async (r: TestRegistry, name: string, body: string, town?: string): Promise<string> =>
  (
    await r.act(actors.admin, 'registry.add-officer', {
      name,
      body,
      department: body === 'town' ? '镇应急管理中心' : `${name}所在科`,
      ...(town ? { town } : {}),
    })
  ).id;

/** What `registry.enterprise` answers, as far as tests look. */
export interface EnterpriseRecord {
  enterprise: { version: number; supervision: string; staffCount: number; town: string };
  can: string[];
  supervision: { current: { body: string; officerName: string; town: string }[]; past: unknown[] };
  people: { town: string }[];
  timeline: { sentence: string }[];
}

export const recordOf = (r: TestRegistry, who: Actor, id: string): Promise<EnterpriseRecord> =>
  r.ask<EnterpriseRecord>(who, 'registry.enterprise', { id });
