import { z } from 'zod';
import { day } from '#kernel';
import { wholePeople } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { gradeMajorHazard } from './grade.ts';

const units = ['production', 'storage'] as const;
const unit = z.enum(units, { error: '应为 production（生产单元）或 storage（储存单元）' });
/** Text passes here so that the rule can say what is wrong with it: `500kg` is a unit, not a typing slip. */
const quantity = z.union([z.number(), z.string()], { error: '应为大于 0 的数字，单位吨' });
const beta = z.union([z.number(), z.string()], { error: '应为数字' });

const held = z.strictObject(
  {
    substance: z.string({ error: '应为名称、别名或 CAS 号' }).trim().min(1, '没有填写').max(80, '过长').optional(),
    category: z
      .union([z.string(), z.array(z.string()).min(1).max(8)], { error: '应为类别符号，如 W5.3，或几个符号的列表' })
      .optional(),
    quantity_t: quantity,
    beta: beta.optional(),
    mixture: z.enum(['same', 'different'], { error: '应为 same（与纯物质同类）或 different（不同类）' }).optional(),
    unit: unit.optional(),
  },
  {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return '应写成 { substance 或 category, quantity_t }';
      const keys = issue.keys ?? [];
      const other = keys.find((key) => /^quantity/i.test(key));
      return other ? `单位不一致：“${other}”应折算成吨，写成 quantity_t` : `有不认识的项目：${keys.join('、')}`;
    },
  },
);

/** 重大危险源辨识与分级 (`major-hazard.grade`). */
export const majorHazardGrade = rule({
  name: 'major-hazard.grade',
  title: '重大危险源辨识与分级（GB 18218-2018）',
  floor: day('2019-03-01'),
  input: () =>
    z.strictObject({
      unit,
      exposedPeople: wholePeople('厂界外 500 米内常住人口'),
      held: z.array(held, { error: '应为所存危险化学品的列表' }).min(1, '至少一种').max(200, '最多 200 种'),
      settings: z
        .strictObject({
          coalGasBeta: z.number({ error: '应为 2 或 1.5' }).optional(),
          severalCategories: z.enum(['largest', 'ask'], { error: '应为 largest 或 ask' }).optional(),
        })
        .optional(),
    }),
  evaluate: (given, law, on) => gradeMajorHazard(given, law, on),
});

export const rules: readonly AnyRule[] = [majorHazardGrade];
