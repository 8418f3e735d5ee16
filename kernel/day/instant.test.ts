import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantText, millisecondsOf, todayIn, wasOffline } from './index.ts';

describe('instants', () => {
  it.each([
    ['2022-03-13T15:59:59Z', '2022-03-13', '2022-03-13 23:59:59'],
    ['2022-03-13T16:00:00Z', '2022-03-14', '2022-03-14 00:00:00'],
    ['2022-03-14T00:00:00.999+08:00', '2022-03-14', '2022-03-14 00:00:00'],
    ['2021-12-31T23:30:00-05:00', '2022-01-01', '2022-01-01 12:30:00'],
    ['2024-02-29T10:00Z', '2024-02-29', '2024-02-29 18:00:00'],
  ])('%s is %s here', (iso, today, text) => {
    expect(todayIn(iso)).toBe(today);
    expect(instantText(iso)).toBe(text);
  });

  it('knows other zones and the summer time of 1986–1991', () => {
    expect(todayIn('2022-03-14T03:00:00Z', 'America/New_York')).toBe('2022-03-13');
    expect(todayIn('1990-07-01T15:30:00Z')).toBe('1990-07-02');
    expect(todayIn('1992-07-01T15:30:00Z')).toBe('1992-07-01');
  });

  it.each([
    '2022-03-14',
    '2022-03-14 08:00:00',
    '2022-03-14T08:00:00',
    '2022-02-30T08:00:00Z',
    '2022-03-14T24:00:00Z',
    '2022-03-14T08:61:00Z',
    'yesterday',
    '',
  ])('refuses %s', (text) => {
    expect(() => todayIn(text)).toThrow(/时刻.*不正确/);
    expect(() => instantText(text)).toThrow(/时刻.*不正确/);
  });

  it('the day of an instant is the first ten characters of its text', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2199-01-01T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString();
          expect(instantText(iso).slice(0, 10)).toBe(todayIn(iso));
          expect(millisecondsOf(iso)).toBe(date.getTime());
        },
      ),
    );
  });
});

it.each([
  [null, false],
  ['2022-05-16T08:00:00Z', false],
  // The device's clock is ahead.
  ['2022-05-16T08:05:00Z', false],
  ['2022-05-16T07:58:00Z', false],
  ['2022-05-16T07:57:59Z', true],
  ['2022-05-15T08:00:00Z', true],
])('taken at 08:00, made at %s: offline %s', (observedAt, offline) => {
  expect(wasOffline({ at: '2022-05-16T08:00:00Z', observedAt })).toBe(offline);
});
