import { day, eachMonth, isRefused, type Refused } from '#kernel';
import type { Law } from '../domain/law.ts';
import type { Provision } from '../domain/penalty.ts';
import { loadLaw } from '../load.ts';
import { lawFolder } from '../testing.ts';
import { evaluateRule } from './index.ts';
import type { Ruling } from './rule.ts';

let loaded: Law | null = null;
/** The repository's law, read once for a test file. */
export const theLaw = (): Law => (loaded ??= loadLaw(lawFolder));

/** Asks a rule and expects an answer; a refusal fails the test with its sentence. */
export function answered<Result>(name: string, input: unknown, on: string, law: Law = theLaw()): Ruling<Result> {
  const answer = evaluateRule(name, input, on, law);
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused.message}`);
  return answer as Ruling<Result>;
}

/** Asks a rule and expects a refusal. */
export function refusedFor(name: string, input: unknown, on: string, law: Law = theLaw()): Refused['refused'] {
  const answer = evaluateRule(name, input, on, law);
  if (!isRefused(answer)) throw new Error(`answered: ${JSON.stringify(answer.result)}`);
  return answer.refused;
}

/** The first of every month from a rule's floor to the end of 2027. */
export const everyMonth = (floor: string) => eachMonth(day(floor), day('2027-12-01')).filter((each) => each >= floor);

/** What every ruling must have: steps, cites, a mark. */
export function sound(ruling: Ruling<unknown>): boolean {
  return (
    ruling.workings.length > 0 &&
    ruling.workings.every((step) => step.say !== '') &&
    ruling.cites.length > 0 &&
    ruling.cites.every((cite) => cite !== '')
  );
}

/** The name that means this provision and no other edition's: `安全生产法（2014）§99`; an edition that stands needs no year. */
export function namedByEdition({ name, cite, instrument, to }: Provision): string {
  const year = /（(\d{4})）/.exec(cite)?.[1] ?? (to === null ? undefined : /-(\d{4})$/.exec(instrument)?.[1]);
  return year ? name.replace('§', `（${year}）§`) : name;
}
