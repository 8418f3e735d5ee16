import { randomBytes } from 'node:crypto';
import { gramsOf, haystackOf, hazardNumber } from '#hazards';
import { newId } from '#kernel';
import { all, fire, requestOf } from '../load.ts';
import { API, type Cell, json, type Place } from '../place.ts';
import { pair } from '../table.ts';

const mint = (): string => newId(Date.now(), randomBytes(16));
const TEXT = '配电柜前堆放杂物，绝缘垫缺失，挡鼠板高度不足，当班人员表示不清楚要求，现场拍照留存，已要求先采取临时措施';

interface Firm {
  id: string;
  name: string;
}

/** What both sides are asked to write. */
function finding(firm: Firm, id: string) {
  return {
    id,
    enterprise: firm.id,
    origin: 'inspection',
    category: 'electrical',
    description: `${TEXT}${id.slice(-4)}`,
    place: '配电室',
  };
}

const post = (p: Place, path: string, body: unknown): Buffer =>
  requestOf('POST', `${API}${path}`, { cookie: p.cookie, 'idempotency-key': mint() }, body);

async function firmsOf(p: Place): Promise<Firm[]> {
  const { rows } = await p.db.query(
    "select id, name from registry.enterprise where removed_at is null and status = 'operating' order by id limit 3000",
  );
  return rows;
}

const reason = '可立即组织整改';
const judge = (p: Place, id: string): Buffer => post(p, '/hazards/judge', { id, version: 1, level: 'general', reason });
const levels = [1, 16, 64];

/** What both sides must have written alike of a hazard. */
const ALIKE = `select number, enterprise_name, town, sector, flags, loop, origin, state, level, category, place, version,
  (select cardinality(grams) > 0 from hazards.word w where w.county = h.county and w.hazard = h.id) as findable from hazards.hazard h where id = $1`;

/** Throws unless a hazard made and judged on either side stands in the table alike, under the number its id gives it. */
async function sameWrites(p: Place, made: Record<'bare' | 'ours', string>, today: string): Promise<void> {
  const read = async (id: string) => {
    const { number, ...row } = (await p.db.query(ALIKE, [id])).rows[0] ?? {};
    if (number !== hazardNumber(id, today)) throw new Error(`${id}: not there, or its number is ${number}`);
    return JSON.stringify(row);
  };
  const [bare, ours] = [await read(made.bare), await read(made.ours)];
  if (bare !== ours) throw new Error(`the two sides write other rows: ${bare} (bare) and ${ours} (ours)`);
}

/** Creates and moves at every number of callers, against the yardstick under `path`. */
export async function writesAgainst(p: Place, path: '' | '/plain', what: string, aim: number): Promise<void> {
  const firms = await firmsOf(p);
  const { today } = await json<{ today: string }>(p.product.port, `${API}/hazards/dashboard`, p.cookie);
  const made = { bare: [] as string[], ours: [] as string[] };
  const ours = (n: number): Buffer => {
    const id = mint();
    made.ours.push(id);
    return post(p, '/hazards/report', finding(firms[n % firms.length]!, id));
  };
  const bare = (n: number): Buffer => {
    const id = mint();
    made.bare.push(id);
    const firm = firms[n % firms.length]!;
    const b = finding(firm, id);
    const number = hazardNumber(id, today);
    const grams = gramsOf(
      haystackOf({ number, enterpriseName: firm.name, description: b.description, place: b.place }),
    );
    return requestOf('POST', `${path}/create`, {}, { ...b, number, grams, foundAt: `${today}T00:00:00+08:00` });
  };
  const bareMove = (id: string) => requestOf('POST', `${path}/move`, {}, { id, version: 1, reason });
  const sides = { bare: { port: p.bare.port, pid: p.bare.pid }, ours: { port: p.product.port, pid: p.product.pid } };
  const once = async (side: 'bare' | 'ours', request: Buffer) => {
    let left = 1;
    all(
      await fire({
        port: sides[side].port,
        connections: 1,
        ms: 60_000,
        next: () => (left-- > 0 ? request : null),
      }),
    );
  };
  await once('bare', bare(0));
  await once('ours', ours(0));
  const first = { bare: made.bare.pop()!, ours: made.ours.pop()! };
  await sameWrites(p, first, today);
  await once('bare', bareMove(first.bare));
  await once('ours', judge(p, first.ours));
  await sameWrites(p, first, today);

  const common = { dataFolder: p.dataFolder, rounds: p.rounds, ms: p.ms, aim };
  for (const connections of levels) {
    p.say(
      await pair({
        ...common,
        task: `create: hazard + search row${what}`,
        connections,
        bare: { ...sides.bare, next: bare },
        ours: { ...sides.ours, next: ours },
      }),
    );
  }
  /** Moves what was created above, an equal share in every run; a run that has used its share up ends early. */
  const mover = (list: string[], of: (id: string) => Buffer) => {
    const share = Math.floor(list.length / (levels.length * (p.rounds + 1)));
    let left = 0;
    return {
      ready: () => {
        left = share;
      },
      next: () => (left-- > 0 ? of(list.pop()!) : null),
    };
  };
  const bareMoves = mover(made.bare, bareMove);
  const ourMoves = mover(made.ours, (id) => judge(p, id));
  for (const connections of levels) {
    p.say(
      await pair({
        ...common,
        task: `move: found → judged, version guard${what}`,
        connections,
        bare: { ...sides.bare, ...bareMoves },
        ours: { ...sides.ours, ...ourMoves },
      }),
    );
  }
}

export const writesCell: Cell = async (p) => {
  await writesAgainst(p, '', ' + audit', 2);
  await lostUpdates(p);
};

/** 64 callers, four after the same hazard with the same version: exactly one may win each. */
async function lostUpdates(p: Place): Promise<void> {
  const firms = await firmsOf(p);
  const ids = Array.from({ length: 300 }, mint);
  let at = 0;
  all(
    await fire({
      port: p.product.port,
      connections: 16,
      ms: 60_000,
      next: () => (at < ids.length ? post(p, '/hazards/report', finding(firms[at % firms.length]!, ids[at++]!)) : null),
    }),
  );
  let shot = 0;
  const load = await fire({
    port: p.product.port,
    connections: 64,
    ms: 60_000,
    next: () => (shot < ids.length * 4 ? judge(p, ids[Math.floor(shot++ / 4)]!) : null),
  });
  const {
    rows: [row],
  } = await p.db.query(
    'select count(*) filter (where version = 2)::int as once, count(*)::int as n from hazards.hazard where id = any($1::uuid[])',
    [ids],
  );
  const won = load.statuses.get(200) ?? 0;
  const met = won === ids.length && row.once === ids.length && (load.statuses.get(409) ?? 0) === ids.length * 3;
  p.say({
    task: 'lost updates: 300 hazards, 4 callers after each',
    at: 64,
    ours: `${won} done, ${load.statuses.get(409) ?? 0} refused with 409`,
    aim: '300 done, 900 refused',
    met,
  });
}
