import { KEPT_DAYS, NEWS_DAYS } from './words.ts';

const DAY_MS = 86_400_000;
const daysAgo = (at: string, now: string): number => (Date.parse(now) - Date.parse(at)) / DAY_MS;

/** Before this instant messages are no longer kept. */
export const keptSince = (now: string): string => new Date(Date.parse(now) - KEPT_DAYS * DAY_MS).toISOString();

/** Somebody whom a word's address names. */
export interface Candidate {
  account: string;
  /** He answers for the enterprise the word is about. */
  answers: boolean;
  /** He turned this kind of word off. */
  silent: boolean;
}

/**
 * Who of those addressed is told: never the one who acted; where somebody answers for the enterprise, only those who do; nobody who turned the kind
 * off, unless it is an alarm. Whoever answers for it and turned it off passes it to nobody.
 */
export function toldOf(
  word: { alarm: boolean; byAccount: string | null },
  candidates: readonly Candidate[],
): readonly string[] {
  const others = candidates.filter(({ account }) => account !== word.byAccount);
  const answering = others.filter(({ answers }) => answers);
  return (answering.length > 0 ? answering : others)
    .filter(({ silent }) => word.alarm || !silent)
    .map(({ account }) => account);
}

/** How a word stands in the inbox when it is carried: as news, as read already, or not at all. */
export function standing(at: string, now: string): 'news' | 'read' | 'gone' {
  const days = daysAgo(at, now);
  return days > KEPT_DAYS ? 'gone' : days > NEWS_DAYS ? 'read' : 'news';
}
