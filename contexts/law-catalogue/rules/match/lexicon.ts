import type { Concept, MatchTable } from '../../domain/match-table.ts';

/** Text as it is compared: full-width as half-width, lower case, no spaces. */
export const normal = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** A word of the table found in a text, with the notions it stands for and how strongly. */
export interface Hit {
  at: number;
  word: string;
  /** Concept index and strength (1 = the word itself; less for wider notions and words inside the word). */
  means: readonly (readonly [concept: number, strength: number])[];
}

/** The word table made ready for reading. */
export interface Lexicon {
  concepts: readonly Concept[];
  /** Words of the table in a text; with `forgiving`, also long words with one wrong character. */
  hits(text: string, forgiving?: boolean): Hit[];
  /** Replaces what tells nothing by spaces. */
  bare(text: string): string;
  lack: RegExp;
  sound: RegExp;
  fitted: RegExp;
  unseen: RegExp;
}

const widerShare = 0.5;
const insideShare = 0.5;
/** A word with one wrong character (错别字) counts for less, and only when it is long enough not to be another word. */
const misspeltShare = 0.7;
const misspeltLength = 4;
const misspeltLongest = 6;
const masked = (word: string, at: number): string => `${word.slice(0, at)}*${word.slice(at + 1)}`;

const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(
    [...words]
      .map(normal)
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|') || '(?!)',
    'g',
  );

/** Compiles the table: once for a law, a few milliseconds. */
export function lexiconOf(table: MatchTable): Lexicon {
  const position = new Map(table.concepts.map((each, i) => [each.id, i]));
  const own = new Map<string, Set<number>>();
  table.concepts.forEach((concept, i) => {
    for (const each of concept.words) {
      const word = normal(each);
      own.set(word, (own.get(word) ?? new Set()).add(i));
    }
  });
  const meanings = (word: string): Hit['means'] => {
    const strengths = new Map<number, number>();
    const add = (concept: number, strength: number) => {
      if ((strengths.get(concept) ?? 0) >= strength) return;
      strengths.set(concept, strength);
      for (const to of table.concepts[concept]?.broader ?? []) {
        const wider = position.get(to);
        if (wider !== undefined) add(wider, strength * widerShare);
      }
    };
    for (const concept of own.get(word) ?? []) add(concept, 1);
    for (let from = 0; from < word.length; from += 1) {
      for (let to = from + 2; to <= word.length; to += 1) {
        if (to - from === word.length) continue;
        for (const concept of own.get(word.slice(from, to)) ?? []) add(concept, insideShare);
      }
    }
    return [...strengths];
  };
  const byFirst = new Map<string, { word: string; means: Hit['means'] }[]>();
  for (const word of own.keys()) {
    const first = word[0] as string;
    const list = byFirst.get(first) ?? [];
    list.push({ word, means: meanings(word) });
    byFirst.set(first, list);
  }
  // 没有|水冷: a word of lack must not lend its last character to a notion (有水).
  for (const each of table.lack) {
    const word = normal(each);
    if (word.length > 1 && !own.has(word))
      byFirst.set(word[0] as string, [...(byFirst.get(word[0] as string) ?? []), { word, means: [] }]);
  }
  const misspelt = new Map<string, { word: string; means: Hit['means'] }>();
  for (const list of byFirst.values()) {
    for (const { word, means } of list) {
      if (word.length < misspeltLength || word.length > misspeltLongest || means.length === 0) continue;
      const less = means.map(([concept, strength]) => [concept, strength * misspeltShare] as const);
      for (let at = 0; at < word.length; at += 1) misspelt.set(masked(word, at), { word, means: less });
    }
  }
  const nearly = (text: string, at: number, moreThan: number): Hit | null => {
    for (
      let length = Math.min(misspeltLongest, text.length - at);
      length >= Math.max(misspeltLength, moreThan);
      length -= 1
    ) {
      const window = text.slice(at, at + length);
      for (let i = 0; i < length; i += 1) {
        const found = misspelt.get(masked(window, i));
        if (found) return { at, word: window, means: found.means };
      }
    }
    return null;
  };
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);
  const plain = anyOf([...table.plain, ...table.lack, ...table.sound, ...table.fitted, ...table.unseen]);
  return {
    concepts: table.concepts,
    hits(text, forgiving = true) {
      const found: Hit[] = [];
      for (let at = 0; at < text.length; ) {
        const exact = byFirst.get(text[at] as string)?.find(({ word }) => text.startsWith(word, at));
        const settled = !forgiving || (exact !== undefined && exact.word.length >= misspeltLength);
        const near = settled ? null : nearly(text, at, (exact?.word.length ?? 0) + 2);
        const here = near ?? (exact ? { at, ...exact } : null);
        if (here) found.push(here);
        at += here ? here.word.length : 1;
      }
      return found;
    },
    bare: (text) => text.replace(plain, (word) => ' '.repeat(word.length)),
    lack: anyOf(table.lack),
    sound: anyOf(table.sound),
    fitted: anyOf(table.fitted),
    unseen: anyOf(table.unseen),
  };
}

/** Pairs of neighbouring characters in runs of letters, digits and Chinese characters. */
export function pairs(text: string): string[] {
  const found: string[] = [];
  for (const run of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (let i = 0; i + 2 <= run.length; i += 1) found.push(run.slice(i, i + 2));
  }
  return found;
}
