import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUscc, completeUscc } from './uscc.rule.ts';

const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const body = fc.array(fc.constantFrom(...charset), { minLength: 17, maxLength: 17 }).map((letters) => letters.join(''));
const code = body.map((first) => completeUscc(first) as string);

describe('统一社会信用代码', () => {
  it('accepts the example of the standard, however it is typed', () => {
    // GB 32100-2015 annex: 91350100M000100Y43.
    for (const text of ['91350100M000100Y43', ' 9135 0100m000100y43\u00a0', '９１３５０１００Ｍ０００１００Ｙ４３']) {
      expect(checkUscc(text)).toEqual({ valid: true, code: '91350100M000100Y43', expected: '3' });
    }
  });

  it.each([
    ['', /为空/],
    ['91350100M000100Y4', /应为 18 位，填写的是 17 位/],
    ['91350100M000100Y433', /填写的是 19 位/],
    ['91350100MO00100Y43', /第 10 位“O”.*I、O、S、V、Z/],
    ['91350100M000100Y4-', /第 18 位“-”/],
    ['泽1350100M000100Y43', /第 1 位“泽”/],
    ['91350100M000100Y44', /第 18 位校验码“4”不正确：按前 17 位应为“3”/],
    ['91350100M000100Y4X', /应为“3”/],
    [undefined as unknown as string, /为空/],
  ])('refuses %s', (text, reason) => {
    const checked = checkUscc(text);
    expect(checked.valid).toBe(false);
    expect(checked.reason).toMatch(reason);
  });

  it('the check character may be any of the 31', () => {
    const seen = new Set<string>();
    for (let i = 0; seen.size < 31 && i < 5_000; i += 1) {
      seen.add((completeUscc(`91140525MA${String(i).padStart(7, '0')}`) as string).slice(17));
    }
    expect([...seen].sort().join('')).toBe(charset);
  });

  it('catches every single wrong character', () => {
    fc.assert(
      fc.property(code, (right) => {
        for (let at = 0; at < 18; at += 1) {
          for (const letter of charset) {
            if (letter === right[at]) continue;
            expect(checkUscc(right.slice(0, at) + letter + right.slice(at + 1)).valid).toBe(false);
          }
        }
        expect(checkUscc(right).valid).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('catches every swap of two different neighbours', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 16 }), (right, at) => {
        if (right[at] === right[at + 1]) return;
        const swapped = right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2);
        expect(checkUscc(swapped).valid).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('marks letters in the place code as odd, without refusing', () => {
    expect(checkUscc(completeUscc('91A40525MA0000000') as string)).toMatchObject({
      valid: true,
      doubt: expect.any(String),
    });
    expect(checkUscc(completeUscc('91140525MA0000000') as string).doubt).toBeUndefined();
    expect(completeUscc('91140525MA000000')).toBeNull();
    expect(completeUscc('91140525MAO000000')).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof checkUscc(text).valid === 'boolean'));
  });
});
