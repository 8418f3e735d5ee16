import { z } from 'zod';
import { duplicate, duplicatesOf, type UseShown, useShown, usesOf } from '#documents';
import { query, type Reads, refuse } from '#kernel';
import { timelineLine, timelineOf } from '#kernel/server';
import { criterionAnswer, criterionOn } from '#law-catalogue';
import { overdueDays } from '../domain/hazard.rule.ts';
import { readers } from '../policy.ts';
import { roundsAnswer } from '../rounds.ts';
import { hazardRow } from '../row-schemas.ts';
import { type Hazard, hazard, hazardOwners, responsible } from '../subjects.ts';
import { roundsOf } from './rounds.ts';

/**
 * The same picture given as two things of one hazard (整改前 and 整改后, or two rounds), which proves neither: each picture once, with all
 * it serves as.
 */
function twice(photos: readonly UseShown[]) {
  const uses = new Map<string, UseShown[]>();
  for (const photo of photos) uses.set(photo.sha256, [...(uses.get(photo.sha256) ?? []), photo]);
  return [...uses]
    .filter(([, of]) => of.length > 1)
    .map(([sha256, of]) => ({ sha256, uses: of.map(({ purpose, round }) => ({ purpose, round })) }));
}

/** A hazard by the number people say, when the caller may see it. */
async function byNumber(reads: Reads, number: string): Promise<Hazard | null> {
  const values: unknown[] = [reads.actor.county, number.toUpperCase()];
  return reads.one<Hazard>(
    `select * from hazards.hazard h where h.county = $1 and h.number = $2 and ${reads.within(hazardOwners, values)}`,
    values,
  );
}

/** 隐患档案: everything of one hazard, and what the caller can do with it. */
export const recordQuery = query({
  name: 'hazards.record',
  title: '隐患档案',
  input: z.strictObject({ id: z.uuid().optional(), number: z.string().max(40).optional() }),
  answer: z.strictObject({
    hazard: hazardRow.extend({ responsible: z.array(responsible), overdueDays: z.int() }),
    criterion: criterionAnswer.nullable(),
    photos: z.array(useShown),
    twice: z.array(
      z.strictObject({ sha256: z.string(), uses: z.array(useShown.pick({ purpose: true, round: true })) }),
    ),
    reused: z.array(duplicate),
    rounds: roundsAnswer,
    timeline: z.array(timelineLine),
    can: z.array(z.string()),
  }),
  may: [readers],
  async read(reads, given) {
    const h = given.id ? await reads.get(hazard, given.id) : await byNumber(reads, given.number ?? '');
    if (!h) return refuse('NOT_FOUND', '没有找到这条隐患，或您无权查看');
    const photos = await usesOf(reads, 'hazard', h.id);
    const { haystack: _, dueOrder: __, ...shown } = h as Hazard & { haystack?: string; dueOrder?: string };
    return {
      hazard: { ...shown, overdueDays: overdueDays(h, reads.today) },
      criterion: h.criterion ? criterionOn(h.criterion, h.foundOn) : null,
      photos,
      twice: twice(photos),
      reused: await duplicatesOf(
        reads,
        photos.map((p) => p.sha256),
        { kind: 'hazard', id: h.id },
      ),
      rounds: await roundsOf(reads, h.id),
      timeline: await timelineOf(reads, [{ kind: hazard.kind, ids: [h.id] }]),
      can: reads.can('hazard', h),
    };
  },
});
