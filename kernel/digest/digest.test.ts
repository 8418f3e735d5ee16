import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './index.ts';

describe('canonical JSON', () => {
  it('writes the example of RFC 8785 §3.2.2', () => {
    expect(
      canonicalJson({
        numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(text))).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']);
  });

  it.each([
    [{ b: 1, a: undefined }, '{"b":1}'],
    [new Date('2022-03-14T00:00:00Z'), '"2022-03-14T00:00:00.000Z"'],
    [[], '[]'],
    [Object.create(null), '{}'],
    [-0, '0'],
    ['隐患', '"隐患"'],
    [null, 'null'],
  ])('%j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    [{ a: { b: [1, Number.NaN] } }, /\$\.a\.b\[1\].*有限/],
    [{ a: Number.NEGATIVE_INFINITY }, /\$\.a/],
    [{ a: 1n }, /\$\.a.*bigint/],
    [{ a: () => 1 }, /\$\.a.*function/],
    [{ a: new Map([[1, 2]]) }, /\$\.a不是普通对象/],
    [[1, undefined], /\$\[1\] 为空缺/],
    ['\ud800', /不完整/],
    [{ '\udc00': 1 }, /键名/],
    [undefined, /undefined/],
  ])('refuses %s', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('keeps the value and forgets the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (keys) => {
        const one = Object.fromEntries(keys.map((key) => [`k${key}`, 1]));
        const two = Object.fromEntries([...keys].reverse().map((key) => [`k${key}`, 1]));
        expect(canonicalJson(one)).toBe(canonicalJson(two));
      }),
    );
  });
});
