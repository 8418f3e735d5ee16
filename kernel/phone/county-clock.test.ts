import { expect, test } from 'vitest';
import { todayIn } from '#kernel';
import { countyClock, countyInstant, deviceClock } from './county-clock.ts';

const device = '2026-11-23T14:00:00.000Z';
const at = Date.parse(device);

test('a right clock is left alone, a wrong one is put right by the server', () => {
  expect(countyInstant(deviceClock, at)).toBe(device);
  expect(countyInstant(countyClock(-7_200_000, null), at)).toBe('2026-11-23T12:00:00.000Z');
});

test('a demonstration says which day it is; the hour stays', () => {
  const clock = countyClock(0, { today: '2022-05-16', seenAt: device });
  expect(countyInstant(clock, at)).toBe('2022-05-16T14:00:00.000Z');
  expect(todayIn(countyInstant(clock, at + 86_400_000))).toBe('2022-05-17');
  // Seen at 22:00 Beijing time by a phone that is four hours slow: the server is already in the next day.
  const slow = countyClock(4 * 3_600_000, { today: '2022-05-17', seenAt: device });
  expect(todayIn(countyInstant(slow, at))).toBe('2022-05-17');
});
