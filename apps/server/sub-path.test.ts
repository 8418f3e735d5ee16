import { expect, test } from 'vitest';
import { configOf } from './config.ts';
import { pageBelow, pathWithin } from './sub-path.ts';

test('the path is taken off where it is, once, and only as whole parts', () => {
  expect(pathWithin('/zean', '/zean/api/v1/access/me?a=1')).toBe('/api/v1/access/me?a=1');
  expect(pathWithin('/zean', '/zean')).toBe('/');
  expect(pathWithin('/zean', '/zean?return=/')).toBe('/?return=/');
  expect(pathWithin('/zean', '/zeana/x')).toBe('/zeana/x');
  expect(pathWithin('/zean', '/field/')).toBe('/field/');
  expect(pathWithin('', '/zean/')).toBe('/zean/');
});

test('a page names its links, scripts and forms below the path, and others as they are', () => {
  const page =
    '<head></head><a href="/open/">甲</a><a href="//x.cn/">乙</a><a href="#c">丙</a><form action="/open/law/a"><script src="/assets/a.js">';
  expect(pageBelow('/a/b', page)).toBe(
    '<head><meta name="zean-base" content="/a/b"></head><a href="/a/b/open/">甲</a><a href="//x.cn/">乙</a><a href="#c">丙</a><form action="/a/b/open/law/a"><script src="/a/b/assets/a.js">',
  );
  expect(pageBelow('', page)).toBe(page);
});

test.each(['zean', '/zean/', '/', '//x', '/a b', '/field', '/api/x'])('ZEAN_BASE=%s is refused in one line', (base) => {
  expect(() => configOf({ ZEAN_BASE: base })).toThrow(/^环境变量 ZEAN_BASE=.*有误：[^\n]+$/);
});

test.each(['/zean', '/x/safety.2', ''])('ZEAN_BASE=%s is taken', (base) => {
  expect(configOf({ ZEAN_BASE: base }).base).toBe(base);
});
