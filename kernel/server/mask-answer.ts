import type { z } from 'zod';
import { type Actor, markOf, shownTo } from '#kernel';

/** Puts masks on a value; gives back the same object where there is nothing to mask. */
type Masking = (value: unknown, actor: Actor) => unknown;
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
  items?: readonly z.ZodType[];
  left?: z.ZodType;
  right?: z.ZodType;
  out?: z.ZodType;
}

const each =
  (one: Masking): Masking =>
  (value, actor) =>
    Array.isArray(value) ? value.map((item) => one(item, actor)) : value;

const within =
  (entries: readonly (readonly [string, Masking])[]): Masking =>
  (value, actor) => {
    if (value === null || typeof value !== 'object') return value;
    const made = { ...(value as Record<string, unknown>) };
    for (const [key, one] of entries) if (key in made) made[key] = one(made[key], actor);
    return made;
  };

const ofAll =
  (one: Masking): Masking =>
  (value, actor) =>
    value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item, actor)]))
      : value;

const oneAfterOther = (list: readonly Masking[]): Masking | null =>
  list.length === 0 ? null : (value, actor) => list.reduce((now, one) => one(now, actor), value);

const known = new WeakMap<object, Masking | null>();

/** What the marks of a schema ask for, found once; null when nothing of it is marked. A schema that holds itself is looked at once. */
export function maskingOf(schema: z.ZodType): Masking | null {
  const before = known.get(schema);
  if (before !== undefined) return before;
  known.set(schema, null);
  const made = compiled(schema);
  known.set(schema, made);
  return made;
}

function compiled(schema: z.ZodType): Masking | null {
  const mark = markOf(schema);
  if (mark) return (value, actor) => shownTo(mark, actor, value);
  const def = schema.def as unknown as Def;
  const inner = def.innerType ?? def.out;
  if (inner) return maskingOf(inner);
  if (def.shape) {
    const entries = Object.entries(def.shape).flatMap(([key, one]) => {
      const masking = maskingOf(one);
      return masking ? [[key, masking] as const] : [];
    });
    return entries.length > 0 ? within(entries) : null;
  }
  if (def.type === 'array' && def.element) {
    const one = maskingOf(def.element);
    return one && each(one);
  }
  if (def.type === 'record' && def.valueType) {
    const one = maskingOf(def.valueType);
    return one && ofAll(one);
  }
  const parts = [...(def.options ?? []), ...(def.items ?? []), ...(def.left && def.right ? [def.left, def.right] : [])];
  return oneAfterOther(parts.flatMap((part) => maskingOf(part) ?? []));
}

/** An answer as this actor gets it. */
export const maskedAnswer = (schema: z.ZodType | undefined, actor: Actor, answer: unknown): unknown => {
  const masking = schema ? maskingOf(schema) : null;
  return masking ? masking(answer, actor) : answer;
};
