/** What the matrix tries of a command: who, at which cell, with which body, and what must come of it. */
import { expect } from 'vitest';
import type { Actor } from '#kernel';
import type { TestCounty } from '../county.ts';
import { type Cell, cells } from './cells.ts';
import { wordOf } from './proof.ts';
import { commandOf, commands } from './proofs.ts';
import { everybody, everyRow, letterOf, runnerOf, type Stand, sentenceOf } from './stand.ts';

/** Lines of the matrix: a command, or one loop of it. */
export const declared = Object.keys(commands);
export const lineOf = (name: string) => commands[name] as (typeof commands)[string];

export type Try = [role: string, who: Actor, cell: Cell, letter: string];

export const triesOf = (c: TestCounty, name: string): Try[] =>
  everybody(c).flatMap(([role, who]) => {
    const word = wordOf(lineOf(name).who, role);
    return cells.map((cell, i): Try => [role, who, cell, word[i] ?? '?']).filter(([, , , letter]) => letter !== '-');
  });

export const bodyOf = (c: TestCounty, name: string, cell: Cell, who: Actor) => lineOf(name).body(c, cell, who);

export const shown = (tries: readonly Try[], letters: readonly string[]) =>
  tries.map(([role, , cell], i) => `${role} ${cell} ${letters[i]}`);

/** Tries that must come to nothing: all bodies first, then the attempts, with every row the same before and after. */
export async function tryAll(
  c: TestCounty,
  name: string,
  tries: readonly Try[],
  stand: Stand,
): Promise<{ letters: string[]; sentences: Map<string, Set<string>> }> {
  const made = new Map<string, Promise<Record<string, unknown>>>();
  const bodies = [];
  for (const [, who, cell] of tries) {
    const key = lineOf(name).personal ? `${cell} ${who.role}` : cell;
    const body = made.get(key) ?? bodyOf(c, name, cell, who);
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

/** What must be refused is refused, as the proof says, with that wall or those walls. */
export async function refuses(c: TestCounty, name: string, stand: Stand): Promise<void> {
  const refused = triesOf(c, name).filter(([, , , letter]) => letter !== 'y');
  const { letters, sentences } = await tryAll(c, name, refused, stand);
  expect(shown(refused, letters)).toEqual(
    shown(
      refused,
      refused.map(([, , , letter]) => letter),
    ),
  );
  // What is there but not mine sounds exactly like what is not there.
  for (const [role, said] of sentences) expect([...said], `${name} as ${role}`).toHaveLength(1);
}
