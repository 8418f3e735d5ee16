import { describe, expect, it } from 'vitest';
import { chineseNumber, clauseNumber, fromChinese } from './notice.ts';

describe('clause ids', () => {
  it.each([
    ['二(二)', '2.2'],
    ['二（二）', '2.2'],
    ['十(十一)', '10.11'],
    ['二十三(九十九)', '23.99'],
    ['2(2)', null],
    ['二', null],
    ['二(二', null],
    ['十二十(一)', null],
    ['一一(一)', null],
    ['', null],
  ])('%s is %s', (id, number) => {
    expect(clauseNumber(id)).toBe(number);
  });

  it('numerals go there and back', () => {
    for (let n = 1; n <= 99; n += 1) expect(fromChinese(chineseNumber(n) as string)).toBe(n);
    expect([1, 10, 11, 20, 21, 99].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '二十一', '九十九']);
    for (const n of [0, 100, 1.5, -1]) expect(chineseNumber(n)).toBeNull();
  });
});
