import { z } from 'zod';
import { query } from '#kernel';
import { backupsTold, tellBackups } from './backups-told.ts';
import { damagedFiles } from './damage.ts';
import { evidenceElsewhere } from './originals/index.ts';
import { readsIntegrity } from './policy.ts';
import { damageRow, fileRow, inspectionRow, retiredRow } from './row-schemas.ts';
import type { Inspection, Retired } from './rows.ts';

const LISTED = 200;
const INSPECTIONS = 14;
const RETIRED = 20;
type RetiredShown = Pick<Retired, 'id' | 'sha256' | 'name' | 'basis' | 'endedOn' | 'dueOn' | 'at'>;

/** 证据核验: the nightly inspections, and every file whose original no longer is what came in. */
export const integrityQuery = query({
  name: 'documents.integrity',
  title: '证据核验',
  input: z.strictObject({}),
  answer: z.strictObject({
    files: z.int(),
    damaged: z.int(),
    rows: z.array(
      damageRow.omit({ county: true, mendedAt: true, clearedAt: true }).extend({
        name: fileRow.shape.name,
        bytes: fileRow.shape.bytes,
        uses: z.array(z.strictObject({ subjectKind: z.string(), subjectId: z.uuid(), purpose: z.string() })),
      }),
    ),
    /** Originals that were kept long enough and went by rule (到期销毁), the latest first. */
    retired: z.strictObject({
      files: z.int(),
      rows: z.array(
        retiredRow.pick({ id: true, sha256: true, name: true, basis: true, endedOn: true, dueOn: true, at: true }),
      ),
    }),
    backups: backupsTold.nullable(),
    store: z.string().nullable().meta({ description: '原件所在的对象存储；空为数据目录' }),
    inspections: z.array(inspectionRow.omit({ county: true, doneTo: true })),
  }),
  may: readsIntegrity,
  async read(reads) {
    const { county } = reads.actor;
    const [sum, rows, gone, backups, inspections] = await Promise.all([
      reads.one<{ files: number; damaged: number; retired: number }>(
        `select (select count(*)::int from documents.file where county = $1) as files,
           (select count(*)::int from documents.damage where county = $1 and mended_at is null and what <> 'retired') as damaged,
           (select count(*)::int from documents.retired where county = $1) as retired`,
        [county],
      ),
      damagedFiles(reads, LISTED),
      reads.many<RetiredShown>(
        `select id, sha256, name, basis, ended_on, due_on, at from documents.retired where county = $1 order by at desc, id desc limit ${RETIRED}`,
        [county],
      ),
      tellBackups(),
      reads.many<Omit<Inspection, 'county' | 'doneTo'>>(
        `select id, began_at, seen_at, ended_at, files, bytes, damaged from documents.inspection
         where county = $1 order by began_at desc limit ${INSPECTIONS}`,
        [county],
      ),
    ]);
    const retired = { files: sum?.retired ?? 0, rows: gone };
    return {
      files: sum?.files ?? 0,
      damaged: sum?.damaged ?? 0,
      rows,
      retired,
      backups,
      store: evidenceElsewhere(),
      inspections,
    };
  },
});
