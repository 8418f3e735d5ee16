import type { Found } from '../../act/gather.ts';
import { initialsBy } from '../../words/initials.ts';
import type { MenuPlace, RoutePlace } from '../module.ts';

/** Every page one may go to from anywhere: lines of the menu and pages whose address needs nothing filled in. */
export function pagesOf(routes: readonly RoutePlace[], menu: readonly MenuPlace[]): readonly Found[] {
  const byPath = new Map<string, Found>();
  for (const { path, title } of [...menu, ...routes]) {
    if (!path.includes('$') && !byPath.has(path)) byPath.set(path, { path, title });
  }
  return [...byPath.values()];
}

/** Pages whose title has the words, or whose pinyin initials begin with or have them; titles first. */
export function pagesFor(
  pages: readonly Found[],
  words: string,
  initialsOf: ((title: string) => string) | null,
): readonly Found[] {
  const text = words.trim();
  const letters = text.toLowerCase().replace(/\s/g, '');
  const byTitle = pages.filter((page) => page.title.includes(text));
  if (!initialsOf || !/^[a-z0-9]+$/.test(letters)) return byTitle;
  const rest = pages.filter((page) => !byTitle.includes(page));
  const starts = rest.filter((page) => initialsOf(page.title).startsWith(letters));
  const within = rest.filter((page) => !starts.includes(page) && initialsOf(page.title).includes(letters));
  return [...byTitle, ...starts, ...within];
}

/** The dictionary, loaded when somebody first types letters. */
export async function loadInitials(): Promise<(title: string) => string> {
  const { pinyin } = await import('pinyin-pro');
  const known = new Map<string, string>();
  return (title) => {
    const there = known.get(title) ?? initialsBy(pinyin, title);
    known.set(title, there);
    return there;
  };
}
