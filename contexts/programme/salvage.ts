/**
 * What can still be checked in a file that breaks its schema: broken items are set aside, the rest is checked as usual, so that
 * one run names the wrong field of one task and the unknown measure of another.
 */
import { halfWidth } from '#kernel';
import { type NoticeFile, noticeFile } from './domain/notice.ts';
import type { Aside, Path } from './domain/notice-faults.rule.ts';

const sections = ['tasks', 'lists', 'excused', 'campaigns', 'keyPeriods'] as const;

/** The sound part, and what the items set aside would have answered. */
export interface Salvaged {
  file: NoticeFile;
  aside: Aside;
  /** Path in the sound part → path in the file as written. */
  original: (path: Path) => Path;
}

/** Sets broken items aside; null when document or chapters themselves are broken. `broken` are the schema's paths. */
export function salvage(value: unknown, broken: readonly Path[]): Salvaged | null {
  if (typeof value !== 'object' || value === null) return null;
  const raw = { ...(value as Record<string, unknown>) };
  const bad = new Map<string, Set<number>>();
  for (const [section, item] of broken) {
    if (!sections.some((one) => one === section)) {
      // A field nobody knows at the top is harmless to the rest of the file.
      if (item === undefined && section !== undefined && !(section in noticeFile.shape)) delete raw[section];
      else return null;
      continue;
    }
    if (typeof item !== 'number') return null;
    bad.set(String(section), (bad.get(String(section)) ?? new Set()).add(item));
  }
  const clauses = new Set<string>();
  const campaigns = new Set<string>();
  let silent = false;
  const kept = new Map<string, number[]>();
  for (const section of sections) {
    const items = raw[section];
    if (!Array.isArray(items)) continue;
    const good: number[] = [];
    items.forEach((item: unknown, i) => {
      if (!bad.get(section)?.has(i)) {
        good.push(i);
        return;
      }
      const { clause, id } = (item ?? {}) as { clause?: unknown; id?: unknown };
      if (typeof clause === 'string') clauses.add(halfWidth(clause.trim()));
      else silent ||= section !== 'campaigns' && section !== 'keyPeriods';
      if (section === 'campaigns' && typeof id === 'string') campaigns.add(id);
    });
    kept.set(section, good);
    raw[section] = good.map((i) => items[i]);
  }
  const parsed = noticeFile.safeParse(raw);
  if (!parsed.success) return null;
  return {
    file: parsed.data,
    aside: { clauses: silent ? null : clauses, campaigns },
    original: (path) => {
      const [section, item, ...rest] = path;
      const was = typeof item === 'number' ? kept.get(String(section))?.[item] : undefined;
      return section === undefined || was === undefined ? path : [section, was, ...rest];
    },
  };
}
