/** Password rules (口令规则): ASVS 5.0 6.1.2, 6.2.1–12; composition and age of 等保 (GB/T 22239-2019 8.1.4.1 a) as a profile. */

/** `plain`: length and weakness only. `dengbao`: also composition, and a change every 180 days. */
export type PasswordProfile = 'plain' | 'dengbao';

export interface PasswordOwner {
  account: string;
  name: string;
}

export const shortestPassword = 10;
export const longestPassword = 128;
const dengbaoDays = 180;
const DAY_MS = 86_400_000;

/** Words everybody here would try first. */
const placeWords = [
  '泽州',
  '应急',
  '泽安',
  '晋城',
  '安监',
  '安全生产',
  'zezhou',
  'yingji',
  'yjglj',
  'zezhouxian',
  'jincheng',
  'anjian',
  'anquanshengchan',
  'zean',
  '140525',
];

/** Stems of the lists of leaked passwords that reach ten characters with a tail of digits and signs. */
const commonWords = [
  'password',
  'passwd',
  'pass',
  'qwerty',
  'admin',
  'administrator',
  'root',
  'user',
  'guest',
  'test',
  'login',
  'welcome',
  'letmein',
  'master',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'basketball',
  'sunshine',
  'princess',
  'iloveyou',
  'superman',
  'batman',
  'shadow',
  'michael',
  'jordan',
  'hello',
  'freedom',
  'whatever',
  'trustno',
  'starwars',
  'computer',
  'internet',
  'secret',
  'changeme',
  'default',
  'system',
  'manager',
  'server',
  'oracle',
  'mysql',
  'postgres',
  'china',
  'zhongguo',
  'beijing',
  'shanxi',
  'woaini',
  'woaiwojia',
  'wodemima',
  'mima',
  'nihao',
  'xiaoming',
  'zhangsan',
  'lisi',
  'wangwei',
  'qq',
  'weixin',
  'taobao',
  'alibaba',
  'huawei',
  'xiaomi',
  'abc',
  'asd',
  'qwe',
  'zxc',
  'qaz',
  'wsx',
  'edc',
  'aaa',
  'love',
  'forever',
  'baby',
  'angel',
  'lucky',
  'happy',
  'google',
  'apple',
  'windows',
  '密码',
  '口令',
  '管理员',
  '我爱你',
  '你好',
  '中国',
];

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
];
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')]);

const leet: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '!': 'i',
};
const unleet = (text: string): string => [...text].map((c) => leet[c] ?? c).join('');
const plainOf = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What is left when rows of the keyboard, repeats, digits, signs and common words are taken away: the part that must be guessed. */
function remainder(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words) rest = rest.replaceAll(word, ' ');
  for (const run of runs) {
    for (let n = run.length; n >= 3; n -= 1) {
      for (let at = 0; at + n <= run.length; at += 1) rest = rest.replaceAll(run.slice(at, at + n), ' ');
    }
  }
  return rest.replace(/(.)\1+/gu, '$1').replace(/[\d\s\p{P}\p{S}]/gu, '');
}

function repeats(text: string): boolean {
  for (let n = 1; n <= text.length / 3; n += 1)
    if (
      text
        .slice(0, n)
        .repeat(Math.ceil(text.length / n))
        .startsWith(text)
    )
      return true;
  return false;
}

/** A year people live in, alone or with 年. */
const year = /(?:19|20)\d\d年?/g;

/** Whether a password is one word and a year, with whatever digits and signs around them: `Summer2022!!`, `春天2022！`. */
function isWordAndYear(text: string): boolean {
  if (!text.match(year)) return false;
  const rest = text.replace(year, ' ').replace(/[\d\s\p{P}\p{S}]+$|^[\d\s\p{P}\p{S}]+/gu, '');
  return [rest, unleet(rest)].some((form) => {
    const words = form.match(/[\p{L}\p{M}]+/gu) ?? [];
    const length = [...(words[0] ?? '')].length;
    return words.length <= 1 && length <= ([...form].some(isHan) ? 4 : 12);
  });
}

const isHan = (c: string): boolean => /\p{Script=Han}/u.test(c);
const kinds = (text: string): number =>
  [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u, /\p{Script=Han}/u].filter((shape) => shape.test(text)).length;

function weakness(password: string, owner: PasswordOwner): string | null {
  const text = plainOf(password);
  const forms = [text, unleet(text)];
  const holds = (word: string) => word.length >= 2 && forms.some((form) => form.includes(word));
  const place = placeWords.find(holds);
  if (place) return `密码不能含“${place}”这类本地、本单位的常用词`;
  const account = owner.account.toLowerCase();
  if (account.length >= 3 && (holds(account) || holds([...account].reverse().join('')))) return '密码不能含自己的账号';
  const name = plainOf(owner.name);
  if (name.length >= 2 && holds(name)) return '密码不能含自己的姓名';
  if (/^\d+$/.test(text)) return '密码不能全是数字';
  if (new Set(text).size < 5) return '密码至少要有 5 个不同的字符';
  if (repeats(text)) return '密码不能是同一段反复';
  const left = [...remainder(text, commonWords)].length;
  const leftUnleet = [...remainder(unleet(text), commonWords)].length;
  if (Math.min(left, leftUnleet) < 4 && ![...text].some(isHan))
    return '密码太常见，容易被猜中：请换一个，或用几个不相干的词连成一句';
  if ([...text].some(isHan) && left < 3) return '密码太常见，容易被猜中：请换一句自己记得住、别人想不到的话';
  if (isWordAndYear(text)) return '密码不能只是一个词加年份：年份最先被猜到，请用几个不相干的词连成一句';
  return null;
}

/**
 * What is wrong with a new password, as Chinese sentences; empty when it will do. Nothing is trimmed or cut: a passphrase in
 * Chinese, spaces and 128 characters are welcome. The password itself never stands in a sentence.
 */
export function passwordFaults(password: string, owner: PasswordOwner, profile: PasswordProfile): string[] {
  const length = [...password].length;
  if (length < shortestPassword) return [`密码至少 ${shortestPassword} 个字符，现为 ${length} 个`];
  if (length > longestPassword) return [`密码最多 ${longestPassword} 个字符，现为 ${length} 个`];
  if (/\p{Cc}/u.test(password)) return ['密码不能含控制字符（如换行）'];
  const weak = weakness(password, owner);
  if (weak) return [weak];
  // A long phrase is worth more than three kinds of characters; Chinese characters are a kind of their own and many.
  const phrase = length >= 16 || [...password].filter(isHan).length >= 6;
  if (profile === 'dengbao' && !phrase && kinds(password) < 3) {
    return ['密码应含大写字母、小写字母、数字、符号中的至少三种，或用 16 个字符以上的短句'];
  }
  return [];
}

/** True when the profile asks for a new password by now. Instants in ISO form. */
export const isPasswordOld = (changedAt: string | null, now: string, profile: PasswordProfile): boolean =>
  profile === 'dengbao' && changedAt !== null && Date.parse(now) - Date.parse(changedAt) > dengbaoDays * DAY_MS;

/** Letters and digits that nobody confuses when read aloud or copied by hand. */
export const initialAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
/** An initial password of three groups of four out of 12 random numbers (0–255): 58 bits, written down once. */
export function initialPassword(random: Uint8Array): string {
  const letters = Array.from(
    random.subarray(0, 12),
    (byte) => initialAlphabet[byte % initialAlphabet.length] as string,
  );
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)].map((group) => group.join('')).join('-');
}
