import { type Cell, cycle, getBare, getOurs, json, ourPage, type Page, type Place, sameAnswers } from '../place.ts';
import { pair } from '../table.ts';

const STATES = ['found', 'judged', 'assigned', 'rectified', 'verified', 'closed'];

export interface Address {
  ours: string;
  bare: string;
}

/** Every town × state that has a row: one page of 50 by due day, with enterprise and exact total. */
export async function firstPages(p: Place): Promise<Address[]> {
  const { rows } = await p.db.query(
    'select town, state from hazards.hazard where state = any($1) group by 1, 2 order by 1, 2',
    [STATES],
  );
  return rows.map(({ town, state }) => ({
    ours: `/hazards/ledger?town=${town}&state=${state}&sort=dueOn&limit=50`,
    bare: `/ledger?town=${town}&state=${state}`,
  }));
}

export const sides = (p: Place, list: readonly Address[]) => ({
  bare: { port: p.bare.port, pid: p.bare.pid, next: cycle(list.map((a) => getBare(a.bare))) },
  ours: { port: p.product.port, pid: p.product.pid, next: cycle(list.map((a) => getOurs(p, a.ours))) },
});

async function compare(p: Place, list: readonly Address[]): Promise<void> {
  for (const a of list) sameAnswers(a.ours, await json<Page>(p.bare.port, a.bare), await ourPage(p, a.ours));
}

/** The page 300 of the closed hazards of the largest towns, reached by its key. */
async function deepPages(p: Place): Promise<{ first: Address[]; deep: Address[] }> {
  const { rows: towns } = await p.db.query(
    "select town from hazards.hazard where state = 'closed' group by 1 having count(*) > 15100 order by 1",
  );
  const first: Address[] = [];
  const deep: Address[] = [];
  for (const { town } of towns) {
    const {
      rows: [at],
    } = await p.db.query(
      `select due_order::text as due, id from hazards.hazard where county = '140525' and town = $1 and state = 'closed'
       order by due_order, id offset 14949 limit 1`,
      [town],
    );
    const after = Buffer.from(JSON.stringify({ v: at.due, id: at.id })).toString('base64url');
    const base = {
      ours: `/hazards/ledger?town=${town}&state=closed&sort=dueOn&limit=50`,
      bare: `/ledger?town=${town}&state=closed`,
    };
    first.push(base);
    deep.push({ ours: `${base.ours}&after=${after}`, bare: `${base.bare}&due=${at.due}&id=${at.id}` });
  }
  return { first, deep };
}

export const ledgerCell: Cell = async (p) => {
  const list = await firstPages(p);
  await compare(p, list);
  for (const connections of [1, 16, 64]) {
    p.say(
      await pair({
        dataFolder: p.dataFolder,
        task: 'ledger page, town + state by due day, exact total',
        connections,
        ...sides(p, list),
        rounds: p.rounds,
        ms: p.ms,
        aim: 1.5,
      }),
    );
  }
  const { first, deep } = await deepPages(p);
  await compare(p, deep);
  const at = { rounds: p.rounds, ms: p.ms, connections: 16 };
  p.say(
    await pair({
      dataFolder: p.dataFolder,
      task: 'page 300 of the closed, by key',
      ...sides(p, deep),
      ...at,
      aim: 1.5,
    }),
  );
  const ours = (addresses: readonly Address[]) => ({
    port: p.product.port,
    pid: p.product.pid,
    next: cycle(addresses.map((a) => getOurs(p, a.ours))),
  });
  const line = await pair({
    dataFolder: p.dataFolder,
    task: 'page 1 ("bare") against page 300 ("ours"), both ours',
    bare: ours(first),
    ours: ours(deep),
    ...at,
    aim: 1.3,
  });
  p.say(line);
};
