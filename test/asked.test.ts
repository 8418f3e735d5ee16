/** What is declared is also tried: a move nobody lists, a rule, a measure or a tally nobody asks for fails here by its name. */
import { expect, test } from 'vitest';
import { addRules, ruleEntries } from '#law-catalogue';
import { registryRules } from '#registry';
import { allDeclarations } from '../apps/server/declarations.ts';
import { readTree } from './source/tree.ts';

const tree = readTree();
const textOf = (fits: RegExp) =>
  tree
    .filter(({ path }) => fits.test(path))
    .map(({ text }) => text)
    .join('\n');
const { measures, tallies } = allDeclarations();

/** Lists of names are no trial. */
const tests = textOf(/^(?!contexts\/law-catalogue\/rules\/index\.test|test\/asked).*\.test\.tsx?$/);

test('every rule is asked by its name in a test', () => {
  addRules(registryRules);
  const names = ruleEntries().map((rule) => rule.name);
  expect(names.filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
  expect(names.length).toBeGreaterThan(15);
});

test('every measure is counted by a notice or tried by a test', () => {
  const counted = textOf(/^notices\/.*\.yaml$/);
  expect(
    measures.map((m) => m.name).filter((name) => !counted.includes(`name: ${name}`) && !tests.includes(name)),
  ).toEqual([]);
  expect(measures.length).toBeGreaterThan(10);
});

test('every tally a measure hangs on is declared', () => {
  const known = new Set(tallies.map((tally) => tally.name));
  expect(measures.flatMap((m) => (m.from ?? []).filter((name) => !known.has(name)))).toEqual([]);
});

/** Names of the moves a file declares. */
const movesIn = (text: string) => [...text.matchAll(/^export const (\w+) = move\(/gm)].map(([, name = '']) => name);

test('every declared move stands in the list of its context', () => {
  const files = tree.filter(({ path }) => /^contexts\/[^/]+\/domain\/moves\/[^/]+(?<!index)\.ts$/.test(path));
  const unlisted = files.flatMap(({ path, text }) => {
    const list = tree.find((file) => file.path === path.replace(/[^/]+$/, 'index.ts'))?.text ?? '';
    const listed = new Set(list.slice(list.indexOf(' = {')).match(/\w+/g));
    return movesIn(text)
      .filter((name) => !listed.has(name))
      .map((name) => `${path}: ${name}`);
  });
  expect(unlisted).toEqual([]);
  expect(files.flatMap(({ text }) => movesIn(text)).length).toBeGreaterThan(20);
});
