import type { Sector } from '../../domain/words.ts';
import { type Hit, type Lexicon, normal, pairs } from './lexicon.ts';
import { type Figure, figuresIn } from './numbers.ts';
import { weights } from './weights.ts';

/** A term of a finding: a notion (`c12`) or a pair of characters (`积水`), its weight, the words that said it. */
export interface SaidTerm {
  weight: number;
  said: string;
}

/** One clause of a finding. `sound`: it says that something is as it should be. */
export interface SaidClause {
  text: string;
  sound: boolean;
  terms: ReadonlyMap<string, SaidTerm>;
}

/** A finding as it is understood. */
export interface Said {
  text: string;
  clauses: readonly SaidClause[];
  /** All clauses together, each term at its greatest weight. */
  terms: ReadonlyMap<string, SaidTerm>;
  figures: readonly Figure[];
  /** Whether a faulty clause says that something is lacking. */
  lacks: boolean;
  /** Sectors its words point to. */
  hints: ReadonlySet<Sector>;
}

export const conceptTerm = (index: number): string => `c${index}`;

/** A denial right before a fault: 无积水, 没有裂缝, 未见积尘. */
const denial = /(无|没有|没|不|未|未见|未发现|没发现|没有发现|没见到|不存在)(明显|严重|任何)?$/;

/** Whether a clause says that all is well: faults only in the negative, or words of praise and nothing wanting. */
function isSound(text: string, hits: readonly Hit[], lexicon: Lexicon): boolean {
  const is = (hit: Hit, what: 'fault' | 'presence') =>
    hit.means.some(([c, strength]) => strength === 1 && lexicon.concepts[c]?.[what] === true);
  const left = { fault: 0, presence: 0 };
  let denied = 0;
  let rest = text;
  for (const hit of hits) {
    const what = is(hit, 'fault') ? 'fault' : is(hit, 'presence') ? 'presence' : null;
    if (what === null) continue;
    const before = denial.exec(text.slice(0, hit.at))?.[0];
    if (before === undefined) left[what] += 1;
    else {
      denied += 1;
      rest = rest.replace(before + hit.word, '');
    }
  }
  const wanting = rest.search(lexicon.lack) >= 0;
  if (wanting || left.fault > 0) return false;
  if (rest.search(lexicon.sound) >= 0) return true;
  return left.presence === 0 && (denied > 0 || rest.search(lexicon.fitted) >= 0);
}

function readClause(text: string, lexicon: Lexicon): SaidClause {
  const hits = lexicon.hits(text);
  const sound = isSound(text, hits, lexicon);
  const share = sound ? weights.sound : 1;
  const terms = new Map<string, SaidTerm>();
  const add = (term: string, weight: number, said: string) => {
    if ((terms.get(term)?.weight ?? 0) < weight) terms.set(term, { weight, said });
  };
  let rest = text;
  for (const { at, word, means } of hits) {
    for (const [c, strength] of means) {
      add(conceptTerm(c), strength * (lexicon.concepts[c]?.weight ?? 1) * share, word);
    }
    rest = rest.slice(0, at) + ' '.repeat(word.length) + rest.slice(at + word.length);
  }
  for (const pair of pairs(lexicon.bare(rest))) {
    if (!/\d/.test(pair)) add(pair, weights.pair * share, pair);
  }
  return { text, sound, terms };
}

/** Reads a finding: clauses, notions, figures, and what it says is in order. */
export function readFinding(given: string, lexicon: Lexicon): Said {
  const text = normal(given);
  const clauses = text
    .split(/[,;。!?\n]/)
    .filter((each) => each !== '')
    .map((each) => readClause(each, lexicon));
  const terms = new Map<string, SaidTerm>();
  const hints = new Set<Sector>();
  for (const clause of clauses) {
    for (const [term, said] of clause.terms) {
      if ((terms.get(term)?.weight ?? 0) < said.weight) terms.set(term, said);
    }
    for (const { means } of lexicon.hits(clause.text)) {
      for (const [c, strength] of means) {
        if (strength === 1) for (const sector of lexicon.concepts[c]?.sector ?? []) hints.add(sector);
      }
    }
  }
  const lacks = clauses.some((each) => !each.sound && each.text.search(lexicon.lack) >= 0);
  return { text, clauses, terms, figures: figuresIn(text), lacks, hints };
}

/** Terms of a provision's text, each at its strength: notions, and all pairs of characters that tell something. */
export function readProvision(given: string, lexicon: Lexicon): Map<string, number> {
  const text = normal(given);
  const terms = new Map<string, number>();
  for (const { means } of lexicon.hits(text, false)) {
    for (const [c, strength] of means) {
      terms.set(conceptTerm(c), Math.max(terms.get(conceptTerm(c)) ?? 0, strength));
    }
  }
  for (const pair of pairs(lexicon.bare(text))) terms.set(pair, 1);
  return terms;
}
