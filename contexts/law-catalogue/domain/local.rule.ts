import type { Day } from '#kernel';
import type { EnforcementLaw } from './enforcement.ts';

/** Which county's overlay speaks: the one asked for; without a word, the only one loaded; else none. */
export function countyOf(law: Pick<EnforcementLaw, 'overlays'>, asked: string | undefined): string | null {
  if (asked !== undefined) return asked;
  const counties = new Set(law.overlays.map((each) => each.county));
  return counties.size === 1 ? ([...counties][0] as string) : null;
}

/** The rule of a day: the county's own where it has one by then, ours otherwise; null before both. */
export function localOn<T extends { county: string | null; from: Day }>(
  rules: readonly T[],
  county: string | null,
  on: Day,
): T | null {
  const newest = (whose: string | null) =>
    rules
      .filter((each) => each.county === whose && each.from <= on)
      .reduce<T | null>((best, each) => (best === null || each.from > best.from ? each : best), null);
  return (county === null ? null : newest(county)) ?? newest(null);
}

/** First day any of the rules can be asked for; null when there is none. */
export function floorOf(rules: readonly { county: string | null; from: Day }[], county: string | null): Day | null {
  return rules
    .filter((each) => each.county === null || each.county === county)
    .reduce<Day | null>((least, { from }) => (least === null || from < least ? from : least), null);
}
