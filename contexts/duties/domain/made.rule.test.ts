import { expect, test } from 'vitest';
import { madeOn, madeText } from './made.rule.ts';

/** Arrived on 1 June 2022 at 09:00 in the county. */
const at = '2022-06-01T01:00:00.000Z';
const made = (observedAt: string | null, notBefore: string | null = null) =>
  madeOn({ at, today: '2022-06-01', observedAt }, notBefore);

test.each([
  ['nothing said', null, '2022-06-01', false, false],
  ['on line', '2022-06-01T00:59:50.000Z', '2022-06-01', false, false],
  ['a minute before midnight, without a signal', '2022-05-31T15:59:00.000Z', '2022-05-31', true, false],
  ['just within 72 hours', '2022-05-29T01:00:00.000Z', '2022-05-29', true, false],
  ['just beyond', '2022-05-29T00:59:59.000Z', '2022-06-01', true, true],
  ['a clock that is ahead', '2022-07-01T00:00:00.000Z', '2022-06-01', false, false],
])('%s', (_name, observedAt, day, offline, stale) => expect(made(observedAt)).toEqual({ day, offline, stale }));

test('a mending does not count for a day before it was sent back, nor for one to come', () => {
  expect(made('2022-05-30T01:00:00.000Z', '2022-05-31').day).toBe('2022-05-31');
  expect(made('2022-05-30T01:00:00.000Z', '2022-06-09').day).toBe('2022-06-01');
});

test('the journal says which day counts', () => {
  expect(madeText(made(null), '2022-06-01')).toBe('');
  expect(madeText(made('2022-05-31T15:59:00.000Z'), '2022-06-01')).toBe('（离线办理，按 2022-05-31 计）');
  expect(madeText(made('2022-05-20T15:59:00.000Z'), '2022-06-01')).toContain('按送达日 2022-06-01 计');
});
