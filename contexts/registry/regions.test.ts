import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { divisionFiles } from '../../bin/regions.mjs';
import { fullNameOf } from './domain/region.rule.ts';
import { checkRegionFiles } from './region-files.ts';
import { layRegions, outlineOf, RegionFault, regionsOf } from './regions.ts';

const national = new URL('../../law/regions/', import.meta.url);
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'zean-regions-'));
  mkdirSync(join(data, 'regions'));
});
afterEach(() => {
  layRegions(undefined);
  rmSync(data, { recursive: true, force: true });
});
const lay = (name: string, value: unknown): void =>
  writeFileSync(join(data, 'regions', name), typeof value === 'string' ? value : JSON.stringify(value));

test('the shipped tables are what the package says, every province', () => {
  const files = divisionFiles();
  expect(readdirSync(new URL('divisions/', national)).sort()).toEqual([...files.keys()].map((code) => `${code}.json`));
  for (const [code, text] of files)
    expect(readFileSync(new URL(`divisions/${code}.json`, national), 'utf8')).toBe(text);
});

test('every county of the country has a name, towns and a box', () => {
  let counties = 0;
  for (const file of readdirSync(new URL('divisions/', national))) {
    const { counties: listed } = JSON.parse(readFileSync(new URL(`divisions/${file}`, national), 'utf8'));
    for (const code of Object.keys(listed)) {
      const { county, towns } = regionsOf(code);
      expect([county.code, county.name.length > 1, towns.every((town) => town.code.startsWith(code))]).toEqual([
        code,
        true,
        true,
      ]);
      expect(towns.length).toBeGreaterThan(0);
      counties++;
    }
  }
  expect(counties).toBeGreaterThan(2800);
});

test('names run from the province down, without words that only group counties', () => {
  expect(fullNameOf('110101001', regionsOf('110101'))).toBe('北京市东城区东华门街道');
  expect(fullNameOf('441900', regionsOf('441900'))).toBe('广东省东莞市');
  expect(fullNameOf('441900003', regionsOf('441900'))).toMatch(/^广东省东莞市东城/);
  expect(fullNameOf('140525100', regionsOf('140525'))).toBe('山西省晋城市泽州县南村镇');
});

test('only a county with an outline has bounds of its own; 泽州县 has them checked', () => {
  expect(regionsOf('140525')).toMatchObject({ boxed: true, box: { west: 112.51 } });
  expect(outlineOf('140525')).toMatchObject({ type: 'Feature' });
  expect(regionsOf('110101')).toMatchObject({ boxed: false, box: { west: 73.4 } });
  expect(outlineOf('110101')).toBeNull();
});

test('a county nobody lists says in one line what to bring', () => {
  expect(() => regionsOf('999999')).toThrow(RegionFault);
  expect(() => regionsOf('999999')).toThrow(/^全国行政区划中没有 999999 .*regions\/999999\.json.*docs\/regions\.md.*$/);
});

test("a county's own list and outline come before the national ones", () => {
  layRegions(data);
  lay('110101.json', {
    towns: [{ code: '110101901', name: '东直门新街道' }],
    cite: '京政〔2026〕1号',
    from: '2026-01-01',
  });
  lay('110101.geo.json', {
    type: 'Feature',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [116.37, 39.86],
          [116.45, 39.86],
          [116.45, 39.97],
          [116.37, 39.86],
        ],
      ],
    },
  });
  layRegions(data);
  expect(regionsOf('110101')).toMatchObject({
    county: { name: '东城区' },
    towns: [{ code: '110101901', name: '东直门新街道' }],
    from: '2026-01-01',
    boxed: true,
    box: { west: 116.35, south: 39.84, east: 116.47, north: 39.99 },
  });
  expect(outlineOf('110101')).toMatchObject({ geometry: { type: 'Polygon' } });
  lay('999999.json', { province: '某省', city: '某市', name: '新设区', towns: [{ code: '999999001', name: '甲镇' }] });
  layRegions(data);
  expect(fullNameOf('999999001', regionsOf('999999'))).toBe('某省某市新设区甲镇');
});

describe('zean region check', () => {
  test.each([
    ['110101.json', '{"towns":[\n{"code":1}', /^110101\.json 第 2 行：不是合法的 JSON$/],
    [
      '110101.json',
      { towns: [{ code: '140525100', name: '南村镇' }] },
      /^110101\.json，towns 第 1 个 code：应为 9 位数字，从 110101 开始$/,
    ],
    [
      '110101.json',
      {
        towns: [
          { code: '110101001', name: '甲镇' },
          { code: '110101001', name: '乙镇' },
        ],
      },
      /^110101\.json，towns 第 2 个 code：与前面的重复：110101001$/,
    ],
    ['110101.json', { town: [] }, /^110101\.json，town：没有这一项$/],
    [
      '110101.json',
      { box: { datum: 'CGCS2000', west: 117, south: 39, east: 116, north: 40, cite: '测绘', checked: 'verified' } },
      /^110101\.json，box：西应小于东/,
    ],
    ['110101.geo.json', { type: 'FeatureCollection', features: [] }, /^110101\.geo\.json，type：应为 Feature$/],
    ['110101.geo.json', { type: 'Feature', geometry: { type: 'Point' } }, /geometry 应为 Polygon 或 MultiPolygon/],
    ['dongcheng.json', {}, /^dongcheng\.json：文件名应为/],
  ])('%s: place and reason', (name, value, problem) => {
    lay(name, value);
    const { files, problems } = checkRegionFiles(join(data, 'regions'));
    expect(files).toEqual([name]);
    expect(problems).toContainEqual(expect.stringMatching(problem));
    layRegions(data);
    if (name.startsWith('110101')) expect(() => regionsOf('110101')).toThrow(RegionFault);
  });

  test('files without a fault, and those we ship', () => {
    lay('110101.json', { name: '东城区' });
    expect(checkRegionFiles(join(data, 'regions')).problems).toEqual([]);
    for (const name of ['140525.json', '140525.geo.json']) lay(name, readFileSync(new URL(name, national), 'utf8'));
    expect(checkRegionFiles(join(data, 'regions'))).toEqual({
      files: ['110101.json', '140525.geo.json', '140525.json'],
      problems: [],
    });
  });
});
