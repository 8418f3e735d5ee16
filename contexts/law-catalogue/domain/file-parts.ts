import { z } from 'zod';
import { type Checked, dayGiven } from '#kernel';

/** The small parts every schema of a data file is made of; their messages are Chinese sentences. */
const marks: readonly Checked[] = ['verified', 'secondary', 'unverified'];
/** One of a closed list of codes. */
export const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values as readonly [T, ...T[]], {
    error: ({ input }) => `“${shown(input)}”不在允许的取值内：${values.join('、')}`,
  });
/** What stood there, for a message. */
export const shown = (input: unknown) =>
  input === undefined ? '（缺）' : typeof input === 'string' ? input : JSON.stringify(input);

/** A real day. */
export const day = dayGiven(({ input }) => `“${shown(input)}”不是真实日期：应写成 YYYY-MM-DD`);
/** Text that says something. */
export const text = z
  .string({ error: ({ input }) => (input === undefined ? '没有填写' : `“${shown(input)}”应为文字（数字请加引号）`) })
  .refine((value) => value.trim() !== '', { error: '没有填写' })
  .refine((value) => value === value.trim(), { error: '首尾有空格' });
/** An id that records may refer to for ever. */
export const id = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: ({ input }) => `编号“${shown(input)}”不合规：只用小写字母、数字和连字符`,
});
/** How far the value was checked. */
export const checked = oneOf(marks);
/** A group of named values; an unknown name is an error. */
export const strict = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `有不认识的项目：${(issue.keys ?? []).join('、')}`
        : `应为带项目名的一组数据，现为“${shown(issue.input)}”`,
  });
/** A list. */
export const list = <T extends z.ZodType>(of: T) =>
  z.array(of, { error: ({ input }) => (input === undefined ? '没有填写' : '应为一个列表') });

/** Number of an article: `41`, `134-1`. */
export const clauseNumber = text.regex(/^\d+(-\d+)?$/, {
  error: ({ input }) => `条号“${shown(input)}”不合规：应为带引号的数字，如 '41' 或 '134-1'`,
});

/** Code of a county (GB/T 2260): six digits. */
export const countyCode = text.regex(/^\d{6}$/, { error: ({ input }) => `“${shown(input)}”应为带引号的 6 位区划代码` });
