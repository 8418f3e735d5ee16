import { z } from 'zod';
import { day } from '#kernel';
import { type ClassFactor, classFactors, factorWords } from '../../domain/enforcement.ts';
import { dayText, wholeCount } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { proposeCard } from './card.ts';
import { proposeClass } from './class.ts';

const floor = day('2022-03-14');
const county = z
  .string()
  .regex(/^\d{6}$/, '应为 6 位区划代码')
  .optional();
const count = wholeCount();

/** 红黄牌建议 (`card.propose`). Floor: the notice that calls for cards; the county's own rule may begin later. */
export const cardPropose = rule({
  name: 'card.propose',
  title: '红黄牌建议',
  floor,
  input: () =>
    z.strictObject({
      events: z
        .array(
          z.strictObject({
            reason: z.string({ error: '应为情形编号' }).min(1, '没有填写'),
            on: dayText,
            evidence: z.string().max(200, '过长').optional(),
          }),
        )
        .max(200, '最多 200 项')
        .describe('发生的情形'),
      cards: z
        .array(z.strictObject({ card: z.enum(['yellow', 'red'], { error: '应为 yellow 或 red' }), on: dayText }))
        .max(200, '最多 200 项')
        .default([])
        .describe('此前挂过的牌'),
      county,
    }),
  evaluate: (given, law, on) => proposeCard(given, law, on),
});

const grade = (from: number, to: number) =>
  z
    .int({ error: `应为 ${from} 至 ${to} 的整数` })
    .min(from, `应为 ${from} 至 ${to}`)
    .max(to, `应为 ${from} 至 ${to}`);
const flag = z.union([z.boolean().transform((yes) => (yes ? 1 : 0)), grade(0, 1)], { error: '应为 true 或 false' });
const kinds: Partial<Record<ClassFactor, z.ZodType<number>>> = {
  riskGrade: grade(1, 4),
  standardisation: grade(0, 3),
  discredited: flag,
  falseReport: flag,
  majorHazardSource: flag,
};
const factInput = z.strictObject(
  Object.fromEntries(
    classFactors.map((factor) => [factor, (kinds[factor] ?? count).optional().describe(factorWords[factor])]),
  ) as Record<ClassFactor, z.ZodOptional<z.ZodType<number>>>,
);

/** 企业安全分级建议 (`class.propose`): A to D with reasons. */
export const classPropose = rule({
  name: 'class.propose',
  title: '企业安全分级建议（A～D）',
  floor,
  input: () => z.strictObject({ facts: factInput, county }),
  evaluate: ({ facts, county: where }, law, on) =>
    proposeClass({ facts: facts as Partial<Record<ClassFactor, number>>, county: where }, law, on),
});

export const rules: readonly AnyRule[] = [cardPropose, classPropose];
