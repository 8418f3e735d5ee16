import { describe, expect, test } from 'vitest';
import { type Actor, type Base, type Sent, subject, tell } from '#kernel';
import type { Effect } from './effects.ts';
import { composed } from './modules.ts';
import { sendWords, wordsOf } from './tellings.ts';

interface Oven extends Base {
  heat: number;
}
const oven = subject<Oven>({ kind: 'oven', table: 'ovens.oven', label: '炉' });
const row: Oven = { county: '140525', id: 'a', version: 1, heat: 1 };
const heat = {
  name: 'ovens.heat',
  title: '加热',
  sort: 'command' as const,
  may: [],
  input: null as never,
  on: { subject: oven, id: () => 'a' },
  handle: (_act: never, _given: { by: number }, _row: Oven) => ({}),
};
const hot = { key: 'ovens.hot', title: '炉温', roles: ['stoker'] };
const done = (effects: Effect[] = []) => ({
  id: 'act',
  at: '2022-03-14T00:00:00.000Z',
  actor: { account: 'me' } as Actor,
  command: heat,
  given: { by: 2 },
  row: row as Base,
  effects,
});
const change = (id: string, to: number): Effect => ({
  op: 'change',
  subject: oven as never,
  id,
  before: { ...row, id },
  patch: { heat: to },
  after: { ...row, id, heat: to } as never,
  version: 2,
});
const tells = [
  tell(heat, hot, ({ before, after, given }) =>
    after.heat > before.heat
      ? { to: { county: true }, title: `${before.heat} 到 ${after.heat}，加 ${given.by}`, path: '/ovens/a' }
      : null,
  ),
  tell(heat, hot, ({ all }) => all(oven).map(({ id }) => ({ to: { town: id }, title: id, path: `/ovens/${id}` }))),
];

describe('the words of an act', () => {
  test('see the row as it was, as it is, what was given, and the other rows; each has its number', () => {
    const words = wordsOf(done([change('a', 3), change('b', 1)]), tells);
    expect(words.map(({ title, ordinal, act, kind }) => [title, ordinal, act, kind])).toEqual([
      ['1 到 3，加 2', 0, 'act', hot],
      ['a', 1, 'act', hot],
      ['b', 2, 'act', hot],
    ]);
  });

  test('of an act that leaves its row as it is, the row stands as it was; other commands send none of them', () => {
    expect(wordsOf(done(), tells)).toEqual([]);
    expect(wordsOf({ ...done([change('a', 3)]), command: { ...heat, name: 'ovens.cool' } }, tells)).toEqual([]);
  });

  test('go to every sink there is', () => {
    const put: unknown[] = [];
    const sinks = ['one', 'two'].map((table) => ({ ordinal }: Sent) => ({ table, row: { ordinal } }));
    sendWords((table, of) => put.push([table, of]), done([change('a', 3)]), { tells, sinks });
    expect(put).toEqual([
      ['one', { ordinal: 0 }],
      ['two', { ordinal: 0 }],
      ['one', { ordinal: 1 }],
      ['two', { ordinal: 1 }],
    ]);
  });
});

describe('what is wrong with a declaration stops the start', () => {
  test('a kind of two declarations', () => {
    const again = tell(heat, { ...hot }, () => null);
    expect(() => composed([{ commands: [heat], tells: [...tells, again] }])).toThrow('declared twice: ovens.hot');
  });
  test('a command that nobody offers, or that acts on no row', () => {
    expect(() => composed([{ tells }])).toThrow('told of a command that acts on no row: ovens.heat');
    const { on: _, ...onNothing } = heat;
    expect(() => composed([{ commands: [onNothing], tells }])).toThrow('ovens.heat');
  });
});
