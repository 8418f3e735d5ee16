import type { Day } from '#kernel';
import type { Clause, Criterion, Instrument, Law } from './law.ts';

const holds = (span: { from: Day; to: Day | null }, on: Day) => span.from <= on && (span.to === null || on <= span.to);

/** The edition in force on a day, asked by family (`work-safety-law`) or by its own id; null when none is. */
export function instrumentOn(law: Law, instrument: string, on: Day): Instrument | null {
  const own = law.instruments.get(instrument);
  const editions = own ? [own] : (law.families.get(instrument) ?? []);
  return editions.find((each) => holds({ from: each.inForce, to: each.to }, on)) ?? null;
}

/**
 * The summary of an article as it stood on a day. `instrument` is a family or an edition; asked by edition, the answer is null on
 * days when that edition was not in force. Null also where the catalogue holds no such article.
 */
export function clauseOn(law: Law, instrument: string, clause: string, on: Day): Clause | null {
  const edition = instrumentOn(law, instrument, on);
  return edition ? (law.clauses.get(`${edition.id}#${clause}`) ?? null) : null;
}

/** A criterion by its id, of whatever edition: records judged years ago still find theirs. */
export function criterion(law: Pick<Law, 'criteria'>, id: string): Criterion | null {
  return law.criteria.get(id) ?? null;
}
