const digits = '零一二三四五六七八九';

/** A whole number below a thousand in Chinese numerals, as articles are numbered: 102 → `一百零二`, 12 → `十二`. */
export function chineseNumeral(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const digit = (each: number) => digits.charAt(each);
  return [
    hundreds > 0 ? `${digit(hundreds)}百` : '',
    tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : digit(tens)}十` : hundreds > 0 && ones > 0 ? '零' : '',
    ones > 0 || n === 0 ? digit(ones) : '',
  ].join('');
}

const numerals = new Map(Array.from({ length: 1000 }, (_, n) => [chineseNumeral(n), n] as const));

/** Reads `102`, `一百零二`, `一百〇二`, `一〇二` as 102; null when it is no number so written. */
export function readNumeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replace(/〇/g, '零');
  const found = numerals.get(plain) ?? numerals.get(plain.replace(/^一十/, '十'));
  if (found !== undefined) return found;
  return /^[零一二三四五六七八九]{2,3}$/.test(plain)
    ? Number([...plain].map((each) => digits.indexOf(each)).join(''))
    : null;
}
