import { expect, test } from 'vitest';
import { lastNight } from './night.rule.ts';

test.each([
  ['2022-06-01T17:00:00Z', '2022-06-01T17:00:00.000Z'],
  ['2022-06-01T16:59:59Z', '2022-05-31T17:00:00.000Z'],
  ['2022-06-02T16:59:59.999Z', '2022-06-01T17:00:00.000Z'],
  ['2022-06-02T08:00:00+08:00', '2022-06-01T17:00:00.000Z'],
])('one o’clock of the night before %s is %s', (at, night) => {
  expect(lastNight(at)).toBe(night);
});
