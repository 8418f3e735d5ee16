import { type Sector, scopeOf, sectors, sectorWords } from '../../domain/words.ts';

/** Codes of the registry (主体登记) that differ from ours. */
const registrySectors: Record<string, Sector> = {
  'mine-open-pit': 'open-pit-mine',
  'mine-underground': 'underground-mine',
  'building-material': 'building-materials',
  trade: 'commerce',
};

/** Risk flags of the registry and the special sector whose criteria they bring with them. */
const flagSectors: Record<string, Sector> = {
  'explosive-dust': 'dust',
  'confined-space': 'confined-space',
  'ammonia-refrigeration': 'ammonia',
  'open-pit': 'open-pit-mine',
  underground: 'underground-mine',
  'tailings-pond': 'tailings-pond',
};

/** A sector by our code, the registry's code or its Chinese name; null when unknown. */
export function sectorOf(given: string): Sector | null {
  if ((sectors as readonly string[]).includes(given)) return given as Sector;
  return registrySectors[given] ?? sectors.find((each) => sectorWords[each] === given) ?? null;
}

/** What `sectorOf` understands, for a message. */
export const sectorsAllowed = sectors.map((each) => `${each}（${sectorWords[each]}）`).join('、');

/** Sectors that a set of registry flags adds. */
export const sectorsOfFlags = (flags: readonly string[]): readonly Sector[] =>
  flags.flatMap((flag) => flagSectors[flag] ?? []);

/** Criteria of these apply in whatever sector the dust, the ammonia, the confined space is found. */
const everywhere: ReadonlySet<Sector> = new Set(['general', 'dust', 'ammonia', 'confined-space']);

/**
 * How far a provision of `sector` may concern an enterprise: 1 its own, less for what applies everywhere, little for another
 * trade (a machine works may well have a kiln), 0 for another scope: mine criteria never apply to a factory.
 */
export function sectorShare(sector: Sector | null, own: Sector | null, flagged: readonly Sector[]): number {
  if (own === null || sector === null) return 1;
  if (sector === own || flagged.includes(sector)) return 1;
  if (scopeOf(sector) !== scopeOf(own)) return 0;
  if (everywhere.has(sector)) return 0.92;
  // An enterprise registered under a special sector may belong to any trade.
  return everywhere.has(own) ? 0.75 : 0.5;
}
