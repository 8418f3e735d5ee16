import type { MenuGroup, MenuPlace } from '../module.ts';

/** Lines that stand open at most: what an office screen of 768 px shows beside the headings. */
export const MOST_LINES = 10;

/** The menu as one person sees it: lines above all groups, then groups that have a line. */
export interface MenuShape {
  loose: readonly MenuPlace[];
  groups: readonly (MenuGroup & { places: readonly MenuPlace[] })[];
}

/** Sorts lines into their groups. A line in a group nobody declared is a bug and stops the start. */
export function menuShape(places: readonly MenuPlace[], groups: readonly MenuGroup[]): MenuShape {
  const lost = places.find((place) => place.group && !groups.some((group) => group.key === place.group));
  if (lost) throw new Error(`menu line ${lost.title} stands in an undeclared group: ${lost.group}`);
  const sorted = [...places].sort((a, b) => (a.order ?? 50) - (b.order ?? 50));
  return {
    loose: sorted.filter((place) => !place.group),
    groups: groups
      .map((group) => ({ ...group, places: sorted.filter((place) => place.group === group.key) }))
      .filter((group) => group.places.length > 0),
  };
}

/** The line an address belongs to: the longest path it begins with. */
export function chosenPlace(places: readonly MenuPlace[], at: string): MenuPlace | undefined {
  return places
    .filter((place) => (place.path === '/' ? at === '/' : at === place.path || at.startsWith(`${place.path}/`)))
    .reduce<MenuPlace | undefined>(
      (best, place) => (best && best.path.length >= place.path.length ? best : place),
      undefined,
    );
}

/** The groups a role finds open before it opened any itself. */
export const openAtFirst = (shape: MenuShape, role: string): string[] =>
  shape.groups.filter((group) => group.open.includes(role)).map((group) => group.key);

/**
 * Which groups stand open: the wanted ones, first named first, as long as all lines together stay within `MOST_LINES`. What does not
 * fit is folded; the first one stands open however long it is.
 */
export function openGroups(shape: MenuShape, wanted: readonly string[]): ReadonlySet<string> {
  const open = new Set<string>();
  let lines = shape.loose.length;
  for (const key of wanted) {
    const group = shape.groups.find((one) => one.key === key);
    if (!group || open.has(key)) continue;
    if (open.size > 0 && lines + group.places.length > MOST_LINES) continue;
    open.add(key);
    lines += group.places.length;
  }
  return open;
}
