import { PHOTO_EDGE } from './domain/words.ts';

/** Counties that keep photos as the camera made them (保留原图); set by composition from the environment. */
let kept: ReadonlySet<string> = new Set();

/** Says which counties keep originals. */
export function setKeptOriginals(counties: readonly string[]): void {
  kept = new Set(counties);
}

/** The longest edge of a photo as a phone of this county sends it, in pixels; null where originals are kept. */
export const photoEdgeOf = (county: string): number | null => (kept.has(county) ? null : PHOTO_EDGE);
