import { describe, expect, test } from 'vitest';
import {
  activate,
  closeOthers,
  closeTab,
  foldedTabs,
  homeId,
  keepTabs,
  mostTabs,
  moveTab,
  newTabs,
  openTab,
  renameTab,
  restoreTabs,
  type Tabs,
} from './tabs.ts';

const add = (tabs: Tabs, href: string, behind = false) => openTab(tabs, href, { id: href, title: href, behind }).tabs;
const ids = (tabs: Tabs) => tabs.list.map((tab) => tab.id);

describe('opening', () => {
  test('stands right of the active tab and comes forward', () => {
    const tabs = add(activate(add(add(newTabs(), '/a'), '/b'), '/a'), '/c');
    expect(ids(tabs)).toEqual([homeId, '/a', '/c', '/b']);
    expect(tabs.active).toBe('/c');
  });
  test('behind leaves the active tab in front', () => expect(add(newTabs(), '/a', true).active).toBe(homeId));
  test('the menu goes back to a tab as it was left, and begins anew when one is on it', () => {
    const filtered = moveTab(add(newTabs(), '/a'), '/a', '/a?town=1', (p) => p);
    const again = openTab(activate(filtered, homeId), '/a', { id: 'x', title: 'x', back: true });
    expect(again.opened).toBe('/a');
    expect(again.tabs.list[1]?.href).toBe('/a?town=1');
    expect(openTab(again.tabs, '/a', { id: 'x', title: 'x', back: true }).tabs.list[1]?.href).toBe('/a');
  });
  test('an address without a filter clears the filter', () => {
    const filtered = moveTab(add(newTabs(), '/a'), '/a', '/a?town=1', (p) => p);
    expect(openTab(activate(filtered, homeId), '/a', { id: 'x', title: 'x' }).tabs.list[1]?.href).toBe('/a');
  });
  test('a brought filter replaces the former one', () => {
    expect(openTab(add(newTabs(), '/a?town=1'), '/a?town=2', { id: 'x', title: 'x' }).tabs.list[1]?.href).toBe(
      '/a?town=2',
    );
  });
  test('the thirteenth makes the one not seen for longest give way, never home nor the active one', () => {
    let tabs = newTabs();
    for (let i = 1; i < mostTabs; i += 1) tabs = add(tabs, `/${String(i)}`);
    tabs = activate(tabs, '/1');
    const done = openTab(tabs, '/new', { id: '/new', title: '' });
    expect(done.gone?.id).toBe('/2');
    expect(done.tabs.list.length).toBe(mostTabs);
    expect(ids(done.tabs)).toContain(homeId);
  });
});

describe('folding', () => {
  const tabs = activate(add(add(add(add(newTabs(), '/a'), '/b'), '/c'), '/d'), '/a');
  const folded = (room: number) => foldedTabs(tabs, room).map((tab) => tab.id);
  test('nothing while all can be read', () => expect(folded(5)).toEqual([]));
  test('those not looked at for longest go first, in the order of the strip', () => {
    expect(folded(4)).toEqual(['/b']);
    expect(folded(3)).toEqual(['/b', '/c']);
  });
  test('home and the active one stay, however narrow the strip', () => expect(folded(0)).toEqual(['/b', '/c', '/d']));
});

describe('closing', () => {
  const tabs = add(add(newTabs(), '/a'), '/b');
  test('the right neighbour comes forward, else the left', () => {
    expect(closeTab(activate(tabs, '/a'), '/a').active).toBe('/b');
    expect(closeTab(tabs, '/b').active).toBe('/a');
  });
  test('home cannot be closed', () => expect(closeTab(tabs, homeId)).toBe(tabs));
  test('others leaves home and the one', () => expect(ids(closeOthers(tabs, '/a'))).toEqual([homeId, '/a']));
  test('a background tab closes without a change of view', () => expect(closeTab(tabs, '/a').active).toBe('/b'));
});

describe('title', () => {
  const tabs = renameTab(add(newTabs(), '/a/1'), '/a/1', '脚手架缺护栏');
  test('stays while only the filter changes', () =>
    expect(moveTab(tabs, '/a/1', '/a/1?x=1', () => '隐患').list[1]?.title).toBe('脚手架缺护栏'));
  test('changes with the page', () => expect(moveTab(tabs, '/a/1', '/a/2', () => '隐患').list[1]?.title).toBe('隐患'));
  test('the same title is the same strip', () => expect(renameTab(tabs, '/a/1', '脚手架缺护栏')).toBe(tabs));
});

describe('kept over a reload', () => {
  test('comes back equal', () => {
    const tabs = add(add(newTabs(), '/a?x=1'), '/b');
    expect(restoreTabs(keepTabs(tabs))).toEqual(tabs);
  });
  test.each([[null], ['{'], ['{"list":[]}'], ['{"list":[{"id":"home","href":"https://else.where/"}]}'], ['[]']])(
    '%s is a fresh strip',
    (text) => {
      expect(restoreTabs(text)).toEqual(newTabs());
    },
  );
  test('a lost active tab falls back to home', () => {
    expect(restoreTabs(keepTabs({ ...newTabs(), active: 'gone' })).active).toBe(homeId);
  });
});
