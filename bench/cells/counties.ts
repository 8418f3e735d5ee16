/** Several counties at work at once: on one plain node, and on one and two workers of the cluster CITUS_URL names. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connectionFromUrl, migrate, withClient } from '#db';
import { type Made, madeDatabase, nodesOf, type Workers } from '../cluster/databases.ts';
import type { Order, Work } from '../cluster/worker.ts';
import type { Cell } from '../place.ts';
import { root, superuserOf } from '../product.ts';
import { type Line, median, spread } from '../table.ts';

const COUNTIES = ['140525', '140521', '140522', '140524', '140502', '140581', '110101', '310101', '440103'];
const AT_ONCE = [1, 2, 4] as const;
const MOST = 4;
/** Callers of all counties together: what grows is the number of counties, not the crowd. */
const CALLERS = 16;
const names: Record<Workers, string> = {
  0: 'one plain node',
  1: 'a cluster with one worker',
  2: 'a cluster with two workers',
};

interface Layout {
  workers: Workers;
  made: Made;
  servers: ChildProcess[];
}

/** Counties of this database in turn from node to node, so that two workers share four counties evenly. */
async function countiesOf(made: Made, workers: Workers): Promise<string[]> {
  if (workers === 0) return COUNTIES.slice(0, MOST);
  const { rows } = await withClient(made.admin, (client) =>
    client.query<{ county: string; node: number }>(
      `select county, p.nodeport as node from unnest($1::text[]) with ordinality c(county, n)
       join pg_dist_shard_placement p on p.shardid = get_shard_id_for_distribution_column('kernel.entry', county) order by n`,
      [COUNTIES],
    ),
  );
  const nodes = [...new Set(rows.map((row) => row.node))];
  const queues = nodes.map((node) => rows.filter((row) => row.node === node).map((row) => row.county));
  return Array.from({ length: MOST }, (_, i) => queues[i % queues.length]![Math.floor(i / queues.length)]!);
}

async function opened(made: Made, county: string, folder: string): Promise<ChildProcess> {
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'bench/cluster/worker.ts'), made.url, county, join(folder, county)],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the server of ${county} ended with ${code}`);
  });
  await Promise.race([once(server, 'message'), ended]);
  ended.catch(() => {});
  return server;
}

/** Acts and pages a second of the first `n` counties. */
async function rate({ servers }: Layout, n: number, ms: number): Promise<number> {
  const order: Order = { callers: CALLERS / n, ms };
  const begun = performance.now();
  const done = await Promise.all(
    servers.slice(0, n).map(async (server) => {
      server.send(order);
      return (await once(server, 'message'))[0] as Work;
    }),
  );
  return (done.reduce((sum, { acts, pages }) => sum + acts + pages, 0) * 1000) / (performance.now() - begun);
}

/** Measures every layout the server has, each round all of them in turn; ratios are against one county on the plain node. */
export async function measureCounties(
  admin: Connection,
  { ms, rounds }: { ms: number; rounds: number },
  say: (line: Line) => void,
): Promise<void> {
  const nodes = await nodesOf(admin);
  const kinds: Workers[] = nodes.length > 0 ? [0, 1, 2] : [0];
  const folder = await mkdtemp(join(tmpdir(), 'zean-counties-'));
  const layouts: Layout[] = [];
  try {
    for (const workers of kinds) {
      const made = await madeDatabase(admin, nodes, workers);
      const layout: Layout = { workers, made, servers: [] };
      layouts.push(layout);
      await migrate(made.admin);
      for (const county of await countiesOf(made, workers))
        layout.servers.push(await opened(made, county, join(folder, String(workers))));
    }
    const rates = new Map<string, number[]>();
    const turns = layouts.flatMap((layout) => AT_ONCE.map((n) => ({ layout, n, key: `${layout.workers} ${n}` })));
    for (let round = 0; round <= rounds; round += 1)
      for (const { layout, n, key } of round % 2 ? [...turns].reverse() : turns) {
        const measured = await rate(layout, n, round === 0 ? ms / 4 : ms);
        if (round > 0) rates.set(key, [...(rates.get(key) ?? []), measured]);
      }
    const base = rates.get('0 1')!;
    for (const { layout, n, key } of turns) {
      const mine = rates.get(key)!;
      say({
        task: `counties: ${n} on ${names[layout.workers]}`,
        at: CALLERS,
        bare: `${Math.round(median(base))}/s`,
        ours: `${Math.round(median(mine))}/s`,
        ratio: spread(base.map((b, i) => b / mine[i]!)),
        note: `acts and pages, all servers and nodes on ${cpus().length} cores; bare is one county on one plain node`,
      });
    }
  } finally {
    for (const { servers, made } of layouts) {
      await Promise.all(
        servers.map(async (server) => {
          if (server.exitCode !== null) return;
          const gone = once(server, 'exit');
          server.disconnect();
          await gone;
        }),
      );
      await made.drop();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** On the cluster where one is named, else on the bench's own server. */
export const countiesCell: Cell = ({ dataFolder, ms, rounds, say }) =>
  measureCounties(
    process.env.CITUS_URL ? connectionFromUrl(process.env.CITUS_URL) : superuserOf(dataFolder),
    { ms, rounds },
    say,
  );
