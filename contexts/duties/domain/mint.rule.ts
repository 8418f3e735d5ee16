import { addDays, type Day } from '#kernel';
import { type Applies, type Profile, type ProfileWords, whyApplies } from './applies.rule.ts';
import { type Every, type Period, periodAt, periodsBetween } from './period.rule.ts';

/** What of a declared duty its instances hang on. */
export interface Recurring {
  when: readonly Applies[];
  every: Every | null;
  opens: 'start' | 'end';
  from: Day;
  to: Day | null;
}

/** What an enterprise was, oldest first; each holds until the next begins. The first begins on the day of its registration. */
export type History = readonly { from: Day; profile: Profile }[];

/** Days to look at: instances up to the day before `from` were made already. */
export interface Window {
  from: Day;
  to: Day;
  /** The first look of a county, or duties changed: periods under way are looked at from their beginning. */
  anew: boolean;
}

/** An instance that comes into being. */
export interface Minted extends Period {
  opensOn: Day;
  dueOn: Day;
  /** Day from which it is owed: the period's first, or when the enterprise became one that owes it. */
  appliesOn: Day;
  why: string;
}

/** Last day of what falls due; null where the law of that day is not held. */
export type DueOf<D extends Recurring> = (duty: D, period: Period) => Day | null;

export const profileOn = (history: History, on: Day): Profile | null =>
  history.findLast((one) => one.from <= on)?.profile ?? null;

/** The first day between two on which the duty binds, and why. */
function firstBound(
  { when }: Recurring,
  history: History,
  from: Day,
  to: Day,
  words: ProfileWords,
): { on: Day; why: string } | null {
  const turns = [from, ...history.map((one) => one.from).filter((day) => day > from && day <= to)];
  for (const on of turns) {
    const profile = profileOn(history, on);
    const why = profile && whyApplies(when, profile, words);
    if (why) return { on, why };
  }
  return null;
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** When it may be done first, and by when at the latest. */
export const opensOn = ({ opens }: Recurring, { first, last }: Period): Day =>
  opens === 'end' ? addDays(last, 1) : first;

/**
 * Instances of one periodic duty that come into being within the window, for one who was what `history` says; `touched` when he changed or
 * came within it. What was due before the window began, or before it bound him, is not made up afterwards.
 */
export function mint<D extends Recurring>(
  obligation: D,
  history: History,
  window: Window,
  touched: boolean,
  dueOf: DueOf<D>,
  words: ProfileWords,
): Minted[] {
  const { every } = obligation;
  if (!every) return [];
  // A law that begins within the window is new for everybody, like one who changed.
  const fresh = window.anew || touched || obligation.from >= window.from;
  const running = periodAt(every, window.from);
  // A report on a period may still be due when the next has begun.
  const begin = fresh ? addDays(running.first, -1) : running.first;
  return periodsBetween(every, begin, window.to).flatMap((period) => {
    if (!fresh && period.first < window.from) return [];
    const low = later(period.first, obligation.from);
    const high = earlier(earlier(period.last, window.to), obligation.to ?? period.last);
    const bound = low > high ? null : firstBound(obligation, history, low, high, words);
    const dueOn = bound && dueOf(obligation, period);
    if (!dueOn || dueOn < bound.on || (bound.on < window.from && dueOn < window.from)) return [];
    return [{ ...period, opensOn: opensOn(obligation, period), dueOn, appliesOn: bound.on, why: bound.why }];
  });
}

/** An instance that is there, as far as its going on depends on the profile. */
export interface Standing {
  periodFrom: Day;
  periodTo: Day;
  state: string;
}

/**
 * What a changed profile makes of an instance not yet handed in: it ends when the duty no longer bound him before its period was over, and
 * comes back when it binds again. `null`: stays as it is. A period that was served to its end stays owed.
 */
export function goesOn(
  obligation: Recurring,
  standing: Standing,
  history: History,
  today: Day,
  words: ProfileWords,
): { ends: Day } | { returns: true } | null {
  const until = obligation.every ? earlier(today, standing.periodTo) : today;
  const bound = (on: Day): boolean => {
    const profile = profileOn(history, on);
    return profile !== null && whyApplies(obligation.when, profile, words) !== null;
  };
  if (bound(until)) return standing.state === 'ended' ? { returns: true } : null;
  if (standing.state !== 'owed' && standing.state !== 'returned') return null;
  const turns = history.map((one) => one.from).filter((day) => day > standing.periodFrom && day <= until);
  const since = turns.findLastIndex((day) => bound(addDays(day, -1)));
  return { ends: turns[since] ?? until };
}
