import type { Day, Reads } from '#kernel';

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
