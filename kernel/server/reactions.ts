import type { Act, AnyReaction, Base } from '#kernel';
import type { Effect } from './effects.ts';

/** More rounds than facts can flow through contexts: reactions that call each other in a circle are a bug. */
const MOST_ROUNDS = 12;

const differs = (a: unknown, b: unknown): boolean => a !== b && JSON.stringify(a) !== JSON.stringify(b);

/** The reactions an effect calls: its row changed in one of their columns. */
function called(reactions: readonly AnyReaction[], effect: Effect): AnyReaction[] {
  if (effect.op !== 'change') return [];
  return reactions.filter(
    ({ of, columns }) =>
      of.kind === effect.subject.kind &&
      columns.some(
        (column) => column in effect.patch && differs(effect.before?.[column as keyof Base], effect.patch[column]),
      ),
  );
}

/**
 * Runs what was declared to follow on the effects of an act, and on the effects of that, until nothing follows any more. `effects`
 * grows meanwhile: reactions add to it through `act`.
 * @throws Error when reactions never come to an end.
 */
export async function followUp(act: Act, effects: readonly Effect[], reactions: readonly AnyReaction[]): Promise<void> {
  if (reactions.length === 0) return;
  let seen = 0;
  for (let round = 0; seen < effects.length; round += 1) {
    if (round >= MOST_ROUNDS) throw new Error(`reactions never come to an end: ${effects.at(-1)?.subject.kind}`);
    const fresh = effects.slice(seen);
    seen = effects.length;
    for (const effect of fresh)
      for (const { react } of called(reactions, effect)) await react(act, effect.after, effect.before);
  }
}
