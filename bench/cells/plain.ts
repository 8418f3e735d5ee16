import { addMonths, type Day, firstOfMonth } from '#kernel';
import { API, type Cell, json, ourPage, type Page, type Place, sameAnswers, sameRows } from '../place.ts';
import { pair } from '../table.ts';
import { firstPages, sides } from './ledger.ts';
import { longWords } from './search.ts';
import { writesAgainst } from './writes.ts';

const AT = [1, 16, 64];

async function against(p: Place, task: string, list: readonly { bare: string; ours: string }[]): Promise<void> {
  for (const connections of AT)
    p.say(
      await pair({
        dataFolder: p.dataFolder,
        task,
        connections,
        ...sides(p, list),
        rounds: p.rounds,
        ms: p.ms,
        aim: 1.5,
      }),
    );
}

async function ledger(p: Place): Promise<void> {
  const list = (await firstPages(p)).map(({ bare, ours }) => ({ bare: `/plain${bare}`, ours }));
  for (const { bare, ours } of list) sameRows(ours, await json<Page>(p.bare.port, bare), await ourPage(p, ours));
  await against(p, 'plain server: ledger page, town + state by due day (no total / exact total)', list);
}

async function search(p: Place): Promise<void> {
  const list = (await longWords(p)).map((word) => ({
    bare: `/search?q=${encodeURIComponent(word)}`,
    ours: `/hazards/ledger?q=${encodeURIComponent(word)}&limit=50`,
  }));
  for (const { bare, ours } of list) sameAnswers(ours, await json<Page>(p.bare.port, bare), await ourPage(p, ours));
  await against(p, 'plain server: search, 6–8 characters, newest 50, exact total', list);
}

interface Dashboard {
  today: string;
  cells: { town: string; level: string; n: Record<string, number> }[];
  overdue: { town: string; level: string; n: number }[];
  months: { town: string; what: string; level: string; n: number[] }[];
}

/** The figures of a dashboard that are not nothing, in one order. */
function figuresOf({ cells, overdue, months }: Dashboard): string[] {
  const told = (of: readonly (string | number)[]) => of.join(' ');
  return [
    ...cells.flatMap(({ town, level, n }) =>
      Object.entries(n).flatMap(([state, count]) => (count ? [told([town, level, state, count])] : [])),
    ),
    ...overdue.map(({ town, level, n }) => told([town, level, n])),
    ...months.flatMap(({ town, what, level, n }) =>
      n.flatMap((count, at) => (count ? [told([town, what, level, at, count])] : [])),
    ),
  ].sort();
}

async function dashboard(p: Place): Promise<void> {
  const ours = '/hazards/dashboard';
  const found = await json<Dashboard>(p.product.port, `${API}${ours}`, p.cookie);
  const since = addMonths(firstOfMonth(found.today as Day), -11);
  const bare = `/plain/dashboard?today=${found.today}&since=${since}`;
  const known = await json<Dashboard>(p.bare.port, bare);
  if (figuresOf(known).join('\n') !== figuresOf(found).join('\n')) throw new Error('dashboard: the two sides differ');
  await against(p, 'plain server: dashboard from the roll-ups', [{ bare, ours }]);
}

/** Against a server that only serves its page (plain-sql.ts): the harshest yardstick there is. */
export const plainCell: Cell = async (p) => {
  await dashboard(p);
  await ledger(p);
  await search(p);
  await writesAgainst(p, '/plain', ' (plain server)', 2.2);
};
