/** Every declared query and ledger × twelve roles, with both walls and each alone: nothing of a place that is not the reader's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, isRefused, isSent, type LedgerPage } from '#kernel';
import { pageOf, systemActor, wirePageOf } from '#kernel/server';
import { allDeclarations } from '../apps/server/declarations.ts';
import { withClient } from '../db/connection.ts';
import { makePool } from '../db/pool.ts';
import { provenPage } from '../kernel/server/test/answers.ts';
import { COUNTY, XIACUN } from './county.ts';
import { type Cell, cells } from './matrix/cells.ts';
import { wordOf } from './matrix/proof.ts';
import { reads, unproven } from './matrix/proofs.ts';
import { hiddenFrom, marksOf, type Settled, settledCounty } from './matrix/settled.ts';
import { everybody, letterOf, ownSchemas, runnerOf, type Stand } from './matrix/stand.ts';

const LONG = process.env.ZEAN_LONG === '1';
const { queries, ledgers } = allDeclarations();
const queryNames = queries.map((q) => q.name);
const ledgerNames = ledgers.map((l) => l.shape.name);

let c: Settled;
let marks: Awaited<ReturnType<typeof marksOf>>;
beforeAll(async () => {
  c = await settledCounty();
  marks = await marksOf(c);
}, 120_000);
afterAll(() => c?.close());

const readOf = (name: string) => reads[name] as (typeof reads)[string];
/** What a query about one thing is asked at a cell. */
const givenOf = (name: string, cell: Cell): Record<string, unknown> => {
  const { about, context } = readOf(name);
  if (!about) throw new Error(`${name} is about nothing in particular`);
  return about(c, cell, c.facts.get(context));
};

/** Filters of a ledger that ask for what is another's. */
function askedOf(name: string): Record<string, unknown>[] {
  const filters = new Set(ledgers.find((l) => l.shape.name === name)?.shape.filters.map((f) => f.key));
  const some = [
    { town: XIACUN },
    { enterprise: c.firms.foreign },
    { q: '丙丙' },
    { q: '测试' },
    { overdue: '1' },
    { open: '1' },
    { left: '1' },
    { gap: '1' },
    { campaign: 'zero-by-0630' },
    { campaign: 'zero-by-0630', town: XIACUN },
  ];
  return [{}, ...some.filter((one) => Object.keys(one).every((key) => filters.has(key)))].map((one) => ({
    ...one,
    limit: 200,
  }));
}

test('every query and ledger has a line in the proof of its context; every line is of one', () => {
  expect(unproven([...queryNames, ...ledgerNames], Object.keys(reads))).toEqual([]);
});

const ask = (stand: Stand, who: Actor, name: string, given: unknown) =>
  c.ask<object>(who, name, given, runnerOf(c, stand));

/** What was shown that should not have been. */
const leaks = (who: Actor, answer: unknown): string[] => {
  const text = JSON.stringify(answer);
  return hiddenFrom(who, marks).filter((mark) => text.includes(mark));
};

/** How many enterprises an officer of the county has in charge is counted as far as the database lets the reader look. */
const plain = (answer: object): string => JSON.stringify(answer).replace(/"charges":\d+/g, '');

test('the marks are there: the county is shown every one of them somewhere', async () => {
  const all = JSON.stringify([
    await ask('both', c.people['county-admin'] as Actor, 'hazards.ledger', { limit: 200 }),
    await ask('both', c.people['county-admin'] as Actor, 'registry.people', {}),
    await ask('both', c.people['county-admin'] as Actor, 'registry.enterprises', {}),
  ]);
  for (const name of ['丙丙测试铸造厂', 'foreign炉工', '乙乙测试铸造厂']) expect(all).toContain(name);
  expect(marks.foreign.length).toBeGreaterThan(20);
});

describe('about one thing', () => {
  test.each(Object.keys(reads).filter((name) => readOf(name).about))('%s', async (name) => {
    for (const [role, who] of everybody(c)) {
      const word = wordOf(readOf(name).who, role);
      const given = cells.map((cell) => givenOf(name, cell));
      const both = await Promise.all(given.map((one) => ask('both', who, name, one)));
      const letters = both.map((answer, i) => (word[i] === '-' ? '-' : letterOf(answer))).join('');
      expect(`${role} ${letters}`).toBe(`${role} ${word}`);
      expect(leaks(who, both), role).toEqual([]);
      const alone = await Promise.all(given.map((one) => ask('app alone', who, name, one)));
      expect(alone.map((answer, i) => (word[i] === '-' ? '-' : letterOf(answer))).join(''), `${role}, app alone`).toBe(
        word,
      );
      expect(leaks(who, alone), `${role}, app alone`).toEqual([]);
      const database = await Promise.all(given.map((one) => ask('database alone', who, name, one)));
      expect(leaks(who, database), `${role}, database alone`).toEqual([]);
    }
  });
});

describe('lists', () => {
  test.each([...queryNames.filter((name) => !reads[name]?.about), ...ledgerNames])('%s', async (name) => {
    const isLedger = ledgerNames.includes(name);
    for (const [role, who] of [
      ...everybody(c),
      ['foreign town', c.others.foreignTown],
      ['foreign enterprise', c.others.foreign],
    ] as [string, Actor][]) {
      const word = wordOf(readOf(name).who, who.role);
      for (const given of isLedger ? askedOf(name) : (readOf(name).inputs ?? [{}])) {
        const what = `${role} ${JSON.stringify(given)}`;
        const both = await ask('both', who, name, given);
        expect(letterOf(both), what).toBe(word[0]);
        expect(leaks(who, both), what).toEqual([]);
        const alone = await ask('app alone', who, name, given);
        expect(leaks(who, alone), `${what}, app alone`).toEqual([]);
        expect(plain(alone), `${what}: the application's wall alone gives the same answer`).toEqual(plain(both));
        const database = await ask('database alone', who, name, given);
        expect(leaks(who, database), `${what}, database alone`).toEqual([]);
        if (!isLedger || isRefused(both)) continue;
        for (const page of [both, alone] as LedgerPage[]) {
          expect(page.total, `${what}: the total tells nothing that the rows do not`).toEqual({
            n: page.rows.length,
            exact: true,
          });
        }
        const { rows, total } = database as LedgerPage;
        expect(total.n, `${what}, database alone: no more is counted than is shown`).toBeLessThanOrEqual(rows.length);
      }
    }
  });
});

describe('columns of a ledger', () => {
  test.each(ledgerNames)('%s: as asked, with what every row carries; what can be done is the same', async (name) => {
    const declared = ledgers.find((l) => l.shape.name === name)!;
    const { columns, carries = [] } = declared.shape;
    const always = ['id', 'version', 'can', ...carries.map((one) => one.key)];
    const sent = columns.filter(isSent).map((one) => one.key);
    // What `can` looks at and was not selected for it is a fault that no role's answer need show.
    const strict = {
      ...declared,
      from: declared.from,
      ...(declared.can
        ? {
            can: (actor: Actor, row: Readonly<Record<string, unknown>>, modules: typeof c.modules) =>
              declared.can!(
                actor,
                new Proxy(row, {
                  get: (of, key) => {
                    if (!(key in of))
                      throw new Error(`${name}: \`can\` looks at ${String(key)}, which is not selected`);
                    return Reflect.get(of, key);
                  },
                }),
                modules,
              ),
          }
        : {}),
    };
    for (const [role, who] of everybody(c)) {
      const given = name === 'programme.roster' ? { campaign: 'zero-by-0630', limit: 200 } : { limit: 200 };
      const all = await ask('both', who, name, given);
      if (isRefused(all)) continue;
      const cans = (page: object) => (page as LedgerPage).rows.map((row) => row.can);
      for (const wanted of [columns[0]!.key, columns.at(-1)!.key]) {
        const few = provenPage(strict, await wirePageOf(c.runner, strict, who, { ...given, columns: wanted }));
        if (isRefused(few)) throw new Error(few.refused.message);
        expect(cans(few), role).toEqual(cans(all));
        const allowed = new Set([...always, ...sent, wanted]);
        for (const row of few.rows)
          expect(Object.keys(row).filter((key) => row[key] !== undefined && !allowed.has(key))).toEqual([]);
      }
    }
  });

  test('a hazard carries the enterprise that its row links to, whichever columns are asked for', async () => {
    const officer = c.people['county-officer'] as Actor;
    for (const given of [{}, { columns: 'number' }]) {
      const page = (await ask('both', officer, 'hazards.ledger', given)) as LedgerPage;
      expect(page.rows.length).toBeGreaterThan(3);
      const firms: unknown[] = Object.values(c.firms);
      for (const row of page.rows) expect(firms).toContain(row.enterprise);
    }
  });
});

test('figures of a town are its own, whichever wall is left', async () => {
  for (const stand of ['both', 'app alone', 'database alone'] as const) {
    for (const name of ['hazards.dashboard', 'registry.gaps', 'programme.board', 'programme.campaign']) {
      const given = name === 'programme.campaign' ? { id: 'zero-by-0630' } : {};
      // The towns' names are everybody's: with the database alone they stand there with nothing beside them.
      if (stand === 'database alone' && name === 'registry.gaps') continue;
      const text = JSON.stringify(await ask(stand, c.people['town-officer'] as Actor, name, given));
      expect(text.includes(XIACUN), `${stand} ${name}`).toBe(false);
      expect(
        JSON.stringify(await ask(stand, c.people['county-officer'] as Actor, name, given)).includes(XIACUN),
        `${name} of the county`,
      ).toBe(true);
    }
  }
});

test('200 readers of both towns at once through five connections: nobody is ever shown another’s row', async () => {
  const pool = makePool(c.db.app, { max: 5 });
  const runner = { ...c.runner, pool };
  const ledger = c.modules.ledgers.find((l) => l.shape.name === 'hazards.ledger')!;
  const readers = [
    c.people['town-officer'],
    c.others.foreignTown,
    c.people['safety-manager'],
    c.others.neighbour,
    c.others.foreign,
    c.people.expert,
    c.people['county-officer'],
  ] as Actor[];
  const hidden = new Map(readers.map((who) => [who, hiddenFrom(who, marks)]));
  let left = LONG ? 10_000 : 1_500;
  let foreign = 0;
  let empty = 0;
  const reader = async (n: number) => {
    while (left-- > 0) {
      const who = readers[(n * 7 + left) % readers.length] as Actor;
      const page = await pageOf(runner, ledger, who, { limit: '20' });
      if (isRefused(page)) throw new Error(page.refused.message);
      const text = JSON.stringify(page);
      foreign += hidden.get(who)!.filter((mark) => text.includes(mark)).length;
      if (page.rows.length === 0) empty += 1;
    }
  };
  await Promise.all(Array.from({ length: 200 }, (_, n) => reader(n)));
  await pool.end();
  expect([foreign, empty]).toEqual([0, 0]);
}, 120_000);

describe('the database’s own wall', () => {
  /** Tables with rows of people or enterprises. */
  const walled = () =>
    withClient(c.db.admin, async (client) =>
      (
        await client.query<{ name: string }>(
          `select n.nspname || '.' || quote_ident(t.relname) as name from pg_class t join pg_namespace n on n.oid = t.relnamespace
           where t.relkind = 'r' and t.relrowsecurity and n.nspname in ${ownSchemas}`,
        )
      ).rows.map((row) => row.name),
    );

  test('stands round every table but the few that hold nothing of anybody', async () => {
    const open = await withClient(c.db.admin, async (client) =>
      (
        await client.query<{ name: string }>(
          `select n.nspname || '.' || t.relname as name from pg_class t join pg_namespace n on n.oid = t.relnamespace where t.relkind in ('r', 'p', 'v', 'm')
           and not t.relrowsecurity and not (t.relkind = 'v' and 'security_invoker=true' = any(coalesce(t.reloptions, '{}'))) and n.nspname in ${ownSchemas} order by 1`,
        )
      ).rows.map((row) => row.name),
    );
    expect(open).toEqual(['kernel.tally_edition']);
  });

  test('shows nothing to a connection that has not said who it is, nor to one that said so in the transaction before', async () => {
    const client = await c.db.pools.app.connect();
    try {
      for (const table of await walled()) {
        const count = () =>
          client.query(`select count(*)::int as n from ${table}`).then(
            (found) => found.rows[0].n,
            (error: { code: string }) => error.code,
          );
        expect([0, '42501'], table).toContain(await count());
        await client.query(`begin; set local app.county='${COUNTY}'; set local app.scope='county'; commit`);
        expect([0, '42501'], `${table}, a transaction later`).toContain(await count());
        await client.query(`begin; set local app.county='${COUNTY}'`);
        const without = await count();
        await client.query('rollback');
        const shared = [
          'registry.town',
          'kernel.seal',
          'kernel.unsealed',
          'kernel.checkpoint',
          'programme.task_text',
          'disclosure.publication',
        ];
        if (!shared.includes(table)) expect([0, '42501'], `${table}, a county but no scope`).toContain(without);
      }
    } finally {
      client.release(true);
    }
  });

  test('another county is another world', async () => {
    const elsewhere = { ...systemActor('140522'), role: 'county-admin' };
    const page = (await ask('both', elsewhere, 'hazards.ledger', {})) as LedgerPage;
    expect([page.rows, page.total]).toEqual([[], { n: 0, exact: true }]);
    expect(await ask('both', elsewhere, 'hazards.record', givenOf('hazards.record', 'own'))).toMatchObject({
      refused: { code: 'NOT_FOUND' },
    });
    expect(
      await ask('database alone', elsewhere, 'registry.enterprise', givenOf('registry.enterprise', 'own')),
    ).toMatchObject({
      refused: { code: 'NOT_FOUND' },
    });
  });

  test('who acts reaches it as checked literals only', async () => {
    for (const town of ["1'; select 1; --", '140525100 ', 'x']) {
      const who = { ...(c.people['town-officer'] as Actor), town };
      await expect(ask('both', who, 'hazards.todo', {})).rejects.toThrow('not a safe setting');
    }
  });
});
