import { z } from 'zod';
import { type Act, instantGiven, type Reads, type Refused, refuse } from '#kernel';
import { alikeWithin, distance, piecesOf } from './domain/likeness.rule.ts';
import type { Purpose } from './domain/words.ts';
import { damageRow, useRow } from './row-schemas.ts';
import { type FileFacts, type Use, use } from './subjects.ts';

const sha = z.string('照片应为文件摘要').regex(/^[0-9a-f]{64}$/, '照片应为已上传文件的 SHA-256');

/** One photo as a command takes it: where and when it was taken is what the device says. */
const photoGiven = z.strictObject({
  sha256: sha,
  capturedAt: instantGiven('拍摄时间').nullish(),
  lat: z.number().min(-90).max(90).nullish(),
  lng: z.number().min(-180).max(180).nullish(),
  datum: z.enum(['WGS-84', 'CGCS2000', 'GCJ-02']).nullish(),
  /** 取自相册，非现场拍摄. */
  fromAlbum: z.boolean().default(false),
  /** Hash of the untouched picture, when `sha256` is the one with time and place printed on it. */
  original: sha.nullish(),
  note: z.string().trim().max(200, '照片说明最多 200 字').nullish(),
});

/** Photos as commands take them: uploaded files by hash, with what the camera knew. At most 20. */
export const photosGiven = z.array(photoGiven).max(20, '最多 20 张照片');
export type PhotosGiven = z.output<typeof photosGiven>;

/** What photos are attached to, and who may therefore see them. */
export interface Attached {
  kind: string;
  id: string;
  town: string | null;
  enterprise: string | null;
  /** Accounts that see the subject beside its town and enterprise: experts asked about it. */
  seenBy: readonly string[];
  /** Of what is done several times for the same subject: which time it shows. */
  round?: string | null;
  purpose: Purpose;
  photos: PhotosGiven;
}

type Known = FileFacts & { sha256: string; name: string };

/**
 * Files of these hashes the actor may attach, with what is known of each: those he brought, those that serve as evidence where he sees,
 * for the county all. The conditions are the application's own wall.
 */
async function usable(reads: Reads, hashes: readonly string[]): Promise<Map<string, Known>> {
  const values: unknown[] = [reads.actor.county, hashes, reads.actor.account || null];
  const seen = `(${reads.within({ town: 'town', enterprise: 'enterprise' }, values)} or $3::uuid = any (seen_by))`;
  const facts = 'name, kind, bytes, width, height, dhash';
  const rows = await reads.many<Known>(
    `select sha256, ${facts} from documents.upload where county = $1 and sha256 = any($2) and account = $3::uuid
     union all select sha256, ${facts} from documents.file where county = $1 and sha256 = any($2) ${reads.actor.scope === 'county' ? '' : 'and account = $3::uuid'}
     union all select sha256, ${facts} from documents.use where county = $1 and sha256 = any($2) and ${seen}
     union all select original, name, original_facts ->> 'kind', (original_facts ->> 'bytes')::bigint, (original_facts ->> 'width')::int,
       (original_facts ->> 'height')::int, original_facts ->> 'dhash' from documents.use where county = $1 and original = any($2) and ${seen}`,
    values,
  );
  const gone = await reads.many<{ sha256: string }>(
    `select sha256 from documents.damage where county = $1 and sha256 = any($2) and what = 'retired' and mended_at is null`,
    [reads.actor.county, hashes],
  );
  const there = rows.filter((row) => !gone.some((one) => one.sha256 === row.sha256));
  // The first found of each: what he himself brought bears his own name for it.
  return new Map(there.reverse().map((row) => [row.sha256, row]));
}

const factsOf = ({ kind, bytes, width, height, dhash }: FileFacts): FileFacts => ({
  kind,
  bytes,
  width,
  height,
  dhash,
});

/**
 * Attaches uploaded photos to a subject, as effects of the act under way. Only files the actor uploaded or can see may be attached;
 * the same file again at the same subject, round and purpose is passed over. Returns a refusal naming the missing ones, else null.
 */
export async function attachPhotos(act: Act, given: Attached): Promise<Refused | null> {
  const photos = [...new Map(given.photos.map((p) => [p.sha256, p])).values()];
  if (photos.length === 0) return null;
  const { county } = act.actor;
  const named = [...new Set(photos.flatMap((p) => (p.original ? [p.sha256, p.original] : [p.sha256])))];
  const there = await usable(act, named);
  const missing = named.filter((s) => !there.has(s));
  if (missing.length > 0) {
    return refuse('INVALID', `有 ${missing.length} 张照片尚未上传，请先上传再提交`, {
      places: missing.map((value) => ({
        place: 'photos',
        value,
        allowed: '已上传的照片',
        message: '照片尚未上传或不是您上传的',
      })),
    });
  }
  const { round = null } = given;
  const before = await act.many<Pick<Use, 'sha256' | 'purpose' | 'round'>>(
    'select sha256, purpose, round from documents.use where county = $1 and subject_kind = $2 and subject_id = $3',
    [county, given.kind, given.id],
  );
  photos.forEach((p, i) => {
    if (before.some((u) => u.sha256 === p.sha256 && u.purpose === given.purpose && u.round === round)) return;
    const hasPoint = p.lat != null && p.lng != null;
    act.create(use, {
      sha256: p.sha256,
      subjectKind: given.kind,
      subjectId: given.id,
      purpose: given.purpose,
      round,
      ordinal: before.length + i,
      town: given.town,
      enterprise: given.enterprise,
      note: p.note || null,
      account: act.actor.account || null,
      byName: act.actor.name,
      at: act.at,
      capturedAt: p.capturedAt ? new Date(p.capturedAt).toISOString() : null,
      lat: hasPoint ? p.lat!.toFixed(6) : null,
      lng: hasPoint ? p.lng!.toFixed(6) : null,
      datum: hasPoint ? (p.datum ?? 'WGS-84') : null,
      fromAlbum: p.fromAlbum,
      original: p.original ?? null,
      originalFacts: p.original ? factsOf(there.get(p.original)!) : null,
      ...factsOf(there.get(p.sha256)!),
      name: there.get(p.sha256)!.name,
      seenBy: [...given.seenBy],
    });
  });
  return null;
}

const usesUnder = (act: Act, kind: string, ids: readonly string[]): Promise<Use[]> =>
  act.many<Use>(
    'select * from documents.use where county = $1 and subject_kind = $2 and subject_id = any($3::uuid[]) order by at, ordinal, id',
    [act.actor.county, kind, ids],
  );

/**
 * Lets these accounts, and no others beside its town and enterprise, see the evidence of a subject from now on: an expert who is asked.
 * What is attached later takes `Attached.seenBy`.
 */
export async function showUses(act: Act, kind: string, id: string, accounts: readonly string[]): Promise<void> {
  const uses = await usesUnder(act, kind, [id]);
  const wanted = [...accounts].sort().join();
  for (const one of uses) if ([...one.seenBy].sort().join() !== wanted) act.change(use, one, { seenBy: [...accounts] });
}

/** The evidence of these subjects goes to another town with them, as effects of the act under way. */
export async function moveUses(act: Act, of: { kind: string; ids: readonly string[]; town: string }): Promise<void> {
  const uses = await usesUnder(act, of.kind, of.ids);
  for (const one of uses) act.change(use, one, { town: of.town });
}

/** A photo of a record as its page shows it; `by` is the person's name at the time. */
export const useShown = useRow.omit({ seenBy: true, dhash: true, originalFacts: true }).extend({
  by: z.string().nullable(),
  damage: damageRow.shape.what.nullable().meta({ description: '这张照片的原件经核验不可信：已变、缺失或读不出' }),
  originalDamage: damageRow.shape.what.nullable().meta({ description: '加印之前的原图经核验不可信' }),
});
export type UseShown = z.output<typeof useShown>;

/** The photos of a subject in the order they were attached. */
export const usesOf = (reads: Reads, kind: string, id: string): Promise<UseShown[]> =>
  reads.many<UseShown>(
    `select u.county, u.id, u.version, u.sha256, u.subject_kind, u.subject_id, u.purpose, u.round, u.ordinal, u.town, u.enterprise, u.note, u.account,
       u.by_name, u.at, u.captured_at, u.lat, u.lng, u.datum, u.from_album, u.original, u.by_name as by, u.name, u.kind, u.width, u.height, u.bytes,
       d.what as damage, o.what as original_damage from documents.use u
     left join documents.damage d on d.county = u.county and d.sha256 = u.sha256 and d.mended_at is null
     left join documents.damage o on o.county = u.county and o.sha256 = u.original and o.mended_at is null
     where u.county = $1 and u.subject_kind = $2 and u.subject_id = $3 order by u.at, u.ordinal, u.id`,
    [reads.actor.county, kind, id],
  );

/** Where one of the asked photos serves as evidence of something else. */
export const duplicate = z.strictObject({
  sha256: z.string(),
  how: z.enum(['same', 'alike']).meta({ description: '同一文件，或看起来是同一张照片' }),
  subjectKind: z.string(),
  subjectId: z.uuid(),
  at: z.iso.datetime(),
});
export type Duplicate = z.output<typeof duplicate>;

interface Found {
  sha256: string;
  dhash: string;
  subjectKind: string;
  subjectId: string;
  at: string;
}

const nobody = '00000000-0000-0000-0000-000000000000';
const LISTED = 50;
const owners = { town: 'u.town', enterprise: 'u.enterprise' } as const;

/**
 * Photos used elsewhere (疑似重复照片): the same bytes at another subject, or — within the same enterprise — a picture whose
 * dHash differs in at most four of 64 bits. Only what the reader may see is told.
 */
export async function duplicatesOf(
  reads: Reads,
  hashes: readonly string[],
  except?: { kind: string; id: string },
): Promise<Duplicate[]> {
  if (hashes.length === 0) return [];
  const { county, enterprise } = reads.actor;
  const [kind, id] = [except?.kind ?? '', except?.id ?? nobody];
  const asked: unknown[] = [county, hashes, kind, id];
  const same = await reads.many<Duplicate>(
    `select u.sha256, 'same' as how, u.subject_kind, u.subject_id, u.at from documents.use u
     where u.county = $1 and u.sha256 = any($2) and not (u.subject_kind = $3 and u.subject_id = $4)
       and ${reads.within(owners, asked)} order by u.at, u.id limit ${LISTED}`,
    asked,
  );
  const mine = [...(await usable(reads, hashes)).values()].filter(
    (one): one is Known & { dhash: string } => one.dhash !== null,
  );
  if (mine.length === 0) return same;
  const pieces = mine.map(({ dhash }) => piecesOf(dhash));
  // One equal piece of five is what an index finds; the distance is then counted here.
  const near = [1, 2, 3, 4, 5].map((n) => `u.look_${n} = any($${n + 4})`).join(' or ');
  const values: unknown[] = [
    county,
    hashes,
    kind,
    id,
    ...[0, 1, 2, 3, 4].map((n) => pieces.map((p) => p[n])),
    enterprise,
  ];
  const others = await reads.many<Found>(
    `select u.sha256, u.dhash, u.subject_kind, u.subject_id, u.at from documents.use u
     where u.county = $1 and u.dhash is not null and (${near}) and not (u.subject_kind = $3 and u.subject_id = $4) and not u.sha256 = any($2)
       and u.enterprise = coalesce((select enterprise from documents.use where county = $1 and subject_kind = $3 and subject_id = $4 limit 1), $10::uuid, u.enterprise)
       and ${reads.within(owners, values)} order by u.at, u.id`,
    values,
  );
  const alike = mine.flatMap((m) =>
    others
      .filter((o) => distance(m.dhash, o.dhash) <= alikeWithin)
      .map(
        (o): Duplicate => ({
          sha256: m.sha256,
          how: 'alike',
          subjectKind: o.subjectKind,
          subjectId: o.subjectId,
          at: o.at,
        }),
      ),
  );
  return [...same, ...alike.slice(0, LISTED)];
}
