import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attempts,
  accountPace,
  addressLimit,
  afterFailure,
  delayAfter,
  lockedFor,
  placeLimit,
  sourceOf,
  waitWords,
} from './lockout.rule.ts';

const MINUTE = 60_000;
const fails = (times: readonly number[], limit = placeLimit) =>
  times.reduce<Attempts | null>((a, at) => afterFailure(a, at, limit), null)!;

describe('wrong sign-ins', () => {
  it('the fifth within 15 minutes locks for 15 minutes', () => {
    expect(lockedFor(fails([0, 1, 2, 3]), 3)).toBe(0);
    const locked = fails([0, 1, 2, 3, 4]);
    expect(lockedFor(locked, 4)).toBe(15 * MINUTE);
    expect(lockedFor(locked, 4 + 15 * MINUTE - 1)).toBe(1);
    expect(lockedFor(locked, 4 + 15 * MINUTE)).toBe(0);
  });

  it('five spread over more than the window do not', () => {
    expect(lockedFor(fails([0, 1, 2, 3, 15 * MINUTE]), 15 * MINUTE)).toBe(0);
    expect(lockedFor(fails([0, 1, 2, 3, 15 * MINUTE - 1]), 15 * MINUTE - 1)).toBeGreaterThan(0);
  });

  it('each lock in a row is twice as long, up to two hours', () => {
    let a: Attempts | null = null;
    let now = 0;
    const lengths: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      for (let i = 0; i < 5; i += 1) a = afterFailure(a, now, placeLimit);
      lengths.push(lockedFor(a, now) / MINUTE);
      now += lockedFor(a, now);
    }
    expect(lengths).toEqual([15, 30, 60, 120, 120, 120]);
  });

  it('after a quiet day the doubling starts anew', () => {
    let a = fails([0, 0, 0, 0, 0]);
    const next = 24 * 60 * MINUTE;
    for (let i = 0; i < 5; i += 1) a = afterFailure(a, next, placeLimit);
    expect(lockedFor(a, next)).toBe(15 * MINUTE);
  });

  it('an address may fail 19 times: a whole office stands behind it', () => {
    expect(
      lockedFor(
        fails(
          Array.from({ length: 19 }, (_, i) => i),
          addressLimit,
        ),
        19,
      ),
    ).toBe(0);
    expect(
      lockedFor(
        fails(
          Array.from({ length: 20 }, (_, i) => i),
          addressLimit,
        ),
        19,
      ),
    ).toBeGreaterThan(0);
  });

  it('whatever is tried, no lock is longer than two hours from the last try', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * 60 * MINUTE }), { maxLength: 200 }), (gaps) => {
        let a: Attempts | null = null;
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          a = afterFailure(a, now, placeLimit);
          expect(lockedFor(a, now)).toBeLessThanOrEqual(120 * MINUTE);
        }
      }),
    );
  });

  it('over all places an account is slowed down and never locked', () => {
    let a: Attempts | null = null;
    for (let i = 0; i < 10_000; i += 1) a = afterFailure(a, i, accountPace);
    expect([a?.failed, lockedFor(a, 10_000), delayAfter(a?.failed ?? 0)]).toEqual([10_000, 0, 1_600]);
  });

  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is the source %s', (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });

  it('answers come ever later, but never over 1.6 s', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(delayAfter)).toEqual([0, 0, 200, 400, 800, 1600, 1600]);
  });

  it.each([
    [1, '1 秒'],
    [59_001, '1 分钟'],
    [60_000, '1 分钟'],
    [60_001, '2 分钟'],
    [900_000, '15 分钟'],
  ])('%i ms is %s', (ms, words) => {
    expect(waitWords(ms)).toBe(words);
  });
});
