import { expect, test } from 'vitest';
import { county140525 } from '../demo/county.ts';
import type { Enterprise } from '../subjects.ts';
import { changesOf, enterpriseColumns, newEnterprise, placeWrong, statusWrong } from './lines.ts';
import type { EnterpriseLine } from './templates.ts';

const line: EnterpriseLine = {
  uscc: '91140525ma00000017',
  name: '某铸造厂',
  shortName: null,
  town: '140525100',
  address: null,
  sector: 'metallurgy',
  industry: '3130',
  flags: null,
  scale: 'small',
  staffCount: 3,
  status: null,
  lng: null,
  lat: null,
  datum: null,
  principalName: null,
  principalPhone: null,
  safetyName: null,
  safetyPhone: null,
};

test('an empty cell states nothing; codes are put right', () => {
  const stated = enterpriseColumns(line);
  expect(stated).toEqual({
    uscc: '91140525MA00000017',
    name: '某铸造厂',
    town: '140525100',
    sector: 'metallurgy',
    industry: 'C3130',
    scale: 'small',
    staffCount: 3,
  });
  expect(enterpriseColumns({ ...line, flags: ['none'] }).flags).toEqual([]);
  expect(newEnterprise(line, '2022-03-14T00:00:00.000Z', 'i')).toMatchObject({
    initials: 'mzzc',
    status: 'operating',
    supervision: 'gap',
    address: null,
    flags: [],
  });
});

test('only what differs is a change: degrees by value, flags as a set', () => {
  const row = {
    ...newEnterprise(line, '2022-03-14T00:00:00.000Z', 'i'),
    lat: '35.500000',
    lng: '112.850000',
    datum: 'WGS-84',
    flags: ['gas', 'underground'],
  } as Enterprise;
  expect(
    changesOf(
      row,
      enterpriseColumns({ ...line, lat: 35.5, lng: 112.85, datum: 'WGS-84', flags: ['underground', 'gas'] }),
    ),
  ).toEqual({});
  expect(
    changesOf(row, enterpriseColumns({ ...line, lat: 35.6, lng: 112.85, datum: 'WGS-84', staffCount: 4 })),
  ).toEqual({ lat: '35.600000', staffCount: 4 });
});

test('an industry is compared by its code with the letter, however the row of before or the cell holds it', () => {
  const row = { ...newEnterprise(line, '2022-03-14T00:00:00Z', 'i'), industry: '3130' } as unknown as Enterprise;
  for (const industry of ['3130', 'C3130', 'c3130', 'Ｃ３１３０'])
    expect(changesOf(row, enterpriseColumns({ ...line, industry })), industry).toEqual({});
  expect(changesOf(row, enterpriseColumns({ ...line, industry: '3120' }))).toEqual({ industry: 'C3120' });
});

test('a place is whole or absent, and in the county', () => {
  expect(placeWrong(line, county140525)).toBeNull();
  expect(placeWrong({ ...line, lng: 112.85, lat: 35.5 }, county140525)).toMatchObject({ key: 'datum' });
  expect(placeWrong({ ...line, lng: 112.85, lat: 35.5, datum: 'CGCS2000' }, county140525)).toBeNull();
  expect(placeWrong({ ...line, lng: 35.5, lat: 112.85, datum: 'CGCS2000' }, county140525)).not.toBeNull();
});

test('an import neither closes nor reopens an enterprise', () => {
  const closed = { status: 'closed', name: '某厂' } as Enterprise;
  expect(statusWrong({ ...line, status: 'closed' }, undefined)?.why).toContain('不能注销');
  expect(statusWrong({ ...line, status: 'operating' }, closed)?.why).toContain('已注销关闭');
  expect(statusWrong({ ...line, status: 'closed' }, closed)).toBeNull();
});
