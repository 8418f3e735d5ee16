import { ask, type Found } from '#kernel/ui';
import { stateWord } from './words.ts';

interface Hit {
  id: string;
  number: string;
  enterpriseName: string;
  description: string;
  state: string;
  loop: string;
}

/** Hazards by number or words, for the search over everything; the server takes two characters and more. */
export async function findHazards(words: string, signal: AbortSignal): Promise<Found[]> {
  if ([...words.trim()].length < 2) return [];
  const { rows } = await ask<{ rows: Hit[] }>('hazards.search', { q: words.trim().slice(0, 50) }, signal);
  return rows.map((hit) => ({
    title: `${hit.number} ${hit.description.slice(0, 12)}`,
    note: `${hit.enterpriseName} · ${stateWord(hit)}`,
    path: `/hazards/${hit.id}`,
  }));
}
