import { z } from 'zod';
import { checked, day, id, list, oneOf, shown, strict, text } from './file-parts.ts';
import type { StepId } from './hazard-tables.ts';

/** Schemas of the parameter files that rules of arithmetic read (重大危险源、风险评价). */
const positive = z.number({ error: ({ input }) => `“${shown(input)}”应为数字` }).positive({ error: '应大于 0' });
const notNegative = z.number({ error: ({ input }) => `“${shown(input)}”应为数字` }).min(0, { error: '不能小于 0' });
const symbol = text.regex(/^[JW]\d+(\.\d)?$/, { error: ({ input }) => `类别符号“${shown(input)}”不合规：如 J1、W5.3` });
const cas = text.regex(/^\d{2,7}-\d{2}-\d$/, { error: ({ input }) => `CAS 号“${shown(input)}”不合规` });

const substanceBeta = z.union(
  [
    strict({ table: z.literal(3), value: positive, checked }),
    strict({ table: z.literal(4), categories: list(symbol), checked }),
    strict({ choice: z.literal('coal-gas-beta') }),
  ],
  { error: 'β 应写明表3 的值、表4 的类别或待定的选择' },
);

const stepIds: readonly StepId[] = [
  'scope',
  'production',
  'storage',
  'named',
  'classed',
  'sum',
  'design',
  'mixture',
  'grade',
  'beta',
  'alpha',
  'level',
  'each',
];

export const majorHazardFile = strict({
  kind: z.literal('major-hazard'),
  id,
  instrument: id,
  cite: text,
  from: day,
  note: text,
  steps: list(
    strict({
      id: oneOf(stepIds),
      clause: text,
      text,
      checked,
    }),
  ),
  choices: list(
    strict({
      id,
      title: text,
      default: z.union([z.number(), z.string()]),
      options: list(z.union([z.number(), z.string()])),
      text,
      checked,
    }),
  ),
  alpha: list(strict({ from: notNegative, alpha: positive, text })),
  levels: list(strict({ from: notNegative, level: text })),
  namedBeta: list(strict({ name: text, beta: positive })),
  categories: list(strict({ id, symbol, hazard: text, text, q_t: positive, beta: positive, checked })),
  substances: list(
    strict({
      id,
      no: z.int({ error: '应为整数' }).positive({ error: '应大于 0' }),
      name: text,
      aliases: list(text),
      cas: list(cas),
      q_t: positive,
      checked,
      beta: substanceBeta.optional(),
    }),
  ),
  listed: list(
    strict({
      id,
      name: text,
      aliases: list(text),
      cas: list(cas),
      categories: list(symbol),
      checked,
      from: day,
      note: text,
    }),
  ),
  hints: list(strict({ names: list(text), text, checked })),
});

const colours: readonly string[] = ['red', 'orange', 'yellow', 'blue'];
const scores = list(strict({ score: positive, text })).min(1, { error: '至少一档' });
const method = {
  title: text,
  formula: text,
  checked,
  bands: list(
    strict({ from: notNegative, above: z.boolean({ error: '应为 true 或 false' }), band: text, text, grade: text }),
  ),
  bandsChecked: checked,
  gradesChecked: checked,
  endsNote: text,
};

export const riskFile = strict({
  kind: z.literal('risk-methods'),
  id,
  from: day,
  cite: text,
  instrument: id,
  note: text,
  grades: list(strict({ grade: text, colour: oneOf(colours), word: text, control: text, text, checked })),
  lec: strict({ ...method, L: scores, E: scores, C: scores }),
  ls: strict({ ...method, L: scores, S: scores }),
});
