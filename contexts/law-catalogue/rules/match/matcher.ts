import type { Checked, Day } from '#kernel';
import type { Cue } from '../../domain/match-table.ts';
import type { Sector } from '../../domain/words.ts';
import { documentsOf, type MatchKind, type MatchSource } from './documents.ts';
import { bring, covering, type Entries, type Entry, entriesOf, gain, type Part, worths } from './entries.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { crosses } from './numbers.ts';
import { conceptTerm, readFinding, type Said, type SaidTerm } from './reading.ts';
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

interface Scored {
  entry: Entry;
  part: Part;
  rank: number;
  /** Share of what was said that it meets; reckoned only for those near the top. */
  covered: number;
  /** How many different words of the finding it meets in full. */
  notions: number;
  notes: string[];
}

/** What the figures of a finding say about a part's limits: each met or missed, with the share its rank keeps. */
function* figuresOf(said: Said, part: Part): Generator<{ share: number; note: string }> {
  for (const figure of said.figures) {
    const limits = part.limits.filter((each) => each.unit === figure.unit);
    if (limits.length === 0) continue;
    const reached = limits.find((limit) => crosses(figure, limit));
    const note = reached
      ? `${figure.said}，属于“${reached.said}”`
      : `${figure.said}，不属于“${limits.map((each) => each.said).join('、')}”`;
    yield { share: reached ? weights.figureMet : weights.figureMissed, note };
  }
}

/** Finds what a finding may come under: built once for a law, then asked. */
export class Matcher {
  readonly #lexicon: Lexicon;
  /** Cues by the provision they point to. */
  readonly #cues = new Map<string, Cue[]>();
  readonly #termOf: ReadonlyMap<string, string>;
  readonly #entriesByKind: Record<MatchKind, Entries>;

  constructor(source: MatchSource) {
    this.#lexicon = lexiconOf(source.matching);
    this.#termOf = new Map(source.matching.concepts.map(({ id }, i) => [id, conceptTerm(i)]));
    for (const cue of source.matching.cues) {
      for (const id of cue.for) this.#cues.set(id, [...(this.#cues.get(id) ?? []), cue]);
    }
    const documents = documentsOf(source);
    const of = (kind: MatchKind) =>
      entriesOf(
        documents.filter((each) => each.kind === kind),
        this.#lexicon,
      );
    this.#entriesByKind = { criterion: of('criterion'), penalty: of('penalty'), checklist: of('checklist') };
  }

  match(asked: MatchAsked, on: Day): Matched {
    const said = readFinding(asked.text, this.#lexicon);
    const scored = this.#score('criterion', said, asked, on, new Map(), false);
    const top = asked.top;
    const criteria = this.#candidates('criterion', scored, said, top);
    const shown = new Set(criteria.map(({ id }) => id));
    const pointed = new Map(
      scored.filter((each) => shown.has(each.entry.document.id)).map((each) => [each.entry.document.id, each]),
    );
    const met = criteria.length > 0;
    return {
      criteria,
      penalties: this.#candidates('penalty', this.#score('penalty', said, asked, on, pointed, met), said, top),
      checklist: this.#candidates('checklist', this.#score('checklist', said, asked, on, pointed, met), said, top),
      sound: said.clauses.filter((each) => each.sound).map((each) => each.text),
    };
  }

  #score(
    kind: MatchKind,
    said: Said,
    asked: MatchAsked,
    on: Day,
    pointed: ReadonlyMap<string, Scored>,
    met: boolean,
  ): Scored[] {
    const entries = this.#entriesByKind[kind];
    const flagged = sectorsOfFlags(asked.flags);
    const scored: Scored[] = [];
    for (const entry of entries.entries) {
      const { document } = entry;
      if (document.from > on || (document.to !== null && document.to < on)) continue;
      const sector = sectorShare(document.sector, asked.sector, flagged);
      if (sector === 0) continue;
      let best: Scored | null = null;
      for (const part of entry.parts) {
        const sum = gain(said.terms, part, entries);
        if (sum === 0) continue;
        const length = 1 - weights.length + (weights.length * part.length) / entries.averageLength;
        let rank = (sum / length) * sector;
        const notes: string[] = [];
        if (asked.sector === null && document.sector !== null && said.hints.has(document.sector))
          rank *= weights.hinted;
        for (const { share, note } of figuresOf(said, part)) {
          rank *= share;
          notes.push(note);
        }
        if (best && best.rank >= rank) continue;
        best = { entry, part, rank, covered: 0, notions: this.#notions(said.terms, part), notes };
      }
      for (const cue of this.#cues.get(document.id) ?? []) {
        if (!this.#says(said, cue, met)) continue;
        best ??= { entry, part: entry.parts[0] as Part, rank: 0, covered: 0, notions: 0, notes: [] };
        best.rank += cue.worth * sector;
        best.covered = 1;
        best.notions += 2;
        best.notes.push(cue.means);
      }
      // An item the list itself ties to a matched criterion needs no words of its own.
      const through = document.criteria.map((id) => pointed.get(id)).filter((each) => each !== undefined);
      if (through.length > 0) {
        const strongest = through.reduce((a, b) => (a.rank >= b.rank ? a : b));
        best ??= { entry, part: entry.parts[0] as Part, rank: 0, covered: 0, notions: 0, notes: [] };
        best.rank += weights.pointed * strongest.rank;
        best.covered = Math.max(best.covered, strongest.covered);
        best.notions = Math.max(best.notions, strongest.notions);
        best.notes.push(`对应判定情形${strongest.entry.document.clause}`);
      }
      if (!best) continue;
      scored.push(best);
    }
    return scored.sort((a, b) => b.rank - a.rank || (a.entry.document.id < b.entry.document.id ? -1 : 1));
  }

  /** How many different words of the finding a provision meets in full; 0 when they are all of the kind found everywhere. */
  #notions(terms: ReadonlyMap<string, SaidTerm>, part: Part): number {
    const words = new Set<string>();
    let telling = false;
    for (const [term, { weight, said }] of terms) {
      if (!term.startsWith('c') || weight < 0.4 || (part.terms.get(term) ?? 0) < 0.5) continue;
      words.add(said);
      telling ||= this.#lexicon.concepts[Number(term.slice(1))]?.general !== true;
    }
    return telling ? words.size : 0;
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

  /** The best that pass: sorted, so that only these few need to be looked at closely. */
  #candidates(kind: MatchKind, scored: readonly Scored[], said: Said, top: number): Candidate[] {
    const entries = this.#entriesByKind[kind];
    const shown = (rank: number) => rank / (rank + weights.half);
    // What is in order counts for nothing when asking how much of what was said is met.
    const faulty = said.clauses.filter((each) => !each.sound);
    const stretches = [said, ...faulty].map(({ terms }) => ({ terms, whole: worths(terms, entries) }));
    const passed: Candidate[] = [];
    const best = scored[0]?.rank ?? 0;
    for (const each of scored) {
      const { rank, part, notions, notes } = each;
      if (passed.length === top || shown(rank) < weights.least[kind] || rank < best * weights.tail) break;
      if (notions === 0 && kind === 'criterion') continue;
      for (const { terms, whole } of stretches)
        each.covered = Math.max(each.covered, covering(terms, whole, part, entries));
      if (each.covered < (notions > 1 ? weights.covered[kind] : weights.alone[kind])) continue;
      const { id, text, clause, cite, checked } = each.entry.document;
      const why = this.#why(kind, said, part);
      passed.push({ id, kind, score: Math.round(shown(rank) * 100), text, why, notes, clause, cite, checked });
    }
    return passed;
  }

  #why(kind: MatchKind, said: Said, part: Part): Why[] {
    const entries = this.#entriesByKind[kind];
    const met = [...said.terms].flatMap(([term, { weight, said: word }]) => {
      const strength = part.terms.get(term);
      if (strength === undefined) return [];
      const concept = term.startsWith('c') ? this.#lexicon.concepts[Number(term.slice(1))] : undefined;
      return [{ said: word, means: concept?.words[0] ?? word, worth: bring(term, weight, strength, entries) }];
    });
    const all = met.reduce((sum, each) => sum + each.worth, 0);
    return met
      .sort((a, b) => b.worth - a.worth)
      .slice(0, 6)
      .map(({ said: word, means, worth: own }) => ({ said: word, means, share: Math.round((own / all) * 100) }))
      .filter(({ share }, i) => share > 0 || i === 0);
  }
}

const matchers = new WeakMap<object, Matcher>();

/** The matcher of a law, built when first asked for. */
export function matcherOf(source: MatchSource): Matcher {
  const found = matchers.get(source) ?? new Matcher(source);
  matchers.set(source, found);
  return found;
}
