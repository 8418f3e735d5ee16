/** What is declared is also tried: a move nobody lists, a rule, a measure or a tally nobody asks for fails here by its name. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AnyMove } from '#kernel';
import { addRules, loadLaw, ruleEntries } from '#law-catalogue';
import { registryRules } from '#registry';
import { allDeclarations } from '../apps/server/declarations.ts';
import { readTree, root, type SourceFile } from './source/tree.ts';
import { movesOf, unaskedRules, uncountedMeasures, undeclaredTallies, unlistedMoves, unoffered } from './tidy/asked.ts';
import { unknownCites } from './tidy/cites.ts';

const tree = readTree();
const planted = (files: Record<string, string>): SourceFile[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));
const { commands, ledgers, measures, queries, subjects, tallies } = allDeclarations();

test('every rule is asked by its name in a test', () => {
  addRules(registryRules);
  const names = ruleEntries().map((rule) => rule.name);
  expect(unaskedRules(tree, names)).toEqual([]);
  expect(names.length).toBeGreaterThan(15);
});

test('and a rule that no test asks is seen, a list of names being no trial', () => {
  const files = planted({
    'contexts/law-catalogue/rules/risk/score.test.ts': "evaluateRule('risk.lec', {})",
    'contexts/law-catalogue/rules/index.test.ts': "const all = ['risk.ls'];",
    'contexts/law-catalogue/rules/risk/rule.ts': "rule({ name: 'risk.ls' })",
    'test/asked.test.ts': "'risk.ls'",
  });
  expect(unaskedRules(files, ['risk.lec', 'risk.ls', 'risk.l'])).toEqual(['risk.ls', 'risk.l']);
});

test('every measure is counted by a notice or tried by a test', () => {
  const names = measures.map((m) => m.name);
  expect(uncountedMeasures(tree, names)).toEqual([]);
  expect(names.length).toBeGreaterThan(10);
});

test('and a measure that nobody counts is seen, one that begins like another too', () => {
  const files = planted({
    'notices/2022-63.yaml': 'measure:\n  name: hazards.closed-share\n',
    'contexts/hazards/measures.ts': "measure({ name: 'hazards.open' })",
    'contexts/hazards/loop.pg.test.ts': "figure('hazards.tried')",
  });
  const names = ['hazards.closed-share', 'hazards.closed', 'hazards.open', 'hazards.tried'];
  expect(uncountedMeasures(files, names)).toEqual(['hazards.closed', 'hazards.open']);
});

test('every tally a measure hangs on is declared', () => {
  expect(
    undeclaredTallies(
      measures,
      tallies.map((tally) => tally.name),
    ),
  ).toEqual([]);
});

test('and a tally that nobody declares is seen', () => {
  const hanging = [
    { name: 'a.one', from: ['t.known'] },
    { name: 'a.two', from: ['t.known', 't.gone'] },
    { name: 'a.three' },
  ];
  expect(undeclaredTallies(hanging, ['t.known'])).toEqual(['a.two: t.gone is declared by nobody']);
});

test('every declared move stands in the list of its context', () => {
  expect(unlistedMoves(tree)).toEqual([]);
  expect(movesOf(tree).length).toBeGreaterThan(20);
});

test('and a move that stands in no list is seen, imported there or not', () => {
  const files = planted({
    'contexts/hazards/domain/moves/judging.ts': 'export const judge = move({});\nexport const regrade = move({});',
    'contexts/hazards/domain/moves/beyond.ts': 'export const transfer = move({});',
    'contexts/hazards/domain/moves/index.ts':
      "import { judge, regrade } from './judging.ts';\nexport const hazardMoves = { judge } as const;",
    'contexts/risks/domain/moves/own.ts': 'export const own = move({});',
  });
  expect(unlistedMoves(files)).toEqual([
    'contexts/hazards/domain/moves/judging.ts: regrade',
    'contexts/hazards/domain/moves/beyond.ts: transfer',
    'contexts/risks/domain/moves/own.ts: own',
  ]);
});

test('every move rests on a clause that is in law/ or in a notice', async () => {
  const lists = tree.filter(({ path }) => /^contexts\/[^/]+\/domain\/moves\/index\.ts$/.test(path));
  const read = await Promise.all(lists.map(({ path }) => import(/* @vite-ignore */ `../${path}`)));
  const moves = read.flatMap((list) => Object.values(list).flatMap((one) => Object.values(one as object) as AnyMove[]));
  expect(moves.length).toBe(movesOf(tree).length);
  const law = loadLaw(join(root, 'law'));
  expect(unknownCites(moves, law, tree)).toEqual([]);
  const planted = (cite: string, own?: string) =>
    ({ command: 'risks.x', cite, ways: { all: { cite: own } } }) as unknown as AnyMove;
  const wrong = [
    '安全生产法(2021) §650',
    '安全生产法(2020) §65',
    '某法(2021) §65',
    '泽应急发〔2022〕63号 九(一)',
    '泽应急发〔2021〕63号 二(一)',
  ];
  expect(
    unknownCites(
      wrong.map((cite) => planted(cite)),
      law,
      tree,
    ),
  ).toEqual(wrong.map((cite) => `risks.x: ${cite} is in no law and no notice`));
  expect(unknownCites([planted(moves[0]!.cite, wrong[0])], law, tree)).toHaveLength(1);
});

test('whatever is declared is offered by a module', () => {
  const offered = new Set([
    ...[...commands, ...queries, ...measures, ...tallies].map(({ name }) => name),
    ...ledgers.map(({ shape }) => shape.name),
    ...subjects.map(({ kind }) => kind),
  ]);
  expect(unoffered(tree, offered)).toEqual([]);
  // Each of them is found when nothing is offered, but for what the declared moves make.
  expect(unoffered(tree, new Set()).length).toBeGreaterThan(60);
});

test('and what no module offers is seen, but for what the machine runs itself', () => {
  const files = planted({
    'contexts/risks/commands.ts': "export const grade = command({\n  name: 'risks.grade',\n});",
    'contexts/risks/queries.ts': "query({ name: 'risks.map' }); query({ name: 'risks.known' });",
    'contexts/risks/ledgers.ts': "ledgerShape({ name: 'risks.ledger' })",
    'contexts/risks/measures.ts': "measure({ name: 'risks.graded', title: '' })",
    'contexts/risks/subjects.ts': "tally<Risk>({\n  name: 'risks.byColour' })",
    'contexts/risks/rounds.ts': "subject<rows.Check>({ kind: 'risk-check', table: 'risks.check' })",
    'contexts/risks/commands/first.ts': "command({ name: 'risks.first', may: [allow<never>(['system'], '系统')] })",
    'contexts/risks/testing.ts': "command({ name: 'risks.try' })",
  });
  expect(unoffered(files, new Set(['risks.known']))).toEqual([
    'contexts/risks/commands.ts: risks.grade is offered by no module',
    'contexts/risks/queries.ts: risks.map is offered by no module',
    'contexts/risks/ledgers.ts: risks.ledger is offered by no module',
    'contexts/risks/measures.ts: risks.graded is offered by no module',
    'contexts/risks/subjects.ts: risks.byColour is offered by no module',
    'contexts/risks/rounds.ts: risk-check is offered by no module',
  ]);
});
