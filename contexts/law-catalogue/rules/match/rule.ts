import { z } from 'zod';
import { day } from '#kernel';
import { type AnyRule, rule } from '../rule.ts';
import { longestText, matchFinding, mostCandidates } from './answer.ts';
import { sectorsAllowed } from './sectors.ts';

/** 判定情形查找 (`criteria.match`): the floor is the oldest edition held, that of the mines. */
export const criteriaMatch = rule({
  name: 'criteria.match',
  title: '按现场情况查找判定情形、罚则和检查事项',
  floor: day('2017-09-01'),
  input: () =>
    z.strictObject({
      text: z.string({ error: '应为文字：一句现场情况' }).describe(`现场情况，不超过 ${longestText} 个字`),
      sector: z
        .string({ error: '应为行业领域的代码或名称' })
        .optional()
        .describe(`行业领域：${sectorsAllowed}；主体登记的行业代码也可以`),
      flags: z
        .array(z.string(), { error: '应为一个列表' })
        .optional()
        .describe('主体登记的风险标志，如 explosive-dust、confined-space、ammonia-refrigeration；其余标志不影响结果'),
      top: z
        .int({ error: '应为整数' })
        .min(1, { error: '应不小于 1' })
        .max(mostCandidates, { error: `应不大于 ${mostCandidates}` })
        .optional()
        .describe('每一类最多给出几条，不写为 5'),
    }),
  evaluate: (given, law, on) => matchFinding(given, law, on),
});

export const rules: readonly AnyRule[] = [criteriaMatch];
