import { z } from 'zod';
import { attachPhotos } from '#documents';
import { type Act, command, firstOf, instantGiven, type Refused, refuse, todayIn } from '#kernel';
import { enterprise, responsibleOn } from '#registry';
import { gramsOf, haystackOf, hazardNumber } from '../domain/hazard.rule.ts';
import { enterprisePeople } from '../domain/roles.ts';
import { categoryWords, type HazardCategory, type HazardOrigin, originWords } from '../domain/words.ts';
import { reporters } from '../policy.ts';
import { type Hazard, hazard } from '../subjects.ts';
import { id, minted, photos, sentence } from './given.ts';
import { into } from './step.ts';

const enterpriseOrigins: readonly HazardOrigin[] = ['self-check', 'enterprise-report'];

export const reportInput = z.strictObject({
  /** Minted on the device, so that the number can be shown before the server has it. */
  id: minted.optional(),
  enterprise: id,
  site: id.nullish(),
  origin: z.enum(Object.keys(originWords) as [HazardOrigin, ...HazardOrigin[]]),
  category: z.enum(Object.keys(categoryWords) as [HazardCategory, ...HazardCategory[]]).default('other'),
  description: sentence('问题描述', 2000).min(4, '问题描述至少 4 个字'),
  place: sentence('部位', 200).min(1, '请填写部位'),
  /** Instant of the finding by the device's clock; the server's when absent. */
  foundAt: instantGiven('发现时间', '2000-01-01').optional(),
  lat: z.number().min(-90).max(90).nullish(),
  lng: z.number().min(-180).max(180).nullish(),
  datum: z.enum(['WGS-84', 'CGCS2000', 'GCJ-02']).nullish(),
  campaignItem: z.string().max(80).nullish(),
  photos: photos.default([]),
});

/** What a finding needs to become a hazard; other contexts (campaign checks, later visits and alarms) come through here. */
export type Finding = Omit<z.input<typeof reportInput>, 'photos'> & { photos?: z.output<typeof photos> };

/** A point is latitude, longitude and datum together, or nothing. */
function pointOf({ lat, lng, datum }: Finding): Pick<Hazard, 'lat' | 'lng' | 'datum'> {
  if (lat == null || lng == null) return { lat: null, lng: null, datum: null };
  return { lat: String(lat), lng: String(lng), datum: datum ?? 'WGS-84' };
}

/** What an enterprise finds by itself goes its own way; everything else is the bureau's. */
function begun(act: Act, origin: HazardOrigin) {
  const loop = origin === 'self-check' ? ('self' as const) : ('common' as const);
  return { loop, origin, ...into(act, 'found', loop) };
}

/** Puts one finding into the ledger as part of an act: row, search row, photos. The one way in, whatever the origin. */
export async function reportHazard(
  act: Act,
  given: Finding,
): Promise<{ id: string; number: string; loop: 'self' | 'common' } | Refused> {
  const claimed = given.foundAt ? new Date(given.foundAt).toISOString() : act.at;
  // A device's clock that runs ahead finds nothing tomorrow.
  const foundAt = [claimed, act.at].sort()[0]!;
  const foundOn = todayIn(foundAt);
  // Asked together: one round trip.
  const [firm, responsible] = await Promise.all([
    act.get(enterprise, given.enterprise),
    responsibleOn(act, given.enterprise, foundOn),
  ]);
  if (!firm) return refuse('NOT_FOUND', '没有找到这家企业，或它不在您的范围内');
  if (firm.removedAt) return refuse('INVALID', `${firm.name}已注销，不能再登记隐患`);
  const id = given.id ?? act.mint();
  const row = {
    id,
    number: hazardNumber(id, foundOn),
    enterprise: firm.id,
    enterpriseName: firm.name,
    town: firm.town,
    sector: firm.sector,
    flags: firm.flags,
    site: given.site ?? null,
    ...begun(act, given.origin),
    level: 'unjudged' as const,
    category: given.category ?? ('other' as const),
    description: given.description,
    place: given.place,
    ...pointOf(given),
    campaignItem: given.campaignItem ?? null,
    foundOn,
    foundAt,
    foundBy: act.actor.account || null,
    foundByName: act.actor.name,
    extensions: 0,
    returns: 0,
    reopens: 0,
    heldBy: 'town' as const,
    analysis: 'none' as const,
    responsible,
  };
  act.create(hazard, row);
  const haystack = haystackOf(row);
  const grams = gramsOf(haystack);
  act.put('hazards.word', { hazard: id, town: firm.town, enterprise: firm.id, foundAt, haystack, grams });
  const refused = await attachPhotos(act, {
    kind: 'hazard',
    id,
    town: firm.town,
    enterprise: firm.id,
    seenBy: [],
    purpose: 'before',
    photos: given.photos ?? [],
  });
  return refused ?? { id, number: row.number, loop: row.loop };
}

/** 上报隐患: whoever finds something puts it into the one ledger; the day's three responsible persons are stored with it. */
export const report = command({
  name: 'hazards.report',
  title: '上报隐患',
  answer: z.strictObject({ id, number: z.string(), loop: z.enum(['common', 'self']) }),
  input: reportInput,
  may: [reporters],
  async handle(act, given) {
    const inEnterprise = (enterprisePeople as readonly string[]).includes(act.actor.role);
    if (inEnterprise !== enterpriseOrigins.includes(given.origin)) {
      const allowed = inEnterprise ? '企业自查、企业上报' : '执法检查、专家会诊、监测报警、群众举报、回头看、移送转入';
      return refuse('INVALID', `来源“${originWords[given.origin]}”不能由您上报`, {
        places: [{ place: 'origin', value: originWords[given.origin], allowed, message: `来源应为：${allowed}` }],
      });
    }
    act.note(`上报隐患：${given.place}，${firstOf(given.description, 40)}`);
    return reportHazard(act, given);
  },
});
