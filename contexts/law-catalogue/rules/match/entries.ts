import type { MatchDocument } from './documents.ts';
import { type Lexicon, normal } from './lexicon.ts';
import { type Limit, limitsIn } from './numbers.ts';
import { readProvision, type SaidTerm } from './reading.ts';

/** One way to come under a provision: its terms at their strength, the figures it draws a line at. */
export interface Part {
  terms: ReadonlyMap<string, number>;
  length: number;
  limits: readonly Limit[];
}
/** A provision and the ways to come under it. */
export interface Entry {
  document: MatchDocument;
  parts: readonly Part[];
}
/** All provisions of one kind, and how rare each term is among them. */
export interface Entries {
  entries: readonly Entry[];
  idf: ReadonlyMap<string, number>;
  /** Weight of a term no provision has. */
  unseen: number;
  averageLength: number;
}

/** Puts provisions of one kind on a entries. */
export function entriesOf(documents: readonly MatchDocument[], lexicon: Lexicon): Entries {
  const entries = documents.map((document): Entry => {
    const texts = document.sub.length === 0 ? [document.text] : document.sub.map((each) => `${document.text}；${each}`);
    const parts = texts.map((text): Part => {
      const terms = readProvision(text, lexicon);
      let length = 0;
      for (const [term, strength] of terms) if (term.startsWith('c')) length += strength;
      return { terms, length, limits: limitsIn(normal(text)) };
    });
    return { document, parts };
  });
  const counts = new Map<string, number>();
  for (const { parts } of entries) {
    const all = new Set(parts.flatMap(({ terms }) => [...terms.keys()]));
    for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const total = Math.max(entries.length, 1);
  const idfOf = (count: number) => Math.log(1 + (total - count + 0.5) / (count + 0.5));
  const parts = entries.flatMap((each) => each.parts);
  return {
    entries,
    idf: new Map([...counts].map(([term, count]) => [term, idfOf(count)])),
    unseen: idfOf(0.5),
    averageLength: parts.reduce((sum, { length }) => sum + length, 0) / Math.max(parts.length, 1),
  };
}

/** What a term of the finding brings when a provision has it at this strength. */
export const bring = (term: string, weight: number, strength: number, { idf, unseen }: Entries) =>
  weight * strength * (idf.get(term) ?? unseen);

/** What a provision meets of the terms said, before its length is taken into account. */
export function gain(terms: ReadonlyMap<string, SaidTerm>, part: Part, entries: Entries): number {
  let sum = 0;
  for (const [term, { weight }] of terms) {
    const strength = part.terms.get(term);
    if (strength !== undefined) sum += bring(term, weight, strength, entries);
  }
  return sum;
}

/** What each word of the finding is worth at most: its narrowest notion or any wider one, whichever tells most. */
export function worths(terms: ReadonlyMap<string, SaidTerm>, entries: Entries): Map<string, number> {
  const words = new Map<string, number>();
  for (const [term, { weight, said }] of terms) {
    words.set(said, Math.max(words.get(said) ?? 0, bring(term, weight, 1, entries)));
  }
  return words;
}

/** The share of what was said that a provision meets, word by word. */
export function covering(
  terms: ReadonlyMap<string, SaidTerm>,
  whole: ReadonlyMap<string, number>,
  part: Part,
  entries: Entries,
): number {
  const met = new Map<string, number>();
  for (const [term, { weight, said }] of terms) {
    const strength = part.terms.get(term);
    if (strength !== undefined) met.set(said, Math.max(met.get(said) ?? 0, bring(term, weight, strength, entries)));
  }
  let all = 0;
  let sum = 0;
  for (const [word, worth] of whole) {
    all += worth;
    sum += Math.min(met.get(word) ?? 0, worth);
  }
  return all === 0 ? 0 : sum / all;
}
