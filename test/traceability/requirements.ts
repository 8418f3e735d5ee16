/** The numbered demands of the notice (2022-63), as the programme files name them. */
export const REQUIREMENTS: readonly string[] = [
  ['N1', ['1', '2a', '2b', '2c', '3', '4', '5', '6', '7']],
  ['N2', ['1', '2', '3']],
  ['N3', ['1', '2', '3', '4', '5', '6']],
  ['N4', ['1', '2', '3']],
  ['N5', ['1', '2', '3', '4', '5', '6']],
  ['N6', ['1', '2', '3', '4']],
  ['N7', ['1', '2', '3']],
].flatMap(([chapter, clauses]) => [...(clauses ?? [])].map((clause) => `${chapter}.${clause}`));
