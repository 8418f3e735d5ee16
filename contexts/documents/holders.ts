import type { Day, Reads } from '#kernel';
import type { Keeping } from './domain/retention.rule.ts';

/**
 * A context whose records have evidence says when they ended: what documents may not know by itself, because it stands left of them. Evidence of a
 * kind nobody speaks for is never retired.
 */
export interface EvidenceHolder {
  /** Kind of subject, as `attachPhotos` was given it. */
  kind: string;
  /** Of these records those that are there: their grade, and the day they ended; null while they are open. */
  ends(reads: Pick<Reads, 'many' | 'actor'>, ids: readonly string[]): Promise<Ended[]>;
}
export interface Ended {
  id: string;
  grade: string | null;
  endedOn: Day | null;
}

let holders: readonly EvidenceHolder[] = [];

/** Says who speaks for what evidence; set by composition. */
export function setEvidenceHolders(given: readonly EvidenceHolder[]): void {
  holders = given;
}
export const evidenceHolders = (): readonly EvidenceHolder[] => holders;

let keeping: (county: string, on: Day) => Keeping | null = () => null;

/** Says by which rules evidence is kept on a day; set by composition, for the rules are data of the law. Without it nothing is ever due. */
export function setKeeping(given: (county: string, on: Day) => Keeping | null): void {
  keeping = given;
}
export const keepingOn = (county: string, on: Day): Keeping | null => keeping(county, on);
