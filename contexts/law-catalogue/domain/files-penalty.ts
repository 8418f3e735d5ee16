import { z } from 'zod';
import { checked, clauseNumber, day, id, list, oneOf, strict, text } from './file-parts.ts';
import { accidentGrades, fineBases, penaltyStages, penaltySubjects } from './penalty.ts';

/** Schemas of `law/penalties`. Money is in whole yuan. */
export const yuan = z.int({ error: '应为整数（元）' }).nonnegative({ error: '不能为负' });
/** An exact share or multiple, as text: `"0.4"`, `"2"`. */
export const ratio = text.regex(/^\d+(\.\d+)?$/, {
  error: ({ input }) => `“${String(input)}”应为带引号的小数，如 "0.4"`,
});

const condition = strict({
  accident: oneOf(accidentGrades).optional(),
  gainFrom: yuan.optional(),
  gainBelow: yuan.optional(),
  oreFrom: yuan.optional(),
  oreBelow: yuan.optional(),
  investor: z.boolean({ error: '应为 true 或 false' }).optional(),
  egregious: z.boolean({ error: '应为 true 或 false' }).optional(),
});

const fine = strict({
  on: oneOf(penaltySubjects),
  min: yuan.optional(),
  max: yuan.optional(),
  of: oneOf(fineBases).optional(),
  from: ratio.optional(),
  to: ratio.optional(),
  /** A fine by share or multiple goes no higher (最高不得超过). */
  most: yuan.optional(),
  may: z.boolean({ error: '应为 true 或 false' }).optional(),
  when: condition.optional(),
}).refine(
  (each) =>
    each.of === undefined
      ? each.min !== undefined &&
        each.max !== undefined &&
        each.from === undefined &&
        each.to === undefined &&
        each.most === undefined
      : each.min === undefined && each.max === undefined && each.from !== undefined && each.to !== undefined,
  { error: '罚款应写 min 和 max（元），或写 of、from 和 to（倍数或比例），不能混写' },
);

const stage = strict({
  stage: oneOf(penaltyStages),
  trigger: text.optional(),
  order: text.optional(),
  fines: list(fine).optional(),
  measures: list(text).optional(),
});

export const penaltiesFile = strict({
  kind: z.literal('penalties'),
  instrument: id,
  work: text,
  /** Other names people cite the work by. */
  aliases: list(text).optional(),
  /** Names this edition alone bears: its own title where the next one has another, its number. */
  ownNames: list(text).optional(),
  daily: clauseNumber.optional(),
  /** The article by which “以下” leaves the figure itself out in this edition; elsewhere it belongs to the band. */
  ceilingExcludedBy: clauseNumber.optional(),
  articles: list(
    strict({
      article: clauseNumber,
      checked,
      stages: list(stage).optional(),
      /** The amounts were not obtained. */
      unknown: z.literal(true, { error: '应为 true' }).optional(),
      /** Adds to another paragraph for the gravest circumstances. */
      gravest: z.literal(true, { error: '应为 true' }).optional(),
      /** The items are the grades of the accident. */
      grades: z.literal(true, { error: '应为 true' }).optional(),
      /** The items of its acts are paragraphs (款). */
      paragraphs: z.literal(true, { error: '应为 true' }).optional(),
      serious: list(text).optional(),
      criminal: text.optional(),
      transfer: text.optional(),
      daily: z.literal(false, { error: '应为 false' }).optional(),
      note: text.optional(),
      acts: list(
        strict({
          id,
          item: text
            .regex(/^\d+(前段|后段|款)?$/, { error: ({ input }) => `项号“${String(input)}”应为带引号的数字` })
            .optional(),
          act: text,
          duties: list(clauseNumber).optional(),
          successor: id.optional(),
        }),
      ).min(1, { error: '至少要有一项违法行为' }),
    }).refine((each) => (each.stages !== undefined) !== (each.unknown === true), {
      error: '应写 stages，或写 unknown: true，二者择一',
    }),
  ),
});

export const accidentLevelsFile = strict({
  kind: z.literal('accident-levels'),
  instrument: id,
  clause: clauseNumber,
  checked,
  levels: list(
    strict({
      grade: oneOf(accidentGrades),
      deaths: z.int({ error: '应为整数' }).nonnegative({ error: '不能为负' }),
      seriousInjuries: z.int({ error: '应为整数' }).nonnegative({ error: '不能为负' }),
      loss_yuan: yuan,
    }),
  ),
});

/** Effects a circumstance may have (裁量情节). */
export const effectWords = {
  'must-exempt': '应当不予处罚',
  'may-exempt': '可以不予处罚',
  'lighten-or-mitigate': '应当从轻或者减轻',
  'may-lighten': '可以从轻或者减轻',
  aggravate: '从重',
} as const;
export type CircumstanceEffect = keyof typeof effectWords;

export const circumstancesFile = strict({
  kind: z.literal('circumstances'),
  circumstances: list(
    strict({
      id,
      title: text,
      effect: oneOf(Object.keys(effectWords) as CircumstanceEffect[]),
      instrument: id,
      /** Left out where the article was not obtained. */
      clause: clauseNumber.optional(),
      checked,
      /** Holds for people alone. */
      onlyFor: z.literal('person', { error: '应为 person' }).optional(),
      /** Circumstances that cannot hold beside it. */
      contradicts: list(id).optional(),
      note: text.optional(),
    }),
  ),
});

/** How a benchmark counts: what the tier table is read by. */
export const tierKeyWords = {
  places: '处',
  persons: '人次',
  sets: '台（套）',
  hazards: '一般事故隐患数',
  staff: '从业人员数',
  investment_yuan: '项目投资额（元）',
  illegalGain_yuan: '违法所得（元）',
  accident: '死亡、重伤人数和直接经济损失，取最重',
} as const;
export type TierKey = keyof typeof tierKeyWords;

export const discretionFile = strict({
  kind: z.literal('discretion'),
  id,
  title: text,
  instrument: id,
  level: oneOf(['nation', 'province', 'county'] as const),
  /** Sectors the benchmark does not cover. */
  excludes: list(oneOf(['mine', 'industrial-trade'] as const)).optional(),
  items: list(
    strict({
      id,
      number: text.optional(),
      provision: text,
      by: oneOf(Object.keys(tierKeyWords) as TierKey[]),
      tiers: list(
        strict({
          tier: text,
          condition: text,
          /** At least … and below … of what `by` counts; open where left out. */
          from: yuan.optional(),
          below: yuan.optional(),
          /** By accident: the tier is reached when any one of the three is. */
          reach: strict({ deaths: yuan, seriousInjuries: yuan, loss_yuan: yuan }).optional(),
          checked,
          /** Why the tier cannot be used as printed (it leaves the statutory band, contradicts a neighbour …). */
          anomaly: text.optional(),
          bands: list(
            strict({
              stage: oneOf(penaltyStages),
              on: oneOf(penaltySubjects),
              min: yuan,
              max: yuan,
              when: condition.optional(),
            }).refine((each) => each.min <= each.max, { error: '下限大于上限' }),
          ),
        }),
      ),
    }),
  ),
});

export const discretionModelFile = strict({
  kind: z.literal('discretion-model'),
  id,
  from: day,
  basis: text,
  checked,
  /** Position inside the tier, 0 = its floor, 1 = its ceiling. */
  position: ratio,
  lighten: ratio,
  aggravate: ratio,
  /** Share of the statutory floor when mitigated below it (减轻). */
  mitigate: ratio,
});
