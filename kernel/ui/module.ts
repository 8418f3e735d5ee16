import type { ComponentType } from 'react';

/** Something the palette found: it opens as a tab. */
export interface Found {
  title: string;
  note?: string;
  path: string;
}

/** A source of the search over everything (Ctrl K). */
export interface SearchProvider {
  title: string;
  needs?: string | readonly string[];
  find: (words: string, signal: AbortSignal) => Promise<Found[]>;
}

/** A line of the left menu. */
export interface MenuPlace {
  title: string;
  icon: ComponentType;
  path: string;
  /** Command or query names, any of which must be in `me.may`. */
  needs?: string | readonly string[];
  /** Small first; 50 when absent. */
  order?: number;
  /** Heading the line stands under. */
  group?: string;
}

/** A page by its path (`/hazards/$id`), each its own chunk. */
export interface RoutePlace {
  path: string;
  title: string;
  needs?: string | readonly string[];
  page: () => Promise<{ default: ComponentType }>;
}

/** What a context brings to the desk: `export const desk: DeskModule` in `contexts/<subject>/desk/index.ts`. */
export interface DeskModule {
  menu: readonly MenuPlace[];
  routes: readonly RoutePlace[];
  search?: readonly SearchProvider[];
}
