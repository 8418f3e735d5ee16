import { expect, test } from 'vitest';
import type { Search } from '#kernel/ui';
import { askedOf } from './roster-address.ts';

test.each([
  [{}, { campaign: 'c', sort: 'townName' }, { limit: 50 }, 1],
  [
    { town: '1', q: '铸', state: ['failing', 'partly'] },
    { campaign: 'c', q: '铸', town: '1', state: ['failing', 'partly'], sort: 'townName' },
    { limit: 50 },
    1,
  ],
  [{ state: 'unchecked', sort: '-open' }, { campaign: 'c', state: ['unchecked'], sort: '-open' }, { limit: 50 }, 1],
  [{ after: 'x', at: '3', limit: '200' }, { campaign: 'c', sort: 'townName' }, { limit: 200, after: 'x' }, 3],
  [{ before: 'x', at: '2' }, { campaign: 'c', sort: 'townName' }, { limit: 50, before: 'x' }, 2],
  [{ limit: '9999', sort: 'nonsense', at: '7', q: '' }, { campaign: 'c', sort: 'townName' }, { limit: 50 }, 1],
])('address %j', (search, given, paging, at) => {
  expect(askedOf(search as Search, 'c', 'townName')).toEqual({ given, paging, at });
});

test('a matrix is narrowed to the flag of its area', () => {
  expect(askedOf({}, 'c', 'townName', 'explosive-dust').given.flag).toBe('explosive-dust');
});
