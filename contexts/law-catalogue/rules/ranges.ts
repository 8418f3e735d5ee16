import { z } from 'zod';
import { type Day, day, isDay, thousands } from '#kernel';

/** First and last day any rule takes: living memory, and no slip of the keyboard. */
export const firstDay: Day = day('1949-10-01');
export const lastDay: Day = day('2199-12-31');

/** A real day of living memory as text, shown as such in the JSON Schema. */
export const dayText = z
  .string({ error: '应为 YYYY-MM-DD 形式的日期' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, '应写成 YYYY-MM-DD')
  .refine(isDay, '不是真实存在的日期')
  .refine((text) => text >= firstDay && text <= lastDay, `应在 ${firstDay} 至 ${lastDay} 之间`)
  .transform((text) => text as Day);

/** A whole number of something from 0 to the most that can be: the refusal names the range. */
const upTo = (most: number, unit: string) => {
  const range = `应在 0 至 ${thousands(most)} ${unit}之间`;
  return (what = '') =>
    z
      .int({ error: `${what}应为整数，${range}` })
      .min(0, `${what}不能为负，${range}`)
      .max(most, `${what}过大，${range}`);
};

/** Whole yuan of a fine, a loss, an income. */
export const wholeYuan = upTo(1_000_000_000_000, '元');
/** People of an enterprise or an accident. */
export const wholePeople = upTo(1_000_000, '人');
/** Things counted: hazards, places, sets. */
export const wholeCount = upTo(100_000, '');
