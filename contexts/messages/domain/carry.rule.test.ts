import { describe, expect, test } from 'vitest';
import { keptSince, standing, toldOf } from './carry.rule.ts';

const one = (account: string, more: { answers?: boolean; silent?: boolean } = {}) => ({
  account,
  answers: false,
  silent: false,
  ...more,
});
const word = { alarm: false, byAccount: 'me' };

describe('who is told', () => {
  test.each([
    ['all who are named', word, [one('a'), one('b')], ['a', 'b']],
    ['never who acted', word, [one('a'), one('me')], ['a']],
    ['a word of the system goes to all', { ...word, byAccount: null }, [one('a'), one('me')], ['a', 'me']],
    ['only who answers for it', word, [one('a'), one('b', { answers: true })], ['b']],
    ['all others where he acted himself', word, [one('a'), one('me', { answers: true })], ['a']],
    ['not who turned it off', word, [one('a', { silent: true }), one('b')], ['b']],
    ['nobody in the place of who turned it off', word, [one('a'), one('b', { answers: true, silent: true })], []],
    ['an alarm all the same', { ...word, alarm: true }, [one('a', { silent: true }), one('me')], ['a']],
    ['nobody where nobody is', word, [], []],
  ] as const)('%s', (_, of, candidates, told) => expect(toldOf(of, candidates)).toEqual(told));
});

describe('how it stands when it is carried', () => {
  const now = '2022-09-10T00:00:00.000Z';
  test.each([
    ['2022-09-09T23:59:59.000Z', 'news'],
    ['2022-09-03T00:00:00.000Z', 'news'],
    ['2022-09-02T23:59:59.999Z', 'read'],
    ['2022-03-14T00:00:00.000Z', 'read'],
    ['2022-03-13T23:59:59.999Z', 'gone'],
  ] as const)('%s: %s', (at, stands) => expect(standing(at, now)).toBe(stands));

  test('is kept as long as it may be carried', () => expect(keptSince(now)).toBe('2022-03-14T00:00:00.000Z'));
});
