import { z } from 'zod';
import { query } from '#kernel';
import { obligationsOf } from '#law-catalogue';
import { whoText } from '../domain/applies.rule.ts';
import { everyWords, owesWords, proofWords, reviewerWords } from '../domain/words.ts';
import { readers } from '../policy.ts';
import { profileWords } from '../profile-words.ts';
import { owedOwners } from '../subjects.ts';

/** 应办事项目录: every duty with a clock in this county, whom it binds, by when, on what clause, and how many owe it now. */
export const catalogueQuery = query({
  name: 'duties.catalogue',
  title: '应办事项目录',
  input: z.strictObject({}),
  answer: z.strictObject({
    duties: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        what: z.string(),
        owes: z.string(),
        binds: z.array(z.string()).meta({ description: '适用的企业，符合一项即适用' }),
        every: z.string().nullable(),
        occasion: z.string().nullable(),
        proof: z.array(z.string()),
        reviewer: z.string(),
        cites: z.array(z.string()),
        checked: z.string(),
        note: z.string().nullable(),
        local: z.boolean().meta({ description: '县里自己加的' }),
        open: z.int(),
        missed: z.int(),
      }),
    ),
  }),
  may: [readers],
  async read(reads) {
    const values: unknown[] = [reads.actor.county, reads.today];
    const counts = await reads.many<{ obligation: string; open: number; missed: number }>(
      `select o.obligation, count(*)::int as open, (count(*) filter (where o.first_on is null and o.due_on < $2::date))::int as missed
       from duties.owed o where o.county = $1 and o.state in ('owed', 'returned') and ${reads.within(owedOwners, values)} group by 1`,
      values,
    );
    const of = new Map(counts.map((one) => [one.obligation, one]));
    return {
      duties: obligationsOf(reads.actor.county).map((o) => ({
        id: o.id,
        title: o.title,
        what: o.what,
        owes: owesWords[o.owes],
        binds: o.when.map((one) => whoText(one, profileWords)),
        every: o.every && everyWords[o.every],
        occasion: o.occasion,
        proof: o.proof.map((one) => proofWords[one]),
        reviewer: reviewerWords[o.reviewer],
        cites: [...o.cites],
        checked: o.checked,
        note: o.note,
        local: o.county !== null,
        open: of.get(o.id)?.open ?? 0,
        missed: of.get(o.id)?.missed ?? 0,
      })),
    };
  },
});
