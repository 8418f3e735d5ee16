/** Every declared command × twelve roles × five cells, with both walls, the application's alone, the database's alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { allDeclarations } from '../apps/server/declarations.ts';
import { type TestCounty, testCounty } from './county.ts';
import { type Cell, cells, inScope } from './matrix/cells.ts';
import { wordOf } from './matrix/proof.ts';
import { commandOf, commands, unproven } from './matrix/proofs.ts';
import { everybody, everyRow, letterOf, runnerOf, type Stand, sentenceOf } from './matrix/stand.ts';
import { hazardAt } from './walk.ts';

const names = allDeclarations().commands.map((cmd) => cmd.name);
/** Lines of the matrix: a command, or one loop of it. */
const declared = Object.keys(commands);
const lineOf = (name: string) => commands[name] as (typeof commands)[string];

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
afterAll(() => c?.close());

test('every command has a line in the proof of its context, with a body to try it with; every line is of a command', () => {
  expect(unproven(names, declared)).toEqual([]);
});

type Try = [role: string, who: Actor, cell: Cell, letter: string];

const triesOf = (name: string): Try[] =>
  everybody(c).flatMap(([role, who]) => {
    const word = wordOf(lineOf(name).who, role);
    return cells.map((cell, i): Try => [role, who, cell, word[i] ?? '?']).filter(([, , , letter]) => letter !== '-');
  });

const bodyOf = (name: string, cell: Cell, who: Actor) => lineOf(name).body(c, cell, who);

/** Tries that must come to nothing: all bodies first, then the attempts, with every row the same before and after. */
async function tryAll(
  name: string,
  tries: readonly Try[],
  stand: Stand,
): Promise<{ letters: string[]; sentences: Map<string, Set<string>> }> {
  const made = new Map<string, Promise<Record<string, unknown>>>();
  const bodies = [];
  for (const [, who, cell] of tries) {
    const key = lineOf(name).personal ? `${cell} ${who.role}` : cell;
    const body = made.get(key) ?? bodyOf(name, cell, who);
    made.set(key, body);
    bodies.push(await body);
  }
  const before = await everyRow(c);
  const letters: string[] = [];
  const sentences = new Map<string, Set<string>>();
  for (const [i, [role, who]] of tries.entries()) {
    const outcome = await c.attempt(who, commandOf(name), bodies[i], runnerOf(c, stand));
    const letter = letterOf(outcome);
    letters.push(letter);
    if (letter === 'n') sentences.set(role, (sentences.get(role) ?? new Set()).add(sentenceOf(outcome)));
  }
  expect(shown(tries, letters).filter((_, i) => letters[i] === 'y')).toEqual([]);
  expect(await everyRow(c), `${name}: a refused act left something behind`).toEqual(before);
  return { letters, sentences };
}

const shown = (tries: readonly Try[], letters: readonly string[]) =>
  tries.map(([role, , cell], i) => `${role} ${cell} ${letters[i]}`);

describe.each(['both', 'app alone'] as const)('%s', (stand) => {
  test.each(declared)('%s', async (name) => {
    const tries = triesOf(name);
    const refused = tries.filter(([, , , letter]) => letter !== 'y');
    const { letters, sentences } = await tryAll(name, refused, stand);
    expect(shown(refused, letters)).toEqual(
      shown(
        refused,
        refused.map(([, , , letter]) => letter),
      ),
    );
    // What is there but not mine sounds exactly like what is not there.
    for (const [role, said] of sentences) expect([...said], `${name} as ${role}`).toHaveLength(1);

    // What is allowed with both walls is tried with both: taking one away allows no less.
    const allowed = stand !== 'both' ? [] : tries.filter(([, , , letter]) => letter === 'y');
    const outcomes = [];
    for (const [, who, cell] of allowed)
      outcomes.push(await c.attempt(who, commandOf(name), await bodyOf(name, cell, who), runnerOf(c, stand)));
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
});

describe('database alone', () => {
  test.each(declared.filter((name) => !lineOf(name).nobodys))('%s', async (name) => {
    const beyond = triesOf(name).filter(
      ([, who, cell, letter]) =>
        !inScope(who, cell) && letter !== 'y' && letter !== 'i' && !(cell === 'random' && lineOf(name).creates),
    );
    await tryAll(name, beyond, 'database alone');
  });

  test.each(declared.filter((name) => lineOf(name).countys))(
    '%s: nobody of an enterprise, no expert and no agency writes what is the county’s',
    async (name) => {
      const outside = triesOf(name).filter(
        ([, who, cell]) => cell === 'own' && who.scope !== 'county' && who.scope !== 'town',
      );
      await tryAll(name, outside, 'database alone');
    },
  );
});

test.each(['both', 'app alone', 'database alone'] as const)(
  '%s: a picture of another enterprise is no evidence of mine',
  async (stand) => {
    const who = c.people['safety-manager'] as Actor;
    const picture = await c.upload(c.others.foreign);
    const id = await hazardAt(c, 'home', 'assigned');
    const before = await everyRow(c);
    expect(
      letterOf(
        await c.attempt(
          who,
          'hazards.rectify',
          { id, note: '已改', photos: [{ sha256: picture }] },
          runnerOf(c, stand),
        ),
      ),
    ).toBe('i');
    expect(await everyRow(c)).toEqual(before);
  },
);

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
