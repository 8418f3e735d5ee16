import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#kernel';
import { checkResidentId } from './resident-id.rule.ts';

const on = day('2022-03-14');
/** Completes 17 digits by trying all check characters: an independent way to the right one. */
function complete(first: string): string {
  const fits = [...'0123456789X'].filter((last) => {
    // ISO 7064 MOD 11-2, recursive form, as the standard's annex has it.
    let product = 0;
    for (const letter of first) product = ((product + Number(letter)) * 2) % 11;
    return (product + (last === 'X' ? 10 : Number(last))) % 11 === 1;
  });
  expect(fits.length).toBe(1);
  return first + fits[0];
}
const birth = fc.integer({ min: 0, max: 44_000 }).map((n) => addDays(day('1901-06-01'), n));
const number = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), birth, fc.integer({ min: 0, max: 999 }))
  .map(([place, born, seq]) =>
    complete(String(place).padStart(6, '0') + born.replaceAll('-', '') + String(seq).padStart(3, '0')),
  );

describe('公民身份号码', () => {
  it('reads the example of GB 11643', () => {
    expect(checkResidentId('11010519491231002x')).toEqual({
      valid: true,
      id: '11010519491231002X',
      birth: '1949-12-31',
      sex: 'female',
      region: '110105',
      expected: 'X',
    });
    expect(checkResidentId('440524188001010014').reason).toMatch(/18800101.*不是真实/);
  });

  it.each([
    ['', /为空/],
    ['110105491231002', /15 位旧号/],
    ['1101051949123100', /应为 18 位，填写的是 16 位/],
    ['11010519491231002XX', /第 18 位“X”|第 19 位/],
    ['1101051949123100X2', /第 17 位“X”不正确：只能是数字/],
    ['11010519491231002Y', /第 18 位“Y”不正确：只能是数字或 X/],
    ['110105194912310021', /校验码“1”不正确：按前 17 位应为“X”/],
    ['110105194902290022', /19490229.*不是真实/],
    ['110105189912310022', /18991231.*不是真实/],
    [null as unknown as string, /为空/],
  ])('refuses %s', (text, reason) => {
    const checked = checkResidentId(text, on);
    expect(checked.valid).toBe(false);
    expect(checked.reason).toMatch(reason);
  });

  it('nobody is born after the day of checking', () => {
    const newborn = complete('14052520220315001');
    expect(checkResidentId(newborn, on).reason).toMatch(/2022-03-15 晚于 2022-03-14/);
    expect(checkResidentId(newborn, day('2022-03-15')).valid).toBe(true);
  });

  it('accepts every completed number and refuses every single wrong digit', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (right, at, more) => {
        expect(checkResidentId(right).valid).toBe(true);
        const digit = (Number(right[at]) + more) % 10;
        expect(checkResidentId(right.slice(0, at) + digit + right.slice(at + 1)).valid).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof checkResidentId(text, on).valid === 'boolean'),
    );
  });
});
