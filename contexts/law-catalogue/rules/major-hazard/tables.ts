import { type Exact, exact, halfWidth } from '#kernel';
import type {
  HazardCategory,
  ListedSubstance,
  MajorHazardTables,
  StepId,
  Substance,
} from '../../domain/hazard-tables.ts';

/** The tables with their numbers made exact and their names made findable: built once per edition, read thousands of times. */
export interface HazardIndex {
  tables: MajorHazardTables;
  byName: ReadonlyMap<string, readonly (Substance | ListedSubstance)[]>;
  categories: ReadonlyMap<string, HazardCategory>;
  exactly: (value: number) => Exact;
  cite: (step: StepId) => string;
  textOf: (step: StepId) => string;
}

/** Names as they are compared: half-width, no spaces, lower case, one kind of comma and bracket. */
export function nameKey(name: string): string {
  return halfWidth(name)
    .replace(/\s+/g, '')
    .replace(/[，、]/g, ',')
    .replace(/[［【]/g, '[')
    .replace(/[］】]/g, ']')
    .replace(/＞/g, '>')
    .toLowerCase();
}

const indexes = new WeakMap<MajorHazardTables, HazardIndex>();

export function indexOf(tables: MajorHazardTables): HazardIndex {
  const found = indexes.get(tables);
  if (found) return found;
  const byName = new Map<string, (Substance | ListedSubstance)[]>();
  for (const each of [...tables.substances, ...tables.listed]) {
    for (const key of new Set([each.name, ...each.aliases, ...each.cas, each.id].map(nameKey))) {
      byName.set(key, [...(byName.get(key) ?? []), each]);
    }
  }
  const numbers = new Map<number, Exact>();
  const steps = new Map(tables.steps.map((each) => [each.id, { ...each, cite: `${tables.cite} §${each.clause}` }]));
  const made: HazardIndex = {
    tables,
    byName,
    categories: new Map(tables.categories.map((each) => [each.symbol, each])),
    exactly: (value) => {
      const known = numbers.get(value);
      if (known) return known;
      const fresh = exact(value);
      numbers.set(value, fresh);
      return fresh;
    },
    cite: (step) => steps.get(step)?.cite ?? tables.cite,
    textOf: (step) => steps.get(step)?.text ?? '',
  };
  indexes.set(tables, made);
  return made;
}

const pairs = (text: string) => {
  const letters = [...text];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => letters[i] + letter);
};

/** Names of the tables nearest to what was asked, best first: for a refusal, never for a result. */
export function suggest({ tables }: HazardIndex, asked: string, most = 5): string[] {
  const key = nameKey(asked);
  const own = new Set([...key]);
  const ownPairs = new Set(pairs(key));
  const scored = [...tables.substances, ...tables.listed].map((each) => {
    let best = 0;
    for (const name of [each.name, ...each.aliases]) {
      const other = nameKey(name);
      const otherPairs = pairs(other);
      const shared = otherPairs.filter((pair) => ownPairs.has(pair)).length;
      const letters = [...new Set(other)].filter((letter) => own.has(letter)).length;
      const inside = key.length > 1 && (other.includes(key) || key.includes(other)) ? 1 : 0;
      best = Math.max(
        best,
        inside +
          (2 * shared) / (ownPairs.size + otherPairs.length) +
          (0.8 * letters) / Math.max(own.size, other.length),
      );
    }
    return { name: each.name, best };
  });
  return scored
    .filter(({ best }) => best >= 0.35)
    .sort((a, b) => b.best - a.best)
    .slice(0, most)
    .map(({ name }) => name);
}
