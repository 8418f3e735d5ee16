import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  agencyKindWords,
  bodyWords,
  codeOf,
  flagsOf,
  flagsText,
  importLedgerWords,
  positionWords,
  scaleWords,
  sectorWords,
  siteKindWords,
  statusWords,
  supervisionWords,
} from './words.ts';

const sql = readFileSync(new URL('../../../db/migrations/registry/0001-registers.sql', import.meta.url), 'utf8');
/** Codes of the check on a column, as the migration lists them. */
const checked = (table: string, column: string): string[] => {
  const body = sql.slice(sql.indexOf(`create table registry.${table} (`));
  const list = new RegExp(`\\n  ${column} [^\\n]*check \\(${column} in \\(([^)]*)\\)`).exec(body)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map((m) => m[1]!);
};

test.each([
  ['enterprise', 'sector', sectorWords],
  ['enterprise', 'scale', scaleWords],
  ['enterprise', 'status', statusWords],
  ['enterprise', 'supervision', supervisionWords],
  ['site', 'kind', siteKindWords],
  ['person', 'position', positionWords],
  ['officer', 'body', bodyWords],
  ['supervision', 'body', bodyWords],
  ['agency', 'kind', agencyKindWords],
  ['import', 'ledger', importLedgerWords],
])('the words of %s.%s are exactly the codes the database allows', (table, column, words) => {
  expect(Object.keys(words).sort()).toEqual(checked(table, column).sort());
});

test('a word, its code and a word with spaces mean the same; anything else means nothing', () => {
  expect(codeOf(sectorWords, ' 露天 矿山')).toBe('mine-open-pit');
  expect(codeOf(sectorWords, 'mine-open-pit')).toBe('mine-open-pit');
  expect(codeOf(sectorWords, '煤矿')).toBeNull();
});

test('flags in one cell: any of the usual marks, any order, in the order of the list', () => {
  expect(flagsOf('煤气，冶炼铸造、煤气;有限空间')).toEqual({
    flags: ['smelting-casting', 'confined-space', 'gas'],
    unknown: [],
  });
  expect(flagsOf('无')).toEqual({ flags: [], unknown: [] });
  expect(flagsOf('煤气 飞天').unknown).toEqual(['飞天']);
  expect(flagsOf(flagsText(['gas', 'underground'])).flags).toEqual(['underground', 'gas']);
});
