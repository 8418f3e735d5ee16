import { ask, type Found } from '#kernel/ui';
import { catalogueWords } from '../domain/catalogue.ts';
import type { LawFound } from '../domain/search.rule.ts';
import { chinaToday } from './today.ts';

/** Law by words, for the search over everything: what is in force today. */
export async function findLaw(words: string, signal: AbortSignal): Promise<Found[]> {
  const q = words.trim().slice(0, 60);
  if (q === '') return [];
  const { found } = await ask<LawFound>('law.search', { q, on: chinaToday() }, signal);
  return found.slice(0, 6).map(({ kind, id, title, cite }) => ({
    title,
    note: `${catalogueWords[kind]} · ${cite}`,
    path: `/law?q=${encodeURIComponent(q)}&show=${encodeURIComponent(`${kind}:${id}`)}`,
  }));
}
