import type { Act } from '#kernel';
import { roundsIn } from '../queries/rounds.ts';
import type { Consultation, Extension, Rounds, Transfer } from '../rounds.ts';
import type { Hazard } from '../subjects.ts';

/** What every round of a hazard carries of it. */
export const ofHazard = (h: Hazard) =>
  ({ moved: false, hazard: h.id, town: h.town, enterprise: h.enterprise }) as const;

const isOpen = {
  consultations: (one: Consultation) => one.answeredAt === null && one.withdrawnAt === null,
  extensions: (one: Extension) => one.verdict === null,
  transfers: (one: Transfer) => one.outcome === null,
};

/** The round still under way, the newest when there are several; null when there is none. */
export async function openRound<Key extends keyof typeof isOpen>(
  act: Act,
  key: Key,
  h: Hazard,
): Promise<Rounds[Key][number] | null> {
  const all = (await roundsIn(act, key, h.id)) as Rounds[Key][number][];
  return all.filter(isOpen[key] as (one: Rounds[Key][number]) => boolean).at(-1) ?? null;
}
