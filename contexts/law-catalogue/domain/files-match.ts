import { z } from 'zod';
import { checked, id, list, oneOf, strict, text } from './file-parts.ts';
import { sectors } from './words.ts';

const words = list(text).min(1, { error: '至少要有一个词' });

/** Schema of `law/match/concepts.json`. */
export const matchConceptsFile = strict({
  kind: z.literal('match-concepts'),
  note: text,
  checked,
  lack: words,
  sound: words,
  fitted: words,
  unseen: words,
  plain: words,
  cues: list(
    strict({
      for: list(id).min(1, { error: '至少要指向一条' }),
      all: list(list(id)),
      lack: z.literal(true, { error: '应为 true' }).optional(),
      criterion: z.literal(true, { error: '应为 true' }).optional(),
      worth: z.number({ error: '应为数字' }).positive({ error: '应大于 0' }),
      means: text,
    }),
  ),
  concepts: list(
    strict({
      id,
      words,
      broader: list(id).optional(),
      sector: list(oneOf(sectors)).optional(),
      fault: z.literal(true, { error: '应为 true' }).optional(),
      presence: z.literal(true, { error: '应为 true' }).optional(),
      general: z.literal(true, { error: '应为 true' }).optional(),
      weight: z
        .number({ error: '应为数字' })
        .positive({ error: '应大于 0' })
        .max(3, { error: '不应大于 3' })
        .optional(),
    }),
  ),
});
