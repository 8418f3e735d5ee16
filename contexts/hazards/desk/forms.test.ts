import { expect, test } from 'vitest';
import { commandName, everyMove, type Flow } from '#kernel';
import type { ActField, ActForm, Values } from '#kernel/ui';
import { photosSent } from '../../documents/desk/index.ts';
import { commonFlow, selfFlow } from '../domain/loop.ts';
import { type Formable, formsOf, primaryOf } from './forms.ts';

const commandOf = (verb: string) => commandName('hazards', verb);
const parts = { today: '2022-03-14', criterion: () => () => null, experts: [] };
const at = (loop: string, state: string, more: Partial<Formable> = {}): Formable => ({
  id: '018f0000-0000-7000-8000-000000000001',
  version: 3,
  loop,
  state,
  level: 'unjudged',
  dueOn: '2022-03-20',
  ...more,
});
const flows = [
  ['common', commonFlow as Flow],
  ['self', selfFlow as Flow],
] as const;
const moves = flows.flatMap(([loop, flow]) =>
  everyMove(flow).map(({ state, verb, move }) => ({ loop, state, verb, move })),
);
/** As the drawer counts: required fields that are shown and empty. */
const emptyFields = (fields: readonly ActField[], values: Values): string[] =>
  fields
    .filter(
      (field) => (typeof field.need === 'function' ? field.need(values) : field.need) && (field.show?.(values) ?? true),
    )
    .filter((field) => values[field.place] === undefined)
    .map((field) => field.title);
const formAt = (loop: string, state: string, verb: string): ActForm =>
  formsOf(at(loop, state), parts).find((form) => form.name === commandOf(verb)) as ActForm;

test.each(moves)(
  '$loop $state: $verb has one form that asks for what the move needs',
  ({ loop, state, verb, move }) => {
    const found = formsOf(at(loop, state), parts).filter((form) => form.name === commandOf(verb));
    expect(found).toHaveLength(1);
    const form = found[0] as ActForm;
    expect(form.title).toBe(move.title);
    expect(form.given).toMatchObject({ version: 3 });
    const flow = loop === 'self' ? (selfFlow as Flow) : (commonFlow as Flow);
    const lacking = emptyFields(form.fields, {});
    for (const need of move.needs) {
      const field = form.fields.find((one) => one.place === need);
      expect(field, need).toBeDefined();
      expect(lacking).toContain(field?.title);
    }
    expect(form.fields.every((field) => field.title.length > 0 && !/^[a-z]/i.test(field.title))).toBe(true);
    expect(Object.keys(flow.needs)).toEqual(expect.arrayContaining([...move.needs]));
  },
);

test('no form stands where its move is not open', () => {
  for (const [loop, flow] of flows) {
    for (const state of Object.keys(flow.states)) {
      const open = Object.keys(flow.moves[state] ?? {})
        .map(commandOf)
        .sort();
      expect(
        formsOf(at(loop, state), parts)
          .map((form) => form.name)
          .sort(),
      ).toEqual(open);
    }
  }
});

test('a major level asks for a criterion, a general one does not', () => {
  const judge = formAt('common', 'found', 'judge');
  const lacking = (values: Values) => emptyFields(judge.fields, values);
  expect(lacking({ level: 'general', reason: '能立即整改' })).toEqual([]);
  expect(lacking({ level: 'major', reason: '符合条目' })).toEqual(['判定标准条目']);
  expect(lacking({ level: 'major', reason: '符合条目', criterion: 'trade2017-dust-01' })).toEqual([]);
});

test('days that cannot be are told before the button is pressed', () => {
  const assign = formAt('common', 'judged', 'assign');
  expect(assign.missing?.({ dueOn: '2022-03-13' })).toEqual(['不早于今天的整改期限']);
  expect(assign.missing?.({ dueOn: '2022-03-14' })).toEqual([]);
  const ask = formAt('common', 'assigned', 'askExtension');
  expect(ask.missing?.({ until: '2022-03-20' })).toEqual(['晚于现期限 2022-03-20 的延期日']);
  expect(ask.missing?.({ until: '2022-03-21' })).toEqual([]);
});

test('photos chosen at a desk are sent as taken from the album', () => {
  expect(photosSent({ note: '好', photos: ['ab'] })).toEqual({
    note: '好',
    photos: [{ sha256: 'ab', fromAlbum: true }],
  });
  expect(photosSent({ note: '好' })).toEqual({ note: '好' });
  expect(formAt('common', 'rectified', 'verify').shape?.({ photos: ['cd'] })).toEqual({
    photos: [{ sha256: 'cd', fromAlbum: true }],
  });
});

test('what is said afterwards names the state the hazard is then in', () => {
  expect(formAt('common', 'found', 'judge').said?.({})).toBe('判定已办，现为“待派发”');
  expect(formAt('self', 'found', 'arrange').said?.({})).toBe('安排整改已办，现为“整改中”');
  expect(formAt('self', 'rectified', 'takeOver').said?.({})).toBe('转入监管闭环已办，现为“待判定”');
  expect(formAt('self', 'found', 'elevate').said?.({})).toBe('上报镇里已办，现为“待判定”');
});

test('one primary act by state, of those that are open', () => {
  const all = moves.map(({ verb }) => commandOf(verb));
  const primary = (loop: string, state: string, can = all, lookBackResult: string | null = null) =>
    primaryOf({ loop, state, lookBackResult }, can);
  expect(
    ['found', 'judged', 'rectified', 'verified', 'transferred', 'closed'].map((state) => primary('common', state)),
  ).toEqual([
    'hazards.judge',
    'hazards.assign',
    'hazards.verify',
    'hazards.close',
    'hazards.conclude',
    'hazards.look-back',
  ]);
  expect(['found', 'assigned', 'rectified'].map((state) => primary('self', state))).toEqual([
    'hazards.arrange',
    'hazards.rectify',
    'hazards.confirm',
  ]);
  expect(primary('common', 'assigned')).toBe('hazards.grant-extension');
  expect(primary('common', 'assigned', ['hazards.rectify', 'hazards.ask-extension'])).toBe('hazards.rectify');
  expect(primary('common', 'closed', all, 'fail')).toBe('hazards.reopen');
  expect(primary('common', 'found', ['hazards.give-analysis'])).toBe('hazards.give-analysis');
  // An officer looking at work the enterprise still does: nothing asks to be pressed.
  expect(primary('common', 'assigned', ['hazards.escalate', 'hazards.transfer'])).toBeNull();
});
