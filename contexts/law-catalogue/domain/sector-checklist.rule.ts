import type { Day } from '#kernel';
import { weakest } from '#kernel';
import { decidesOn } from './criteria.rule.ts';
import type { SectorItem } from './duty-tables.ts';
import type { Law } from './law.ts';

/** One standing item as it stands on a day: only the bases in force and the criteria that can decide that day. */
export interface StandingItem extends SectorItem {
  checked: 'verified' | 'secondary' | 'unverified';
}

/**
 * A sector's standing checklist on a day (当日的行业检查清单): an item without any basis in force that day is left out, and
 * criteria of another edition are not offered. Null for an unknown list and for a day before the list began.
 */
export function sectorChecklistOn(
  law: Pick<Law, 'sectorChecklists' | 'criteria'>,
  id: string,
  on: Day,
): { id: string; title: string; version: number; items: readonly StandingItem[] } | null {
  const list = law.sectorChecklists.get(id);
  if (!list || on < list.from) return null;
  const items = list.items.flatMap((item): StandingItem[] => {
    const basis = item.basis.filter((each) => each.from <= on && (each.to === null || on <= each.to));
    if (basis.length === 0) return [];
    const criteria = item.criteria.filter((each) => {
      const criterion = law.criteria.get(each);
      return criterion !== undefined && decidesOn(criterion, on);
    });
    return [{ ...item, basis, criteria, checked: weakest(basis.map((each) => each.checked)) }];
  });
  return { id, title: list.title, version: list.version, items };
}
