import serialize from 'canonicalize';

/** What JSON can hold. `undefined` members are left out, as JSON.stringify leaves them out; dates go by their toJSON text. */
export type Json =
  | null
  | boolean
  | number
  | string
  | { toJSON(): Json | string }
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Name and value of a digest (摘要). Hashing is the server's work; the phone only compares texts. */
export interface Digest {
  algorithm: 'sm3' | 'sha-256';
  /** Lower-case hexadecimal, 64 characters. */
  hex: string;
}

const loneSurrogate = /\p{Surrogate}/u;

/** Refuses what JSON would drop or bend without a word: a Map would be hashed as {} and no check would ever notice. */
function check(value: unknown, place: string): void {
  switch (typeof value) {
    case 'string':
      if (loneSurrogate.test(value)) throw new TypeError(`${place}含有不完整的字符，不能计算摘要`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${place}不是有限的数（${value}），不能计算摘要`);
      return;
    case 'boolean':
      return;
    case 'object': {
      if (value === null) return;
      if (Array.isArray(value)) {
        value.forEach((each, i) => {
          if (each === undefined) throw new TypeError(`${place}[${i}] 为空缺，不能计算摘要`);
          check(each, `${place}[${i}]`);
        });
        return;
      }
      if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
        check((value as { toJSON(): unknown }).toJSON(), place);
        return;
      }
      const proto = Object.getPrototypeOf(value);
      if (proto !== Object.prototype && proto !== null) throw new TypeError(`${place}不是普通对象，不能计算摘要`);
      for (const [key, each] of Object.entries(value)) {
        if (loneSurrogate.test(key)) throw new TypeError(`${place}的键名含有不完整的字符，不能计算摘要`);
        if (each !== undefined) check(each, `${place}.${key}`);
      }
      return;
    }
    default:
      throw new TypeError(`${place}的类型 ${typeof value} 不能写成 JSON，不能计算摘要`);
  }
}

/**
 * Canonical JSON by RFC 8785 (JCS): keys by UTF-16 code units, numbers as ECMAScript writes them, no spaces. The same value
 * gives the same text on every machine, so that it can be hashed. Throws a TypeError naming the place of what JSON
 * cannot hold faithfully: NaN, bigint, function, Map, a hole in an array, half a surrogate pair.
 */
export function canonicalJson(value: unknown): string {
  check(value, '$');
  return serialize(value) as string;
}
