import type { Act } from '#kernel';
import { roundsIn } from '../queries/rounds.ts';
import { type Consultation, type Extension, extension, type Rounds, type Transfer } from '../rounds.ts';
import type { Hazard } from '../subjects.ts';
import { me } from './on-hazard.ts';

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

/** What became of the extension in wait. */
export async function settleExtension(act: Act, h: Hazard, verdict: 'granted' | 'refused' | 'lapsed', reason: string) {
  const open = await openRound(act, 'extensions', h);
  if (!open) return;
  act.change(extension, open, {
    verdict,
    verdictReason: reason,
    decidedBy: me(act),
    decidedByName: act.actor.name,
    decidedAt: act.at,
  });
}
