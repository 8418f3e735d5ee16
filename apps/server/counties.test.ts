import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configOf } from './config.ts';
import { ConfigFault } from './config-fault.ts';
import { countiesOfFolder, countyMeant, servedCounties } from './counties.ts';
import { installRegions } from './regions.ts';

const two = configOf({ ZEAN_COUNTY: '140525, 140521' });
installRegions(two);

test('the counties served have names, in the order they are named', () => {
  expect(servedCounties(two)).toEqual([
    { code: '140525', name: '泽州县' },
    { code: '140521', name: '沁水县' },
  ]);
  expect(servedCounties(configOf({ ZEAN_COUNTY: '140302,140521,140502' })).map(({ name }) => name)).toEqual([
    '阳泉市城区',
    '沁水县',
    '晋城市城区',
  ]);
});

test('the only county is meant without a word; of several one has to be named, and it has to be one of them', () => {
  expect(countyMeant(configOf({}), undefined)).toBe('140525');
  expect(countyMeant(two, '140521')).toBe('140521');
  expect(() => countyMeant(two, undefined)).toThrow(
    new ConfigFault('ZEAN_COUNTY 写了 2 个县，请用 --county 指明一个：140525 泽州县、140521 沁水县'),
  );
  expect(() => countyMeant(two, '110101')).toThrow(
    new ConfigFault('--county 110101 不在 ZEAN_COUNTY 中，应为：140525 泽州县、140521 沁水县'),
  );
  expect(() => countyMeant(configOf({}), '110101')).toThrow('--county 110101 不在 ZEAN_COUNTY 中');
});

test('a data folder remembers the counties whose files it holds, those no longer served too', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'zean-counties-'));
  try {
    expect(await countiesOfFolder({ dataFolder, counties: ['140525', '140521'] })).toEqual(['140525', '140521']);
    expect(await countiesOfFolder({ dataFolder, counties: ['110101'] })).toEqual(['140525', '140521', '110101']);
    expect(await countiesOfFolder({ dataFolder, counties: ['140521'] })).toEqual(['140525', '140521', '110101']);
    expect(await readFile(join(dataFolder, 'counties'), 'utf8')).toBe('140525\n140521\n110101\n');
  } finally {
    await rm(dataFolder, { recursive: true });
  }
});
