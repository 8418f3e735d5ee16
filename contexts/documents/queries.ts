import { z } from 'zod';
import { query } from '#kernel';
import { damagedFiles } from './damage.ts';
import { readsIntegrity } from './policy.ts';
import { damageRow, fileRow, inspectionRow } from './row-schemas.ts';
import type { Inspection } from './rows.ts';

const LISTED = 200;
const INSPECTIONS = 14;

/** 证据核验: the nightly inspections, and every file whose original no longer is what came in. */
export const integrityQuery = query({
  name: 'documents.integrity',
  title: '证据核验',
  input: z.strictObject({}),
  answer: z.strictObject({
    files: z.int(),
    damaged: z.int(),
    rows: z.array(
      damageRow.omit({ county: true, mendedAt: true }).extend({
        name: fileRow.shape.name,
        bytes: fileRow.shape.bytes,
        uses: z.array(z.strictObject({ subjectKind: z.string(), subjectId: z.uuid(), purpose: z.string() })),
      }),
    ),
    inspections: z.array(inspectionRow.omit({ county: true, doneTo: true })),
  }),
  may: readsIntegrity,
  async read(reads) {
    const { county } = reads.actor;
    const [sum, rows, inspections] = await Promise.all([
      reads.one<{ files: number; damaged: number }>(
        `select (select count(*)::int from documents.file where county = $1) as files,
           (select count(*)::int from documents.damage where county = $1 and mended_at is null) as damaged`,
        [county],
      ),
      damagedFiles(reads, LISTED),
      reads.many<Omit<Inspection, 'county' | 'doneTo'>>(
        `select id, began_at, seen_at, ended_at, files, bytes, damaged from documents.inspection
         where county = $1 order by began_at desc limit ${INSPECTIONS}`,
        [county],
      ),
    ]);
    return { files: sum?.files ?? 0, damaged: sum?.damaged ?? 0, rows, inspections };
  },
});
