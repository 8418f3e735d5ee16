import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { colour, cssVariables, heat } from './theme.ts';

const house = join(import.meta.dirname, '../..');

function screens(): string[] {
  return ['kernel/ui', 'contexts', 'apps'].flatMap((top) =>
    readdirSync(join(house, top), { recursive: true, encoding: 'utf8' })
      .map((name) => join(top, name).replaceAll('\\', '/'))
      .filter((name) => /\.(tsx|css)$/.test(name) && !/\.test\.tsx?$|\/node_modules\/|\/dist\//.test(name)),
  );
}

/** A colour or a size that belongs into theme.ts. Breakpoints must be literals: variables do not work in @media. */
function literals(text: string, css: boolean): string[] {
  const bare = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/@media[^{]*\{/g, '{');
  return [
    ...(bare.match(/#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b(?![\w-])/g) ?? []),
    ...(bare.match(/\b(?:rgb|rgba|hsl|hsla)\(/g) ?? []),
    ...(bare.match(/font-?[sS]ize['"]?:\s*['"]?\d[^;,}]*/g) ?? []),
    ...(css ? (bare.match(/(?<![\w-])\d*\.?\d+(?:px|rem|pt)\b/g) ?? []) : (bare.match(/['"`]\d+px['"`]/g) ?? [])),
  ];
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (hi + 0.05) / (lo + 0.05);
}

test('the scan knows a literal when it sees one', () => {
  expect(literals('.a { color: #0F6B6B; font-size: 14px; margin: 4px }', true).length).toBeGreaterThanOrEqual(3);
  expect(literals("style={{ color: 'rgba(0,0,0,.5)', fontSize: 13 }}", false).length).toBe(2);
  expect(literals('@media (max-width: 820px) { .a { color: var(--ink) } } /* #fff 3px */', true)).toEqual([]);
});

describe('no colour or size outside theme.ts', () => {
  test.each(screens())('%s', (name) => {
    expect(literals(readFileSync(join(house, name), 'utf8'), name.endsWith('.css'))).toEqual([]);
  });
});

test('every variable used in a stylesheet exists', () => {
  const known = new Set(cssVariables().match(/--[\w-]+(?=:)/g));
  const used = screens()
    .filter((name) => name.startsWith('kernel/ui') || name.includes('/desk/'))
    .flatMap((name) =>
      [...readFileSync(join(house, name), 'utf8').matchAll(/var\((--[\w-]+)\)/g)].map((hit) => [
        name,
        hit[1] as string,
      ]),
    );
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter(([, variable]) => !known.has(variable as string))).toEqual([]);
});

test.each([
  ['ink on paper', colour.ink, colour.paper],
  ['ink on the deepest heat', colour.ink, heat[4]],
  ['quiet on ground', colour.quiet, colour.ground],
  ['quiet on sunk', colour.quiet, colour.sunk],
  ['faint on paper', colour.faint, colour.paper],
  ['jade on paper', colour.jade, colour.paper],
  ['jade on its pale', colour.jade, colour.jadePale],
  ['white on jade', colour.onDark, colour.jade],
  ['late on its pale', colour.late, colour.latePale],
  ['caution on its pale', colour.caution, colour.cautionPale],
  ['red on pale', colour.riskRedInk, colour.riskRedPale],
  ['orange on pale', colour.riskOrangeInk, colour.riskOrangePale],
  ['yellow on pale', colour.riskYellowInk, colour.riskYellowPale],
  ['blue on pale', colour.riskBlueInk, colour.riskBluePale],
])('contrast of %s is at least 4.5', (_, front, back) => {
  expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
});
