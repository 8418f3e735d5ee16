import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countyReadFor } from '#kernel/server';
import {
  checkTown,
  composeRegions,
  type Division,
  type Nation,
  type Regions,
  type TownCheck,
} from './domain/region.rule.ts';
import { type OutlineFile, readCountyFile, readOutline } from './region-files.ts';

/** What is wrong with the data of a county, in one line: said at the start, no bug. */
export class RegionFault extends Error {}

/** `law/regions` of the package this module belongs to, in the checkout and in the bundle. */
function nationalFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const folder = join(at, 'law', 'regions');
    if (existsSync(join(folder, 'nation.json'))) return folder;
    if (dirname(at) === at) throw new Error('law/regions not found');
  }
}

/** A county's regions and the outline on the map, when a file brings one. */
interface Known {
  regions: Regions;
  outline: OutlineFile | null;
}

const known = new Map<string, Known>();
let own: string | undefined;
let served: readonly string[] = [];

/** Says where the county's own files lie: `regions/` in the data folder. What was read before is forgotten. */
export function layRegions(dataFolder: string | undefined): void {
  own = dataFolder === undefined ? undefined : join(dataFolder, 'regions');
  known.clear();
}

const tables = new Map<string, unknown>();

/** A shipped table, read once: it does not change while the program runs. */
function tableOf<T>(path: string): T {
  const table = tables.get(path) ?? JSON.parse(readFileSync(path, 'utf8'));
  tables.set(path, table);
  return table as T;
}

/** The last of the files that is there: the county's own before the one that was shipped. */
const lastOf = (name: string): string | undefined =>
  [own, nationalFolder()].map((folder) => folder && join(folder, name)).find((path) => path && existsSync(path)) ||
  undefined;

function readKnown(county: string): Known {
  const national = nationalFolder();
  const division = join(national, 'divisions', `${county.slice(0, 2)}.json`);
  const at = lastOf(`${county}.json`);
  const file = at ? readCountyFile(at, county) : { ok: {} };
  const drawn = lastOf(`${county}.geo.json`);
  const outline = drawn ? readOutline(drawn) : { ok: null };
  if (!file.ok) throw new RegionFault(file.problems.join('\n'));
  if (outline.ok === undefined) throw new RegionFault(outline.problems.join('\n'));
  const box = file.ok.box ?? outline.ok?.box;
  const regions = composeRegions(
    tableOf<Nation>(join(national, 'nation.json')),
    existsSync(division) ? tableOf<Division>(division) : null,
    county,
    { ...file.ok, box },
  );
  if (!regions)
    throw new RegionFault(
      `全国行政区划中没有 ${county} 这个县（市、区）或其镇街：请核对 ZEAN_COUNTY；确有此县的，把区划文件放为数据目录的 regions/${county}.json（格式见 docs/regions.md，用 npx zean region check 检查）`,
    );
  return { regions, outline: outline.ok };
}

function knownOf(county: string): Known {
  const found = known.get(county) ?? readKnown(county);
  known.set(county, found);
  return found;
}

/**
 * The division table of a county: the national one of its province, read when first asked, under the county's own file.
 * @throws RegionFault in one line when no table names the county, or its own file is wrong.
 */
export const regionsOf = (county: string): Regions => knownOf(county).regions;

/** The county's outline as GeoJSON, null where nobody laid one. */
export const outlineOf = (county: string): GeoJSON.Feature | null => knownOf(county).outline?.geometry ?? null;

/** What a map of the county is drawn on: its outline, and the extent of what may be registered. */
export const groundOf = (county: string) => ({ outline: outlineOf(county), box: regionsOf(county).box });

/** Names the counties this process works for, one or several. @throws RegionFault in one line for one that no table names. */
export function workFor(counties: readonly string[]): void {
  for (const county of counties) regionsOf(county);
  served = counties;
}

/** Names one more, when it is none of them yet. */
export function workAlsoFor(county: string): Regions {
  const regions = regionsOf(county);
  if (!served.includes(county)) served = [...served, county];
  return regions;
}

/** The regions of every county this process works for. */
export const regionsServed = (): readonly Regions[] => served.map(regionsOf);

/** The regions by which a form is read: those of the county whose person filled it in, or of the only county there is. */
export function regionsHere(): Regions {
  const county = countyReadFor() ?? (served.length === 1 ? served[0] : undefined);
  if (county === undefined) throw new Error('a town is read for nobody: the input has to be read by readFor');
  return regionsOf(county);
}

/** The town of a county that is meant by a name, a short name or a code; without a code where there is none, with what is allowed. */
export const townMeant = (county: string, text: string): TownCheck => checkTown(text, regionsOf(county));
