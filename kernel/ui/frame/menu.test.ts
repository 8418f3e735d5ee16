import { describe, expect, test } from 'vitest';
import type { MenuGroup, MenuPlace } from '../module.ts';
import { chosenPlace, MOST_LINES, menuShape, openAtFirst, openGroups } from './menu.ts';
import { pagesFor, pagesOf } from './page-search.ts';

const place = (path: string, group?: string, order?: number): MenuPlace => ({
  title: path,
  icon: () => null,
  path,
  ...(group ? { group } : {}),
  ...(order ? { order } : {}),
});
const groups: MenuGroup[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key, i) => ({
  key,
  title: `组${key}`,
  open: i % 2 === 0 ? ['officer'] : ['manager', 'officer'],
}));
/** Forty-five lines: one above all, the others five or six to a group. */
const planted = [place('/'), ...Array.from({ length: 44 }, (_, i) => place(`/${i}`, groups[i % 8]!.key, i + 1))];
const shape = menuShape(planted, groups);
const linesOf = (open: ReadonlySet<string>) =>
  shape.loose.length + shape.groups.filter((g) => open.has(g.key)).reduce((n, g) => n + g.places.length, 0);

describe('a menu of forty-five lines', () => {
  test('has every line once, in its group', () => {
    expect(shape.loose.length + shape.groups.reduce((n, g) => n + g.places.length, 0)).toBe(45);
    expect(shape.groups.map((g) => g.key)).toEqual(groups.map((g) => g.key));
  });

  test.each(['officer', 'manager', 'nobody'])('%s never has more than ten open', (role) => {
    const first = openAtFirst(shape, role);
    expect(linesOf(openGroups(shape, first))).toBeLessThanOrEqual(MOST_LINES);
    // Whatever is opened one after the other.
    let wanted = first;
    for (const key of [...'hgfedcba', ...'aceg', ...'bdfh']) {
      wanted = [key, ...wanted.filter((one) => one !== key)];
      const open = openGroups(shape, wanted);
      expect(open.has(key)).toBe(true);
      expect(linesOf(open)).toBeLessThanOrEqual(MOST_LINES);
    }
  });

  test('what is opened last stands open, what no longer fits is folded, small ones stay beside each other', () => {
    const small = menuShape(
      [...Array.from({ length: 9 }, (_, i) => place(`/x${i}`, i < 6 ? 'a' : i < 8 ? 'b' : 'c'))],
      groups,
    );
    expect([...openGroups(small, ['a', 'b', 'c'])]).toEqual(['a', 'b', 'c']);
    const long = menuShape([...Array.from({ length: 14 }, (_, i) => place(`/y${i}`, i < 12 ? 'a' : 'b'))], groups);
    expect([...openGroups(long, ['a', 'b'])]).toEqual(['a']);
    expect([...openGroups(long, ['b', 'a'])]).toEqual(['b']);
  });

  test('a line in a group nobody declared stops the start', () => {
    expect(() => menuShape([place('/x', 'nowhere')], groups)).toThrow('undeclared group: nowhere');
  });

  test('the line of an address is the longest it begins with', () => {
    const places = [place('/'), place('/law'), place('/law/changes'), place('/laws')];
    expect(chosenPlace(places, '/law/changes/1')?.path).toBe('/law/changes');
    expect(chosenPlace(places, '/law/x')?.path).toBe('/law');
    expect(chosenPlace(places, '/')?.path).toBe('/');
    expect(chosenPlace(places, '/elsewhere')).toBeUndefined();
  });
});

describe('pages in the search over everything', () => {
  const pages = pagesOf(
    [
      { path: '/hazards', title: '隐患台账', page: async () => ({ default: () => null }) },
      { path: '/hazards/$id', title: '隐患', page: async () => ({ default: () => null }) },
      { path: '/supervision/gaps', title: '监管责任缺口', page: async () => ({ default: () => null }) },
    ],
    [
      { ...place('/hazards'), title: '隐患台账' },
      { ...place('/enterprises'), title: '企业台账' },
    ],
  );
  const initials: Record<string, string> = { 隐患台账: 'yhtz', 企业台账: 'qytz', 监管责任缺口: 'jgzrqk' };
  const titles = (words: string) => pagesFor(pages, words, (title) => initials[title] ?? '').map((page) => page.title);

  test('every page whose address needs nothing, once', () => {
    expect(pages.map((page) => page.path)).toEqual(['/hazards', '/enterprises', '/supervision/gaps']);
  });
  test.each([
    ['台账', ['隐患台账', '企业台账']],
    ['缺口', ['监管责任缺口']],
    ['qy', ['企业台账']],
    ['TZ', ['隐患台账', '企业台账']],
    ['jg zr', ['监管责任缺口']],
    ['没有', []],
  ])('%s', (words, found) => expect(titles(words)).toEqual(found));
});
