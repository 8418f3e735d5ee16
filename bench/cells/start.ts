import { all, fire } from '../load.ts';
import { API, type Cell, cycle, getOurs } from '../place.ts';
import { rssOf } from '../product.ts';
import { median, ms } from '../table.ts';

const rest = (length: number) => new Promise((resolve) => setTimeout(resolve, length));

export const startCell: Cell = async (p) => {
  const times: number[] = [];
  for (let n = 0; n < p.rounds; n++) {
    const begun = await p.restart();
    const page = await fetch(
      `http://127.0.0.1:${p.product.port}${API}/hazards/ledger?town=${p.town}&state=closed&sort=dueOn`,
      { headers: { cookie: p.cookie } },
    );
    if (!page.ok) throw new Error(`first page: ${page.status}`);
    await page.arrayBuffer();
    times.push(performance.now() - begun);
  }
  p.say({
    task: 'restart to first ledger page, database included',
    ours: ms(median(times)),
    aim: '≤ 2 s',
    met: median(times) <= 2000,
  });
  await rest(10_000);
  const idle = rssOf(p.product.pid);
  p.say({
    task: 'memory of the Node process, idle (10 s after the start)',
    ours: `${Math.round(idle)} MB`,
    aim: '≤ 150 MB',
    met: idle <= 150,
  });
  const { rows: states } = await p.db.query('select town, state from hazards.hazard group by 1, 2 order by 1, 2');
  const pages = cycle(
    states.map((s) => getOurs(p, `/hazards/ledger?town=${s.town}&state=${s.state}&sort=dueOn&limit=50`)),
  );
  for (let n = 0; n < 3; n++) all(await fire({ port: p.product.port, connections: 64, ms: p.ms, next: pages }));
  const loaded = rssOf(p.product.pid, true);
  p.say({
    task: 'memory of the Node process, most under ledger load',
    at: 64,
    ours: `${Math.round(loaded)} MB`,
    aim: '≤ 250 MB',
    met: loaded <= 250,
  });
};
