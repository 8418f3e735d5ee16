import { makePool, withClient } from '#db';
import { isRefused } from '#kernel';
import { pageOf, play, systemActor } from '#kernel/server';
import { modules } from '../declarations.ts';
import { assertDemonstrable } from '../first-checks.ts';
import type { OpenPlatform } from '../serve.ts';
import { DEMO_START, demoClock } from './clock.ts';

/** How much a demonstration brings. */
export interface DemoOptions {
  enterprises?: number;
  hazards?: number;
  progress?: (done: number, of: number) => void;
}

/** How large a demonstration is when nobody says. */
export const DEMO_SIZE = { enterprises: 240, hazards: 900 } as const;

/**
 * Plays the demonstration county (演示县): real towns, invented everything else, one account per role. Each context brings its part;
 * everything is done by the commands people use, at instants of the year gone by, so journal, figures and refusals are real.
 * Answers what is there afterwards: the checks of campaigns find hazards beside those that were asked for.
 */
export async function seedDemo(
  { runner, database, config }: OpenPlatform,
  options: DemoOptions = {},
): Promise<{ enterprises: number; hazards: number }> {
  const { enterprises, hazards, progress } = { ...DEMO_SIZE, ...options };
  assertDemonstrable(config);
  const { dataFolder } = config;
  const [county] = config.counties;
  runner.clock = demoClock(dataFolder);
  const parts = await Promise.all(modules.flatMap((module) => module.demonstration?.() ?? []));
  // Begun anew when the power goes, so no act waits for the disk.
  const pool = makePool(database.app, { max: 8, durable: false, applicationName: 'zean-demo' });
  try {
    const size = { enterprises, hazards };
    await play({ county, dataFolder, runner: { ...runner, pool }, until: DEMO_START, size }, parts, progress);
  } finally {
    await pool.end();
  }
  // The plans of the first hours hang on statistics; autovacuum would come to them later, and a bulk load waits in the text index until then.
  await withClient(database.owner, (client) => client.query('vacuum (analyze)'));
  const who = { ...systemActor(county), role: 'county-admin' };
  const count = async (name: string): Promise<number> => {
    const ledger = runner.modules.ledgers.find((one) => one.shape.name === name);
    const page = ledger && (await pageOf(runner, ledger, who, { limit: '1' }));
    if (!page || isRefused(page)) throw new Error(`${name} cannot be counted`);
    return page.total.n;
  };
  return { enterprises: await count('registry.enterprises'), hazards: await count('hazards.ledger') };
}
