import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfWidth, maskName, maskPhone, maskResidentId, normalCode, squeeze, thousands } from './index.ts';

describe('words', () => {
  it.each([
    ['ＡＢｃ１２３（％）', 'ABc123(%)'],
    ['全　角', '全 角'],
    ['煤气柜，未装报警。', '煤气柜,未装报警。'],
    ['half 123', 'half 123'],
  ])('half width of %s is %s', (text, expected) => {
    expect(halfWidth(text)).toBe(expected);
  });

  it.each([
    ['\u00a0 巴公镇\u3000', '巴公镇'],
    ['\ufeff南村\u200b镇', '南村镇'],
    ['甲 \u3000\t 乙', '甲 乙'],
    ['一行 \r\n  二行\r三行', '一行\n二行\n三行'],
    [' \u00a0\u3000 ', ''],
  ])('squeeze %j is %j', (text, expected) => {
    expect(squeeze(text)).toBe(expected);
  });

  it.each([
    [' 91140525ma0k1a2b3c ', '91140525MA0K1A2B3C'],
    ['９１１４ 0525\u00a0ｍａ', '91140525MA'],
    ['GB—T 4754–2017', 'GB-T4754-2017'],
  ])('normal code of %j is %s', (text, expected) => {
    expect(normalCode(text)).toBe(expected);
  });

  it.each([
    ['张三', '张*'],
    ['王小明', '王*明'],
    ['欧阳修远', '欧**远'],
    ['李', '*'],
    ['', ''],
    ['𬭚某某', '𬭚*某'],
  ])('name %s shows as %s', (name, expected) => {
    expect(maskName(name)).toBe(expected);
  });

  it.each([
    ['13812345678', '138****5678'],
    ['１３８ 1234 5678', '138****5678'],
    ['0356-1234567', '035*****4567'],
    ['12345678', '123*5678'],
    ['1234567', '*******'],
  ])('phone %s shows as %s', (phone, expected) => {
    expect(maskPhone(phone)).toBe(expected);
  });

  it('identity numbers by level', () => {
    const id = '14052519900307123X';
    expect(maskResidentId(id)).toBe('1****************X');
    expect(maskResidentId(id, 'normal')).toBe('140************23X');
    expect(maskResidentId(id, 'loose')).toBe('140525********123X');
    expect(maskResidentId('12345')).toBe('*****');
  });

  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [-1234567.8, '-1,234,567.8'],
    ['1234567890123456789.50', '1,234,567,890,123,456,789.50'],
    [12345678901234567890n, '12,345,678,901,234,567,890'],
    [1e21, '1,000,000,000,000,000,000,000'],
    [0.0000001, '0.0000001'],
    [-0, '0'],
    [null, '--'],
    [undefined, '--'],
    [Number.NaN, '--'],
    ['若干', '--'],
  ])('%s shows as %s', (n, expected) => {
    expect(thousands(n)).toBe(expected);
  });

  it('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const normal of [halfWidth, squeeze, normalCode]) expect(normal(normal(text))).toBe(normal(text));
      }),
    );
  });

  it('masks never show more than they keep, and never lengthen', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,24}$/), (digits) => {
        for (const [mask, keep] of [
          [maskPhone, 7],
          [maskResidentId, 2],
          [(s: string) => maskResidentId(s, 'loose'), 10],
        ] as const) {
          const masked = mask(digits);
          expect(masked.length).toBe(digits.length);
          expect(masked.replace(/\*/g, '').length).toBeLessThanOrEqual(keep);
          if (digits.length > 0) expect(masked).toContain('*');
        }
      }),
    );
  });

  it('thousands marks come off again', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(Number(thousands(n).replace(/,/g, ''))).toBe(n === 0 ? 0 : n);
        expect(thousands(n)).toMatch(/^-?\d{1,3}(,\d{3})*$/);
      }),
    );
  });
});
