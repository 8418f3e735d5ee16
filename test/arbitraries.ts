/** Bodies nobody means: made from a command's own schema, each near enough to pass the first door now and then. */
import fc from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as our declarations say. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
}

/** What no field wants: other types, numbers at the edges, signs that databases, pages and shells take for their own. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '‮倒',
    '😀'.repeat(50),
    '甲'.repeat(5000),
    "'; drop table hazards.hazard; --",
    '<img src=x onerror=alert(1)>',
    '${7*7}',
    '../../etc/passwd',
    '%00',
    '=1+1',
    -1,
    0,
    1e308,
    -1e308,
    1.5,
    2 ** 53,
    NaN,
    true,
    [],
    {},
    [[[[]]]],
    { __proto__: null, constructor: 1 },
    { toString: 1, valueOf: 1 },
    '2022-02-30',
    '0000-00-00',
    '9999-12-31',
    '2022-03-14T00:00:00',
    'null',
    'undefined',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
);

/** A value the schema would take, or nearly. */
export function near(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => near(one, ids)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return nearObject(schema, ids);
    case 'array':
      return fc.array(near(schema.items ?? {}, ids), { maxLength: 3 });
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e6), max: Math.min(schema.maximum ?? 1e6, 1e6) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
      if (schema.format === 'date-time')
        return fc
          .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString());
      if (schema.pattern?.includes('0-9a-f'))
        return fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
      return fc.oneof(
        fc.constantFrom('2022-04-30', '2022-06-01', '某处', '理由充分可以办理', '140525100', '13800000000'),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
      );
  }
}

const nearObject = (schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, one]) => [key, near(one, ids)])), {
    requiredKeys: schema.required ?? [],
  });

/** A body for the schema: mostly of its shape, with up to two fields spoilt; now and then anything at all. */
export function bodies(input: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  const keys = [...Object.keys(schema.properties ?? {}), 'extra'];
  const spoilt = fc
    .tuple(near(schema, ids), fc.array(fc.tuple(fc.constantFrom(...keys), junk), { maxLength: 2 }))
    .map(([body, faults]) => ({ ...(body as object), ...Object.fromEntries(faults) }));
  return fc.oneof({ arbitrary: spoilt, weight: 9 }, { arbitrary: junk, weight: 1 });
}
