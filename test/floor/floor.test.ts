import { expect, test } from 'vitest';
import { scriptBelow } from './scripts.ts';
import { styleBelow } from './styles.ts';

const whats = (found: { what: string }[]) => found.map(({ what }) => what);

test('a script is told for what Chrome 86, Safari 14 or Firefox 102 do not have: syntax, methods, statics, globals, patterns', () => {
  expect(scriptBelow('class A { #a = 1 }')[0]?.what).toMatch(/^syntax: /);
  expect(scriptBelow('a ??= 1')[0]?.what).toMatch(/^syntax: /);
  expect(scriptBelow('await a()')[0]?.what).toMatch(/^syntax: /);
  expect(whats(scriptBelow('const a = [1].at(-1)'))).toEqual(['.at()']);
  expect(whats(scriptBelow('rows.toSorted(); rows?.findLast(a)'))).toEqual(['.toSorted()', '.findLast()']);
  expect(whats(scriptBelow('Object.hasOwn(a, "b"); AbortSignal.timeout(1); Object.groupBy(a, b)'))).toEqual([
    'Object.hasOwn',
    'AbortSignal.timeout',
    'Object.groupBy',
  ]);
  expect(whats(scriptBelow('structuredClone(a)'))).toEqual(['structuredClone']);
  expect(whats(scriptBelow('crypto.randomUUID()'))).toEqual(['.randomUUID()']);
  expect(whats(scriptBelow('/(?<=a)b/.test(c); new RegExp("(?<!a)b")'))).toEqual(['(?<=', '(?<=']);
});

test('what the floor has is not told, nor another object of the same name', () => {
  expect(
    scriptBelow('a?.b ?? [1].flatMap(c).find(d); Object.entries(e); CSS.escape(f); "a".replaceAll("b", "c")'),
  ).toEqual([]);
  expect(scriptBelow('const a = { at: 1 }; a.at; Promise.allSettled([]); new AbortController().abort()')).toEqual([]);
});

test('a style sheet is told for properties, values, functions, units and selectors; what asks @supports first is not', () => {
  expect(whats(styleBelow('.a:has(b) { inset: 0 }'))).toEqual([':has', 'inset']);
  expect(whats(styleBelow('.a:where(.b) { aspect-ratio: 1 }'))).toEqual([':where', 'aspect-ratio']);
  expect(whats(styleBelow('.a { color: color-mix(in srgb, red, blue); height: 100dvh }'))).toEqual([
    'color-mix()',
    'dvh',
  ]);
  expect(whats(styleBelow('@container (width > 1px) { .a { color: red } }'))).toContain('@container');
  expect(styleBelow('@supports (height: 100dvh) { .a { height: 100dvh } }')).toEqual([]);
  expect(styleBelow('.a:hover, .b::before { display: grid; color: var(--a); -webkit-user-drag: none }')).toEqual([]);
});
