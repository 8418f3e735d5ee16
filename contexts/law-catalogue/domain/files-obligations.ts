import { z } from 'zod';
import { checked, day, id, list, oneOf, shown, strict, text } from './file-parts.ts';
import { owing, proofs, recurring, reviewing } from './obligation.ts';

/** Codes of the register by which an obligation says whom it binds; put in by composition, for the register is another's subject. */
export interface ProfileCodes {
  sectors: readonly string[];
  flags: readonly string[];
  scales: readonly string[];
  statuses: readonly string[];
}
let known: ProfileCodes | null = null;

/** Says which codes of the register there are: from then on an unknown one in an obligation is an error with file and line. */
export function setProfileCodes(codes: ProfileCodes): void {
  known = codes;
}

const codes = (what: keyof ProfileCodes) =>
  list(
    text.refine((code) => known === null || known[what].includes(code), {
      error: ({ input }) => `“${shown(input)}”不在允许的取值内：${known?.[what].join('、')}`,
    }),
  )
    .min(1, { error: '至少写一项，不限的不要写这一行' })
    .optional();

const staff = z
  .int({ error: '应为整数人数' })
  .min(0, { error: '不能小于 0' })
  .max(1_000_000, { error: '不能超过 1000000' })
  .optional();

const applies = strict({
  sectors: codes('sectors'),
  flags: codes('flags'),
  scales: codes('scales'),
  statuses: codes('statuses'),
  staff_from: staff,
  staff_to: staff,
}).refine((one) => one.staff_from === undefined || one.staff_to === undefined || one.staff_from <= one.staff_to, {
  error: '从业人员的下限大于上限，没有企业适用',
});

const basis = list(strict({ instrument: id, clause: text.optional(), checked }));

export const obligationsFile = strict({
  kind: z.literal('obligations'),
  obligations: list(
    strict({
      id,
      title: text.max(60, { error: '最多 60 字' }),
      what: text,
      owes: oneOf(owing),
      when: list(applies).optional(),
      every: oneOf(recurring).optional(),
      occasion: text.optional(),
      /** Done once, it is due again that long after the day of what was handed in. */
      again: z.literal(true, { error: '应为 true' }).optional(),
      opens: oneOf<'start' | 'end'>(['start', 'end']).optional(),
      clock: id.optional(),
      proof: list(oneOf(proofs)).min(1, { error: '至少要有一种证明材料' }),
      reviewer: oneOf(reviewing),
      /** Duties of `law/duties` it carries out: its clauses are theirs. */
      duties: list(id).optional(),
      /** Clauses beside those. */
      basis: basis.optional(),
      from: day.optional(),
      to: day.optional(),
      note: text.optional(),
    }),
  ),
  unclocked: list(strict({ duty: id, why: text })).optional(),
});
