import { type Act, holds } from '#kernel';
import { roundsIn } from '../queries/rounds.ts';
import { extension, type Rectification, type Rounds, rectification, rounds } from '../rounds.ts';
import type { Hazard } from '../subjects.ts';
import { me } from './on-hazard.ts';

/** What every round of a hazard carries of it. */
export const ofHazard = (h: Hazard) =>
  ({ moved: false, hazard: h.id, town: h.town, enterprise: h.enterprise }) as const;

/** Kinds of rounds that have an end. */
type Ending = {
  [Key in keyof typeof rounds]: (typeof rounds)[Key] extends { open: unknown } ? Key : never;
}[keyof Rounds];

/** The round still under way, the newest when there are several; null when there is none. */
export async function openRound<Key extends Ending>(
  act: Act,
  key: Key,
  h: Hazard,
): Promise<Rounds[Key][number] | null> {
  const all: readonly Rounds[Key][number][] = await roundsIn(act, key, h.id);
  return all.filter((one) => holds(rounds[key].open, act.actor, one)).at(-1) ?? null;
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

/** What the check of the rectification under way found. */
export async function settleRectification(act: Act, h: Hazard, found: Partial<Omit<Rectification, 'id'>>) {
  const open = await openRound(act, 'rectifications', h);
  if (open) act.change(rectification, open, found);
}
