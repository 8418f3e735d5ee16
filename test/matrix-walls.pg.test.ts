/** Every declared command × twelve roles × five cells, with the application's wall alone and with the database's alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { type TestCounty, testCounty } from './county.ts';
import { inScope } from './matrix/cells.ts';
import { everyRow, letterOf, runnerOf } from './matrix/stand.ts';
import { declared, lineOf, refuses, triesOf, tryAll } from './matrix/tries.ts';
import { hazardAt } from './walk.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
afterAll(() => c?.close());

describe('app alone', () => {
  test.each(declared)('%s', (name) => refuses(c, name, 'app alone'));
});

describe('database alone', () => {
  test.each(declared.filter((name) => !lineOf(name).nobodys))('%s', async (name) => {
    const beyond = triesOf(c, name).filter(
      ([, who, cell, letter]) =>
        !inScope(who, cell) && letter !== 'y' && letter !== 'i' && !(cell === 'random' && lineOf(name).creates),
    );
    await tryAll(c, name, beyond, 'database alone');
  });

  test.each(declared.filter((name) => lineOf(name).countys))(
    '%s: nobody of an enterprise, no expert and no agency writes what is the county’s',
    async (name) => {
      const outside = triesOf(c, name).filter(
        ([, who, cell]) => cell === 'own' && who.scope !== 'county' && who.scope !== 'town',
      );
      await tryAll(c, name, outside, 'database alone');
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
