import { z } from 'zod';
import { checked, day, id, list, oneOf, shown, strict, text } from './file-parts.ts';

/** Schemas of the files of duties, fees, confined space and standing checklists. */
const decimal = text.regex(/^\d+(\.\d+)?$/, { error: ({ input }) => `“${shown(input)}”应为带引号的非负十进制数` });
const compiled = strict({ on: day, by: text });
const minutes = z.int({ error: '应为整数分钟' }).min(0, { error: '不能小于 0' });
const number = z.number({ error: ({ input }) => `“${shown(input)}”应为数字` }).positive({ error: '应大于 0' });

export const parametersFile = strict({
  kind: z.literal('parameters'),
  id,
  compiled,
  note: text.optional(),
  parameters: list(
    strict({
      id,
      title: text,
      unit: text,
      entries: list(
        strict({
          from: day,
          value: z.union([z.number(), decimal, z.null()], { error: '应为数字、带引号的小数或空（废止）' }),
          instrument: id,
          cite: text,
          checked,
        }),
      ),
    }),
  ),
});

export const expenseFile = strict({
  kind: z.literal('expense'),
  id,
  compiled,
  sectors: list(
    strict({
      id,
      code: id,
      title: text,
      aliases: list(text),
      by: oneOf<'output' | 'revenue'>(['output', 'revenue']),
      of: text,
      most_t: decimal.optional(),
      note: text.optional(),
      rates: list(
        strict({
          from: day,
          instrument: id,
          checked,
          per_tonne: decimal.optional(),
          /** Highest working face the sector may have under this edition. */
          most_height_m: decimal.optional(),
          volume: strict({
            upTo_m3: decimal,
            base_yuan: decimal,
            step_m3: decimal,
            step_yuan: decimal,
            most_yuan: decimal,
          }).optional(),
          slices: list(strict({ above: decimal, percent: decimal })).optional(),
        }),
      ).min(1, { error: '至少一条费率' }),
    }),
  ),
  rules: list(strict({ id, text, instrument: id, clause: text.optional(), checked })),
});

export const dutiesFile = strict({
  kind: z.literal('duties'),
  id,
  compiled,
  topics: z.record(id, text),
  duties: list(
    strict({
      id,
      topic: id,
      text,
      figures: list(strict({ name: text, value: text, unit: text })),
      basis: list(strict({ instrument: id, clause: text.optional(), checked })).min(1, { error: '至少要有一条依据' }),
      check: text.optional(),
      note: text.optional(),
    }),
  ),
});

export const confinedSpaceFile = strict({
  kind: z.literal('confined-space'),
  id,
  compiled,
  provisions: list(strict({ id, instrument: id, clause: text, text, checked })),
  regimes: list(
    strict({
      id,
      instrument: id,
      title: text,
      scope: oneOf<'industrial-trade' | 'hazardous-chemicals'>(['industrial-trade', 'hazardous-chemicals']),
      firstTestMinutes: minutes.nullable(),
      retestAfterMinutes: minutes,
      recordEveryMinutes: minutes.nullable(),
      permitHours: minutes.nullable(),
      text,
      checked,
    }),
  ),
  oxygen: strict({ least: number, most: number, cite: text, checked }),
  combustible: strict({ mostLel: number, cite: text, checked }),
  gases: list(
    strict({
      id,
      name: text,
      formula: text,
      cas: text,
      limits: z.record(text, number),
      entry: number,
      kind: oneOf<'MAC' | 'PC-STEL' | 'PC-TWA'>(['MAC', 'PC-STEL', 'PC-TWA']),
      checked,
    }),
  ),
  roles: list(strict({ id, role: text, duty: text, cite: text, checked })),
  permitFields: list(text),
  ledgerFields: list(text),
  gear: list(text),
  places: z.record(text, list(text)),
  fieldsChecked: checked,
});

export const sectorChecklistFile = strict({
  kind: z.literal('sector-checklist'),
  id,
  title: text,
  sector: id,
  version: z.int({ error: '应为整数' }).positive({ error: '应大于 0' }),
  from: day,
  compiled,
  /** How many items the list has: guards against a lost line. */
  count: z.int({ error: '应为整数' }).positive({ error: '应大于 0' }),
  items: list(
    strict({
      id,
      text,
      how: text,
      figures: list(text),
      basis: list(strict({ instrument: id, clause: text.optional(), checked })).min(1, { error: '至少要有一条依据' }),
      criteria: list(id),
    }),
  ),
});
