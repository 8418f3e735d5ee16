import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { asDay } from '#kernel';
import type { Box, CountyFile } from './domain/region.rule.ts';

/** A GeoJSON outline with the extent it spans. */
export interface OutlineFile {
  geometry: GeoJSON.Feature;
  box: Box;
}

/** What a file says, or what is wrong with it, each fault a line with file, place and reason. */
export type Read<T> = { ok: T } | { ok?: undefined; problems: string[] };

const degrees = (least: number, most: number) =>
  z.number('应为数字（度）').min(least, `应在 ${least}～${most} 之间`).max(most, `应在 ${least}～${most} 之间`);
const name = z.string('应为文字').trim().min(2, '至少 2 个字').max(40, '最多 40 个字');

const countyFile = (county: string) =>
  z.strictObject(
    {
      province: name.optional(),
      city: name.optional(),
      name: name.optional(),
      from: z
        .string('应为文字')
        .refine((text) => asDay(text) !== null, '应为 YYYY-MM-DD，且是真实的一天')
        .optional(),
      cite: z.string('应为文字').min(2, '写明出处').optional(),
      checked: z
        .enum(
          ['verified', 'secondary', 'unverified'],
          '应为 verified（已核实）、secondary（二手）或 unverified（待核实）',
        )
        .optional(),
      towns: z
        .array(
          z.strictObject(
            {
              code: z
                .string('应为文字，请加引号')
                .regex(new RegExp(`^${county}\\d{3}$`), `应为 9 位数字，从 ${county} 开始`),
              name,
            },
            '应为 {"code":…,"name":…}',
          ),
          '应为列表',
        )
        .min(1, '至少写一个镇（街道）')
        .superRefine((towns, ctx) => {
          for (const [at, town] of towns.entries())
            for (const key of ['code', 'name'] as const)
              if (towns.findIndex((each) => each[key] === town[key]) < at)
                ctx.addIssue({ code: 'custom', path: [at, key], message: `与前面的重复：${town[key]}` });
        })
        .optional(),
      box: z
        .strictObject(
          {
            datum: z.literal('CGCS2000', '应为 CGCS2000'),
            west: degrees(73, 136),
            south: degrees(3, 54),
            east: degrees(73, 136),
            north: degrees(3, 54),
            cite: z.string('应为文字').min(2, '写明出处'),
            checked: z.enum(['verified', 'secondary', 'unverified'], '应为 verified、secondary 或 unverified'),
          },
          '应为 {"datum":…,"west":…,"south":…,"east":…,"north":…,"cite":…,"checked":…}',
        )
        .refine((box) => box.west < box.east && box.south < box.north, '西应小于东，南应小于北')
        .optional(),
    },
    '应为一个对象',
  );

/** Where a JSON text breaks off, as a line. */
function syntaxProblem(path: string, text: string, error: Error): string {
  const at = /position (\d+)/.exec(error.message)?.[1];
  const line = text.slice(0, at === undefined ? text.length : Number(at)).split('\n').length;
  return `${basename(path)} 第 ${line} 行：不是合法的 JSON`;
}

function jsonFile(path: string): Read<{ raw: unknown }> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return { problems: [`${basename(path)}：读不到（${(error as NodeJS.ErrnoException).code}）`] };
  }
  try {
    return { ok: { raw: JSON.parse(text) } };
  } catch (error) {
    return { problems: [syntaxProblem(path, text, error as Error)] };
  }
}

const placeText = (path: readonly PropertyKey[]): string =>
  path.map((each) => (typeof each === 'number' ? `第 ${each + 1} 个` : String(each))).join(' ') || '整个文件';

/** Reads `<code>.json`, what a county says of itself. */
export function readCountyFile(path: string, county: string): Read<CountyFile> {
  const file = jsonFile(path);
  if (!file.ok) return file;
  const read = countyFile(county).safeParse(file.ok.raw);
  if (read.success) return { ok: read.data as CountyFile };
  return {
    problems: read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `${basename(path)}，${placeText([...issue.path, key])}：没有这一项`)
        : [`${basename(path)}，${placeText(issue.path)}：${issue.message}`],
    ),
  };
}

const position = z.tuple([degrees(73, 136), degrees(3, 54)], '应为 [经度, 纬度]').rest(z.number());
const ring = z.array(position, '应为一圈坐标').min(4, '一圈至少 4 个点');
const shape = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1, '至少一圈') }),
    z.object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(z.array(ring).min(1, '至少一圈')).min(1, '至少一块'),
    }),
  ],
  'geometry 应为 Polygon 或 MultiPolygon',
);
const feature = z.object({ type: z.literal('Feature', '应为 Feature'), geometry: shape }, '应为一个 GeoJSON Feature');

/** How far the extent of an outline is widened: some two kilometres, for what lies on the border. */
const MARGIN = 0.02;

/** Reads `<code>.geo.json`: one GeoJSON Feature with the county's polygon. Its extent bounds what may be typed. */
export function readOutline(path: string): Read<OutlineFile> {
  const file = jsonFile(path);
  if (!file.ok) return file;
  const read = feature.safeParse(file.ok.raw);
  if (!read.success)
    return {
      problems: read.error.issues
        .slice(0, 20)
        .map((issue) => `${basename(path)}，${placeText(issue.path)}：${issue.message}`),
    };
  const { geometry } = read.data;
  const points = geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
  const round = (degree: number) => Math.round(degree * 100) / 100;
  const edge = (at: 0 | 1, pick: (...all: number[]) => number, by: number) =>
    round(points.reduce((far, point) => pick(far, point[at]), points[0]![at]) + by);
  return {
    ok: {
      geometry: file.ok.raw as GeoJSON.Feature,
      box: {
        datum: 'CGCS2000',
        west: edge(0, Math.min, -MARGIN),
        south: edge(1, Math.min, -MARGIN),
        east: edge(0, Math.max, MARGIN),
        north: edge(1, Math.max, MARGIN),
        cite: `${basename(path)} 的范围，四周各放宽约 2 千米`,
        checked: 'unverified',
      },
    },
  };
}

/** Every file of a county's folder `regions/`, and what is wrong with them. */
export function checkRegionFiles(folder: string): { files: string[]; problems: string[] } {
  const files = readdirSync(folder).sort();
  const problems = files.flatMap((file) => {
    const [, county, outline] = /^(\d{6})(\.geo)?\.json$/.exec(file) ?? [];
    if (!county) return [`${file}：文件名应为 <6 位县代码>.json 或 <6 位县代码>.geo.json`];
    const path = join(folder, file);
    const read = outline ? readOutline(path) : readCountyFile(path, county);
    return read.ok ? [] : read.problems;
  });
  return { files, problems };
}
