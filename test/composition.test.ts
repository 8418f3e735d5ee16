/** What contexts declare fits together: the server's sources and the desk's parts, menu lines and their groups, names that are asked for. */
import { describe, expect, test } from 'vitest';
import { roles } from '#access';
import { isSent, roleMay } from '#kernel';
import { menuGroups } from '../apps/desk/menu.ts';
import { modules as desks } from '../apps/desk/modules.ts';
import { modules as phones } from '../apps/field/modules.ts';
import { allDeclarations } from '../apps/server/declarations.ts';
import { deskPages, fieldPages, isPage } from '../apps/server/pages.ts';
import { MOST_LINES, menuShape, openAtFirst, openGroups } from '../kernel/ui/frame/menu.ts';
import { readTree } from './source/tree.ts';

const declared = allDeclarations();
const names = new Set([
  ...declared.commands.map((c) => c.name),
  ...declared.queries.map((q) => q.name),
  ...declared.ledgers.map((l) => l.shape.name),
]);
const listed = (needs: string | readonly string[] | undefined): readonly string[] =>
  needs === undefined ? [] : typeof needs === 'string' ? [needs] : needs;
const duplicates = (list: readonly string[]) => list.filter((one, i) => list.indexOf(one) !== i);

test('every to-do source of the server has its part of the home, and every part its source', () => {
  expect(desks.flatMap((desk) => desk.home?.source ?? []).sort()).toEqual(declared.todos.map((t) => t.name).sort());
});

test('every search source is named in the box one types into, in the order it is found', () => {
  const named = desks.flatMap((desk) => desk.finds ?? []).sort((a, b) => a.order - b.order);
  expect(named.map(({ what, order }) => [what, order])).toEqual(declared.search.map((s) => [s.title, s.order]));
});

test('the server answers at every page of desk and phone, and at no other address', () => {
  const doors = ['/sign-in', '/login'];
  const declaredPages = desks.flatMap((desk) => desk.routes.map((route) => route.path));
  expect([...declaredPages, ...doors].sort()).toEqual([...deskPages].sort());
  const ownPages = ['/outbox', '/me', '/me/check'];
  const phonePages = phones.flatMap((phone) => phone.pages.map((page) => page.path));
  expect([...phonePages, ...ownPages].sort()).toEqual([...fieldPages].sort());
});

test.each([
  ['/', true],
  ['/hazards', true],
  ['/hazards/', true],
  ['/hazards/0180c5a2-7b1e-7c3d-9f00-1a2b3c4d5e6f', true],
  ['/law/calculators/risk.lec', true],
  ['/hazards//', false],
  ['/hazards/x/y', false],
  ['/nope', false],
  ['/readyz/x', false],
  ['/index.html', false],
  ['/Hazards', false],
])('%s is a page of the desk: %s', (path, is) => {
  expect(isPage(deskPages, path)).toBe(is);
});

test('every name the desk asks or needs is declared', () => {
  const wanted = desks.flatMap((desk) => [
    ...desk.menu.flatMap((place) => listed(place.needs)),
    ...desk.routes.flatMap((route) => listed(route.needs)),
    ...(desk.finds ?? []).map((one) => one.needs),
    ...(desk.picks ?? []).map((one) => one.needs),
    ...(desk.sections ?? []).flatMap((one) => [...listed(one.needs), ...one.asks('x').map(([name]) => name)]),
    ...(desk.home?.acts ?? []).map((act) => act.needs),
    ...(desk.home?.look ? [desk.home.look.needs] : []),
  ]);
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

test('a ledger names under `looks` only what no row carries anyway', () => {
  const twice = declared.ledgers.flatMap(({ shape, looks = {} }) => {
    const carried = [...shape.columns.filter(isSent), ...(shape.carries ?? [])].map(({ key }) => key);
    return carried.filter((key) => key in looks).map((key) => `${shape.name}: ${key}`);
  });
  expect(twice).toEqual([]);
  expect(declared.ledgers.filter(({ looks }) => looks).length).toBeGreaterThan(0);
});

/** What forms pick, by the name its owner brought it under: `<PickOf of="enterprise"`. */
const picked = (text: string) => [...text.matchAll(/<PickOf\s+of="([^"]*)"/g)].map(([, of = '']) => of);

test('every pick a form names is brought by its owner, once', () => {
  const brought = desks.flatMap((desk) => (desk.picks ?? []).map((one) => one.of));
  const named = readTree().flatMap(({ path, text }) => (/\/desk\/.*\.tsx$/.test(path) ? picked(text) : []));
  expect(picked('<PickOf\n  of="nothing" />')).toEqual(['nothing']);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((of) => !brought.includes(of))).toEqual([]);
  expect(duplicates(brought)).toEqual([]);
});

describe('the menu', () => {
  const places = desks.flatMap((desk) => desk.menu);
  const routes = desks.flatMap((desk) => desk.routes);

  test('every line leads to a declared page, no page and no line is declared twice', () => {
    expect(places.map((p) => p.path).filter((path) => !routes.some((r) => r.path === path))).toEqual([]);
    expect(duplicates(places.map((p) => p.path))).toEqual([]);
    expect(duplicates(routes.map((r) => r.path))).toEqual([]);
  });

  test('every line stands in a declared group; no group alone is longer than fits', () => {
    const shape = menuShape(places, menuGroups);
    for (const group of shape.groups)
      expect(group.places.length + shape.loose.length, group.title).toBeLessThanOrEqual(MOST_LINES);
    expect(menuGroups.flatMap((g) => g.open).filter((role) => !(roles as readonly string[]).includes(role))).toEqual(
      [],
    );
  });

  test.each(roles)('%s finds something open, and no more than fits', (role) => {
    const actor = { role, scope: 'county' } as never;
    const may = new Set([
      ...declared.queries.filter((q) => roleMay(q.may, actor)).map((q) => q.name),
      ...declared.commands.filter((c) => roleMay(c.may, actor)).map((c) => c.name),
      ...declared.ledgers.filter((l) => roleMay(l.may, actor)).map((l) => l.shape.name),
    ]);
    const mine = places.filter((p) => p.needs === undefined || listed(p.needs).some((name) => may.has(name)));
    const shape = menuShape(mine, menuGroups);
    const open = openGroups(shape, openAtFirst(shape, role));
    const lines =
      shape.loose.length + shape.groups.filter((g) => open.has(g.key)).reduce((n, g) => n + g.places.length, 0);
    expect(lines).toBeLessThanOrEqual(MOST_LINES);
    expect(open.size, `${role} finds nothing open`).toBeGreaterThan(0);
  });
});
