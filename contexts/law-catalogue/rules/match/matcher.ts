import type { Checked, Day } from '#kernel';
import type { Cue } from '../../domain/match-table.ts';
import type { Sector } from '../../domain/words.ts';
import { documentsOf, type MatchDocument, type MatchKind, type MatchSource } from './documents.ts';
import { type Lexicon, lexiconOf, normal } from './lexicon.ts';
import { crosses, type Limit, limitsIn } from './numbers.ts';
import { conceptTerm, readFinding, readProvision, type Said, type SaidTerm } from './reading.ts';
import { sectorShare, sectorsOfFlags } from './sectors.ts';
import { weights } from './weights.ts';

/** What was said, what it means in the words of the law, and its share of the score in percent. */
export interface Why {
  said: string;
  means: string;
  share: number;
}

/** A provision that may apply. The officer decides; the score only orders. */
export interface Candidate {
  id: string;
  kind: MatchKind;
  /** 0–100. */
  score: number;
  text: string;
  why: readonly Why[];
  /** What else moved it: sector, figures. */
  notes: readonly string[];
  clause: string;
  cite: string;
  checked: Checked;
}

export interface MatchAsked {
  text: string;
  sector: Sector | null;
  flags: readonly string[];
  top: number;
}

export interface Matched {
  criteria: readonly Candidate[];
  penalties: readonly Candidate[];
  checklist: readonly Candidate[];
  /** Clauses that say something is in order and were left out. */
  sound: readonly string[];
}

interface Part {
  terms: ReadonlyMap<string, number>;
  length: number;
  limits: readonly Limit[];
}
interface Entry {
  document: MatchDocument;
  parts: readonly Part[];
}
interface Shelf {
  entries: readonly Entry[];
  idf: ReadonlyMap<string, number>;
  /** Weight of a term no provision has. */
  unseen: number;
  averageLength: number;
}

function shelfOf(documents: readonly MatchDocument[], lexicon: Lexicon): Shelf {
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

interface Scored {
  entry: Entry;
  part: Part;
  rank: number;
  covered: number;
  /** How many different words of the finding it meets in full. */
  notions: number;
  notes: string[];
}

const worth = (terms: ReadonlyMap<string, SaidTerm>, { idf, unseen }: Shelf): number => {
  let sum = 0;
  for (const [term, { weight }] of terms) sum += weight * (idf.get(term) ?? unseen);
  return sum;
};

function gain(terms: ReadonlyMap<string, SaidTerm>, part: Part, { idf, unseen }: Shelf): number {
  let sum = 0;
  for (const [term, { weight }] of terms) {
    const strength = part.terms.get(term);
    if (strength !== undefined) sum += weight * strength * (idf.get(term) ?? unseen);
  }
  return sum;
}

function notionsOf(terms: ReadonlyMap<string, SaidTerm>, part: Part): number {
  const words = new Set<string>();
  for (const [term, { weight, said }] of terms) {
    if (term.startsWith('c') && weight >= 0.4 && (part.terms.get(term) ?? 0) >= 0.5) words.add(said);
  }
  return words.size;
}

/** Finds what a finding may come under: built once for a law, then asked. */
export class Matcher {
  readonly #lexicon: Lexicon;
  /** Cues by the provision they point to. */
  readonly #cues = new Map<string, Cue[]>();
  readonly #termOf: ReadonlyMap<string, string>;
  readonly #shelves: Record<MatchKind, Shelf>;

  constructor(source: MatchSource) {
    this.#lexicon = lexiconOf(source.matching);
    this.#termOf = new Map(source.matching.concepts.map(({ id }, i) => [id, conceptTerm(i)]));
    for (const cue of source.matching.cues) {
      for (const id of cue.for) this.#cues.set(id, [...(this.#cues.get(id) ?? []), cue]);
    }
    const documents = documentsOf(source);
    const of = (kind: MatchKind) => shelfOf(documents.filter((each) => each.kind === kind), this.#lexicon);
    this.#shelves = { criterion: of('criterion'), penalty: of('penalty'), checklist: of('checklist') };
  }

  match(asked: MatchAsked, on: Day): Matched {
    const said = readFinding(asked.text, this.#lexicon);
    const scored = this.#score('criterion', said, asked, on, new Map(), false);
    const pointed = new Map(scored.map(({ entry, rank }) => [entry.document.id, rank]));
    const top = asked.top;
    const criteria = this.#candidates('criterion', scored, said, top);
    const met = criteria.length > 0;
    return {
      criteria,
      penalties: this.#candidates('penalty', this.#score('penalty', said, asked, on, pointed, met), said, top),
      checklist: this.#candidates('checklist', this.#score('checklist', said, asked, on, pointed, met), said, top),
      sound: said.clauses.filter((each) => each.sound).map((each) => each.text),
    };
  }

  #score(kind: MatchKind, said: Said, asked: MatchAsked, on: Day, pointed: ReadonlyMap<string, number>, met: boolean): Scored[] {
    const shelf = this.#shelves[kind];
    const flagged = sectorsOfFlags(asked.flags);
    // What is in order counts for nothing when asking how much of what was said is met.
    const faulty = said.clauses.filter((each) => !each.sound);
    const whole = worth(said.terms, shelf);
    const clauses = faulty.map(({ terms }) => ({ terms, worth: worth(terms, shelf) })).filter((each) => each.worth > 0);
    const scored: Scored[] = [];
    for (const entry of shelf.entries) {
      const { document } = entry;
      if (document.from > on || (document.to !== null && document.to < on)) continue;
      const sector = sectorShare(document.sector, asked.sector, flagged);
      if (sector === 0) continue;
      let best: Scored | null = null;
      for (const part of entry.parts) {
        const sum = gain(said.terms, part, shelf);
        if (sum === 0) continue;
        const length = 1 - weights.length + (weights.length * part.length) / shelf.averageLength;
        let rank = (sum / length) * sector;
        const notes: string[] = [];
        if (asked.sector === null && document.sector !== null && said.hints.has(document.sector)) rank *= weights.hinted;
        for (const figure of said.figures) {
          const limits = part.limits.filter((each) => each.unit === figure.unit);
          if (limits.length === 0) continue;
          const met = limits.find((limit) => crosses(figure, limit));
          rank *= met ? weights.figureMet : weights.figureMissed;
          notes.push(
            met
              ? `${figure.said}，属于“${met.said}”`
              : `${figure.said}，不属于“${limits.map((each) => each.said).join('、')}”`,
          );
        }
        if (best && best.rank >= rank) continue;
        const covered = Math.max(
          whole > 0 ? sum / whole : 0,
          ...clauses.map((each) => gain(each.terms, part, shelf) / each.worth),
        );
        best = { entry, part, rank, covered, notions: notionsOf(said.terms, part), notes };
      }
      for (const cue of this.#cues.get(document.id) ?? []) {
        if (!this.#says(said, cue, met)) continue;
        best ??= { entry, part: entry.parts[0] as Part, rank: 0, covered: 0, notions: 0, notes: [] };
        best.rank += cue.worth * sector;
        best.covered = 1;
        best.notions += 2;
        best.notes.push(cue.means);
      }
      if (!best) continue;
      for (const id of document.criteria) best.rank += weights.pointed * (pointed.get(id) ?? 0) / document.criteria.length;
      scored.push(best);
    }
    return scored.sort((a, b) => b.rank - a.rank || (a.entry.document.id < b.entry.document.id ? -1 : 1));
  }

  /** Whether a cue's notions are said where something is wrong. */
  #says(said: Said, cue: Cue, met: boolean): boolean {
    if (cue.lack && !said.lacks) return false;
    if (cue.criterion && !met) return false;
    return cue.all.every((group) =>
      group.some((notion) => {
        const term = this.#termOf.get(notion) ?? '';
        return said.clauses.some((each) => !each.sound && each.terms.has(term));
      }),
    );
  }

  #candidates(kind: MatchKind, scored: readonly Scored[], said: Said, top: number): Candidate[] {
    const shown = (rank: number) => rank / (rank + weights.half);
    const best = scored[0];
    if (!best) return [];
    return scored
      .filter(
        ({ rank, covered, notions }) =>
          shown(rank) >= weights.least[kind] &&
          covered >= (notions > 1 ? weights.covered[kind] : weights.alone[kind]) &&
          rank >= best.rank * weights.tail,
      )
      .slice(0, top)
      .map(({ entry: { document }, part, rank, notes }) => ({
        id: document.id,
        kind,
        score: Math.round(shown(rank) * 100),
        text: document.text,
        why: this.#why(kind, said, part),
        notes,
        clause: document.clause,
        cite: document.cite,
        checked: document.checked,
      }));
  }

  #why(kind: MatchKind, said: Said, part: Part): Why[] {
    const { idf, unseen } = this.#shelves[kind];
    const met = [...said.terms].flatMap(([term, { weight, said: word }]) => {
      const strength = part.terms.get(term);
      if (strength === undefined) return [];
      const concept = term.startsWith('c') ? this.#lexicon.concepts[Number(term.slice(1))] : undefined;
      return [{ said: word, means: concept?.words[0] ?? word, worth: weight * strength * (idf.get(term) ?? unseen) }];
    });
    const all = met.reduce((sum, each) => sum + each.worth, 0);
    return met
      .sort((a, b) => b.worth - a.worth)
      .slice(0, 6)
      .map(({ said: word, means, worth: own }) => ({ said: word, means, share: Math.round((own / all) * 100) }));
  }
}

const matchers = new WeakMap<object, Matcher>();

/** The matcher of a law, built when first asked for. */
export function matcherOf(source: MatchSource): Matcher {
  const found = matchers.get(source) ?? new Matcher(source);
  matchers.set(source, found);
  return found;
}
