import { z } from 'zod';
import { type UseShown, useShown, usesOf } from '#documents';
import { query, refuse } from '#kernel';
import { timelineLine, timelineOf } from '#kernel/server';
import { obligationOf } from '#law-catalogue';
import { daysLate, timeOf } from '../domain/time.rule.ts';
import { timeWords } from '../domain/words.ts';
import { readers } from '../policy.ts';
import { handInRow, owedRow, proofRow, urgingRow } from '../row-schemas.ts';
import { type HandIn, owed, owedOwners, type ProofRow, proof, type Urging } from '../subjects.ts';
import { periodOf } from './ledger.ts';

/** What an instance says of itself beside its row. */
export const timeShown = {
  period: z.string(),
  time: z.enum(Object.keys(timeWords) as [keyof typeof timeWords, ...(keyof typeof timeWords)[]]),
  late: z.int().meta({ description: '迟报或逾期的天数' }),
};

/** 应办事项: what is owed, everything handed in for it, and what the caller can do with it. */
export const owedQuery = query({
  name: 'duties.record',
  title: '应办事项',
  input: z.strictObject({ id: z.uuid() }),
  answer: z.strictObject({
    owed: owedRow.extend(timeShown),
    note: z.string().nullable().meta({ description: '事项的说明' }),
    handIns: z.array(handInRow.extend({ material: proofRow, photos: z.array(useShown) })),
    urgings: z.array(urgingRow),
    others: z
      .array(owedRow.pick({ id: true, title: true, dueOn: true }).extend({ period: z.string() }))
      .meta({ description: '同一义务人现在可办的其他事项：同一份材料可以同时证明' }),
    timeline: z.array(timelineLine),
    can: z.array(z.string()),
  }),
  may: [readers],
  async read(reads, { id }) {
    const row = await reads.get(owed, id);
    if (!row) return refuse('NOT_FOUND', '没有找到这件应办事项，或您无权查看');
    const { county } = reads.actor;
    const asked: unknown[] = [county, id];
    const seen = reads.within(owedOwners, asked);
    const ofOwner: unknown[] = [county, row.owner, id, reads.today];
    const beside = reads.within(owedOwners, ofOwner);
    const [given, urgings, others, timeline] = await Promise.all([
      reads.many<HandIn>(
        `select o.* from duties.hand_in o where o.county = $1 and o.owed = $2 and ${seen} order by o.handed_in_on desc, o.id desc`,
        asked,
      ),
      reads.many<Urging>(
        `select o.* from duties.urging o where o.county = $1 and o.owed = $2 and ${seen} order by o.urged_at desc`,
        asked,
      ),
      reads.many<typeof row>(
        `select o.* from duties.owed o where o.county = $1 and o.owner = $2 and o.id <> $3 and o.opens_on <= $4::date
           and o.state in ('owed', 'returned') and ${beside} order by o.due_on, o.id limit 50`,
        ofOwner,
      ),
      timelineOf(reads, [{ kind: owed.kind, ids: [id] }]),
    ]);
    const handIns = await Promise.all(
      given.map(async (one): Promise<(HandIn & { material: ProofRow; photos: UseShown[] })[]> => {
        const [of, photos] = await Promise.all([reads.get(proof, one.proof), usesOf(reads, proof.kind, one.proof)]);
        return of ? [{ ...one, material: of, photos }] : [];
      }),
    );
    return {
      owed: { ...row, period: periodOf(row), time: timeOf(row, reads.today), late: daysLate(row, reads.today) },
      note: obligationOf(row.obligation)?.note ?? null,
      handIns: handIns.flat(),
      urgings,
      others: others.map((one) => ({ id: one.id, title: one.title, dueOn: one.dueOn, period: periodOf(one) })),
      timeline,
      can: reads.can(owed.kind, row),
    };
  },
});
