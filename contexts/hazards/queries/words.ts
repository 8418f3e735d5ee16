import { LRUCache } from 'lru-cache';
import type { Actor, MeasureReads, Reads } from '#kernel';

/** Over this many hits a word is walked in the order of the page instead of being looked up. */
const FOUND_CAP = 5000;
/** Words found that often, by who looked and where: rows are never taken away, so a common word stays one. */
const common = new LRUCache<string, true>({ max: 2000, ttl: 3_600_000 });

/** Hazards whose text holds a word: their ids as the database's own text, and how many there are in all. */
export interface Hits {
  ids: string;
  found: number;
}

/** One page of them, by the day found. */
export interface Window {
  down: boolean;
  from: { v: string; id: string } | null;
  most: number;
}

/** Whose own wall stands in the count itself, by its town: an enterprise's rows are counted through the ledger's conditions. */
export const countsWhole = ({ scope }: Actor): boolean => scope === 'county' || scope === 'town';

/**
 * The hazards a word stands in, all of them or one window by the day found; null when they are too many to be looked up (or the word is
 * too short for it): those are found by walking. Under row-level security LIKE cannot use an index, so the lookup is a function of the
 * database, which keeps to what the actor may see (hazards.find, hazards.find_page).
 */
export async function hitsOf(
  reads: Pick<MeasureReads | Reads, 'actor' | 'one'>,
  word: string,
  town: string | null,
  window?: Window,
): Promise<Hits | null> {
  const { actor } = reads;
  if ([...word].length < 2 || actor.scope === 'expert') return null;
  // Small letters are made here, as those of the search row were: a server whose locale is C knows none beyond ASCII.
  const small = word.toLowerCase();
  const place = [actor.county, actor.scope, actor.town, actor.enterprise, town, small].join();
  if (common.has(place)) return null;
  const hits = window
    ? await reads.one<Hits>(
        'select ids::text as ids, hits as found from hazards.find_page($1, $2, $3, $4, $5, $6, $7)',
        [small, FOUND_CAP + 1, town, window.down, window.from?.v ?? null, window.from?.id ?? null, window.most],
      )
    : await reads.one<Hits>(
        'select x.ids::text as ids, cardinality(x.ids) as found from (select array(select hazards.find($1, $2, $3)) as ids) x',
        [small, FOUND_CAP + 1, town],
      );
  if (hits!.found <= FOUND_CAP) return hits;
  common.set(place, true);
  return null;
}
