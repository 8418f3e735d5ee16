import { z } from 'zod';
import { codesOf, dayGiven, query, type Reads, refuse, type SearchSource } from '#kernel';
import { anywhere } from '#kernel/server';
import { type Datum, inDatum } from '../domain/coordinates.rule.ts';
import { type Body, bodies, bodyWords, flagWords, sectorWords } from '../domain/words.ts';
import { readsEnterprises, readsSupervision, readsTowns } from '../policy.ts';
import { enterpriseRow, supervisionRow } from '../row-schemas.ts';
import { responsibleOn } from '../store.ts';
import { type Enterprise, enterprise } from '../subjects.ts';

const flags = z.array(z.enum(codesOf(flagWords)));

/** 镇名单. */
export const townsQuery = query({
  name: 'registry.towns',
  title: '镇名单',
  answer: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  input: z.strictObject({}),
  may: readsTowns,
  read: (reads) =>
    reads.many<{ code: string; name: string }>(
      'select code, name from registry.town where county = $1 order by ordinal',
      [reads.actor.county],
    ),
});

const missing = z.record(z.enum(codesOf(bodyWords)), z.int());
/** One town's line in the gap report; `total` counts the enterprises in the register that are not closed. */
const gapLine = z.strictObject({ town: z.string(), name: z.string(), total: z.int(), gap: z.int(), missing });
type GapLine = z.output<typeof gapLine>;

/** 缺口报告 (N1.1): by town and body, how many enterprises have nobody named. It has to reach 0. */
export const gapsQuery = query({
  name: 'registry.gaps',
  title: '监管责任缺口',
  answer: z.strictObject({ towns: z.array(gapLine), total: z.int(), gap: z.int(), missing }),
  input: z.strictObject({}),
  may: readsSupervision,
  async read(reads) {
    const values: unknown[] = [reads.actor.county];
    const rows = await reads.many<{
      town: string;
      name: string;
      total: number;
      gap: number;
      held: Record<string, number>;
    }>(
      `select t.code as town, t.name, coalesce(e.total, 0) as total, coalesce(e.gap, 0) as gap, coalesce(s.held, '{}'::jsonb) as held
       from registry.town t
       left join (select town, count(*)::int as total, (count(*) filter (where supervision = 'gap'))::int as gap
         from registry.enterprise where county = $1 and status <> 'closed' group by town) e on e.town = t.code
       left join (select town, jsonb_object_agg(body, n) as held from (select e.town, s.body, count(*)::int as n from registry.supervision s
         join registry.enterprise e on e.county = s.county and e.id = s.enterprise and e.status <> 'closed'
         where s.county = $1 and s.to_on is null group by e.town, s.body) x group by town) s on s.town = t.code
       where t.county = $1 and ${reads.within({ town: 't.code' }, values)} order by t.ordinal`,
      values,
    );
    const towns: GapLine[] = rows.map(({ held, ...row }) => ({
      ...row,
      missing: Object.fromEntries(bodies.map((body) => [body, row.total - (held[body] ?? 0)])) as Record<Body, number>,
    }));
    const sum = (of: (line: GapLine) => number) => towns.reduce((n, line) => n + of(line), 0);
    return {
      towns,
      total: sum((l) => l.total),
      gap: sum((l) => l.gap),
      missing: Object.fromEntries(bodies.map((body) => [body, sum((l) => l.missing[body])])) as Record<Body, number>,
    };
  },
});

/** 当日监管责任人: who was responsible for an enterprise on a day. */
export const responsibleQuery = query({
  name: 'registry.responsible',
  title: '当日监管责任人',
  answer: z.strictObject({
    enterprise: z.uuid(),
    on: z.iso.date(),
    responsible: z.array(supervisionRow.pick({ body: true, department: true, officer: true, officerName: true })),
  }),
  input: z.strictObject({ enterprise: z.uuid('编号不正确'), on: dayGiven().optional() }),
  may: readsEnterprises,
  async read(reads, given) {
    const row = await reads.get(enterprise, given.enterprise);
    if (!row) return refuse('NOT_FOUND', '没有找到这家企业，或您无权查看');
    const on = given.on ?? reads.today;
    return { enterprise: row.id, on, responsible: await responsibleOn(reads, row.id, on) };
  },
});

/** A point of the county map, in WGS-84 degrees. */
const mapPoint = enterpriseRow
  .pick({ id: true, name: true, sector: true, town: true, status: true })
  .extend({ flags, lat: z.number(), lng: z.number() });
type MapPoint = z.output<typeof mapPoint>;

/** 一张图: enterprises with a place, brought to one datum. `unplaced` says how many have none. */
export const mapQuery = query({
  name: 'registry.map',
  title: '企业分布图',
  answer: z.strictObject({ points: z.array(mapPoint), unplaced: z.int() }),
  input: z.strictObject({}),
  may: readsEnterprises,
  async read(reads) {
    const values: unknown[] = [reads.actor.county];
    const rows = await reads.many<Omit<MapPoint, 'lat' | 'lng'> & { lat: string | null; lng: string; datum: Datum }>(
      `select id, name, lat, lng, datum, sector, flags, town, status from registry.enterprise
       where county = $1 and status <> 'closed' and ${reads.within({ town: 'town', enterprise: 'id' }, values)} order by name, id`,
      values,
    );
    const points: MapPoint[] = [];
    for (const { lat, lng, datum, ...row } of rows) {
      if (lat === null) continue;
      const at = inDatum({ lat: Number(lat), lng: Number(lng), datum }, 'WGS-84');
      points.push({ ...row, lat: at.lat, lng: at.lng });
    }
    return { points, unplaced: rows.length - points.length };
  },
});

type Hit = Pick<Enterprise, 'id' | 'name' | 'uscc' | 'town' | 'sector' | 'status' | 'flags'> & { townName: string };

/** Enterprises by name, short name, pinyin initials or code; names that begin with the words first. */
function found(reads: Reads, q: string, limit: number): Promise<Hit[]> {
  const word = anywhere(q);
  const values: unknown[] = [reads.actor.county, word, word.slice(1), limit];
  return reads.many<Hit>(
    `select e.id, e.name, e.uscc, e.town, t.name as town_name, e.sector, e.status, e.flags
     from registry.enterprise e join registry.town t on t.county = e.county and t.code = e.town
     where e.county = $1 and ${reads.within({ town: 'e.town', enterprise: 'e.id' }, values)} and (lower(e.name) like $2 or lower(coalesce(e.short_name, '')) like $2 or lower(e.uscc) like $2 or e.initials like $2)
     order by e.status = 'closed', (lower(e.name) like $3 or e.initials like $3 or lower(coalesce(e.short_name, '')) like $3) desc, length(e.name), e.name, e.id limit $4`,
    values,
  );
}

/** 查企业: for picking one in a form. */
export const searchQuery = query({
  name: 'registry.search',
  title: '查企业',
  answer: z.array(
    enterpriseRow
      .pick({ id: true, name: true, uscc: true, town: true, sector: true, status: true })
      .extend({ flags, townName: z.string() }),
  ),
  input: z.strictObject({
    q: z.string().trim().min(1, '请输入要查的企业').max(60),
    limit: z.coerce.number().int().min(1).max(10).default(10),
  }),
  may: readsEnterprises,
  read: (reads, given) => found(reads, given.q, given.limit),
});

/** Enterprises in the search over everything. */
export const enterpriseSearch: SearchSource = {
  title: '企业',
  order: 10,
  may: readsEnterprises,
  find: async (reads, words) =>
    (await found(reads, words, 10)).map((hit) => ({
      title: hit.name,
      note: `${hit.townName} · ${sectorWords[hit.sector]} · ${hit.uscc}`,
      path: `/enterprises/${hit.id}`,
    })),
};
