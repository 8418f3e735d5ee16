import { z } from 'zod';
import { firstOf, type Place, type Refused, refuse } from '#kernel';
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

function show(value: unknown): string {
  if (value === undefined) return '（空）';
  if (typeof value === 'string') return firstOf(value, 80);
  try {
    return firstOf(JSON.stringify(value) ?? '（空）', 80);
  } catch {
    // Nested deeper than the stack: nobody needs to see it.
    return '（层次过深）';
  }
}

/** What is allowed: the codes of a choice, the names of unknown items; otherwise what the phrase says. */
const allowedBy = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_value') return issue.values.map(String).join('、').slice(0, 400);
  return issue.code === 'unrecognized_keys' ? '只填接口所列的项' : issue.message;
};

/** Zod issues as places: where, what stood there, what is allowed, in Chinese. Values under `secret` keys are not shown. */
export function placesOf(
  error: z.ZodError,
  schema: z.ZodType,
  given: unknown,
  secret: readonly string[] = [],
): Place[] {
  return error.issues.slice(0, 20).map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const value = path.reduce<unknown>(
      (v, key) => (v as Record<PropertyKey, unknown> | null | undefined)?.[key],
      given,
    );
    const title = titleAt(schema, issue.path);
    return {
      place: path.map(String).join('.').slice(0, 80) || '（整体）',
      value: secret.includes(String(path[0])) ? '（不显示）' : show(value),
      allowed: allowedBy(issue),
      message: title && !issue.message.includes(title) ? `${title}：${issue.message}` : issue.message,
    };
  });
}

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
