/** A figure opens exactly its rows: every number of board, campaign, overview, ledger and home against the ledger its link opens. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, isRefused, rowsOfTown } from '#kernel';
import { pageOf, runQuery } from '#kernel/server';
import { cellsOf, countOverdue, monthsOf } from '../../../contexts/hazards/domain/dashboard.ts';
import type { OpenPlatform } from '../serve.ts';
import { type Demonstrated, demonstrated } from './testing.ts';

let demo: Demonstrated;
let platform: OpenPlatform;

beforeAll(async () => {
  demo = await demonstrated();
  platform = demo.platform;
}, 600_000);
afterAll(async () => {
  await demo?.close();
});

const TOWN = '140525103';
const someone = (role: string, scope: 'county' | 'town'): Actor => ({
  account: '00000000-0000-7000-8000-000000000001',
  name: '看数的人',
  role: role as Actor['role'],
  county: '140525',
  scope,
  town: scope === 'town' ? TOWN : null,
  enterprise: null,
  agency: null,
});
const readers = [someone('county-leader', 'county'), someone('town-lead', 'town')];

async function ask<T>(actor: Actor, name: string, given: Record<string, unknown> = {}): Promise<T> {
  const query = platform.runner.modules.queries.find((one) => one.name === name);
  if (!query) throw new Error(`no query ${name}`);
  const answer = await runQuery(platform.runner, query, actor, given);
  if (isRefused(answer)) throw new Error(`${name}: ${answer.refused.message}`);
  return answer as T;
}

/** How many rows a desk address shows. */
async function rowsAtAddress(actor: Actor, address: string): Promise<number> {
  const { pathname, searchParams } = new URL(address, 'http://desk');
  const ledger = platform.runner.modules.ledgers.find((one) => one.shape.page === pathname);
  if (!ledger) throw new Error(`no ledger has its page at ${pathname}`);
  // As many a page as may be asked for: every row of the demonstration is walked.
  const given: Record<string, string | string[]> = { limit: '200' };
  for (const key of new Set(searchParams.keys())) {
    const all = searchParams.getAll(key);
    given[key] = all.length > 1 ? all : (all[0] as string);
  }
  const page = await pageOf(platform.runner, ledger, actor, given);
  if (isRefused(page)) throw new Error(`${address}: ${page.refused.message}`);
  expect(page.total.exact, address).toBe(true);
  // The total is one thing, the rows another: they are walked to the end.
  let n = page.rows.length;
  for (let next = page.next; next; ) {
    const more = await pageOf(platform.runner, ledger, actor, { ...given, after: next });
    if (isRefused(more)) throw new Error(more.refused.message);
    n += more.rows.length;
    next = more.next;
  }
  expect(n, address).toBe(page.total.n);
  return n;
}

interface Board {
  tasks: {
    title: string;
    figure: {
      n: number;
      of: number | null;
      rows: string;
      whole: string | null;
      byTown: Record<string, { n: number; of: number | null }>;
    } | null;
  }[];
  campaigns: { id: string }[];
}
interface Counted {
  open: string | null;
  overdue: string | null;
  checked: string;
}
interface Campaign {
  burnDown: { openNow: number };
  rows: Counted;
  sum: { overdue: number; checked: number };
  towns: { town: string; open: number; overdue: number; checked: number; rows: Counted }[];
}

describe.each(readers)('$role', (actor) => {
  test('every figure of the board, and every town of it', async () => {
    const board = await ask<Board>(actor, 'programme.board');
    const figures = board.tasks.flatMap(({ title, figure }) => (figure ? [{ title, ...figure }] : []));
    expect(figures.length).toBeGreaterThan(5);
    const wrong: string[] = [];
    const compare = async (what: string, n: number, address: string) => {
      const shown = await rowsAtAddress(actor, address);
      if (shown !== n) wrong.push(`${what}: ${n}, but ${address} shows ${shown}`);
    };
    for (const { title, n, of, rows, whole, byTown } of figures) {
      await compare(title, n, rows);
      if (whole !== null && of !== null) await compare(`${title}（全部）`, of, whole);
      for (const [town, at] of Object.entries(byTown)) {
        await compare(`${title} ${town}`, at.n, rowsOfTown(rows, town));
        if (whole !== null && at.of !== null) await compare(`${title} ${town}（全部）`, at.of, rowsOfTown(whole, town));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every figure of the special actions, and every town of them', async () => {
    const { campaigns } = await ask<Board>(actor, 'programme.board');
    expect(campaigns.length).toBeGreaterThan(0);
    for (const { id } of campaigns) {
      const { burnDown, rows, sum, towns } = await ask<Campaign>(actor, 'programme.campaign', { id });
      const told = [{ open: burnDown.openNow, overdue: sum.overdue, checked: sum.checked, rows }, ...towns];
      for (const one of told) {
        for (const key of ['open', 'overdue', 'checked'] as const) {
          const address = one.rows[key];
          if (address) expect(await rowsAtAddress(actor, address), `${id} ${address}`).toBe(one[key]);
        }
      }
    }
  });

  test('every cell of the overview', async () => {
    type Dashboard = Parameters<typeof cellsOf>[0] &
      Parameters<typeof monthsOf>[0] &
      Parameters<typeof countOverdue>[0];
    const d = await ask<Dashboard>(actor, 'hazards.dashboard');
    for (const { town, level, state, n } of cellsOf(d))
      expect(await rowsAtAddress(actor, `/hazards?town=${town}&level=${level}&state=${state}`)).toBe(n);
    expect(await rowsAtAddress(actor, '/hazards?overdue=1')).toBe(countOverdue(d));
    for (const { town, month, what, level, n } of monthsOf(d)) {
      const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
      const days = `${what}From=${month}-01&${what}To=${last}`;
      expect(await rowsAtAddress(actor, `/hazards?town=${town}&level=${level}&${days}`), days).toBe(n);
    }
  });

  test.each([
    {},
    { sector: 'metallurgy' },
    { origin: 'inspection' },
    { q: '防护' },
    { category: 'other', loop: 'common' },
    { foundFrom: '2022-03-01' },
  ])('the figures above the ledger count the rows under its filter %j', async (filter) => {
    const query = new URLSearchParams(filter as Record<string, string>);
    const { figures } = await ask<{ figures: Parameters<typeof countOverdue>[0] & Parameters<typeof cellsOf>[0] }>(
      actor,
      'hazards.sums',
      filter,
    );
    const cells = cellsOf(figures);
    for (const state of ['found', 'judged', 'assigned', 'rectified', 'verified', 'transferred', 'closed']) {
      const n = cells.filter((cell) => cell.state === state).reduce((sum, cell) => sum + cell.n, 0);
      expect(await rowsAtAddress(actor, `/hazards?${query}&state=${state}`), state).toBe(n);
    }
    expect(await rowsAtAddress(actor, `/hazards?${query}&overdue=1`)).toBe(countOverdue(figures));
  });

  test('what waits under a verb, where the home says so many', async () => {
    const { groups } = await ask<{ groups: { key: string; source: string; total: number; rows: unknown[] }[] }>(
      actor,
      'home.todo',
    );
    for (const group of groups) expect(group.rows.length, group.key).toBeLessThanOrEqual(group.total);
  });
});
