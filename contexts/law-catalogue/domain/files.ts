import { z } from 'zod';
import { asDay, type Checked, type Day } from '#kernel';
import { instrumentLevels, scopes, sectors } from './words.ts';

/** Schemas of the files in `law/`: one kind a file. Strict: a misspelt key is an error, not a silent nothing. */
const marks: readonly Checked[] = ['verified', 'secondary', 'unverified'];
const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values as readonly [T, ...T[]], {
    error: ({ input }) => `“${shown(input)}”不在允许的取值内：${values.join('、')}`,
  });
const shown = (input: unknown) =>
  input === undefined ? '（缺）' : typeof input === 'string' ? input : JSON.stringify(input);

const day = z.custom<Day>((value) => asDay(value) !== null, {
  error: ({ input }) => `“${shown(input)}”不是真实日期：应写成 YYYY-MM-DD`,
});
const text = z
  .string({ error: ({ input }) => (input === undefined ? '没有填写' : `“${shown(input)}”应为文字（数字请加引号）`) })
  .refine((value) => value.trim() !== '', { error: '没有填写' })
  .refine((value) => value === value.trim(), { error: '首尾有空格' });
const id = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: ({ input }) => `编号“${shown(input)}”不合规：只用小写字母、数字和连字符`,
});
const checked = oneOf(marks);
const strict = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `有不认识的项目：${(issue.keys ?? []).join('、')}`
        : `应为带项目名的一组数据，现为“${shown(issue.input)}”`,
  });
const list = <T extends z.ZodType>(of: T) =>
  z.array(of, { error: ({ input }) => (input === undefined ? '没有填写' : '应为一个列表') });

export const instrumentsFile = strict({
  kind: z.literal('instruments'),
  instruments: list(
    strict({
      id,
      family: id,
      title: text,
      short: text,
      level: oneOf(instrumentLevels),
      number: text,
      issued: day.nullable(),
      inForce: day,
      replaced: strict({ on: day, by: id.nullable() }).optional(),
      cite: text,
      checked,
      note: text.optional(),
    }),
  ),
});

const clauseNumber = text.regex(/^\d+(-\d+)?$/, {
  error: ({ input }) => `条号“${shown(input)}”不合规：应为带引号的数字，如 '41' 或 '134-1'`,
});

export const clausesFile = strict({
  kind: z.literal('clauses'),
  clauses: list(
    strict({
      instrument: id,
      clause: clauseNumber,
      title: text,
      text,
      checked,
      successor: clauseNumber.optional(),
      note: text.optional(),
    }),
  ),
});

export const criteriaFile = strict({
  kind: z.literal('criteria'),
  edition: id,
  scope: oneOf(scopes),
  instrument: id,
  /** How many items the instrument has: guards against a lost line. */
  count: z.int({ error: '应为整数' }).positive({ error: '应大于 0' }),
  gaps: list(strict({ from: day, note: text })).optional(),
  items: list(strict({ id, sector: oneOf(sectors), clause: text, checked, text, sub: list(text).optional() })),
});

export const checklistFile = strict({
  kind: z.literal('checklist'),
  id,
  title: text,
  basis: text,
  instrument: id,
  from: day,
  due: day.optional(),
  areas: z.record(id, text, { error: '应为“代码: 名称”的一组数据' }),
  groups: list(
    strict({
      id,
      area: id,
      title: text,
      checked,
      note: text.optional(),
      items: list(
        strict({
          id,
          text,
          how: text,
          basis: list(strict({ instrument: id, clause: clauseNumber.optional() })).min(1, {
            error: '至少要有一条依据',
          }),
          criteria: list(id),
        }),
      ),
    }),
  ),
});

export const calendarFile = strict({
  kind: z.literal('calendar'),
  from: day,
  to: day,
  years: list(
    strict({
      year: z.int({ error: '应为整数年份' }),
      cite: text,
      checked,
      /** Working days of the year as announced or counted elsewhere: guards against a lost day. */
      workdays: z.int({ error: '应为整数' }),
      off: list(day),
      worked: list(day),
    }),
  ),
});

export const overridesFile = strict({
  kind: z.literal('calendar-overrides'),
  county: text.regex(/^\d{6}$/, { error: ({ input }) => `“${shown(input)}”应为带引号的 6 位区划代码` }),
  overrides: list(strict({ day, working: z.boolean({ error: '应为 true 或 false' }), cite: text, checked })),
});

export const fileKinds = {
  instruments: instrumentsFile,
  clauses: clausesFile,
  criteria: criteriaFile,
  checklist: checklistFile,
  calendar: calendarFile,
  'calendar-overrides': overridesFile,
} as const;
export type FileKind = keyof typeof fileKinds;
export type FileOf<K extends FileKind> = z.infer<(typeof fileKinds)[K]>;
