import { z } from 'zod';
import { day } from '#kernel';
import { dayText } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { reviewPlan } from './review.ts';

/** 应急预案评估、修订和备案 (`plan.review`). */
export const planReview = rule({
  name: 'plan.review',
  title: '应急预案评估、修订和备案期限',
  floor: day('2016-07-01'),
  input: () =>
    z.strictObject({
      published: dayText.describe('预案公布之日'),
      evaluated: dayText.optional().describe('最近一次评估之日'),
      revised: dayText.optional().describe('最近一次修订公布之日'),
      filed: dayText.optional().describe('备案之日'),
      triggers: z
        .array(z.strictObject({ id: z.string({ error: '应为情形编号' }).min(1, '没有填写'), on: dayText }))
        .max(100, '最多 100 项')
        .default([])
        .describe('发生的修订情形'),
      county: z
        .string()
        .regex(/^\d{6}$/, '应为 6 位区划代码')
        .optional(),
    }),
  evaluate: (given, law, on) => reviewPlan(given, law, on),
});

export const rules: readonly AnyRule[] = [planReview];
