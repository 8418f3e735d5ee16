import { z } from 'zod';
import { type Act, type Reads, type Refused, refuse } from '#kernel';
import { hamming } from './domain/dhash.rule.ts';
import { type Purpose, type Use, use } from './subjects.ts';

const sha = z.string().regex(/^[0-9a-f]{64}$/, '照片应为已上传文件的 SHA-256');

/** Photos as commands take them: uploaded files by hash, with what the camera knew. */
export const photosGiven = z
  .array(
    z.strictObject({
      sha256: sha,
      capturedAt: z.iso.datetime({ offset: true }).nullish(),
      lat: z.number().min(-90).max(90).nullish(),
      lng: z.number().min(-180).max(180).nullish(),
      datum: z.enum(['WGS-84', 'CGCS2000', 'GCJ-02']).nullish(),
      /** 取自相册，非现场拍摄. */
      fromAlbum: z.boolean().default(false),
      /** Hash of the untouched picture, when `sha256` is the one with time and place printed on it. */
      original: sha.nullish(),
    }),
  )
  .max(20, '最多 20 张照片');

export type PhotosGiven = z.output<typeof photosGiven>;

export interface Attached {
  kind: string;
  id: string;
  town: string | null;
  enterprise: string | null;
  purpose: Purpose;
  photos: PhotosGiven;
}

/** Attaches uploaded photos to a subject as part of an act; refuses when one was never uploaded or is not the caller's to use. */
export async function attachPhotos(act: Act, given: Attached): Promise<Refused | null> {
  if (given.photos.length === 0) return null;
  const named = [...new Set(given.photos.flatMap((p) => (p.original ? [p.sha256, p.original] : [p.sha256])))];
  const there = await act.many<{ sha256: string }>('select sha256 from documents.file where county = $1 and sha256 = any($2)', [act.actor.county, named]);
  const missing = named.filter((s) => !there.some((row) => row.sha256 === s));
  if (missing.length > 0) {
    return refuse('INVALID', `有 ${missing.length} 张照片尚未上传，请先上传再提交`, {
      places: missing.map((value) => ({ place: 'photos', value, allowed: '已上传的照片', message: '照片尚未上传或不是您上传的' })),
    });
  }
  given.photos.forEach((p, ordinal) => {
    const hasPoint = p.lat != null && p.lng != null;
    act.create(use, {
      sha256: p.sha256, subjectKind: given.kind, subjectId: given.id, purpose: given.purpose, ordinal, town: given.town, enterprise: given.enterprise,
      account: act.actor.account || null, at: act.at, capturedAt: p.capturedAt ?? null, lat: hasPoint ? String(p.lat) : null, lng: hasPoint ? String(p.lng) : null,
      datum: hasPoint ? (p.datum ?? 'WGS-84') : null, fromAlbum: p.fromAlbum, original: p.original ?? null,
    });
  });
  return null;
}

/** The photos of a subject in order, as a record page shows them. */
export const usesOf = (reads: Reads, kind: string, id: string): Promise<(Use & { name: string; kind: string; width: number | null; height: number | null; by: string | null })[]> =>
  reads.many(
    `select u.*, f.name, f.kind, f.width, f.height from documents.use u join documents.file f on f.county = u.county and f.sha256 = u.sha256
     where u.county = $1 and u.subject_kind = $2 and u.subject_id = $3 order by u.at, u.ordinal`, [reads.actor.county, kind, id]);

export interface Duplicate {
  sha256: string;
  /** The same bytes, or pictures that look the same. */
  how: 'same' | 'alike';
  subjectKind: string;
  subjectId: string;
  at: string;
}

const NEAR = 4;

/**
 * Photos used elsewhere (疑似重复照片): the same bytes at another subject, or — within the same enterprise — a picture whose
 * dHash differs in at most four bits. Only what the caller may see is told.
 */
export async function duplicatesOf(reads: Reads, hashes: readonly string[], except: { kind: string; id: string }): Promise<Duplicate[]> {
  if (hashes.length === 0) return [];
  const same = await reads.many<Duplicate>(
    `select u.sha256, 'same' as how, u.subject_kind, u.subject_id, u.at from documents.use u
     where u.county = $1 and u.sha256 = any($2) and not (u.subject_kind = $3 and u.subject_id = $4) order by u.at limit 50`,
    [reads.actor.county, hashes, except.kind, except.id]);
  const mine = await reads.many<{ sha256: string; dhash: string }>(
    'select sha256, dhash from documents.file where county = $1 and sha256 = any($2) and dhash is not null', [reads.actor.county, hashes]);
  if (mine.length === 0) return same;
  const others = await reads.many<{ sha256: string; dhash: string; subjectKind: string; subjectId: string; at: string }>(
    `select f.sha256, f.dhash, u.subject_kind, u.subject_id, u.at from documents.use u join documents.file f on f.county = u.county and f.sha256 = u.sha256
     where u.county = $1 and f.dhash is not null and not (u.subject_kind = $3 and u.subject_id = $4) and not f.sha256 = any($2)
     and u.enterprise = (select enterprise from documents.use where county = $1 and subject_kind = $3 and subject_id = $4 limit 1) order by u.at desc limit 2000`,
    [reads.actor.county, hashes, except.kind, except.id]);
  const alike = mine.flatMap((m) =>
    others.filter((o) => hamming(m.dhash, o.dhash) <= NEAR).map((o): Duplicate => ({ sha256: m.sha256, how: 'alike', subjectKind: o.subjectKind, subjectId: o.subjectId, at: o.at })));
  return [...same, ...alike];
}
