import type { Base, Tally, TallyKey } from '#kernel';
import type { Effect } from './effects.ts';

/** How much one key of a tally grows by. */
export interface Delta {
  name: string;
  town: string;
  enterprise: string;
  key: string;
  day: string;
  n: number;
}

/** Stands for "no day" in a tally's key, because a key has no null. */
export const NO_DAY = '0001-01-01';
const keyText = (key: TallyKey['key']): string => key.map((part) => (part === null ? '' : String(part))).join('|');

/** The tally deltas of a set of effects: −1 for what the old row counted, +1 for what the new one counts; what comes to nothing falls away. */
export function deltasOf(effects: readonly Effect[], tallies: readonly Tally<Base>[]): Delta[] {
  const sums = new Map<string, Delta>();
  for (const effect of effects) {
    for (const tally of tallies) {
      if (tally.of.kind !== effect.subject.kind) continue;
      if (effect.before) addKeys(sums, tally, effect.before, -1);
      if (effect.after) addKeys(sums, tally, effect.after, 1);
    }
  }
  return [...sums.values()].filter((d) => d.n !== 0);
}

/** What one row counts in one tally, with sign. */
export function addKeys(sums: Map<string, Delta>, tally: Tally<Base>, row: Base, sign: 1 | -1): void {
  const town = tally.of.town?.(row) ?? '';
  const enterprise = tally.per === 'enterprise' ? (tally.of.enterprise?.(row) ?? '') : '';
  for (const { key, day, n = 1 } of tally.keys(row)) {
    const text = keyText(key);
    addDelta(sums, { name: tally.name, town, enterprise, key: text, day: day ?? NO_DAY, n: sign * n });
  }
}

/** Adds one delta to what its figure has so far. */
export function addDelta(sums: Map<string, Delta>, delta: Delta): void {
  const at = `${delta.name}\n${delta.town}\n${delta.enterprise}\n${delta.key}\n${delta.day}`;
  const sum = sums.get(at);
  if (sum) sum.n += delta.n;
  else sums.set(at, { ...delta });
}

/** Deltas as they wait in `kernel.tally_delta`: one row for each place that may see them, by tally lists of key, day, number. */
export interface Waiting {
  county: string;
  town: string;
  enterprise: string;
  deltas: Readonly<Record<string, readonly (readonly [key: string, day: string, n: number])[]>>;
}

/** The waiting rows of an act's deltas. */
export function waitingOf(county: string, deltas: readonly Delta[]): Waiting[] {
  const rows = new Map<string, Waiting & { deltas: Record<string, [string, string, number][]> }>();
  for (const { name, town, enterprise, key, day, n } of deltas) {
    const at = `${town} ${enterprise}`;
    const row = rows.get(at) ?? { county, town, enterprise, deltas: {} };
    rows.set(at, row);
    row.deltas[name] ??= [];
    row.deltas[name].push([key, day, n]);
  }
  return [...rows.values()];
}

/** The deltas of waiting rows, one by one. */
export const deltasIn = (rows: readonly Waiting[]): Delta[] =>
  rows.flatMap(({ town, enterprise, deltas }) =>
    Object.entries(deltas).flatMap(([name, list]) =>
      list.map(([key, day, n]) => ({ name, town, enterprise, key, day, n })),
    ),
  );

/** The waiting deltas of one tally as rows of SQL: town, enterprise, key, day, n. `name` is an expression. */
export const waitingSql = (county: string, name: string): string =>
  `select w.town, w.enterprise, d->>0 as key, (d->>1)::date as day, (d->>2)::bigint as n
   from kernel.tally_delta w cross join lateral jsonb_array_elements(w.deltas->(${name}::text)) d where w.county = ${county}`;
