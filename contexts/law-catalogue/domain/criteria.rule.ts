import { BeforeFloor, type Day } from '#kernel';
import type { Criterion, Edition, PhoneLaw } from './law.ts';
import { type CriteriaScope, type Sector, scopeOf } from './words.ts';

/**
 * The edition of a scope's criteria in force on a day. Throws BeforeFloor for a day before the oldest edition held here. After a
 * repeal without successor there is none: null.
 */
export function editionOn(law: PhoneLaw, scope: CriteriaScope, on: Day): Edition | null {
  const editions = law.editions.filter((each) => each.scope === scope);
  const floor = editions[0]?.from ?? null;
  if (floor === null || on < floor) throw new BeforeFloor(on, floor);
  return editions.find((each) => each.from <= on && (each.to === null || on <= each.to)) ?? null;
}

/**
 * The major-hazard criteria (重大事故隐患判定情形) that can apply on a day to an enterprise of these sectors, in the order of the
 * instrument. An industrial-trade sector brings the general criteria with it. Throws BeforeFloor (2017-11-30 for industrial
 * trade, 2017-09-01 for mines). Basis: 安全生产法（2021）§118(2).
 */
export function criteriaOn(law: PhoneLaw, sector: Sector | readonly Sector[], on: Day): readonly Criterion[] {
  const asked = new Set<Sector>(typeof sector === 'string' ? [sector] : sector);
  const scopes = new Set<CriteriaScope>([...asked].map(scopeOf));
  if (scopes.has('industrial-trade')) asked.add('general');
  return [...scopes].flatMap(
    (scope) => editionOn(law, scope, on)?.criteria.filter((each) => asked.has(each.sector)) ?? [],
  );
}

/** What is known to be missing in the criteria of these sectors on a day; the screen must show it beside the list. */
export function gapsOn(law: PhoneLaw, sector: Sector | readonly Sector[], on: Day): readonly string[] {
  const scopes = new Set((typeof sector === 'string' ? [sector] : sector).map(scopeOf));
  return [...scopes].flatMap(
    (scope) =>
      editionOn(law, scope, on)
        ?.gaps.filter((gap) => gap.from <= on)
        .map((gap) => gap.note) ?? [],
  );
}

/** Whether a criterion could decide on a day. */
export function decidesOn(criterion: Pick<Criterion, 'from' | 'to'>, on: Day): boolean {
  return criterion.from <= on && (criterion.to === null || on <= criterion.to);
}
