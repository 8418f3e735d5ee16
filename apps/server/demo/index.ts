import { createDemoAccounts } from '#access';
import type { Hazard } from '#hazards';
import { addDays, type Day } from '#kernel';
import { type Runner, refreshTallies, runAs, systemActor } from '#kernel/server';
import type { Config } from '../config.ts';
import { pastIds, writePast } from './bulk.ts';
import { demoChecks } from './checks.ts';
import { DEMO_START, demoClock } from './clock.ts';
import { type DemoRegistry, demoRegistry } from './enterprises.ts';
import { type Doer, type Doers, demoHazards } from './hazards/index.ts';
import { demoPhotos } from './photos.ts';
import { diceOf } from './random.ts';

export interface DemoOptions {
  enterprises?: number;
  hazards?: number;
  progress?: (done: number, of: number) => void;
}

/** Above this many hazards each batch is one act of the journal instead of a history for every hazard. */
const FULL_HISTORY = 5_000;
const BATCH = 2_000;

type Accounts = Awaited<ReturnType<typeof createDemoAccounts>>;

function doerOf(accounts: Accounts, role: string): Doer {
  const found = accounts.find((a) => a.role === role);
  if (!found) throw new Error(`no demo account of role ${role}`);
  return { account: found.id, name: found.name, role };
}

/** Who acts in the histories: the demonstration's accounts where they belong, names elsewhere. */
function doersOf({ firms, officers }: DemoRegistry, accounts: Accounts): Doers {
  const first = firms[0]!;
  const towns = new Map(
    officers
      .filter((o) => o.town)
      .map((o) => [String(o.town), { account: '', name: String(o.name), role: 'town-officer' }]),
  );
  const ownTown = doerOf(accounts, 'town-officer');
  const own = doerOf(accounts, 'safety-manager');
  return {
    county: doerOf(accounts, 'county-officer'),
    expert: doerOf(accounts, 'expert'),
    town: (code) => (code === first.town ? ownTown : towns.get(code)!),
    enterprise: (firm) => (firm.id === first.id ? own : { account: '', name: firm.safetyName, role: 'safety-manager' }),
  };
}

/** The public page has something to show: the leader publishes the progress of the day. */
async function publish(r: Runner, county: string, accounts: Accounts): Promise<void> {
  const leader = { ...systemActor(county), ...doerOf(accounts, 'county-leader') };
  const published = await runAs(r, leader, 'disclosure.publish-progress', {});
  if ('refused' in published) throw new Error(published.refused.message);
}

/**
 * Seeds the demonstration county: real towns, invented everything else, one account per role. Everything goes through the
 * same tables with the journal that led to it, so verify and replay hold for it.
 */
export async function seedDemo(
  r: Runner,
  config: Config,
  options: DemoOptions = {},
): Promise<{ enterprises: number; hazards: number }> {
  const { enterprises = 240, hazards = 1200, progress = () => {} } = options;
  const { county } = config;
  r.clock = demoClock(config.dataFolder);
  const dice = diceOf(20220314);
  const mint = pastIds(dice.bytes);
  const total = enterprises + hazards;
  const registry = demoRegistry(dice, enterprises, mint);
  await writePast(r, county, registry.tables, registry.acts, mint);
  progress(enterprises, total);
  const first = registry.firms[0]!;
  const accounts = await createDemoAccounts(r, county, {
    town: first.town,
    enterprise: first.id,
    agency: registry.agencies[0]!.id,
    expert: String(registry.experts[0]!.account),
    principalName: first.principalName,
    safetyName: first.safetyName,
  });
  const doers = doersOf(registry, accounts);
  const today = DEMO_START.slice(0, 10);
  const span = { from: addDays(today as Day, -345), days: 344, today: addDays(today as Day, -1) };
  for (let done = 0; done < hazards; done += BATCH) {
    const n = Math.min(BATCH, hazards - done);
    const batch = demoHazards(dice, registry.firms, n, span, mint, doers, hazards <= FULL_HISTORY);
    const photos = await demoPhotos(config.dataFolder, dice, batch.featured);
    const checks =
      done === 0
        ? demoChecks(dice, registry.firms, batch.rows[0]!.rows as unknown as Hazard[], today, mint, doers)
        : { rows: [], acts: [] };
    await writePast(
      r,
      county,
      [...batch.rows, ...photos.rows, ...checks.rows],
      [...batch.acts, ...photos.acts, ...checks.acts],
      mint,
    );
    progress(enterprises + done + n, total);
  }
  await refreshTallies(r.pool, county, r.modules.tallies as never, true);
  await publish(r, county, accounts);
  return { enterprises, hazards };
}
