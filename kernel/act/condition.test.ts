import { describe, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import {
  absent,
  all,
  any,
  columnsIn,
  holds,
  is,
  isNot,
  mine,
  not,
  notMe,
  oneOf,
  present,
  scopeIs,
} from './condition.ts';

const cook: Actor = {
  account: 'a1',
  name: '厨',
  role: 'cook',
  county: '140525',
  scope: 'town',
  town: 'T1',
  enterprise: null,
  agency: null,
};
const row = { town: 'T1', state: 'hot', cups: 0, boiledBy: 'a1', note: null };

describe('a condition on a row', () => {
  test.each([
    [is('state', 'hot'), true],
    [is('cups', 0), true],
    [isNot('state', 'hot'), false],
    [oneOf('state', ['cold', 'hot']), true],
    // An empty column is none of the values, and so it is not that one.
    [is('note', 'x'), false],
    [isNot('note', 'x'), true],
    [is('nowhere', 'x'), false],
    [mine('town'), true],
    [mine('boiledBy', 'account'), true],
    [notMe('boiledBy'), false],
    [notMe('note'), true],
    // He has no enterprise: nothing is his enterprise's, not even what has none.
    [mine('note', 'enterprise'), false],
    [present('note'), false],
    [absent('note'), true],
    [scopeIs('county', 'town'), true],
    [scopeIs('county'), false],
    [all(), true],
    [any(), false],
    [all(is('state', 'hot'), present('town')), true],
    [any(is('state', 'cold'), absent('town')), false],
    [not(any(is('state', 'cold'), absent('town'))), true],
  ])('%j is %s', (condition, expected) => expect(holds(condition, cook, row)).toBe(expected));

  test('an account that is empty is nobody’s: the system has mended nothing', () => {
    expect(holds(mine('boiledBy', 'account'), { ...cook, account: '' }, { boiledBy: '' })).toBe(false);
    expect(holds(notMe('boiledBy'), { ...cook, account: '' }, { boiledBy: null })).toBe(true);
  });

  test('names the columns it looks at, each once', () => {
    expect(columnsIn(all(is('state', 'hot'), any(notMe('boiledBy'), isNot('state', 'cold')), scopeIs('town')))).toEqual(
      ['state', 'boiledBy'],
    );
    expect(columnsIn(undefined)).toEqual([]);
  });
});
