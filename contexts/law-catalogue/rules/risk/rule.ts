import { z } from 'zod';
import { day } from '#kernel';
import { type AnyRule, rule } from '../rule.ts';
import { scoreLec, scoreLs } from './score.ts';

const score = z.union([z.number(), z.string()], { error: '应为表中的分值' });
const ends = z
  .record(z.string(), z.enum(['upper', 'lower'], { error: '应为 upper（归上一档）或 lower（归下一档）' }))
  .optional();
const floor = day('2016-10-09');

/** 作业条件危险性分析 (`risk.lec`). */
export const riskLec = rule({
  name: 'risk.lec',
  title: '作业条件危险性分析（LEC）',
  floor,
  input: () =>
    z.strictObject({
      L: score,
      E: score,
      C: score,
      settings: z
        .strictObject({
          ends,
          majorFrom: z.union([z.literal(160), z.literal(320)], { error: '应为 160 或 320' }).optional(),
        })
        .optional(),
    }),
  evaluate: (given, law, on) => scoreLec(given, law, on),
});

/** 风险矩阵 (`risk.ls`). */
export const riskLs = rule({
  name: 'risk.ls',
  title: '风险矩阵（LS）',
  floor,
  input: () => z.strictObject({ L: score, S: score, settings: z.strictObject({ ends }).optional() }),
  evaluate: (given, law, on) => scoreLs(given, law, on),
});

export const rules: readonly AnyRule[] = [riskLec, riskLs];
