import { compare, type Exact, exact, thousands } from '#kernel';

/** The most tonnes and yuan that are believed of one enterprise: more is a slip of the keyboard or of the unit. */
export const most = {
  /** Of one substance in one unit. */
  held_t: exact(100_000_000),
  /** Of ore or tailings in a year. */
  output_t: exact(1_000_000_000),
  /** Of tailings held in a pond, in cubic metres. */
  capacity_m3: exact(10_000_000_000),
  /** Revenue of a year. */
  revenue_yuan: exact('10000000000000'),
} as const;

/** What is wrong with an amount beyond its most, with the range; null when it is within. */
export function tooMuch(amount: Exact, limit: Exact, unit: string): { allowed: string; message: string } | null {
  if (compare(amount, limit) <= 0) return null;
  const allowed = `应在 0 至 ${thousands(Number(limit.n / limit.d))} ${unit}之间`;
  return { allowed, message: `过大，${allowed}，请核对数字和单位` };
}
