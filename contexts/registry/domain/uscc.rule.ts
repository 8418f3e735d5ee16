import { normalCode } from '#kernel';
import { checkResidentId } from './resident-id.rule.ts';

/**
 * Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters — registering body, kind of body, GB/T 2260 code of
 * the registering place (6 digits), organisation code (9), check character by weights 3^i modulo 31.
 */
const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/**
 * Registering bodies (登记管理部门代码, first character) and the kinds of organisation each registers (机构类别代码, second), GB 32100-2015
 * with amendment 1 of 2016, held against five independent transcriptions that agree: the table of npm `uscc-utils` 0.7.0
 * (app.unpkg.com/uscc-utils@0.7.0), blog.csdn.net/qq_29449673/article/details/128663686 (which names the texts at cods.org.cn
 * 2020-10-29/12575 and /12574) and three stored validators in Go and Python. 54 and 55, the committees of villages and of residents
 * (村民委员会、居民委员会), are in use but not in that table: two of the sources have them beside it
 * (blog.csdn.net/weixin_40187450/article/details/127888399).
 */
const bodies: Readonly<Record<string, { body: string; kinds: string }>> = {
  1: { body: '机构编制', kinds: '1239' },
  2: { body: '外交', kinds: '19' },
  3: { body: '司法行政', kinds: '123459' },
  4: { body: '文化', kinds: '19' },
  5: { body: '民政', kinds: '123459' },
  6: { body: '旅游', kinds: '129' },
  7: { body: '宗教', kinds: '129' },
  8: { body: '工会', kinds: '19' },
  9: { body: '市场监管', kinds: '123' },
  A: { body: '军队编制', kinds: '19' },
  N: { body: '农业农村', kinds: '1239' },
  Y: { body: '其他', kinds: '1' },
};

/** First two digits GB/T 2260 gives, and 10 for codes given out by the nation's own body. */
const places = /^(10|1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** Why the first eight characters cannot be those of a code: no such registering body, or a citizen's number (公民身份号码). */
function wrongBeginning(code: string): string | null {
  const known = bodies[code[0] as string];
  const fits = known?.kinds.includes(code[1] as string) === true;
  // Nearly every code ends here; whether it is also a person's number is only asked of the others.
  if (fits && places.test(code.slice(2, 4))) return null;
  const person = checkResidentId(code);
  const isPerson = person.valid && person.doubt === undefined;
  if (fits)
    return isPerson ? '这是公民身份号码，不是统一社会信用代码；个体工商户也有自己的代码，请按营业执照填写' : null;
  const allowed = known
    ? `登记管理部门代码为 ${code[0]}（${known.body}）时，第 2 位应为 ${[...known.kinds].join('、')} 之一`
    : `第 1 位应为 ${Object.keys(bodies).join('、')} 之一`;
  const like = isPerson ? '（像是公民身份号码）' : '';
  return `统一社会信用代码前两位“${code.slice(0, 2)}”不正确${like}：${allowed}，企业一般以 91 开头`;
}

export interface UsccCheck {
  valid: boolean;
  /** The code as it should be stored: half-width, upper case, no spaces. */
  code: string;
  /** The check character the first 17 call for; absent when they are not usable. */
  expected?: string;
  /** Why it is not valid, naming the position. */
  reason?: string;
  /** Passes the check character but looks odd; worth a second look, no ground to refuse. */
  doubt?: string;
}

/** The check character (校验码) of 17 characters of the charset. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += charset.indexOf(body[i] as string) * (weights[i] as number);
  return charset[(31 - (sum % 31)) % 31] as string;
}

/**
 * Checks a code as typed (full-width, lower case and spaces are put right first). Catches every single wrong character and
 * every swap of two different neighbours. Never throws.
 */
export function checkUscc(text: string): UsccCheck {
  const code = normalCode(String(text ?? ''));
  if (code === '') return { valid: false, code, reason: '统一社会信用代码为空：应为 18 位' };
  const letters = [...code];
  const wrong = letters.findIndex((letter) => !charset.includes(letter));
  if (wrong >= 0) {
    return {
      valid: false,
      code,
      reason: `统一社会信用代码第 ${wrong + 1} 位“${letters[wrong]}”不正确：只能是数字和除 I、O、S、V、Z 以外的大写字母`,
    };
  }
  if (letters.length !== 18) {
    return { valid: false, code, reason: `统一社会信用代码应为 18 位，填写的是 ${letters.length} 位` };
  }
  const beginning = wrongBeginning(code);
  if (beginning) return { valid: false, code, reason: beginning };
  const expected = checkCharacter(code);
  if (letters[17] !== expected) {
    return {
      valid: false,
      code,
      expected,
      reason: `统一社会信用代码第 18 位校验码“${letters[17]}”不正确：按前 17 位应为“${expected}”，请核对是否有字符填错`,
    };
  }
  const place = /^[0-9]{6}$/.test(code.slice(2, 8));
  return {
    valid: true,
    code,
    expected,
    ...(place ? {} : { doubt: `第 3 至 8 位“${code.slice(2, 8)}”通常是 6 位数字的登记机关区划代码，请核对` }),
  };
}

/** A code whose first 17 characters are given, completed by its check character; null when they are not usable. */
export function completeUscc(body: string): string | null {
  const code = normalCode(body);
  return code.length === 17 && [...code].every((letter) => charset.includes(letter))
    ? code + checkCharacter(code)
    : null;
}
