import { randomBytes } from 'node:crypto';
import { gramsOf, haystackOf, hazardNumber } from '#hazards';
import { newId } from '#kernel';
import { all, fire, requestOf } from '../load.ts';
import { API, type Cell, type Place } from '../place.ts';
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

export const writesCell: Cell = async (p) => {
  const { rows: firms } = await p.db.query(
    "select id, name from registry.enterprise where removed_at is null and status = 'operating' order by id limit 3000",
  );
  const {
    rows: [{ today }],
  } = await p.db.query('select max(found_on)::text as today from hazards.hazard');
  const made = { bare: [] as string[], ours: [] as string[] };
  const ours = (n: number): Buffer => {
    const id = mint();
    made.ours.push(id);
    return post(p, '/hazards/report', finding(firms[n % firms.length], id));
  };
  const bare = (n: number): Buffer => {
    const id = mint();
    made.bare.push(id);
    const firm: Firm = firms[n % firms.length];
    const b = finding(firm, id);
    const number = hazardNumber(id, today);
    const grams = gramsOf(
      haystackOf({ number, enterpriseName: firm.name, description: b.description, place: b.place }),
    );
    return requestOf('POST', '/create', {}, { ...b, number, grams, foundAt: `${today}T08:00:00Z` });
  };
  for (const connections of [1, 16, 64]) {
    p.say(
      await pair({
        dataFolder: p.dataFolder,
        task: 'create: hazard + search row + audit',
        connections,
        rounds: p.rounds,
        ms: p.ms,
        aim: 2,
        bare: { port: p.bare.port, pid: p.bare.pid, next: bare },
        ours: { port: p.product.port, pid: p.product.pid, next: ours },
      }),
    );
  }
  const reason = '可立即组织整改';
  const judge = (id: string) => post(p, '/hazards/judge', { id, version: 1, level: 'general', reason });
  const levels = [1, 16, 64];
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
  const bareMoves = mover(made.bare, (id) => requestOf('POST', '/move', {}, { id, version: 1, reason }));
  const ourMoves = mover(made.ours, judge);
  for (const connections of levels) {
    p.say(
      await pair({
        dataFolder: p.dataFolder,
        task: 'move: found → judged, version guard, audit',
        connections,
        rounds: p.rounds,
        ms: p.ms,
        aim: 2,
        bare: { port: p.bare.port, pid: p.bare.pid, ...bareMoves },
        ours: { port: p.product.port, pid: p.product.pid, ...ourMoves },
      }),
    );
  }
  await lostUpdates(p, firms, judge);
};

/** 64 callers, four after the same hazard with the same version: exactly one may win each. */
async function lostUpdates(p: Place, firms: Firm[], judge: (id: string) => Buffer): Promise<void> {
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
    next: () => (shot < ids.length * 4 ? judge(ids[Math.floor(shot++ / 4)]!) : null),
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
