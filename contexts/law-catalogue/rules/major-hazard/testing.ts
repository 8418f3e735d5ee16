import { type Day, day, isRefused } from '#kernel';
import { loadLaw } from '../../load.ts';
import { lawFolder } from '../../testing.ts';
import type { Ruling } from '../rule.ts';
import { gradeMajorHazard, type MajorHazardGiven, type MajorHazardGrade } from './grade.ts';
import type { HeldGiven } from './held.ts';

/** What the tests of major-hazard grading share. */
export const law = loadLaw(lawFolder);
export const tables = law.majorHazard;
export const on = day('2022-03-14');
export const settled = tables.substances.filter(
  (each) => each.beta && !('table' in each.beta && each.beta.table === 4 && each.beta.checked === 'unverified'),
);

export const ask = (held: HeldGiven[], more: Partial<MajorHazardGiven> = {}, at: Day = on) =>
  gradeMajorHazard({ unit: 'storage', exposedPeople: 1, held, ...more }, law, at);
export function graded(
  held: HeldGiven[],
  more: Partial<MajorHazardGiven> = {},
  at: Day = on,
): Ruling<MajorHazardGrade> {
  const answer = ask(held, more, at);
  if (isRefused(answer)) throw new Error(answer.refused.message);
  return answer;
}
export function refused(held: HeldGiven[], more: Partial<MajorHazardGiven> = {}, at: Day = on) {
  const answer = ask(held, more, at);
  if (!isRefused(answer)) throw new Error('answered');
  return answer.refused;
}
export const one = (substance: string, quantity_t: number | string): HeldGiven[] => [{ substance, quantity_t }];
export const hair = '0.000000000001';
