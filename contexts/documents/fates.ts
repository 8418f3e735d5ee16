import type { Day } from '#kernel';
import { type Fate, fateOf, type Keeping, type Proven } from './domain/retention.rule.ts';
import { type EvidenceHolder, evidenceHolders } from './holders.ts';

type Reading = Parameters<EvidenceHolder['ends']>[0];

/** An original in use that is still there. */
export interface Held {
  sha256: string;
  name: string;
  bytes: number;
}
/** Files looked at together. */
export const A_ROUND = 500;

/** Originals in use that are still there, in the order of their hashes. */
export const heldAfter = (reads: Reading, after: string, only: string | null): Promise<Held[]> =>
  reads.many<Held>(
    `select f.sha256, f.name, f.bytes from documents.file f
     where f.county = $1 and f.sha256 > $2 and ($3::text is null or f.sha256 = $3)
       and not exists (select 1 from documents.damage d where d.county = $1 and d.sha256 = f.sha256 and d.what = 'retired' and d.mended_at is null)
       and (exists (select 1 from documents.use u where u.county = $1 and u.sha256 = f.sha256)
         or exists (select 1 from documents.use u where u.county = $1 and u.original = f.sha256))
     order by f.sha256 limit ${A_ROUND}`,
    [reads.actor.county, after, only],
  );

interface UseOf {
  sha256: string;
  original: string | null;
  subjectKind: string;
  subjectId: string;
}

/** What becomes of each of these files today. */
export async function fatesOf(reads: Reading, files: readonly Held[], keeping: Keeping | null, today: Day) {
  const hashes = files.map((one) => one.sha256);
  const uses = await reads.many<UseOf>(
    `select sha256, original, subject_kind, subject_id from documents.use
     where county = $1 and (sha256 = any($2) or original = any($2)) order by subject_kind, subject_id`,
    [reads.actor.county, hashes],
  );
  const ended = new Map<string, Proven>();
  for (const holder of evidenceHolders()) {
    const ids = [...new Set(uses.filter((use) => use.subjectKind === holder.kind).map((use) => use.subjectId))];
    if (ids.length === 0) continue;
    for (const { id, grade, endedOn } of await holder.ends(reads, ids))
      ended.set(`${holder.kind} ${id}`, { kind: holder.kind, grade, endedOn });
  }
  return files.map((file) => {
    const own = uses.filter((use) => use.sha256 === file.sha256 || use.original === file.sha256);
    const subjects = [...new Map(own.map((use) => [`${use.subjectKind} ${use.subjectId}`, use])).entries()];
    const fate: Fate = fateOf(
      subjects.map(([key]) => ended.get(key) ?? null),
      keeping,
      today,
    );
    return { file, fate, uses: subjects.map(([, { subjectKind, subjectId }]) => ({ subjectKind, subjectId })) };
  });
}
