import { z } from 'zod';
import { day } from '#kernel';
import { tierKeyWords } from '../../domain/files-penalty.ts';
import { wholeCount, wholePeople, wholeYuan } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { askedFine } from './facts.ts';
import { proposeFine } from './propose.ts';
import { rangeOf } from './range.ts';

const floor = day('2014-12-01');

/** 罚款幅度 (`penalty.range`): the band of a provision for a subject, a stage and a day. Floor: the oldest edition of 安全生产法 held. */
export const penaltyRange = rule({
  name: 'penalty.range',
  title: '行政处罚幅度',
  floor,
  input: () => z.strictObject(askedFine),
  evaluate: (given, law, on) => rangeOf(given, law, on),
});

const { illegalGain_yuan: _, accident: __, ...countedWords } = tierKeyWords;
const counts = z.strictObject(
  Object.fromEntries(
    Object.entries(countedWords).map(([key, word]) => [
      key,
      (key.endsWith('_yuan') ? wholeYuan() : key === 'staff' ? wholePeople() : wholeCount()).optional().describe(word),
    ]),
  ) as Record<keyof typeof countedWords, z.ZodOptional<ReturnType<typeof wholeCount>>>,
);

/** 罚款建议 (`penalty.propose`): tier, place inside it, every step; only the band where the benchmark is not verified. */
export const penaltyPropose = rule({
  name: 'penalty.propose',
  title: '行政处罚裁量建议',
  floor,
  input: () =>
    z.strictObject({
      ...askedFine,
      scope: z.enum(['mine', 'industrial-trade'], { error: '应为 mine（矿山）或 industrial-trade（工贸）' }).optional(),
      counts: counts.default({}).describe('裁量基准分档所数的数'),
      circumstances: z
        .array(
          z.strictObject({
            id: z.string({ error: '应为情节编号' }).min(1, '没有填写'),
            mitigate: z.boolean({ error: '应为 true 或 false' }).optional().describe('减轻到法定下限以下'),
            evidence: z.string().max(200, '过长').optional().describe('证据'),
          }),
        )
        .max(20, '最多 20 项')
        .default([]),
      county: z
        .string()
        .regex(/^\d{6}$/, '应为 6 位区划代码')
        .optional(),
    }),
  evaluate: (given, law, on) => proposeFine(given, law, on),
});

export const rules: readonly AnyRule[] = [penaltyRange, penaltyPropose];
