import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUscc, completeUscc } from './uscc.rule.ts';

const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const body = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '11', '12', '51', '52', '31', 'N2', 'A1', 'Y1'),
    fc.array(fc.constantFrom(...charset), { minLength: 15, maxLength: 15 }),
  )
  .map(([first, letters]) => first + letters.join(''));
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

  it.each([
    // Citizens' numbers whose last character happens to be right as a check character too, and such as it is not.
    ['14', '05251990', /前两位“14”不正确.*第 2 位应为 1、2、3、9 之一/],
    ['37', '01021985', /前两位“37”不正确/],
    ['01', '40525MA0', /第 1 位应为 1、2、.*Y 之一，企业一般以 91 开头/],
    ['B1', '40525MA0', /前两位“B1”不正确/],
  ])('refuses the registering body %s', (first, rest, reason) => {
    const made = completeUscc(`${first}${rest}0000001`) as string;
    expect(checkUscc(made)).toMatchObject({ valid: false, reason: expect.stringMatching(reason) });
  });

  // GB 32100-2015 with amendment 1, transcribed a second time: every pair of first two characters there is.
  it('knows exactly the beginnings of the table, and the committees of villages and residents', () => {
    const table =
      '11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 59 61 62 69 71 72 79 81 89 91 92 93 A1 A9 N1 N2 N3 N9 Y1'.split(
        ' ',
      );
    const known = [...charset].flatMap((a) =>
      [...charset].flatMap((b) => (checkUscc(completeUscc(`${a}${b}140525MA0000000`) as string).valid ? [a + b] : [])),
    );
    expect(known.toSorted()).toEqual([...table, '54', '55'].toSorted());
  });

  it.each(['94', '99', 'Y9', '50', 'N4'])('refuses %s, which no table has', (first) => {
    expect(checkUscc(completeUscc(`${first}140525MA0000000`) as string).reason).toContain(`前两位“${first}”不正确`);
  });

  it('says that a citizen’s number is one, also where its beginning could be a registering body', () => {
    expect(checkUscc('11010519491231002X').reason).toContain('这是公民身份号码');
    expect(checkUscc('440524188001010014').reason).toMatch(/前两位“44”不正确/);
    expect(checkUscc('110105194912310021').reason).toContain('校验码');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof checkUscc(text).valid === 'boolean'));
  });
});
