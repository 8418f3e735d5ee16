import { z } from 'zod';
import { BeforeFloor, dayGiven, query, refuse } from '#kernel';
import { criteriaFor, criterionAnswer, gapsFor, type LawSector } from '#law-catalogue';
import { readers } from '../policy.ts';

/** Which criteria sectors apply to an enterprise: its own sector, what its flags add, and the general ones. */
export function lawSectorsOf(sector: string, flags: readonly string[]): LawSector[] {
  const own: Record<string, LawSector> = {
    'mine-open-pit': 'open-pit-mine',
    'mine-underground': 'underground-mine',
    'tailings-pond': 'tailings-pond',
    metallurgy: 'metallurgy',
    nonferrous: 'nonferrous',
    'building-material': 'building-materials',
    machinery: 'machinery',
    'light-industry': 'light-industry',
    textile: 'textile',
    tobacco: 'tobacco',
    trade: 'commerce',
  };
  const mine = ['mine-open-pit', 'mine-underground', 'tailings-pond'].includes(sector);
  const out: LawSector[] = own[sector] ? [own[sector]] : [];
  if (flags.includes('tailings-pond') && !out.includes('tailings-pond')) out.push('tailings-pond');
  if (flags.includes('open-pit') && mine && !out.includes('open-pit-mine')) out.push('open-pit-mine');
  if (flags.includes('underground') && mine && !out.includes('underground-mine')) out.push('underground-mine');
  if (mine) return out;
  if (flags.includes('explosive-dust')) out.push('dust');
  if (flags.includes('ammonia-refrigeration')) out.push('ammonia');
  if (flags.includes('confined-space')) out.push('confined-space');
  return [...out, 'general'];
}

/** 判定标准: the major-hazard criteria in force on a day for an enterprise's sector and flags. */
export const criteriaQuery = query({
  name: 'hazards.criteria',
  title: '重大隐患判定标准',
  input: z.strictObject({
    sector: z.string().max(40),
    flags: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((v) => (Array.isArray(v) ? v : [v])),
    on: dayGiven(),
  }),
  answer: z.strictObject({ criteria: z.array(criterionAnswer).readonly(), gaps: z.array(z.string()).readonly() }),
  may: [readers],
  async read(_reads, given) {
    const sectors = lawSectorsOf(given.sector, given.flags);
    try {
      return { criteria: criteriaFor(sectors, given.on), gaps: gapsFor(sectors, given.on) };
    } catch (error) {
      if (error instanceof BeforeFloor)
        return refuse('INVALID', `${given.on} 早于法规库所载最早的判定标准`, {
          places: [{ place: 'on', value: given.on, allowed: '2017-11-30 及以后', message: '发现日期早于法规库起始日' }],
        });
      throw error;
    }
  },
});
