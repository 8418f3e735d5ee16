import { ask, type Found } from '#kernel/ui';
import { sectorWords } from '../domain/words.ts';
import type { EnterpriseFound } from './answers.ts';

/** Enterprises by name, pinyin initials or code, for the search over everything. */
export async function findEnterprises(words: string, signal: AbortSignal): Promise<Found[]> {
  const q = words.trim().slice(0, 60);
  if (q === '') return [];
  const hits = await ask<EnterpriseFound[]>('registry.search', { q }, signal);
  return hits.map((hit) => ({
    title: hit.name,
    note: `${hit.townName} · ${sectorWords[hit.sector]} · ${hit.uscc}`,
    path: `/enterprises/${hit.id}`,
  }));
}
