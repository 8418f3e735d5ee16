/** A county with something to read at every place, and what of it each reader must never be shown. */
import type { Actor } from '#kernel';
import { foldTallies, seal } from '#kernel/server';
import { withClient } from '../../db/connection.ts';
import { COUNTY, type Place, places, START, type TestCounty, testCounty, XIACUN } from '../county.ts';
import { CRITERION, finding, hazardAt } from '../walk.ts';
import { accessTargets } from './access-targets.ts';
import { analysed } from './hazard-targets.ts';

/** Hazards in many states, sites, people, checks, photos at each of the three enterprises; half of the roll-ups merged. */
export async function settledCounty() {
  const c: TestCounty = await testCounty();
  const boss = c.people['county-admin'] as Actor;
  const hazards = {} as Record<Place, string>;
  for (const place of places) {
    const manager = c.managers[place];
    const enterprise = c.firms[place];
    await c.act(boss, 'registry.add-site', { enterprise, name: `${place}车间`, kind: 'workshop' });
    await c.act(boss, 'registry.add-person', { enterprise, name: `${place}炉工`, post: '炉前工', position: 'worker' });
    await c.act(boss, 'registry.change-enterprise', { id: enterprise, lat: 35.5, lng: 112.85, datum: 'WGS-84' });
    await c.act(
      boss,
      'programme.check-item',
      await (accessTargets['programme.check-item'] as NonNullable<unknown> as typeof analysed)(
        c,
        place === 'home' ? 'own' : place,
        boss,
      ),
    );
    await c.act(
      manager,
      'hazards.report',
      finding(enterprise, { origin: 'enterprise-report', photos: [{ sha256: await c.upload(manager) }] }),
    );
    for (const state of ['found', 'assigned', 'rectified', 'closed', 'self-found', 'self-assigned'] as const)
      await hazardAt(c, place, state);
    hazards[place] = await hazardAt(c, place, 'assigned', { level: 'major', criterion: CRITERION });
    await foldTallies(c.db.pools.app, COUNTY);
    await hazardAt(c, place, 'found', { heldBy: 'county' });
  }
  // The one hazard the expert was asked about, and one that another was.
  const asked = String((await analysed(c, 'own', boss)).id);
  await analysed(c, 'foreign', boss);
  await c.act(boss, 'disclosure.publish-progress', {});
  for (const who of Object.values(c.people))
    await c.act(who, 'access.save-view', { ledger: 'hazards.ledger', name: `${who.role}的视图`, search: 'open=1' });
  await seal(c.db.pools.app, COUNTY, START);
  return { ...c, hazards, asked };
}

export type Settled = Awaited<ReturnType<typeof settledCounty>>;

/** Every id, number, name and hash that belongs to each place, as the superuser finds them. */
export async function marksOf(c: Settled): Promise<Record<Place, string[]> & { asked: string[] }> {
  return withClient(c.db.admin, async (client) => {
    const list = async (sql: string, value: string): Promise<string[]> =>
      (await client.query<{ mark: string | null }>(sql, [value])).rows.flatMap((row) => row.mark ?? []);
    const at = (enterprise: string) =>
      list(
        `select id::text as mark from hazards.hazard where enterprise = $1 union all select number from hazards.hazard where enterprise = $1
         union all select id::text from registry.site where enterprise = $1 union all select name from registry.site where enterprise = $1
         union all select id::text from registry.person where enterprise = $1 union all select name from registry.person where enterprise = $1
         union all select id::text from registry.supervision where enterprise = $1 union all select sha256 from documents.use where enterprise = $1
         union all select id::text from registry.enterprise where id = $1 union all select uscc from registry.enterprise where id = $1
         union all select name from registry.enterprise where id = $1 union all select id::text from access.account where enterprise = $1`,
        enterprise,
      );
    const ofTown = await list(
      `select id::text as mark from registry.officer where town = $1 union all select name from registry.officer where town = $1
       union all select id::text from access.account where town = $1`,
      XIACUN,
    );
    return {
      home: await at(c.firms.home),
      neighbour: await at(c.firms.neighbour),
      foreign: [...(await at(c.firms.foreign)), ...ofTown],
      asked: await list(
        `select id::text as mark from hazards.hazard where id = $1 union all select number from hazards.hazard where id = $1
         union all select enterprise::text from hazards.hazard where id = $1 union all select enterprise_name from hazards.hazard where id = $1
         union all select u.sha256 from documents.use u where u.subject_id = $1`,
        c.asked,
      ),
    };
  });
}

/** The marks an actor must never see. */
export function hiddenFrom(who: Actor, marks: Awaited<ReturnType<typeof marksOf>>): string[] {
  const all = places.flatMap((place) => marks[place]);
  switch (who.scope) {
    case 'county':
      return [];
    case 'town':
      return who.town === XIACUN ? [...marks.home, ...marks.neighbour] : marks.foreign;
    case 'enterprise':
      return places.filter((place) => !marks[place].includes(who.enterprise ?? '')).flatMap((place) => marks[place]);
    case 'expert':
      return all.filter((mark) => !marks.asked.includes(mark));
    default:
      return all;
  }
}
