import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, compare, div, exact, exactText, mul, stepOf, sub, sum, toDecimalString } from './index.ts';

describe('exact', () => {
  it.each([
    ['12.5', '12.5'],
    [0.1, '0.1'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [1.5e3, '1500'],
    ['1e3', '1000'],
    ['-0.050', '-0.05'],
    ['1/3', '1/3'],
    ['-2/4', '-0.5'],
    [' 7 ', '7'],
    [9007199254740991, '9007199254740991'],
    ['123456789012345678901234567890.12', '123456789012345678901234567890.12'],
    [12345678901234567890n, '12345678901234567890'],
  ])('%s reads as %s', (given, text) => {
    expect(exactText(given)).toBe(text);
    expect(compare(exact(exactText(given)), given)).toBe(0);
  });

  it.each([
    [Number.NaN, /有限/],
    [Number.POSITIVE_INFINITY, /有限/],
    [0.1 + 0.2, /浮点误差/],
    [1.1 * 3, /浮点误差/],
    [2 ** 53, /以文本传入/],
    ['', /十进制/],
    ['12,5', /十进制/],
    ['NaN', /十进制/],
    ['１２', /十进制/],
    ['0x10', /十进制/],
    ['1/0', /分母/],
    ['1e9999', /数量级/],
    ['9'.repeat(201), /字符/],
    [null as unknown as string, /有限/],
  ])('refuses %s', (given, message) => {
    expect(() => exact(given)).toThrow(message);
  });

  it('adds without noise and never rounds before a comparison', () => {
    expect(exactText(add(0.1, 0.2))).toBe('0.3');
    expect(exactText(sum(['0.1', '0.2', '0.7']))).toBe('1');
    expect(exactText(sum([]))).toBe('0');
    expect(exactText(sub('1', '0.9'))).toBe('0.1');
    expect(exactText(mul('1.005', 100))).toBe('100.5');
    expect(exactText(mul(div(1, 3), 3))).toBe('1');
    expect(compare('0.9999999999999999999999', 1)).toBe(-1);
    expect(compare(sum([div(1, 3), div(1, 3), div(1, 3)]), 1)).toBe(0);
    expect(() => div(1, 0)).toThrow(/除数/);
  });

  const levels = [
    { from: 0, above: true, value: '四级' },
    { from: 10, value: '三级' },
    { from: 50, value: '二级' },
    { from: 100, value: '一级' },
  ];
  it.each([
    ['0', undefined],
    ['-1', undefined],
    ['0.0001', '四级'],
    ['9.9999999999999999999', '四级'],
    ['10', '三级'],
    ['49.999', '三级'],
    ['50', '二级'],
    ['100', '一级'],
    ['1e6', '一级'],
  ])('R = %s falls in %s', (x, value) => {
    expect(stepOf(levels, x)?.value).toBe(value);
  });

  it('a band may begin just above the value that ends the one before', () => {
    const bands = [
      { from: 160, value: '显著' },
      { from: 320, above: true, value: '重大' },
    ];
    expect(stepOf(bands, 320)?.value).toBe('显著');
    expect(stepOf(bands, '320.0001')?.value).toBe('重大');
    expect(() => stepOf([...bands].reverse(), 1)).toThrow(/没有递增/);
  });

  it.each([
    ['2.005', 2, '2.01'],
    ['-2.005', 2, '-2.01'],
    ['2.004999', 2, '2.00'],
    ['0.5', 0, '1'],
    ['-0.4', 0, '0'],
    ['1/3', 4, '0.3333'],
    ['2/3', 1, '0.7'],
    ['1234', 1, '1234.0'],
    ['0', 3, '0.000'],
  ])('%s to %i decimals is %s', (value, digits, text) => {
    expect(toDecimalString(value, digits)).toBe(text);
  });
  it('refuses odd digit counts', () => {
    for (const digits of [-1, 1.5, 31]) expect(() => toDecimalString(1, digits)).toThrow(/小数位数/);
  });

  const cents = fc.integer({ min: -1e9, max: 1e9 });
  it('is a field: order of adding does not matter, multiplying undoes dividing', () => {
    fc.assert(
      fc.property(cents, cents, cents, (a, b, c) => {
        const [x, y, z] = [div(a, 100), div(b, 7), div(c, 1000)];
        expect(compare(add(add(x, y), z), add(x, add(y, z)))).toBe(0);
        expect(compare(mul(x, add(y, z)), add(mul(x, y), mul(x, z)))).toBe(0);
        if (c !== 0) expect(compare(mul(div(x, z), z), x)).toBe(0);
      }),
    );
  });
  it('numbers of up to 15 digits are taken by their text and written back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 5 }), (n, places) => {
        const number = Number(`${n}e-${places}`);
        expect(compare(exact(number), div(n, 10 ** places))).toBe(0);
        expect(Number(toDecimalString(number, places))).toBe(number === 0 ? 0 : number);
      }),
    );
  });
});
