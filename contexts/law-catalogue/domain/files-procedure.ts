import { z } from 'zod';
import { type ClassFactor, classFactors, type PeriodUnit, unitWords } from './enforcement.ts';
import { checked, clauseNumber, day, id, list, oneOf, strict, text } from './file-parts.ts';
import { yuan } from './files-penalty.ts';

/** Schemas of `law/procedure`, `law/certification` and the local rules. */
const count = z.int({ error: '应为整数' }).nonnegative({ error: '不能为负' });
const yes = z.literal(true, { error: '应为 true' });

export const clocksFile = strict({
  kind: z.literal('clocks'),
  clocks: list(
    strict({
      id,
      code: text,
      title: text,
      starts: text,
      whose: oneOf(['party', 'agency', 'court'] as const),
      versions: list(
        strict({
          instrument: id,
          clause: clauseNumber.optional(),
          amount: count.optional(),
          unit: oneOf(Object.keys(unitWords) as PeriodUnit[]).optional(),
          unknown: yes.optional(),
          before: yes.optional(),
          /** Only within so long before the event, which is the last day itself. */
          within: yes.optional(),
          roll: yes.optional(),
          extensions: list(strict({ amount: count.optional(), to: count.optional(), by: text })).optional(),
          pauses: list(strict({ reason: text, checked })).optional(),
          checked,
          note: text.optional(),
        }).refine((each) => (each.unknown === true) === (each.amount === undefined || each.unit === undefined), {
          error: '应写 amount 和 unit，或写 unknown: true',
        }),
      ),
    }),
  ),
});

export const procedureFile = strict({
  kind: z.literal('procedure'),
  start: id,
  end: id,
  states: list(
    strict({
      id,
      title: text,
      who: text,
      forms: list(text).optional(),
      clocks: list(id).optional(),
      guards: list(text).optional(),
      next: list(id),
      basis: list(strict({ instrument: id, clause: clauseNumber.optional() })).min(1, { error: '至少要有一条依据' }),
      checked,
    }),
  ),
  thresholds: list(
    strict({
      id,
      title: text,
      versions: list(
        strict({
          instrument: id,
          clause: clauseNumber.optional(),
          enterprise_yuan: yuan.optional(),
          person_yuan: yuan.optional(),
          unknown: yes.optional(),
          or: list(text).optional(),
          checked,
        }),
      ),
    }),
  ),
});

export const certificationFile = strict({
  kind: z.literal('certification'),
  certificates: list(
    strict({
      id,
      title: text,
      versions: list(
        strict({
          instrument: id,
          clause: clauseNumber.optional(),
          years: count.optional(),
          unknown: yes.optional(),
          /** Last day this instrument said how long, where another one took over without replacing it. */
          until: day.optional(),
          renewMonths: count.optional(),
          renewDays: count.optional(),
          reviewYears: count.optional(),
          /** Not reviewed in time: the certificate is void. */
          reviewLapses: yes.optional(),
          checked,
          note: text.optional(),
        }),
      ),
    }),
  ),
  standardisation: strict({
    instrument: id,
    alerts: list(count),
    grounds: list(
      strict({
        id,
        title: text,
        within: count.optional(),
        seriousInjuries: count.optional(),
        loss_yuan: yuan.optional(),
        checked,
      }),
    ),
    direct: list(
      strict({
        grade: z.literal([1, 2, 3], { error: '应为 1、2 或 3' }),
        seriousInjuries: count,
        loss_yuan: yuan,
        checked,
      }),
    ),
    directAlso: list(strict({ id, title: text, checked })),
  }).optional(),
});

export const planReviewFile = strict({
  kind: z.literal('plan-review'),
  versions: list(
    strict({
      instrument: id,
      clause: clauseNumber,
      years: count,
      checked,
      triggers: list(strict({ id, title: text })),
    }),
  ),
});

const card = oneOf(['yellow', 'red'] as const);
export const cardRuleFile = strict({
  kind: z.literal('card-rule'),
  id,
  from: day,
  basis: text,
  checked,
  cards: strict({ yellow: strict({ title: text, days: count }), red: strict({ title: text, days: count }) }),
  escalate: strict({
    card: z.literal('yellow', { error: '只能由黄牌升级' }),
    count,
    months: count,
    title: text,
  }).optional(),
  reasons: list(strict({ id, card, title: text, count: count.optional(), months: count.optional() })).min(1, {
    error: '至少要有一种情形',
  }),
  limits: list(text).optional(),
});

const safetyClass = oneOf(['A', 'B', 'C', 'D'] as const);
export const classRuleFile = strict({
  kind: z.literal('class-rule'),
  id,
  from: day,
  basis: text,
  checked,
  classes: strict({ A: text, B: text, C: text, D: text }),
  base: safetyClass,
  conditions: list(
    strict({
      id,
      class: safetyClass,
      factor: oneOf(classFactors as readonly ClassFactor[]),
      atLeast: count.optional(),
      atMost: count.optional(),
      title: text,
    }).refine((each) => each.atLeast !== undefined || each.atMost !== undefined, { error: '应写 atLeast 或 atMost' }),
  ).min(1, { error: '至少要有一条' }),
});

/** How long evidence is kept after what it proves has ended (保管期限). What no rule names is kept. */
export const retentionRuleFile = strict({
  kind: z.literal('retention-rule'),
  id,
  from: day,
  basis: text,
  checked,
  rules: list(
    strict({
      id,
      /** Kind of record the evidence belongs to: `hazard`. */
      subject: text,
      /** Of that kind, only those of this grade. */
      grade: text.optional(),
      years: count.optional(),
      keep: z.literal('forever', { error: '应为 forever' }).optional(),
      title: text,
    }).refine((each) => (each.years === undefined) !== (each.keep === undefined), {
      error: '应写 years（年数），或写 keep: forever，二者择一',
    }),
  ).min(1, { error: '至少要有一条' }),
});

/** What every file of a county's overlay folder begins with. */
export const overlayBlock = strict({
  county: text.regex(/^\d{6}$/, { error: ({ input }) => `“${String(input)}”应为带引号的 6 位区划代码` }),
  basis: text,
});
