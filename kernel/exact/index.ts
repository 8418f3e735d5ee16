import Fraction from 'fraction.js';

/**
 * Exact decimals (精确数): rational numbers without rounding, for every sum that meets a legal threshold. Nothing is rounded
 * before a comparison; rounding happens once, on display.
 */
declare const exactBrand: unique symbol;
export type Exact = Fraction & { readonly [exactBrand]: 'Exact' };

const decimal = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;
const ratio = /^([+-]?\d+)\/(\d+)$/;
/** A double carries 15 significant decimal digits for certain; a shortest text with more of them is the dust of float arithmetic. */
const certainDigits = 15;
const longest = 200;
const largestExponent = 400;

function fault(value: unknown, allowed: string): RangeError {
  return new RangeError(`数值“${String(value)}”不能用于精确计算：${allowed}`);
}

function fromText(text: string, shown: unknown): Exact {
  if (text.length > longest) throw fault(`${text.slice(0, 20)}…`, `不能超过 ${longest} 个字符`);
  const parts = ratio.exec(text);
  if (parts) {
    if (BigInt(parts[2] as string) === 0n) throw fault(shown, '分母不能为 0');
    return new Fraction(BigInt(parts[1] as string), BigInt(parts[2] as string)) as Exact;
  }
  const found = decimal.exec(text);
  if (!found) throw fault(shown, '应为十进制数字，如 12.5');
  const fraction = found[3] ?? '';
  const exponent = Number(found[4] ?? 0) - fraction.length;
  if (Math.abs(exponent) > largestExponent) throw fault(shown, '数量级过大或过小');
  const digits = BigInt((found[1] === '-' ? '-' : '') + found[2] + fraction);
  return (
    exponent >= 0 ? new Fraction(digits * 10n ** BigInt(exponent), 1n) : new Fraction(digits, 10n ** BigInt(-exponent))
  ) as Exact;
}

/**
 * Takes a decimal text (`12.5`, `-3`, `1e3`), a ratio (`1/3`), a number or an exact value. A number is taken by its shortest
 * decimal text, so 0.1 is one tenth. Throws a RangeError (Chinese) for NaN, infinity, unsafe integers, and numbers with
 * the noise of float arithmetic (0.1 + 0.2): those must come as text.
 */
export function exact(value: string | number | bigint | Exact): Exact {
  if (value instanceof Fraction) return value as Exact;
  if (typeof value === 'bigint') return new Fraction(value, 1n) as Exact;
  if (typeof value === 'string') return fromText(value.trim(), value);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw fault(value, '应为有限的数');
  const text = String(value);
  if (Number.isInteger(value)) {
    if (!Number.isSafeInteger(value)) throw fault(value, '整数过大，请以文本传入');
  } else if (
    text
      .replace(/[eE].*$/, '')
      .replace(/^-?0*\.?0*/, '')
      .replace('.', '').length > certainDigits
  ) {
    throw fault(value, '带有浮点误差，请以文本传入原始数值');
  }
  return fromText(text, value);
}

type Given = string | number | bigint | Exact;

/** Exact sum of two. */
export function add(a: Given, b: Given): Exact {
  return exact(a).add(exact(b)) as Exact;
}

/** Exact difference. */
export function sub(a: Given, b: Given): Exact {
  return exact(a).sub(exact(b)) as Exact;
}

/** Exact product. */
export function mul(a: Given, b: Given): Exact {
  return exact(a).mul(exact(b)) as Exact;
}

/** Throws a RangeError when `b` is 0. */
export function div(a: Given, b: Given): Exact {
  const by = exact(b);
  if (by.n === 0n) throw new RangeError('除数不能为 0');
  return exact(a).div(by) as Exact;
}

/** Sum of all; 0 for none. */
export function sum(values: Iterable<Given>): Exact {
  let total = exact(0);
  for (const value of values) total = add(total, value);
  return total;
}

/** -1, 0 or 1. Never rounds: 49.999… and 50 are different. */
export function compare(a: Given, b: Given): -1 | 0 | 1 {
  return Math.sign(exact(a).compare(exact(b))) as -1 | 0 | 1;
}

/** One band of a table: it begins at `from`, counted in (以上) unless `above` is set (超过: the value itself still lies below). */
export interface Step<T> {
  from: Given;
  above?: boolean;
  value: T;
}

/** The band of a rising table that holds `x`; null below the first. Throws when the table does not rise. */
export function stepOf<T, S extends Step<T>>(steps: readonly S[], x: Given): S | null {
  const at = exact(x);
  let found: S | null = null;
  steps.forEach((step, i) => {
    const before = steps[i - 1];
    if (before) {
      const order = compare(before.from, step.from);
      if (order > 0 || (order === 0 && !(step.above && !before.above)))
        throw new RangeError(`分档表第 ${i + 1} 档没有递增`);
    }
    const order = compare(at, step.from);
    if (order > 0 || (order === 0 && !step.above)) found = step;
  });
  return found;
}

/** For display only: rounded half away from zero (四舍五入) to `digits` decimals (0–30), always showing all of them. */
export function toDecimalString(value: Given, digits: number): string {
  if (!Number.isInteger(digits) || digits < 0 || digits > 30)
    throw new RangeError(`小数位数“${digits}”应为 0～30 的整数`);
  const x = exact(value);
  const scaled = (x.n * 10n ** BigInt(digits) * 2n + x.d) / (x.d * 2n);
  const text = scaled.toString().padStart(digits + 1, '0');
  const sign = x.s < 0n && scaled !== 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The exact value as text that `exact()` reads back: a finite decimal, or `n/d` where the decimal would never end. */
export function exactText(value: Given): string {
  const x = exact(value);
  let rest = x.d;
  let twos = 0;
  let fives = 0;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos += 1;
  }
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives += 1;
  }
  const digits = Math.max(twos, fives);
  if (rest !== 1n || digits > 30) return `${x.s < 0n ? '-' : ''}${x.n}/${x.d}`;
  return toDecimalString(x, digits);
}
