import { z } from 'zod';
import { day } from '#kernel';
import { dayText, wholePeople, wholeYuan } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { validityOf } from './validity.ts';

/** 证照有效期 (`certification.validity`). Floor: the oldest rule held; each certificate has its own. */
export const certificationValidity = rule({
  name: 'certification.validity',
  title: '证照有效期、复审和延期',
  floor: day('2013-08-29'),
  input: () =>
    z.strictObject({
      certificate: z
        .string({ error: '应为证照的编号或名称' })
        .trim()
        .min(1, '没有填写')
        .max(60, '过长')
        .describe('如 standardisation-grade、safety-licence、special-operation-certificate'),
      issued: dayText.describe('发证或公告之日'),
      expires: dayText.optional().describe('证书或公告载明的有效期止'),
      reviewed: dayText.optional().describe('最近一次复审之日'),
      grade: z.literal([1, 2, 3], { error: '应为 1、2 或 3' }).optional().describe('标准化等级'),
      events: z
        .array(
          z.strictObject({
            ground: z.string({ error: '应为情形编号' }).min(1, '没有填写').default('none'),
            on: dayText,
            seriousInjuries: wholePeople().optional(),
            loss_yuan: wholeYuan().optional(),
          }),
        )
        .max(200, '最多 200 项')
        .default([])
        .describe('有效期内发生的事件'),
      holds: z.array(z.string()).max(20, '最多 20 项').default([]).describe('已确认的直接延期条件'),
    }),
  evaluate: (given, law, on) => validityOf(given, law, on),
});

export const rules: readonly AnyRule[] = [certificationValidity];
