import { z } from 'zod';
import { asDay, day, millisecondsOf } from '#kernel';
import { dayText } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { deadlineOf } from './due.ts';

function isInstant(text: string): boolean {
  try {
    return Number.isFinite(millisecondsOf(text));
  } catch {
    return false;
  }
}

const events = z
  .array(
    z.discriminatedUnion(
      'kind',
      [
        z.strictObject({
          kind: z.literal('suspend'),
          from: dayText,
          to: dayText,
          reason: z.string({ error: '应写明不计入的事由，如 鉴定' }).trim().min(1, '没有填写').max(60, '过长'),
        }),
        z.strictObject({ kind: z.literal('extend'), on: dayText, by: z.string().max(60, '过长').optional() }),
      ],
      { error: 'kind 应为 suspend（不计入）或 extend（延长）' },
    ),
  )
  .max(20, '最多 20 项');

/** 期限届满之日 (`deadline.of`). Floor: the oldest version of any clock held; each clock has its own. */
export const deadlineRule = rule({
  name: 'deadline.of',
  title: '法定期限届满之日',
  floor: day('2008-01-01'),
  input: () =>
    z.strictObject({
      clock: z
        .string({ error: '应为期限的编号、代号或名称' })
        .trim()
        .min(1, '没有填写')
        .max(60, '过长')
        .describe('编号（hearing-request）、代号（T14）或名称（要求听证）'),
      from: z
        .string({ error: '应为日期，按小时计的期限写到时刻' })
        .refine(
          (text) => asDay(text) !== null || isInstant(text),
          '应为 YYYY-MM-DD；按小时计的写成 2022-03-14T09:30:00+08:00',
        )
        .refine((text) => text >= '1949-10-01' && text < '2200-01-01', '应在 1949-10-01 至 2199-12-31 之间')
        .describe('起算事件发生之日'),
      events: events.default([]),
      county: z
        .string()
        .regex(/^\d{6}$/, '应为 6 位区划代码')
        .optional()
        .describe('用哪个县的放假补班调整'),
    }),
  evaluate: (given, law) => deadlineOf(given, law),
});

export const rules: readonly AnyRule[] = [deadlineRule];
