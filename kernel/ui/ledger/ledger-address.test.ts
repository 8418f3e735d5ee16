import { describe, expect, test } from 'vitest';
import { ledgerShape } from '../../act/ledger.ts';
import { readSearch, writeSearch } from '../search-text.ts';
import {
  cellWords,
  filterWords,
  givenOf,
  nextSort,
  pagingOf,
  shownColumns,
  totalWords,
  viewSearch,
} from './ledger-address.ts';
import { fromShape, type LedgerColumn, type LedgerFilter } from './shape.ts';

const filters: LedgerFilter[] = [
  { key: 'q', title: '搜索', kind: 'search' },
  { key: 'town', title: '镇', kind: 'choice' },
  { key: 'state', title: '状态', kind: 'choices' },
  { key: 'found', title: '发现日', kind: 'dayRange' },
  { key: 'overdue', title: '只看逾期', kind: 'switch' },
];

describe('address → filter', () => {
  test.each([
    ['', {}],
    ['?q=护栏&town=140525100', { q: '护栏', town: '140525100' }],
    ['?state=found', { state: ['found'] }],
    ['?state=found&state=late', { state: ['found', 'late'] }],
    ['?town=1&town=2', { town: '1' }],
    ['?foundFrom=2022-01-01&foundTo=', { foundFrom: '2022-01-01' }],
    ['?unknown=1&sort=-dueOn&overdue=1', { overdue: '1' }],
  ])('%s', (text, given) => expect(givenOf(readSearch(text), filters)).toEqual(given));

  test('there and back is the same address', () => {
    for (const text of ['', '?q=a+b%26', '?state=found&state=late&town=1'])
      expect(writeSearch(readSearch(text))).toBe(text);
  });
});

describe('place and order', () => {
  test.each([
    ['', { sort: '-dueOn', limit: 50, at: 1 }],
    ['?limit=100&sort=money&after=c1&at=3', { sort: 'money', limit: 100, after: 'c1', at: 3 }],
    ['?before=c0&at=2', { sort: '-dueOn', limit: 50, before: 'c0', at: 2 }],
    ['?limit=9999&at=7', { sort: '-dueOn', limit: 50, at: 1 }],
    ['?after=c&at=x', { sort: '-dueOn', limit: 50, after: 'c', at: 1 }],
  ])('%s', (text, paging) => expect(pagingOf(readSearch(text), '-dueOn')).toEqual(paging));

  test('a head goes down, up, then back to the own order', () => {
    expect(nextSort('-dueOn', 'money', '-dueOn')).toBe('-money');
    expect(nextSort('-money', 'money', '-dueOn')).toBe('money');
    expect(nextSort('money', 'money', '-dueOn')).toBeUndefined();
    expect(nextSort('account', 'account', 'account')).toBe('-account');
  });
});

test('a view remembers filter, order and columns, not the place', () => {
  expect(viewSearch(readSearch('?town=1&sort=money&after=c&at=4&cols=a,b&limit=100&x=1'), filters)).toEqual({
    town: '1',
    sort: 'money',
    limit: '100',
    cols: 'a,b',
  });
});

const columns: LedgerColumn<Record<string, unknown>>[] = [
  { key: 'number', title: '编号', kind: 'link', fixed: true },
  { key: 'what', title: '问题', kind: 'text' },
  { key: 'level', title: '级别', kind: 'risk', words: { major: { level: 'red', word: '重大' }, general: '一般' } },
  { key: 'at', title: '时间', kind: 'instant', hiddenByDefault: true },
];

describe('columns shown and exported', () => {
  const keys = (chosen: string[] | null) => shownColumns(columns, chosen).map((column) => column.key);
  test('by default all but the hidden', () => expect(keys(null)).toEqual(['number', 'what', 'level']));
  test('as chosen, in declared order, fixed ones always', () =>
    expect(keys(['at', 'what'])).toEqual(['number', 'what', 'at']));
  test('a column that is gone from the code is gone from the choice', () =>
    expect(keys(['was-once'])).toEqual(['number']));
});

test('what is exported is said in words', () => {
  const options = { town: [{ value: '1', label: '南村镇' }], state: [{ value: 'found', label: '待判定' }] };
  const given = givenOf(readSearch('?town=1&state=found&state=late&foundFrom=2022-01-01&overdue=1&q=护栏'), filters);
  expect(filterWords(given, filters, options)).toEqual([
    '搜索：护栏',
    '镇：南村镇',
    '状态：待判定、late',
    '发现日：2022-01-01～不限',
    '只看逾期',
  ]);
});

test('totals', () => {
  expect(totalWords({ n: 1234, exact: true })).toBe('1,234');
  expect(totalWords({ n: 1000, exact: false })).toBe('1,000+');
});

test('the words of a cell', () => {
  const words = (row: Record<string, unknown>) => columns.slice(1, 3).map((column) => cellWords(row, column));
  expect(words({ what: '缺护栏', level: 'major' })).toEqual(['缺护栏', '重大']);
  expect(words({ what: '', level: 'general' })).toEqual(['--', '一般']);
  expect(words({ level: 'other' })).toEqual(['--', 'other']);
});

test('a server shape feeds the page, overrides on top', () => {
  const shape = ledgerShape({
    name: 'a.ledger',
    title: '台账',
    order: '-n',
    columns: [{ key: 'n', title: '数', kind: 'number', sortable: true }],
    filters: [{ key: 'q', title: '搜索', kind: 'search' }],
  });
  const fed = fromShape(shape, { n: { unit: '条' } }, { q: { hint: '编号' } });
  expect(fed).toMatchObject({
    name: 'a.ledger',
    sort: '-n',
    columns: [{ key: 'n', unit: '条', sortable: true }],
    filters: [{ hint: '编号' }],
  });
});
