import { type Calendar, type Day, isRefused } from '#kernel';
import { calendarOf } from './domain/calendar.rule.ts';
import { criterion } from './domain/clause.rule.ts';
import { criteriaOn, decidesOn, gapsOn } from './domain/criteria.rule.ts';
import type { Checklist, Criterion, Law } from './domain/law.ts';
import { localOn } from './domain/local.rule.ts';
import type { Obligation } from './domain/obligation.ts';
import type { Sector } from './domain/words.ts';
import { deadlineOf } from './rules/deadline/due.ts';
import { gradeMajorHazard, type MajorHazardGiven } from './rules/major-hazard/grade.ts';

let loaded: Law | null = null;

/** Puts the law in force for this process: once, at start, before anybody is let in. */
export function setLaw(law: Law): void {
  loaded = law;
}

/** The law loaded at start. Throws before that: a server without law must not answer. */
export function law(): Law {
  if (!loaded) throw new Error('the law is not loaded');
  return loaded;
}

/** A criterion that decides on that day, or null. */
export function criterionOn(id: string, on: string): Criterion | null {
  const found = criterion(law(), id);
  return found && decidesOn(found, on as Day) ? found : null;
}

/** The criteria (判定情形) of these sectors in force on a day. @throws BeforeFloor */
export const criteriaFor = (sectors: readonly Sector[], on: Day) => criteriaOn(law(), sectors, on);

/** What of those sectors the catalogue is known not to hold on that day. */
export const gapsFor = (sectors: readonly Sector[], on: Day) => gapsOn(law(), sectors, on);

/** A checklist (检查清单) by its id; null without one. */
export const checklistOf = (id: string | null | undefined): Checklist | null =>
  (id ? law().checklists.get(id) : undefined) ?? null;

/** Ids of every checklist. */
export const checklistIds = (): string[] => [...law().checklists.keys()];

/**
 * Last day of a period (`deadline.of`) that begins on `from` in that county; null where the law of that day is not held, or says nothing:
 * no clock is better than a made-up one. `asOf` is the day whose law counts, where it is not the first day.
 */
export function dueBy(clock: string, from: string, county: string, asOf?: Day): Day | null {
  const answer = deadlineOf({ clock, from, events: [], county, asOf }, law());
  return isRefused(answer) ? null : (answer.result.due as Day);
}

/** The duties with clocks (应办事项) of a county: everybody's and its own, in the order of the data. */
export const obligationsOf = (county: string): readonly Obligation[] =>
  [...law().obligations.values()].filter((one) => one.county === null || one.county === county);

/** A duty with a clock by its id, of whichever county; null when the catalogue does not hold it. */
export const obligationOf = (id: string): Obligation | null => law().obligations.get(id) ?? null;

/** How long a county keeps evidence as of a day: its own rules, else ours; null before both. */
export const retentionOn = (county: string, on: Day) => localOn(law().retentionRules, county, on);

/** The county's calendar of working days. */
export const calendarNow = (county: string): Calendar => calendarOf(law(), county);

/** 重大危险源辨识与分级 of one unit by the law of a day (`major-hazard.grade`), with the edition it was judged by. */
export function majorHazardOn(given: MajorHazardGiven, on: Day) {
  const ruling = gradeMajorHazard(given, law(), on);
  return isRefused(ruling) ? ruling : { ...ruling, edition: law().majorHazard.cite };
}
