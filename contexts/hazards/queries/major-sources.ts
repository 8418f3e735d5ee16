import { z } from 'zod';
import { query } from '#kernel';
import { timelineLine, timelineOf } from '#kernel/server';
import { readsSources } from '../policy.ts';
import { majorSourceRow } from '../row-schemas.ts';
import { heldChemical, type MajorSource, majorSource, majorSourceOwners, working } from '../subjects.ts';

/** 企业的重大危险源辨识: every result ever filed for an enterprise, newest first, with its acts. */
export const majorSourcesQuery = query({
  name: 'hazards.major-sources',
  title: '企业的重大危险源辨识',
  input: z.strictObject({ enterprise: z.uuid() }),
  answer: z.strictObject({
    rows: z.array(
      majorSourceRow.omit({ county: true, filedBy: true }).extend({
        held: z.array(heldChemical),
        settings: z.record(z.string(), z.unknown()).nullable(),
        workings: z.array(working),
        can: z.array(z.string()),
      }),
    ),
    timeline: z.array(timelineLine),
  }),
  may: [readsSources],
  async read(reads, given) {
    const values: unknown[] = [reads.actor.county, given.enterprise];
    const rows = await reads.many<MajorSource>(
      `select m.* from hazards.major_source m
       where m.county = $1 and m.enterprise = $2 and ${reads.within(majorSourceOwners, values)}
       order by m.filed_at desc, m.id desc limit 100`,
      values,
    );
    const timeline = await timelineOf(reads, [{ kind: majorSource.kind, ids: rows.map((row) => row.id) }], 60);
    return {
      rows: rows.map((row) => {
        const { county: _county, filedBy: _filedBy, ...shown } = row;
        // Only what stands can be withdrawn.
        const stands = row.replacedAt === null && row.withdrawnAt === null;
        return { ...shown, can: stands ? reads.can('major-source', row) : [] };
      }),
      timeline,
    };
  },
});
