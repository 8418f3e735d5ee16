import { z } from 'zod';
import { type Place, type Refused, refuse } from '#kernel';

z.config(z.locales.zhCN());

/** Zod issues as places: where, what stood there, what is allowed, in Chinese. */
export function placesOf(error: z.ZodError, given: unknown, titles: Readonly<Record<string, string>> = {}): Place[] {
  return error.issues.slice(0, 20).map((issue) => {
    const path = issue.path.map(String);
    const place = path.join('.') || '（整体）';
    const value = path.reduce<unknown>((v, key) => (v as Record<string, unknown> | undefined)?.[key], given);
    const shown =
      value === undefined
        ? '（空）'
        : typeof value === 'string'
          ? value.slice(0, 80)
          : JSON.stringify(value)?.slice(0, 80);
    const title = titles[path[0] ?? ''] ?? place;
    return { place, value: shown, allowed: issue.message, message: `${title}：${issue.message}` };
  });
}

/** Parses what came from outside, or refuses naming every wrong place. */
export function parsed<S extends z.ZodType>(schema: S, given: unknown): { ok: z.output<S> } | Refused {
  const result = schema.safeParse(given);
  if (result.success) return { ok: result.data };
  const places = placesOf(result.error, given);
  return refuse('INVALID', `填写内容有误：${places[0]?.message ?? ''}`, { places });
}
