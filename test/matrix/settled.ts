/** A county with something to read at every place, and what of it each reader must never be shown. */
import type { Actor } from '#kernel';
import { seal } from '#kernel/server';
import { withClient } from '../../db/connection.ts';
import { COUNTY, type Place, places, START, testCounty, XIACUN } from '../county.ts';
import { proofs } from './proofs.ts';

/** What every context puts at every place (`settle` of its proof), sealed; its facts by context. */
export async function settledCounty() {
  const c = await testCounty();
  const facts = new Map<string, unknown>();
  for (const [context, { settle }] of proofs) facts.set(context, await settle?.(c));
  await seal(c.db.pools.app, COUNTY, START);
  return { ...c, facts };
}

export type Settled = Awaited<ReturnType<typeof settledCounty>>;

/** Every id, number, name and hash that belongs to each place, as the superuser finds them by the statements of the proofs. */
export async function marksOf(c: Settled): Promise<Record<Place, string[]> & { asked: string[] }> {
  return withClient(c.db.admin, async (client) => {
    const list = async (statements: readonly string[], value: string): Promise<string[]> => {
      const found: string[] = [];
      for (const sql of statements) {
        const { rows } = await client.query<{ mark: string | null }>(sql, [value]);
        found.push(...rows.flatMap((row) => row.mark ?? []));
      }
      return found;
    };
    const marks = [...proofs].map(([context, of]) => ({ context, ...of.marks }));
    const at = (place: Place) =>
      list(
        marks.flatMap((one) => one.enterprise ?? []),
        c.firms[place],
      );
    const asked: string[] = [];
    for (const { context, expert } of marks)
      if (expert) asked.push(...(await list(expert.sql, expert.asked(c.facts.get(context)))));
    return {
      home: await at('home'),
      neighbour: await at('neighbour'),
      foreign: [
        ...(await at('foreign')),
        ...(await list(
          marks.flatMap((one) => one.town ?? []),
          XIACUN,
        )),
      ],
      asked,
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
