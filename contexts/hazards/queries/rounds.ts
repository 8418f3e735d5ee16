import type { Reads } from '#kernel';
import { type Rounds, rounds } from '../rounds.ts';

/** The rounds of one kind. */
export const roundsIn = <Key extends keyof Rounds>(reads: Reads, key: Key, hazard: string): Promise<Rounds[Key]> => {
  const { of, by, owners } = rounds[key];
  const values: unknown[] = [reads.actor.county, hazard];
  return reads.many<Rounds[Key][number]>(
    `select x.* from ${of.table} x where x.county = $1 and x.hazard = $2 and ${reads.within(owners, values)}
     order by x.${by} nulls first, x.id`,
    values,
  ) as Promise<unknown> as Promise<Rounds[Key]>;
};

/** Every rectification, consultation, extension, transfer, look-back and urging of a hazard that the caller sees, oldest first; asked together. */
export async function roundsOf(reads: Reads, hazard: string): Promise<Rounds> {
  const [rectifications, consultations, extensions, transfers, lookBacks, urgings] = await Promise.all([
    roundsIn(reads, 'rectifications', hazard),
    roundsIn(reads, 'consultations', hazard),
    roundsIn(reads, 'extensions', hazard),
    roundsIn(reads, 'transfers', hazard),
    roundsIn(reads, 'lookBacks', hazard),
    roundsIn(reads, 'urgings', hazard),
  ]);
  return { rectifications, consultations, extensions, transfers, lookBacks, urgings };
}
