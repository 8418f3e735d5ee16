import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { newId } from '#kernel';
import { auditTallies } from '#kernel/server';
import { loadNotices, setNotices } from '#programme';
import { allDeclarations } from '../../apps/server/declarations.ts';
import { noticeWords } from '../../apps/server/serve.ts';
import { CLEAN_ROWS } from '../bare-sql.ts';
import { all, fire, type Load, requestOf } from '../load.ts';
import { API, type Cell, cycle, getOurs, type Place } from '../place.ts';
import { root } from '../product.ts';
import { median, ms } from '../table.ts';

const mint = (): string => newId(Date.now(), randomBytes(16));

/** A writer that reports hazards and judges them, one connection after another, as fast as they are taken. */
function writer(p: Place, firms: readonly { id: string }[]) {
  const open: string[] = [];
  return (n: number): Buffer => {
    const headers = { cookie: p.cookie, 'idempotency-key': mint() };
    // Fifty behind, so that what is judged is there by now.
    if (n % 2 && open.length > 50)
      return requestOf('POST', `${API}/hazards/judge`, headers, {
        id: open.shift(),
        level: 'general',
        reason: '可立即组织整改',
      });
    const id = mint();
    open.push(id);
    return requestOf('POST', `${API}/hazards/report`, headers, {
      id,
      enterprise: firms[n % firms.length]!.id,
      origin: 'inspection',
      category: 'fire',
      description: '疏散通道堆放纸箱，应急照明两处不亮',
      place: '办公楼二层',
    });
  };
}

const speak = (loads: readonly Load[]) =>
  `${Math.round(median(loads.map((l) => l.rps)))}/s; ${ms(median(loads.map((l) => l.p50)))} / ${ms(median(loads.map((l) => l.p99)))}`;

export const boardCell: Cell = async (p) => {
  // The yardstick's rows are in no roll-up.
  await p.db.query(CLEAN_ROWS);
  const paths = {
    'dashboard (town × level × state, overdue, 12 months)': '/hazards/dashboard',
    board: '/programme/board',
  };
  const read = async (path: string, connections: number) => {
    const loads: Load[] = [];
    for (let n = 0; n < p.rounds; n++)
      loads.push(all(await fire({ port: p.product.port, connections, ms: p.ms / 2, next: cycle([getOurs(p, path)]) })));
    return loads;
  };
  for (const [name, path] of Object.entries(paths)) {
    const loads = await read(path, 1);
    const p50 = median(loads.map((l) => l.p50));
    p.say({ task: name, at: 1, ours: speak(loads), aim: 'p50 ≤ 15 ms', met: p50 <= 15 });
  }
  const eight = await read('/hazards/dashboard', 8);
  const rps = median(eight.map((l) => l.rps));
  p.say({ task: 'dashboard', at: 8, ours: speak(eight), aim: '≥ 100/s', met: rps >= 100 });

  const { rows: firms } = await p.db.query<{ id: string }>(
    "select id from registry.enterprise where removed_at is null and status = 'operating' order by id limit 2000",
  );
  let writing = true;
  const next = writer(p, firms);
  const writers = fire({ port: p.product.port, connections: 4, ms: 600_000, next: (n) => (writing ? next(n) : null) });
  const under = await read('/hazards/dashboard', 1);
  const board = await read('/programme/board', 1);
  // A campaign's tally counts by what the notices say.
  const loaded = loadNotices([join(root, 'notices')], noticeWords());
  if (!loaded.ok) throw new Error('the notices do not load');
  setNotices(loaded.ok);
  const tallies = allDeclarations().tallies as never;
  const wrong: unknown[] = [];
  const times = p.quick ? 2 : 5;
  for (let n = 0; n < times; n++) wrong.push(...(await auditTallies(p.db as never, '140525', tallies)));
  writing = false;
  const written = all(await writers);
  const p50 = median(under.map((l) => l.p50));
  p.say({ task: 'dashboard while 4 writers run', at: 1, ours: speak(under), aim: 'p50 ≤ 15 ms', met: p50 <= 15 });
  p.say({ task: 'board while 4 writers run', at: 1, ours: speak(board) });
  p.say({
    task: `all roll-ups against a recount in one snapshot, ${times} times while the 4 writers run (${Math.round(written.rps)} writes/s)`,
    ours: `${wrong.length} differences`,
    aim: '0',
    met: wrong.length === 0,
  });
};
