import type { Day } from '#kernel';
import {
  type Catalogued,
  type CatalogueKind,
  type CatalogueStanding,
  catalogueKinds,
  catalogueOf,
  shownOn,
  standingOn,
} from './catalogue.ts';
import type { Law } from './law.ts';

export interface LawAsked {
  /** Words in Chinese, separated by spaces; empty lists everything. */
  words: string;
  kind?: CatalogueKind | undefined;
  on: Day;
  /** Also what is not in force on the day. */
  all?: boolean | undefined;
  most: number;
}

export interface LawFound {
  found: readonly (Catalogued & { standing: CatalogueStanding })[];
  /** How many there are of each kind, before `kind` and `most` narrow them. */
  counts: Readonly<Record<CatalogueKind, number>>;
  total: number;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Pairs of neighbouring letters: what is left of a sentence when its words are not known. */
function pairs(word: string): string[] {
  const letters = [...word];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}

/** The share of a word's pairs a text has: 1 when the word itself stands in it. */
function nearness(text: string, word: string): number {
  if (text.includes(word)) return 1;
  const all = pairs(word);
  return all.length < 3 ? 0 : (all.filter((pair) => text.includes(pair)).length / all.length) * 0.8;
}

const texts = new WeakMap<Catalogued, { title: string; cite: string; text: string }>();
function plainOf(one: Catalogued): { title: string; cite: string; text: string } {
  let found = texts.get(one);
  if (!found) {
    found = { title: plain(one.title), cite: plain(`${one.cite}${one.id}`), text: plain(one.text) };
    texts.set(one, found);
  }
  return found;
}

/** How well a thing answers the words: `least` of them must be met, wholly or (`loosely`) at least in half; 0 is not at all. */
function rankOf(one: Catalogued, words: readonly string[], least: number, loosely: boolean): number {
  const { title, cite, text } = plainOf(one);
  let rank = 0;
  let met = 0;
  for (const word of words) {
    const near = [nearness(title, word), nearness(cite, word), nearness(text, word)] as const;
    const at = Math.max(near[0] * 3, near[1] * 2.5, near[2] * 2);
    if (at < 1 || (!loosely && Math.max(...near) < 1)) continue;
    rank += at;
    met += 1;
  }
  return met < least ? 0 : rank;
}

const uses = new WeakMap<Law, ReadonlyMap<string, number>>();
/** How many criteria, points to check, penalties, periods and duties rest on each instrument: what officers work with most leads. */
function usesOf(law: Law): ReadonlyMap<string, number> {
  const known = uses.get(law);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { kind, instrument } of catalogueOf(law))
    if (instrument && kind !== 'instrument') counts.set(instrument, (counts.get(instrument) ?? 0) + 1);
  uses.set(law, counts);
  return counts;
}

/** Place of a thing where no words are given: instruments first, each by its use, then what rests on the most used. */
const standingOut = (law: Law, one: Catalogued): number => {
  const n = (one.instrument && usesOf(law).get(one.instrument)) || 0;
  return one.kind === 'instrument' ? 1 + n : 1 + n / 100_000;
};

/**
 * Searches the library (法规库检索) by words and day: best match first, then by kind and the order of the data; without words what is used
 * most. Only what is in force on the day unless `all`.
 */
export function searchLaw(law: Law, { words: asked, kind, on, all = false, most }: LawAsked): LawFound {
  const words = asked
    .split(/[\s，,；;]+/)
    .map(plain)
    .filter(Boolean);
  const hitsOf = (least: number, loosely: boolean) =>
    catalogueOf(law).flatMap((one) => {
      const standing = standingOn(one, on);
      if (!all && standing !== 'in-force') return [];
      const rank = words.length === 0 ? standingOut(law, one) : rankOf(one, words, least, loosely);
      return rank === 0 ? [] : [{ one, standing, rank }];
    });
  // Where nothing has every word as it was written, what comes near is better than an empty list; then what has some of them.
  let hits = hitsOf(words.length, false);
  if (hits.length === 0) hits = hitsOf(words.length, true);
  if (hits.length === 0 && words.length > 1) hits = hitsOf(1, true);
  const counts = Object.fromEntries(catalogueKinds.map((each) => [each, 0])) as Record<CatalogueKind, number>;
  for (const { one } of hits) counts[one.kind] += 1;
  const wanted = kind ? hits.filter(({ one }) => one.kind === kind) : hits;
  const inForceFirst = (standing: CatalogueStanding) => (standing === 'in-force' ? 0 : 1);
  const found = wanted
    .toSorted((a, b) => b.rank - a.rank || inForceFirst(a.standing) - inForceFirst(b.standing))
    .slice(0, most)
    .map(({ one }) => shownOn(one, on));
  return { found, counts, total: wanted.length };
}

/** What began or ended after `from` and up to `to` (两日之间的变化). */
export interface LawChange extends Catalogued {
  change: 'began' | 'ended';
  /** The first day it applied, or the first day it no longer did. */
  day: Day;
}

const dayAfter = (day: Day): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as Day;

/** What came into force and what ended between two days: the law of `from` plus these is the law of `to`. Oldest first. */
export function changesBetween(law: Law, from: Day, to: Day): LawChange[] {
  const changes = catalogueOf(law).flatMap((one): LawChange[] => {
    const began = from < one.from && one.from <= to ? [{ ...one, change: 'began' as const, day: one.from }] : [];
    const over = one.to === null ? null : dayAfter(one.to);
    const ended = over !== null && from < over && over <= to ? [{ ...one, change: 'ended' as const, day: over }] : [];
    return [...ended, ...began];
  });
  return changes.sort((a, b) =>
    a.day === b.day ? catalogueKinds.indexOf(a.kind) - catalogueKinds.indexOf(b.kind) : a.day < b.day ? -1 : 1,
  );
}
