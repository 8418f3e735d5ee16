import { all, fire, type Load, quantile } from '../load.ts';
import { API, type Cell, cycle, getOurs, type Place } from '../place.ts';
import { rssOf } from '../product.ts';
import { median, ms } from '../table.ts';

interface Exported {
  rows: number;
  bytes: number;
  ms: number;
}

/** Downloads one export to the end, keeping nothing. */
async function download(p: Place, query: string): Promise<Exported> {
  const begun = performance.now();
  const answer = await fetch(`http://127.0.0.1:${p.product.port}${API}/hazards/ledger/export.xlsx?${query}`, {
    headers: { cookie: p.cookie },
  });
  if (!answer.ok) throw new Error(`export: ${answer.status} ${await answer.text()}`);
  let bytes = 0;
  for await (const part of answer.body!) bytes += (part as Uint8Array).length;
  return { rows: Number(answer.headers.get('x-rows')), bytes, ms: performance.now() - begun };
}

/** The most memory (MB) the server held while `work` ran. */
async function watched<T>(pid: number, work: () => Promise<T>): Promise<{ result: T; most: number }> {
  let most = rssOf(pid);
  const look = setInterval(() => {
    most = Math.max(most, rssOf(pid));
  }, 20);
  try {
    return { result: await work(), most };
  } finally {
    clearInterval(look);
  }
}

/** What one town × state filter gives nearest to this many rows. */
async function nearest(p: Place, rows: number): Promise<string> {
  const {
    rows: [best],
  } = await p.db.query(
    'select town, count(*)::int as n from hazards.hazard where county = $1 group by town order by abs(count(*) - $2) limit 1',
    ['140525', rows],
  );
  return `town=${best.town}&sort=dueOn`;
}

export const exportCell: Cell = async (p) => {
  const query = await nearest(p, 20_000);
  await download(p, query);
  const alone: Exported[] = [];
  let most = 0;
  for (let n = 0; n < p.rounds; n++) {
    const one = await watched(p.product.pid, () => download(p, query));
    alone.push(one.result);
    most = Math.max(most, one.most);
  }
  const per20 = median(alone.map((e) => (e.ms * 20_000) / e.rows));
  const { rows, bytes } = alone[0]!;
  p.say({
    task: `export of ${rows} rows (${(bytes / 1e6).toFixed(1)} MB XLSX, 10 columns)`,
    at: 1,
    ours: `${ms(median(alone.map((e) => e.ms)))}; ${ms(per20)} per 20,000 rows; RSS ${Math.round(most)} MB`,
    aim: '≤ 1.5 s per 20,000',
    met: per20 <= 1500,
  });

  const { rows: states } = await p.db.query(
    'select town, state from hazards.hazard group by 1, 2 having count(*) >= 50 order by 1, 2',
  );
  const pages = cycle(
    states.map((s) => getOurs(p, `/hazards/ledger?town=${s.town}&state=${s.state}&sort=dueOn&limit=50`)),
  );
  const others = (length: number) => fire({ port: p.product.port, connections: 2, ms: length, next: pages });
  await others(500);
  const quiet: Load[] = [];
  const busy: Load[] = [];
  for (let n = 0; n < p.rounds; n++) {
    quiet.push(all(await others(p.ms)));
    let going = true;
    const exporter = (async () => {
      while (going) await download(p, query);
    })();
    busy.push(all(await others(p.ms)));
    going = false;
    await exporter;
  }
  const ratios = busy.map((b, i) => b.p99 / quiet[i]!.p99);
  const share = quantile(ratios, 0.5);
  p.say({
    task: "others' ledger (2 callers) while exports run one after another",
    at: 2,
    ours: `p50 / p99 alone ${ms(median(quiet.map((l) => l.p50)))} / ${ms(median(quiet.map((l) => l.p99)))}, meanwhile ${ms(median(busy.map((l) => l.p50)))} / ${ms(median(busy.map((l) => l.p99)))}, none refused`,
    ratio: `p99 × ${share.toFixed(2)} [${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`,
    aim: 'p99 ≤ 3×',
    met: share <= 3,
  });

  const big = await watched(p.product.pid, () => download(p, 'loop=self'));
  p.say({
    task: `export of ${big.result.rows} rows (${(big.result.bytes / 1e6).toFixed(1)} MB)`,
    at: 1,
    ours: `${ms(big.result.ms)}; RSS at most ${Math.round(big.most)} MB`,
    aim: 'RSS ≤ 300 MB',
    met: big.most <= 300,
  });
};
