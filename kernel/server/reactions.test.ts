import { expect, test } from 'vitest';
import { type Act, type Base, on, subject } from '#kernel';
import type { Effect } from './effects.ts';
import { followUp } from './reactions.ts';

interface Row extends Base {
  town: string;
  name: string;
}
const parent = subject<Row>({ kind: 'parent', table: 'kernel.entry', label: '主' });
const child = subject<Row>({ kind: 'child', table: 'kernel.entry', label: '从' });
const grandchild = subject<Row>({ kind: 'grandchild', table: 'kernel.entry', label: '从从' });

const row = (id: string, town = 'a'): Row => ({ county: '140525', id, version: 1, town, name: id });
const changed = (of: typeof parent, before: Row, patch: Partial<Row>): Effect => ({
  op: 'change',
  subject: of as unknown as Effect['subject'],
  id: before.id,
  before,
  patch,
  after: { ...before, ...patch } as Row,
  version: 2,
});

/** An act that only keeps what it is told to change. */
function acting(effects: Effect[]): Act {
  return {
    change: (of: typeof parent, before: Row, patch: Partial<Row>) => effects.push(changed(of, before, patch)),
  } as unknown as Act;
}

const follow = (effects: Effect[], ...reactions: ReturnType<typeof on<Row>>[]) =>
  followUp(acting(effects), effects, reactions);

test('a column that changed calls what was declared on it, and that in turn', async () => {
  const effects = [changed(parent, row('p'), { town: 'b' })];
  await follow(
    effects,
    on(parent, ['town'], (act, after) => act.change(child, row('c'), { town: after.town })),
    on(child, ['town'], (act, after, before) =>
      act.change(grandchild, row('g'), { name: `${before.town}>${after.town}` }),
    ),
  );
  expect(effects.map((e) => [e.subject.kind, e.patch])).toEqual([
    ['parent', { town: 'b' }],
    ['child', { town: 'b' }],
    ['grandchild', { name: 'a>b' }],
  ]);
});

test('another column, the same value, a new row and a removed one call nothing', async () => {
  const calls: string[] = [];
  const reaction = on(parent, ['town'], (_act, after) => void calls.push(after.id));
  const created: Effect = { ...changed(parent, row('n'), { town: 'b' }), op: 'create', before: null };
  const removed: Effect = { ...changed(parent, row('r'), {}), op: 'remove', after: null };
  await follow(
    [changed(parent, row('x'), { name: 'y' }), changed(parent, row('s'), { town: 'a' }), created, removed],
    reaction,
  );
  expect(calls).toEqual([]);
});

test('reactions that call each other in a circle are told, not run for ever', async () => {
  const turn = (town: string) => (town === 'a' ? 'b' : 'a');
  await expect(
    follow(
      [changed(parent, row('p'), { town: 'b' })],
      on(parent, ['town'], (act, after) => act.change(child, row('c', turn(after.town)), { town: after.town })),
      on(child, ['town'], (act, after) => act.change(parent, row('p', after.town), { town: turn(after.town) })),
    ),
  ).rejects.toThrow('never come to an end');
});
