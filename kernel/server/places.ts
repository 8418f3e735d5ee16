import { z } from 'zod';
import { type Place, placesIn, type Refused, refuse } from '#kernel';
import { refuseTexts, unfitTexts } from './texts.ts';

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数',
  int: '整数',
  bigint: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组填写项',
  record: '一组填写项',
  date: '日期',
  null: '空',
  undefined: '空',
};
const formats: Readonly<Record<string, string>> = {
  uuid: '应为编号（UUID）',
  datetime: '应为时刻（ISO 8601，带时区）',
  date: '日期应为 YYYY-MM-DD',
  url: '应为网址',
  email: '应为电子邮箱',
};
const units: Readonly<Record<string, string>> = { string: '个字', array: '项', set: '项', map: '项' };

type Issue = Parameters<NonNullable<z.core.$ZodConfig['customError']>>[0];

/** How much, by what is counted: `至少 2 个字`, `不小于 0`. */
function bound(issue: Issue, least: boolean): string {
  const edge = String(least ? issue.minimum : issue.maximum);
  const unit = units[String(issue.origin)];
  if (unit) return least && edge === '1' ? '不能为空' : `${least ? '至少' : '最多'} ${edge} ${unit}`;
  return `${least ? (issue.inclusive === false ? '应大于' : '不小于') : issue.inclusive === false ? '应小于' : '不大于'} ${edge}`;
}

/** What is wrong, in one Chinese phrase without a code's or a type's name: a person reads it. What a schema says itself goes first. */
function phrase(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有填写' : `应为${kinds[String(issue.expected)] ?? '另一种内容'}`;
    case 'too_small':
      return bound(issue, true);
    case 'too_big':
      return bound(issue, false);
    case 'invalid_format':
      return formats[String(issue.format)] ?? '格式不正确';
    case 'invalid_value':
      return issue.input === undefined ? '没有填写' : '不在可选范围内';
    case 'unrecognized_keys':
      return '有不认识的填写项';
    case 'not_multiple_of':
      return `应为 ${String(issue.divisor)} 的整倍数`;
    default:
      return '不正确';
  }
}
z.config({ customError: phrase });

type Part = z.ZodType & { shape?: Record<string, Part>; def: { innerType?: Part; element?: Part; in?: Part } };

/** The title (中文名) a schema carries at a path, on the outermost layer that has one. */
function titleAt(schema: z.ZodType, path: readonly PropertyKey[]): string | null {
  let part = schema as Part | undefined;
  let title: string | null = null;
  for (const key of [...path, null]) {
    title = null;
    for (let layer = part; layer; layer = layer.def.innerType ?? layer.def.in) {
      title ??= (layer.meta()?.title as string | undefined) ?? null;
      part = layer;
    }
    if (key === null) break;
    part = typeof key === 'number' ? part?.def.element : part?.shape?.[String(key)];
  }
  return title;
}

/** What is allowed: the codes of a choice, the names of unknown items; otherwise what the phrase says. */
const allowedBy = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_value') return issue.values.map(String).join('、').slice(0, 400);
  return issue.code === 'unrecognized_keys' ? '只填接口所列的项' : issue.message;
};

/** What is wrong where, in Chinese: an unknown item is its own place, a title goes before the phrase. Values under `secret` keys are not shown. */
const placesOf = (error: z.ZodError, schema: z.ZodType, given: unknown, secret: readonly string[]): Place[] =>
  placesIn(error.issues, given, {
    at: (issue) => (issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
    hidden: ([first]) => secret.includes(String(first)),
    allowed: allowedBy,
    message: ({ path, message }) => {
      const title = titleAt(schema, path);
      return title && !message.includes(title) ? `${title}：${message}` : message;
    },
  });

/** Parses what came from outside, or refuses naming every wrong place; the rule for texts (texts.ts) goes before the schema. */
export function parsed<S extends z.ZodType>(
  schema: S,
  given: unknown,
  secret: readonly string[] = [],
): { ok: z.output<S> } | Refused {
  const unfit = refuseTexts(unfitTexts(given, (path) => titleAt(schema, path)));
  if (unfit) return unfit;
  const result = schema.safeParse(given);
  if (result.success) return { ok: result.data };
  const places = placesOf(result.error, schema, given, secret);
  return refuse('INVALID', `填写内容有误：${places[0]?.message ?? ''}`, { places });
}
