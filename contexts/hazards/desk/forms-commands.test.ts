import { expect, test } from 'vitest';
import type { Flow } from '#kernel';
import type { ActForm } from '#kernel/ui';
import { hazardCommands } from '../commands/index.ts';
import { commonFlow, selfFlow } from '../domain/loop.ts';
import { formsOf } from './forms.ts';

test('every field is an input of its command, and every command of a move has a form', () => {
  const drawn = new Map<string, ActForm>();
  for (const flow of [commonFlow, selfFlow] as Flow[]) {
    for (const state of Object.keys(flow.states)) {
      const row = {
        id: 'x',
        version: 1,
        loop: flow.name === selfFlow.name ? 'self' : 'common',
        state,
        level: 'unjudged',
        dueOn: null,
      };
      for (const form of formsOf(row, { today: '2022-03-14', criterion: () => () => null, experts: [] }))
        drawn.set(form.name, form);
    }
  }
  for (const command of hazardCommands) {
    if (!command.flow) continue;
    const form = drawn.get(command.name);
    expect(form, command.name).toBeDefined();
    const inputs = Object.keys((command.input as unknown as { shape: object }).shape);
    expect(inputs, command.name).toEqual(
      expect.arrayContaining([...(form as ActForm).fields.map((field) => field.place), 'id', 'version']),
    );
  }
});
