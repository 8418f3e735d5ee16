import type { Calendar, Day } from '#kernel';
import { calendarOf } from './domain/calendar.rule.ts';
import { criterion } from './domain/clause.rule.ts';
import { decidesOn } from './domain/criteria.rule.ts';
import type { Criterion, Law } from './domain/law.ts';

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

/** The county's calendar of working days. */
export const calendarNow = (county: string): Calendar => calendarOf(law(), county);
