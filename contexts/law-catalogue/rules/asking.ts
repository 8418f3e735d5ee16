import {
  BeforeFloor,
  type Day,
  type Exact,
  exact,
  exactText,
  type Place,
  type Refused,
  refuse,
  toDecimalString,
} from '#kernel';

/** What every rule says when it cannot answer: which place of the input, what stood there, what is allowed. */
export function wrong(place: string, value: unknown, allowed: string, message: string): Place {
  return { place, value: value === undefined ? '（空）' : value, allowed, message };
}

/** Refuses for one or more wrong places; the first one's sentence is the message. */
export function refuseAt(places: readonly Place[]): Refused {
  return refuse('INVALID', places[0]?.message, { places: [...places] });
}

/** Refuses a day before the rule's floor, or null. There is no law of that day here, which is not the same as no law. */
export function refuseBefore(on: Day, floor: Day, what: string): Refused | null {
  if (on >= floor) return null;
  const { message } = new BeforeFloor(on, floor);
  return refuseAt([wrong('on', on, `${floor} 及以后`, `${what}：${message}`)]);
}

/** A finite number written as a number or as decimal text, exactly; null when it is not one. */
export function asExact(value: unknown): Exact | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  try {
    return exact(value);
  } catch {
    return null;
  }
}

/** An exact value as it is printed: the decimal when it ends soon, else the fraction with four decimals beside it. */
export function printed(value: Exact): string {
  const text = exactText(value);
  return text.includes('/') || text.length > 14
    ? `${text.length > 24 ? '' : `${text} `}≈ ${toDecimalString(value, 4)}`
    : text;
}

/** The least whole number not below a value (进整): people are not counted in fractions. Not for negative values. */
export function roundedUp(value: Exact): number {
  return Number((value.n + value.d - 1n) / value.d);
}
