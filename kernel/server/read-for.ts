let county: string | undefined;

/**
 * Reads what somebody of a county typed. What a schema allows may hang on the county (its towns, its extent), and a schema is told nothing but the
 * value: while `read` runs, `countyReadFor` names the county. It has to be synchronous, as zod's parsing is, so that no two readings meet.
 */
export function readFor<T>(whose: string, read: () => T): T {
  const before = county;
  county = whose;
  try {
    return read();
  } finally {
    county = before;
  }
}

/** The county whose input is being read; undefined where nobody in particular asks. */
export const countyReadFor = (): string | undefined => county;
