import { type ComponentType, createContext, useContext, useMemo } from 'react';
import { type Me, mayAny, useMe } from './me.ts';

type Page<Props = object> = () => Promise<{ default: ComponentType<Props> }>;
// biome-ignore lint/suspicious/noExplicitAny: what a part is given is agreed between the one who draws it and the one who gathers
type Part = Page<any>;

/** A line of the left menu. */
export interface MenuPlace {
  title: string;
  icon: ComponentType;
  path: string;
  /** Command or query names, any of which must be in `me.may`. */
  needs?: string | readonly string[];
  /** Small first; 50 when absent. */
  order?: number;
  /** Key of the declared group it stands in; without one it stands above all groups. */
  group?: string;
}

/** A heading of the left menu that folds (declared once, by the application). */
export interface MenuGroup {
  key: string;
  title: string;
  /** Roles that find it open before they open or fold anything themselves. */
  open: readonly string[];
}

/** A page by its path (`/hazards/$id`), each its own chunk. */
export interface RoutePlace {
  path: string;
  title: string;
  needs?: string | readonly string[];
  page: Page;
}

/** A part that one context puts on the record page of another's subject. Its data is asked for together with the page's own. */
export interface SectionPlace {
  /** Whose page, as that page names it: `enterprise`. */
  of: string;
  key: string;
  title: string;
  /** Small first. */
  order: number;
  needs?: string | readonly string[];
  /** What the part will ask for, by the id of the page's subject. */
  asks: (id: string) => readonly (readonly [name: string, given: Record<string, unknown>])[];
  page: Part;
}

/** How a context shows its part of the home (待办、已办). */
export interface HomePart {
  /** Name of the server's to-do source. */
  source: string;
  /** Draws one group of what waits: `{ group, today }`. */
  group: Part;
  /** Cells of one line of 已办 after time and sentence: what it was, whose, how it stands now. `{ row }` */
  done: Part;
  /** Figures over the groups, for those who lead. */
  figures?: Page;
  /** What one may start from home. */
  acts?: readonly { title: string; path: string; needs: string }[];
  /** Where one looks when nothing waits. */
  look?: { title: string; path: string; needs: string };
  /** What will stand here, by the reader's scope, for an empty home. */
  hint: Readonly<Partial<Record<string, string>>>;
}

/** The record page of a kind of subject, for whoever only knows its id: the journal, a message. */
export interface RecordPlace {
  kind: string;
  title: string;
  path: (id: string) => string;
  needs?: string | readonly string[];
}

/** What a choice of another's row is given: the id that is chosen, the name it stands at, and what to do with another. */
export interface PickProps {
  value: string | undefined;
  name?: string | undefined;
  change: (id: string | undefined, name?: string) => void;
  /** Sentence when nothing is called what was typed. */
  nothing?: (asked: string) => string;
}

/** A choice of one of a context's rows, for forms of contexts that may not name it (`PickOf`). */
export interface PickPlace {
  /** What is chosen, as its owner names it: `enterprise`. */
  of: string;
  needs: string;
  pick: Page<PickProps>;
}

/** What a context brings to the desk: `export const desk: DeskModule` in `contexts/<subject>/desk/index.ts`. */
export interface DeskModule {
  menu: readonly MenuPlace[];
  routes: readonly RoutePlace[];
  /** What the search over everything finds of this context, and by which words, in the order it is found: for the box one types into. */
  finds?: readonly { what: string; by: string; needs: string; order: number }[];
  sections?: readonly SectionPlace[];
  picks?: readonly PickPlace[];
  records?: readonly RecordPlace[];
  /** Where one act stands in the journal (留痕): every timeline's marks lead there. */
  journal?: { needs: string; path: (entry: string) => string };
  /** The query that answers the statutory calendar of working days, by which every clock counts. */
  calendar?: { needs: string };
  home?: HomePart;
  /** A button in the bar over everything, always in reach: a bell. */
  tool?: { needs: string; page: Page };
  /** A mark in the bar over everything, out of what the context tells everybody who is signed in. */
  mark?(me: Me): string | undefined;
}

/** Every context's desk, in reach of every page. */
export const ModulesContext = createContext<readonly DeskModule[]>([]);

/** What the contexts brought of one kind, as far as its `needs` allow this person. */
export function useBrought<T extends object>(of: (module: DeskModule) => readonly T[]): readonly T[] {
  const modules = useContext(ModulesContext);
  const me = useMe();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `of` picks the same list whenever it is called
  return useMemo(
    () => modules.flatMap(of).filter((one) => mayAny(me, (one as { needs?: string }).needs)),
    [modules, me],
  );
}

const sectionsOf = (module: DeskModule): readonly SectionPlace[] => module.sections ?? [];

/** Parts that others put on the page of this kind of subject, in their order. */
export function useSections(of: string): readonly SectionPlace[] {
  const all = useBrought(sectionsOf);
  return useMemo(() => all.filter((one) => one.of === of).sort((a, b) => a.order - b.order), [all, of]);
}
