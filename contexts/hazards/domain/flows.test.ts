import { describe, expect, test } from 'vitest';
import { type Actor, everyMove, type Flow, moveFrom, reach, rowMay, targetOf } from '#kernel';
import { handlers, hazardCommands } from '../commands/index.ts';
import type { Hazard } from '../subjects.ts';
import { commonFlow, loops, selfFlow } from './loop.ts';
import { hazardMoves } from './moves/index.ts';
import { byOtherManager, bySupervisors, byVerifiers } from './moves/who.ts';
import { countyOfficers, enterprisePeople, managers, officers } from './roles.ts';

const flows: readonly Flow[] = [commonFlow as Flow, selfFlow as Flow];
const cases = flows.flatMap((f) => everyMove(f).map(({ state, verb, move }) => ({ flow: f, state, verb, move })));
const named = cases.map((c) => [`${c.flow.name} ${c.state} ${c.verb}`, c] as const);

describe.each(flows.map((f) => [f.title, f] as const))('%s', (_, flow) => {
  const states = Object.keys(flow.states);
  const isFinal = (state: string) => flow.states[state]?.final === true;

  test('every state can be reached from the first', () => {
    expect([...reach(flow, flow.start)].sort()).toEqual(states.sort());
  });

  test('from every state that is not the last, closing can be reached, and no state is without a move', () => {
    for (const state of states) {
      expect(Object.keys(flow.moves[state] ?? {}), state).not.toEqual([]);
      expect([...reach(flow, state)].some(isFinal), state).toBe(true);
    }
  });

  test('only the declared roles close', () => {
    const closing = everyMove(flow).filter(({ state, move }) => !isFinal(state) && isFinal(targetOf(move, state)));
    expect(closing.map(({ state, verb, move }) => [state, verb, [...move.by].sort()])).toEqual(
      flow === (commonFlow as Flow)
        ? [
            ['found', 'dismiss', [...officers].sort()],
            ['verified', 'close', [...officers].sort()],
            ['transferred', 'conclude', [...officers].sort()],
          ]
        : [['rectified', 'confirm', [...managers].sort()]],
    );
  });
});

test.each(named)('%s: roles, target, needs and clause are all there', (_, { flow, move }) => {
  expect(move.by.length).toBeGreaterThan(0);
  expect([...officers, ...enterprisePeople, 'expert']).toEqual(expect.arrayContaining([...move.by]));
  expect(move.to === 'same' || Object.hasOwn(flow.states, move.to)).toBe(true);
  for (const need of move.needs) expect(flow.needs[need], need).toMatch(/[一-鿿]/);
  expect(move.title).toMatch(/^[一-鿿]+$/);
});

describe('tables and commands say the same', () => {
  const moving = hazardCommands.filter((c) => 'flow' in c && c.flow);

  test('every move has one command, every command its move', () => {
    const moves = new Set(cases.map((c) => c.verb));
    expect(moving.map((c) => c.flow?.move).sort()).toEqual([...moves].sort());
    expect(hazardCommands.filter((c) => !moving.includes(c)).map((c) => c.name)).toEqual([
      'hazards.report',
      'hazards.file-major-source',
      'hazards.withdraw-major-source',
    ]);
  });

  test('a command requires every need of its move and nothing else, and leaves it to the move to say what is missing', () => {
    type Shape = Record<string, { safeParse(value: unknown): { success: boolean } }>;
    const takesNothing = (shape: Shape) => Object.keys(shape).filter((key) => shape[key]?.safeParse(undefined).success);
    for (const cmd of moving) {
      const needs = cases.filter((c) => c.verb === cmd.flow?.move).flatMap((c) => c.move.needs);
      const shape = cmd.input.shape as Shape;
      const required = Object.keys(shape).filter((key) => !takesNothing(shape).includes(key));
      expect(required.sort(), cmd.name).toEqual([...new Set(['id', ...needs])].sort());
      const lenient = (cmd.flow as unknown as { lenient: { shape: Shape } }).lenient.shape;
      expect(Object.keys(lenient)).toEqual(Object.keys(shape));
      expect(takesNothing(lenient), cmd.name).toEqual(expect.arrayContaining([...needs, 'version']));
    }
  });

  test('every move has the handler of its name, and every handler its move', () => {
    const moves = Object.entries(hazardMoves);
    expect(moves.map(([key]) => key)).toEqual(moves.map(([, move]) => move.verb));
    expect(moving.map((cmd) => [cmd.name, cmd.title])).toEqual(moves.map(([, move]) => [move.command, move.title]));
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(hazardMoves).sort());
  });

  test('a role that the table names for a move is named by the policy of its command, and the other way round', () => {
    for (const cmd of moving) {
      const inTable = new Set(cases.filter((c) => c.verb === cmd.flow?.move).flatMap((c) => c.move.by));
      const inPolicy = new Set(cmd.may.flatMap((sentence) => sentence.roles));
      expect([...inPolicy].sort(), cmd.name).toEqual([...inTable].sort());
    }
  });

  test('the row says which table it moves through', () => {
    expect(loops.of({ loop: 'self' })).toBe(selfFlow);
    expect(loops.of({ loop: 'common' })).toBe(commonFlow);
    expect(moveFrom(loops.of({ loop: 'self' }), 'found', 'judge')).toBeUndefined();
    expect(moveFrom(loops.of({ loop: 'common' }), 'found', 'arrange')).toBeUndefined();
  });
});

describe('who mended does not say that it is mended', () => {
  const me = '018f0000-0000-7000-8000-000000000001';
  const actor = (role: string): Actor => ({
    account: me,
    name: '某人',
    role,
    county: '140525',
    scope: 'county',
    town: 'T',
    enterprise: 'E',
    agency: null,
  });
  const row = (more: Partial<Hazard>) =>
    ({ town: 'T', enterprise: 'E', heldBy: 'town', loop: 'common', ...more }) as Hazard;

  test.each(officers)('%s verifies what another mended, not his own', (role) => {
    expect(rowMay(byVerifiers, actor(role), row({ rectifiedBy: 'another' }))).toBe(true);
    expect(rowMay(byVerifiers, actor(role), row({ rectifiedBy: me }))).toBe(false);
  });
  test.each(managers)('%s confirms a self-check that another mended, not his own', (role) => {
    expect(rowMay(byOtherManager, actor(role), row({ loop: 'self', rectifiedBy: 'another' }))).toBe(true);
    expect(rowMay(byOtherManager, actor(role), row({ loop: 'self', rectifiedBy: me }))).toBe(false);
    expect(rowMay(byOtherManager, actor(role), row({ loop: 'common', rectifiedBy: 'another' }))).toBe(false);
  });
  test.each(['worker', 'expert', 'agency', 'auditor', 'legal-reviewer'])('%s verifies nothing', (role) => {
    for (const may of [byVerifiers, byOtherManager, bySupervisors]) {
      expect(rowMay(may, actor(role), row({ loop: 'self', rectifiedBy: 'another' }))).toBe(false);
    }
  });
  test('the county’s sentences name county roles alone', () => {
    expect(bySupervisors.flatMap((sentence) => sentence.roles)).toEqual([...countyOfficers]);
  });
});
