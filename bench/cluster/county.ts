/** A county of the bench: the product on a database, one enterprise, one officer, hazards reported and judged by its own commands. */
import { randomBytes } from 'node:crypto';
import { createDemoAccounts } from '#access';
import type { Connection } from '#db';
import { type Actor, isRefused, newId } from '#kernel';
import { pageOf, type Runner, runAs, systemActor } from '#kernel/server';
import { completeUscc } from '#registry';
import { configOf } from '../../apps/server/config.ts';
import { openPlatform } from '../../apps/server/serve.ts';
import { regionsOf } from '../../contexts/registry/regions.ts';

export const mint = (): string => newId(Date.now(), randomBytes(16));

export interface BenchCounty {
  runner: Runner;
  officer: Actor;
  /** The application's own door. */
  app: Connection;
  /** Reports a hazard; its id. `r` may be another runner, e.g. one that records. */
  create(r?: Runner): Promise<string>;
  /** Judges a hazard that was just reported. */
  move(id: string, r?: Runner): Promise<void>;
  /** The first page of the ledger of what is found. */
  read(): Promise<number>;
  close(): Promise<void>;
}

async function done<T>(r: Runner, actor: Actor, name: string, body: unknown): Promise<T> {
  const outcome = await runAs(r, actor, name, body, mint());
  if (isRefused(outcome)) throw new Error(`${name}: ${JSON.stringify(outcome.refused)}`);
  return outcome.done.answer as T;
}

/** Opens the platform on a database as `npx zean serve` does, and settles what a hazard needs. */
export async function openBenchCounty(url: string, county: string, dataFolder: string): Promise<BenchCounty> {
  const env = { DATABASE_URL: url, ZEAN_COUNTY: county, ZEAN_DATA: dataFolder, ZEAN_LOG: 'silent', ZEAN_POOL: '16' };
  const platform = await openPlatform(configOf(env), () => {});
  const { runner } = platform;
  const admin = { ...systemActor(county), role: 'county-admin' };
  const town = regionsOf(county).towns[0]!.code;
  const { id: enterprise } = await done<{ id: string }>(runner, admin, 'registry.create-enterprise', {
    uscc: completeUscc(`91${county}MA${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`),
    name: '甲甲测试铸造厂',
    town,
    sector: 'metallurgy',
    scale: 'small',
    staffCount: 30,
    flags: ['smelting-casting'],
  });
  const accounts = await createDemoAccounts(runner, county, { town, enterprise, agency: mint() });
  const { id: account, name } = accounts.find((one) => one.role === 'county-officer')!;
  const officer: Actor = { ...admin, account, name, role: 'county-officer' };
  const ledger = runner.modules.ledgers.find((one) => one.shape.name === 'hazards.ledger')!;
  return {
    runner,
    officer,
    app: platform.database.app,
    create: async (r = runner) =>
      (
        await done<{ id: string }>(r, officer, 'hazards.report', {
          enterprise,
          origin: 'inspection',
          category: 'smelting',
          description: `铁水包耳轴磨损超标未更换，现场拍照留存${randomBytes(2).toString('hex')}`,
          place: '铸造车间',
        })
      ).id,
    move: (id, r = runner) => done(r, officer, 'hazards.judge', { id, level: 'general', reason: '可立即组织整改' }),
    read: async () => {
      const page = await pageOf(runner, ledger, officer, { state: 'judged', limit: '20' });
      if (isRefused(page)) throw new Error(JSON.stringify(page.refused));
      return page.rows.length;
    },
    close: () => platform.close(),
  };
}
