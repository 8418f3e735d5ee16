/** The strip of open tabs as a pure value: every change is a function from one strip to the next. */
export interface OpenTab {
  id: string;
  /** Path with its query: the filter lives in the address. */
  href: string;
  title: string;
  /** Counter of the last look, for choosing which one gives way. */
  seen: number;
}

export interface Tabs {
  list: readonly OpenTab[];
  active: string;
  counter: number;
}

/** More than these at once and the one not looked at for longest gives way. */
export const mostTabs = 12;
/** The home tab is always there. */
export const homeId = 'home';

export const pathOf = (href: string): string => href.split(/[?#]/)[0] as string;

export function newTabs(homeTitle = '待办'): Tabs {
  return { list: [{ id: homeId, href: '/', title: homeTitle, seen: 0 }], active: homeId, counter: 0 };
}

export function activate(tabs: Tabs, id: string): Tabs {
  if (!tabs.list.some((tab) => tab.id === id)) return tabs;
  const counter = tabs.counter + 1;
  return { list: tabs.list.map((tab) => (tab.id === id ? { ...tab, seen: counter } : tab)), active: id, counter };
}

/**
 * Opens an address: the tab already on that path, at exactly this address, else a new tab at the right of the active one. `back` goes
 * back to a tab as it was left, its filter included; asked for while one is on it, it begins anew. Returns also the tab that had to give way.
 */
export function openTab(
  tabs: Tabs,
  href: string,
  how: { id: string; title: string; behind?: boolean; back?: boolean },
): { tabs: Tabs; gone?: OpenTab; opened: string } {
  const there = tabs.list.find((tab) => pathOf(tab.href) === pathOf(href));
  if (there) {
    const stays = how.back && there.id !== tabs.active;
    const list = stays ? tabs.list : tabs.list.map((tab) => (tab.id === there.id ? { ...tab, href } : tab));
    const moved = { ...tabs, list };
    return { tabs: how.behind ? moved : activate(moved, there.id), opened: there.id };
  }
  let list = [...tabs.list];
  let gone: OpenTab | undefined;
  if (list.length >= mostTabs) {
    gone = list
      .filter((tab) => tab.id !== homeId && tab.id !== tabs.active)
      .reduce((oldest, tab) => (tab.seen < oldest.seen ? tab : oldest));
    list = list.filter((tab) => tab !== gone);
  }
  const counter = tabs.counter + 1;
  const at = list.findIndex((tab) => tab.id === tabs.active) + 1;
  list.splice(at, 0, { id: how.id, href, title: how.title, seen: counter });
  const next = { list, active: how.behind ? tabs.active : how.id, counter };
  return gone ? { tabs: next, gone, opened: how.id } : { tabs: next, opened: how.id };
}

/**
 * Tabs that fold into the menu at the end of the strip when only `room` of them can be read: those not looked at for longest, never home nor
 * the active one.
 */
export function foldedTabs(tabs: Tabs, room: number): readonly OpenTab[] {
  const over = tabs.list.length - Math.max(2, room);
  if (over <= 0) return [];
  const folded = new Set(
    tabs.list
      .filter((tab) => tab.id !== homeId && tab.id !== tabs.active)
      .sort((a, b) => a.seen - b.seen)
      .slice(0, over)
      .map((tab) => tab.id),
  );
  return tabs.list.filter((tab) => folded.has(tab.id));
}

/** Closes a tab; the neighbour on the right, else on the left, comes forward. The home tab stays. */
export function closeTab(tabs: Tabs, id: string): Tabs {
  const at = tabs.list.findIndex((tab) => tab.id === id);
  if (at < 0 || id === homeId) return tabs;
  const list = tabs.list.filter((tab) => tab.id !== id);
  if (tabs.active !== id) return { ...tabs, list };
  return activate({ ...tabs, list }, (list[at] ?? list[at - 1] ?? (list[0] as OpenTab)).id);
}

export function closeOthers(tabs: Tabs, id: string): Tabs {
  return activate({ ...tabs, list: tabs.list.filter((tab) => tab.id === id || tab.id === homeId) }, id);
}

export function renameTab(tabs: Tabs, id: string, title: string): Tabs {
  if (tabs.list.every((tab) => tab.id !== id || tab.title === title)) return tabs;
  return { ...tabs, list: tabs.list.map((tab) => (tab.id === id ? { ...tab, title } : tab)) };
}

/** The page in a tab went to another address; a new path takes the page's own title until it says better. */
export function moveTab(tabs: Tabs, id: string, href: string, titleOf: (path: string) => string): Tabs {
  const tab = tabs.list.find((one) => one.id === id);
  if (!tab || tab.href === href) return tabs;
  const title = pathOf(tab.href) === pathOf(href) ? tab.title : titleOf(pathOf(href));
  return { ...tabs, list: tabs.list.map((one) => (one.id === id ? { ...one, href, title } : one)) };
}

/** The strip as text for sessionStorage, and back; anything unreadable is a fresh strip. */
export const keepTabs = (tabs: Tabs): string => JSON.stringify(tabs);

export function restoreTabs(text: string | null, homeTitle?: string): Tabs {
  try {
    const kept = JSON.parse(text ?? '') as Tabs;
    const sound =
      Array.isArray(kept.list) &&
      kept.list.every((tab) => typeof tab.id === 'string' && typeof tab.href === 'string' && tab.href.startsWith('/'));
    if (!sound || !kept.list.some((tab) => tab.id === homeId)) return newTabs(homeTitle);
    const active = kept.list.some((tab) => tab.id === kept.active) ? kept.active : homeId;
    return { list: kept.list.slice(0, mostTabs), active, counter: Number(kept.counter) || 0 };
  } catch {
    return newTabs(homeTitle);
  }
}
