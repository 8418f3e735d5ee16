/**
 * The contexts by rank: one may import only those of a smaller rank, and its migrations run after theirs. A new context enters here and
 * nowhere else; the border test and the migration runner both read this.
 */
export const ranks: readonly (readonly string[])[] = [
  ['access'],
  ['law-catalogue', 'registry', 'documents'],
  ['messages'],
  ['duties'],
  ['hazards'],
  ['programme'],
  ['disclosure'],
];

/** Owners of migrations, in the order their lines run; one without a folder has no tables. */
export const migrationOwners: readonly string[] = ['kernel', ...ranks.flat()];
