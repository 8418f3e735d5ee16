import { z } from 'zod';
import { dayText } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { expenseFloor, expenseRequired } from './required.ts';

const amount = (what: string) => z.union([z.number(), z.string()], { error: `应为数字，单位${what}` }).optional();

/** 安全生产费用应提数 (`expense.required`). */
export const expenseRequiredRule = rule({
  name: 'expense.required',
  title: '安全生产费用应提数',
  floor: expenseFloor,
  input: () =>
    z.strictObject({
      sector: z.string({ error: '应为行业代码或名称' }).trim().min(1, '没有填写').max(40, '过长'),
      year: z.int({ error: '应为四位年份' }).min(1000, '应为四位年份'),
      output_t: amount('吨'),
      revenue_yuan: amount('元'),
      capacity_m3: amount('立方米'),
      height_m: amount('米'),
      months: z
        .array(
          z.strictObject({
            month: z.int({ error: '应为 1 至 12' }).min(1, '应为 1 至 12').max(12, '应为 1 至 12'),
            output_t: z.union([z.number(), z.string()], { error: '应为数字，单位吨' }),
          }),
          { error: '应为每月产量的列表' },
        )
        .min(1, '至少一个月')
        .max(12, '最多 12 个月')
        .optional()
        .describe('每月的产量；跨两版标准的年度须按月填'),
      booked_on: dayText.optional(),
    }),
  evaluate: (given, law, on) => expenseRequired(given, law, on),
});

export const rules: readonly AnyRule[] = [expenseRequiredRule];
