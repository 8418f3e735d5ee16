/** The numbers criteria.match was tuned by, on the tuned part of the labels only (see README.md). */
export const weights = {
  /** A pair of characters outside the word table tells less than a notion. */
  pair: 0.2,
  /** What is said to be in order hardly counts. */
  sound: 0.08,
  /** How much a long provision is held back: 0 not at all. */
  length: 0.5,
  /** Score of a finding fully understood and fully met is near 1; this is where half is reached. */
  half: 6,
  /** A provision must score this much … */
  least: { criterion: 0.39, penalty: 0.3, checklist: 0.36 },
  /** … and this share of what was said must be met by it … */
  covered: { criterion: 0.38, penalty: 0.34, checklist: 0.36 },
  /** … a greater share where only one word of the finding is met … */
  alone: { criterion: 0.37, penalty: 0.45, checklist: 0.5 },
  /** … and it must not fall behind the best by more than this share. */
  tail: 0.35,
  hinted: 1.15,
  figureMet: 1.25,
  figureMissed: 0.35,
  /** A checklist item gains this share of the score of a criterion it points to. */
  pointed: 0.5,
} as const;
