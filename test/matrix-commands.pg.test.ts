/** Every declared command × twelve roles × five cells, with both walls; each wall alone: matrix-walls.pg.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { allDeclarations } from '../apps/server/declarations.ts';
import { type TestCounty, testCounty } from './county.ts';
import { commandOf, unproven } from './matrix/proofs.ts';
import { letterOf, runnerOf, sentenceOf } from './matrix/stand.ts';
import { bodyOf, declared, refuses, shown, triesOf } from './matrix/tries.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
afterAll(() => c?.close());

test('every command has a line in the proof of its context, with a body to try it with; every line is of a command', () => {
  const names = allDeclarations().commands.map((cmd) => cmd.name);
  expect(unproven(names, declared)).toEqual([]);
});

test.each(declared)('%s', async (name) => {
  await refuses(c, name, 'both');
  // What is allowed with both walls is tried with both: taking one away allows no less.
  const allowed = triesOf(c, name).filter(([, , , letter]) => letter === 'y');
  const outcomes = [];
  for (const [, who, cell] of allowed)
    outcomes.push(await c.attempt(who, commandOf(name), await bodyOf(c, name, cell, who), runnerOf(c, 'both')));
  expect(
    shown(
      allowed,
      outcomes.map((one) => `${letterOf(one)} ${sentenceOf(one)}`.trim()),
    ),
  ).toEqual(
    shown(
      allowed,
      allowed.map(() => 'y'),
    ),
  );
});

test('a manager who names another enterprise opens the account at his own', async () => {
  const who = c.people.principal as Actor;
  const { id } = await c.act(who, 'access.create-account', {
    account: 'strange-one',
    name: '新人',
    role: 'worker',
    enterprise: c.firms.foreign,
  });
  expect(await c.rows('select enterprise from access.account where id = $1', [id])).toEqual([
    { enterprise: c.firms.home },
  ]);
});
