import { z } from 'zod';
import { dayText, wholePeople } from '../ranges.ts';
import { type AnyRule, rule } from '../rule.ts';
import { drillFloor, drillRequired, drillWords } from './drill.ts';
import { hazardSourceReview, reviewEventWords, reviewFloor } from './review.ts';
import { staffingFloor, staffingRequired } from './staffing.ts';
import { trainingFloor, trainingRequired, trainingRoleWords } from './training.ts';
import { dutySectorWords } from './words.ts';

const oneOf = <W extends Readonly<Record<string, string>>>(words: W) =>
  z.enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]], {
    error: `应为 ${Object.entries(words)
      .map(([code, word]) => `${code}（${word}）`)
      .join('、')} 之一`,
  });
const sector = oneOf(dutySectorWords);

/** 安全管理人员配备 (`staffing.required`). */
export const staffingRequiredRule = rule({
  name: 'staffing.required',
  title: '安全管理人员和注册安全工程师配备',
  floor: staffingFloor,
  input: () =>
    z.strictObject({
      sector,
      employees: wholePeople('从业人员'),
      managers: wholePeople('安全生产管理人员').optional(),
      scale: oneOf({ small: '小型', medium: '中型', large: '大型' }).optional(),
    }),
  evaluate: (given, law, on) => staffingRequired(given, law, on),
});

/** 安全培训学时 (`training.required`). */
export const trainingRequiredRule = rule({
  name: 'training.required',
  title: '安全培训学时',
  floor: trainingFloor,
  input: () =>
    z.strictObject({
      sector,
      role: oneOf(trainingRoleWords),
      confinedSpace: z.boolean({ error: '应为 true 或 false' }).optional(),
    }),
  evaluate: (given, law, on) => trainingRequired(given, law, on),
});

/** 应急演练 (`drill.required`). */
export const drillRequiredRule = rule({
  name: 'drill.required',
  title: '应急演练次数',
  floor: drillFloor,
  input: () =>
    z.strictObject({
      sector: oneOf({ ...dutySectorWords, government: '政府有关部门' }),
      crowded: z.boolean({ error: '应为 true 或 false' }).optional(),
      held: z
        .array(z.strictObject({ on: dayText, kind: oneOf(drillWords) }), { error: '应为演练的列表' })
        .max(500)
        .optional(),
    }),
  evaluate: (given, law, on) => drillRequired(given, law, on),
});

/** 重大危险源复评 (`hazard-source.review`). */
export const hazardSourceReviewRule = rule({
  name: 'hazard-source.review',
  title: '重大危险源重新辨识、评估、分级',
  floor: reviewFloor,
  input: () =>
    z.strictObject({
      assessed: dayText,
      events: z
        .array(z.strictObject({ on: dayText, kind: oneOf(reviewEventWords) }), { error: '应为变化的列表' })
        .max(100)
        .optional(),
    }),
  evaluate: (given, law, on) => hazardSourceReview(given, law, on),
});

export const rules: readonly AnyRule[] = [
  staffingRequiredRule,
  trainingRequiredRule,
  drillRequiredRule,
  hazardSourceReviewRule,
];
