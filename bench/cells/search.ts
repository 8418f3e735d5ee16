import { all, fire } from '../load.ts';
import {
  type Cell,
  cycle,
  getBare,
  getOurs,
  json,
  ourPage,
  type Page,
  type Place,
  sameAnswers,
  totalOf,
} from '../place.ts';
import { median, ms, pair } from '../table.ts';

/** Words of 6 to 8 characters out of real texts, near 0.5 % of the rows, and rarer ones. */
export async function longWords(p: Place): Promise<string[]> {
  const { rows } = await p.db.query(
    `select substr(haystack, 26 + (random() * 30)::int, 6 + (random() * 2)::int) as w from hazards.word tablesample system (1) limit 4000`,
  );
  const words = new Map<string, number>();
  for (const { w } of rows) if (!/[\s%_，。、“”]/.test(w) && w.length >= 6) words.set(w, (words.get(w) ?? 0) + 1);
  const out: string[] = [];
  for (const w of words.keys()) {
    const {
      rows: [c],
    } = await p.db.query('select count(*)::int as n from hazards.word where haystack like $1', [`%${w}%`]);
    if (c.n >= 300 && c.n <= 3000) out.push(w);
    if (out.length === 24) break;
  }
  if (out.length === 0) throw new Error('no long word of the wanted frequency in the data');
  return out;
}

const COMMON = ['安全', '记录'];
const RARE = ['反风', '台阶'];

export const searchCell: Cell = async (p) => {
  const words = await longWords(p);
  const ours = (w: string) => `/hazards/ledger?q=${encodeURIComponent(w)}&limit=50`;
  const bare = (w: string) => `/search?q=${encodeURIComponent(w)}`;
  const counts: number[] = [];
  for (const w of words) {
    const page = await ourPage(p, ours(w));
    counts.push(totalOf(page));
    sameAnswers(`search ${w}`, await json<Page>(p.bare.port, bare(w)), page);
  }
  const share = `${Math.min(...counts)}–${Math.max(...counts)} rows`;
  for (const connections of [1, 16, 64]) {
    p.say(
      await pair({
        dataFolder: p.dataFolder,
        task: `search, 6–8 characters (${share}), newest 50, exact total`,
        connections,
        rounds: p.rounds,
        ms: p.ms,
        aim: 1.5,
        bare: { port: p.bare.port, pid: p.bare.pid, next: cycle(words.map((w) => getBare(bare(w)))) },
        ours: { port: p.product.port, pid: p.product.pid, next: cycle(words.map((w) => getOurs(p, ours(w)))) },
      }),
    );
  }
  for (const w of [...COMMON, ...RARE]) {
    const {
      rows: [c],
    } = await p.db.query(
      'select count(*)::int as n, (select count(*)::int from hazards.word) as of from hazards.word where haystack like $1',
      [`%${w}%`],
    );
    const page = await ourPage(p, ours(w));
    const known = await json<Page>(p.bare.port, bare(w));
    sameAnswers(`search ${w}`, known, page);
    const shots = cycle([getOurs(p, ours(w))]);
    const loads = [];
    for (let n = 0; n < p.rounds; n++)
      loads.push(all(await fire({ port: p.product.port, connections: 1, ms: p.ms / 2, next: shots })));
    const p50 = median(loads.map((l) => l.p50));
    const total = typeof page.total === 'number' || page.total.exact ? `${totalOf(page)}, exact` : `${totalOf(page)}+`;
    p.say({
      task: `search, 2 characters “${w}” (${((100 * c.n) / c.of).toFixed(1)} % of rows, total shown ${total})`,
      at: 1,
      ours: `${ms(p50)} / ${ms(median(loads.map((l) => l.p99)))}`,
      aim: 'p50 ≤ 15 ms',
      met: p50 <= 15,
    });
  }
};
