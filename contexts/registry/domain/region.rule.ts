import { type Checked, type Day, normalCode, squeeze } from '#kernel';

/** A place of the administrative division (行政区划): its code and full name. */
export interface Place {
  code: string;
  name: string;
}

/** An extent in degrees, widened a little: what lies outside was certainly mistyped. */
export interface Box {
  datum: 'CGCS2000';
  west: number;
  south: number;
  east: number;
  north: number;
  cite: string;
  checked: Checked;
}

/** One county with what lies above and below it. Codes: province 2, city 4, county 6 (GB/T 2260), town 9 digits. */
export interface Regions {
  standard: string;
  /** The day the snapshot stands for; later mergers and renamings are new files. */
  from: Day;
  cite: string;
  checked: Checked;
  province: Place;
  city: Place;
  county: Place;
  towns: readonly Place[];
  /** The county's extent where it is known, else the country's. */
  box: Box;
  /** Whether `box` is the county's own. */
  boxed: boolean;
}

/** `law/regions/nation.json`: what holds for every county. */
export interface Nation {
  standard: string;
  from: Day;
  cite: string;
  checked: Checked;
  box: Box;
}

/** `law/regions/divisions/<province>.json`: a county's code → its name and its towns (last three digits of the code, then the name). */
export interface Division {
  code: string;
  name: string;
  cities: Readonly<Record<string, string>>;
  counties: Readonly<Record<string, readonly string[]>>;
}

/** What a county says of itself: a file `<code>.json` over the national data. All of it may be left out. */
export interface CountyFile {
  province?: string | undefined;
  city?: string | undefined;
  name?: string | undefined;
  from?: string | undefined;
  cite?: string | undefined;
  checked?: Checked | undefined;
  towns?: readonly Place[] | undefined;
  box?: Box | undefined;
}

/** A county put together: the county's own file before the national one. Null when neither names it and its towns. */
export function composeRegions(
  nation: Nation,
  division: Division | null,
  code: string,
  own: CountyFile = {},
): Regions | null {
  const [listed, ...towns] = division?.counties[code] ?? [];
  const name = own.name ?? listed;
  const places = own.towns ?? towns.map((each) => ({ code: `${code}${each.slice(0, 3)}`, name: each.slice(3) }));
  if (name === undefined || places.length === 0) return null;
  return {
    standard: nation.standard,
    from: (own.from as Day | undefined) ?? nation.from,
    cite: own.cite ?? nation.cite,
    checked: own.checked ?? nation.checked,
    province: { code: code.slice(0, 2), name: own.province ?? division?.name ?? '' },
    city: { code: code.slice(0, 4), name: own.city ?? division?.cities[code.slice(0, 4)] ?? '' },
    county: { code, name },
    towns: places,
    box: own.box ?? nation.box,
    boxed: own.box !== undefined,
  };
}

export interface TownCheck {
  valid: boolean;
  code?: string;
  name?: string;
  reason?: string;
  /** Names close to what was typed. */
  suggestions?: string[];
}

/** A name without the word for its level: 南村镇 → 南村. */
const stem = (name: string) => name.replace(/(镇|乡|街道|街道办事处)$/, '');

/** Edit distance of two short names, for suggestions. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[b.length] as number;
}

/**
 * The town meant by a code (9 digits, or 12 with trailing zeros) or a name (`南村镇`, `南村`, `泽州县南村镇`). Never throws; a
 * miss names what is allowed and suggests close names.
 */
export function checkTown(text: string, regions: Regions): TownCheck {
  const typed = squeeze(String(text ?? ''));
  if (typed === '') return { valid: false, reason: `所属镇为空：应填${regions.county.name}的镇名或 9 位代码` };
  const code = normalCode(typed);
  if (/^\d+$/.test(code)) {
    const town = regions.towns.find((each) => each.code === code || `${each.code}000` === code);
    if (town) return { valid: true, ...town };
    const reason = code.startsWith(regions.county.code)
      ? `镇代码“${code}”不存在：${regions.county.name}的镇代码为 9 位，从 ${regions.towns[0]?.code} 到 ${regions.towns.at(-1)?.code}`
      : `镇代码“${code}”不属于${regions.county.name}（${regions.county.code}）`;
    return { valid: false, reason };
  }
  const prefix = [regions.province.name, regions.city.name, regions.county.name];
  const name = prefix.reduce(
    (rest, each) => (rest.startsWith(each) ? rest.slice(each.length) : rest),
    typed.replace(/\s/g, ''),
  );
  const town =
    regions.towns.find((each) => each.name === name) ??
    regions.towns.find((each) => stem(each.name) === stem(name) && stem(name) !== '');
  if (town) return { valid: true, ...town };
  const suggestions = regions.towns
    .map((each) => ({ name: each.name, far: distance(stem(name), stem(each.name)) }))
    .filter(({ name: near, far }) => far < stem(near).length)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map((each) => each.name);
  const allowed = regions.towns.map((each) => each.name).join('、');
  return {
    valid: false,
    reason: `没有“${typed}”这个镇：应为${allowed}`,
    ...(suggestions.length > 0 ? { suggestions } : {}),
  };
}

/** The place a code stands for, at any level; also codes padded with zeros (140000, 140500). Null when it is not in this file. */
export function placeOf(code: string, regions: Regions): Place | null {
  const typed = normalCode(code);
  const { province, city, county, towns } = regions;
  for (const [place, width] of [
    [province, 6],
    [city, 6],
    [county, 12],
  ] as const) {
    if (typed === place.code || typed === place.code.padEnd(width, '0')) return place;
  }
  return towns.find((each) => each.code === typed || `${each.code}000` === typed) ?? null;
}

/** Words of the table that stand for a group of counties and are no part of an address: 北京市东城区, not 北京市市辖区东城区. */
const isGroup = (name: string): boolean => /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name);

/** 山西省晋城市泽州县南村镇; null for an unknown code. */
export function fullNameOf(code: string, regions: Regions): string | null {
  const place = placeOf(code, regions);
  if (!place) return null;
  const line = [regions.province, regions.city, regions.county];
  const level = line.indexOf(place);
  return [...line.slice(0, level < 0 ? line.length : level + 1), ...(level < 0 ? [place] : [])]
    .map((each) => each.name)
    .filter((name, at, all) => (at === all.length - 1 || !isGroup(name)) && name !== all[at - 1])
    .join('');
}
