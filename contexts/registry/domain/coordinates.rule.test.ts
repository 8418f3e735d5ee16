import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { county140525 } from '../demo/county.ts';
import { regionsOf } from '../regions.ts';
import { checkPoint as checkPointIn, inDatum, metresBetween, type Point } from './coordinates.rule.ts';

const { box } = county140525;
const checkPoint = (given: Parameters<typeof checkPointIn>[0]) => checkPointIn(given, county140525);
const inside = fc
  .tuple(
    fc.double({ min: box.west, max: box.east, noNaN: true }),
    fc.double({ min: box.south, max: box.north, noNaN: true }),
  )
  .map(([lng, lat]): Point => ({ lng, lat, datum: 'CGCS2000' }));

describe('坐标', () => {
  it('the two datums lie some 550 metres apart here', () => {
    const here: Point = { lng: 112.9, lat: 35.5, datum: 'CGCS2000' };
    const shown = inDatum(here, 'GCJ-02');
    const shift = metresBetween(here, { ...shown, datum: 'CGCS2000' });
    expect(shift).toBeGreaterThan(500);
    expect(shift).toBeLessThan(600);
    expect(metresBetween(here, shown)).toBeLessThan(0.05);
    expect(inDatum(here, 'WGS-84')).toEqual({ ...here, datum: 'WGS-84' });
  });

  it('goes there and back within two centimetres over the whole county', () => {
    fc.assert(
      fc.property(inside, (point) => {
        expect(metresBetween(point, inDatum(inDatum(point, 'GCJ-02'), 'CGCS2000'))).toBeLessThan(0.02);
        const checked = checkPoint(inDatum(point, 'WGS-84'));
        if (checked.point) expect(metresBetween(point, checked.point)).toBeLessThan(0.02);
      }),
    );
  });

  it('takes numbers and texts, keeps a sensible accuracy', () => {
    expect(checkPoint({ lng: '112.9', lat: ' 35.5 ', datum: 'WGS-84', accuracy: 12 })).toEqual({
      valid: true,
      point: { lng: 112.9, lat: 35.5, datum: 'CGCS2000', accuracy: 12 },
    });
    expect(checkPoint({ lng: 112.9, lat: 35.5, datum: 'CGCS2000', accuracy: -1 }).point).not.toHaveProperty('accuracy');
    const shown = checkPoint({ lng: 112.9, lat: 35.5, datum: 'GCJ-02' }).point;
    expect(shown?.datum).toBe('CGCS2000');
    expect(shown?.lng).not.toBe(112.9);
  });

  it.each([
    [{ lng: 35.5, lat: 112.9, datum: 'WGS-84' }, /填反了/],
    [{ lng: 116.4, lat: 39.9, datum: 'WGS-84' }, /不在泽州县范围内：经度应在/],
    [{ lng: 0, lat: 0, datum: 'WGS-84' }, /不在泽州县/],
    [{ lng: 112.9, lat: 35.5, datum: 'BD-09' }, /坐标系“BD-09”不正确：应为 CGCS2000、WGS-84、GCJ-02/],
    [{ lng: 112.9, lat: 35.5, datum: undefined }, /坐标系/],
    [{ lng: 'x', lat: 35.5, datum: 'WGS-84' }, /经度“x”/],
    [{ lng: '', lat: 35.5, datum: 'WGS-84' }, /经度/],
    [{ lng: 112.9, lat: Number.NaN, datum: 'WGS-84' }, /纬度/],
    [{ lng: 181, lat: 35.5, datum: 'WGS-84' }, /经度/],
    [{ lng: 112.9, lat: null, datum: 'WGS-84' }, /纬度/],
  ])('refuses %j', (given, reason) => {
    expect(checkPoint(given)).toMatchObject({ valid: false, reason: expect.stringMatching(reason) });
  });

  it('where the extent of the county is not known, the country bounds it', () => {
    const dongcheng = regionsOf('110101');
    expect(checkPointIn({ lng: 116.4, lat: 39.9, datum: 'CGCS2000' }, dongcheng).valid).toBe(true);
    expect(checkPointIn({ lng: 2.3, lat: 48.8, datum: 'CGCS2000' }, dongcheng).reason).toMatch(/不在我国范围内/);
    expect(checkPointIn({ lng: 39.9, lat: 116.4, datum: 'CGCS2000' }, dongcheng).reason).toMatch(/填反了/);
  });

  it('the edges of the county are inside, a step beyond is not', () => {
    for (const [lng, lat, valid] of [
      [box.west, box.south, true],
      [box.east, box.north, true],
      [box.west - 0.0001, box.south, false],
      [box.east, box.north + 0.0001, false],
    ] as const) {
      expect(checkPoint({ lng, lat, datum: 'CGCS2000' }).valid).toBe(valid);
    }
  });
});
