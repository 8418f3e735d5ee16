import { asDay, type Day, normalCode } from '#kernel';

/**
 * Resident identity number (公民身份号码), GB 11643-1999: region (6 digits), birth date (8), sequence (3, odd = male), check
 * character by ISO 7064 MOD 11-2. Never used as a key, shown masked.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checks = '10X98765432';
/** First two digits that GB/T 2260 gives to provinces, and 81–83 for residents of Hong Kong, Macao and Taiwan. */
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const oldestYear = 1900;

/** What was found of a number: usable or why not, and what it tells. */
export interface ResidentIdCheck {
  valid: boolean;
  /** The number as it should be stored: half-width, X in upper case, no spaces. */
  id: string;
  birth?: Day;
  sex?: 'male' | 'female';
  /** Six-digit code of the place where the number was given out (not of today's residence). */
  region?: string;
  expected?: string;
  reason?: string;
  /** Passes, but looks odd; no ground to refuse. */
  doubt?: string;
}

/** Checks a number as typed; `on` is the day of checking, after which nobody can be born. Never throws. */
export function checkResidentId(text: string, on?: Day): ResidentIdCheck {
  const id = normalCode(String(text ?? ''));
  const no = (reason: string, more: Partial<ResidentIdCheck> = {}): ResidentIdCheck => ({
    valid: false,
    id,
    reason,
    ...more,
  });
  if (id === '') return no('身份证号为空：应为 18 位');
  if (/^\d{15}$/.test(id)) return no('身份证号为 15 位旧号，已停止使用：应填 18 位');
  const letters = [...id];
  const wrong = letters.findIndex((letter, i) => !(/^\d$/.test(letter) || (i === 17 && letter === 'X')));
  if (wrong >= 0) {
    const allowed = wrong === 17 ? '只能是数字或 X' : wrong < 17 ? '只能是数字' : '号码只有 18 位';
    return no(`身份证号第 ${wrong + 1} 位“${letters[wrong]}”不正确：${allowed}`);
  }
  if (letters.length !== 18) return no(`身份证号应为 18 位，填写的是 ${letters.length} 位`);
  const birth = asDay(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`);
  if (birth === null || Number(id.slice(6, 10)) < oldestYear) {
    return no(`身份证号第 7 至 14 位“${id.slice(6, 14)}”不是真实的出生日期`);
  }
  if (on !== undefined && birth > on) return no(`身份证号第 7 至 14 位的出生日期 ${birth} 晚于 ${on}`);
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(letters[i]) * (weights[i] as number);
  const expected = checks[sum % 11] as string;
  if (letters[17] !== expected) {
    return no(`身份证号第 18 位校验码“${letters[17]}”不正确：按前 17 位应为“${expected}”，请核对是否有数字填错`, {
      expected,
    });
  }
  return {
    valid: true,
    id,
    birth,
    sex: Number(letters[16]) % 2 === 1 ? 'male' : 'female',
    region: id.slice(0, 6),
    expected,
    ...(provinces.test(id) ? {} : { doubt: `前两位“${id.slice(0, 2)}”不是省级区划代码，请核对` }),
  };
}
