/** What the ledger, its totals, its search, the to-do list, the overview and the export say is what a plain scan of the rows says. */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#db';
import { type Actor, type LedgerPage, mintId } from '#kernel';
import { exportLedger, foldTallies, refreshTallies } from '#kernel/server';
import { readSheet } from '#kernel/workbook';
import { COUNTY, NANCUN, type Place, START, type TestCounty, testCounty, XIACUN } from '../../test/county.ts';
import { type CommonState, CRITERION, hazardAt, type SelfState } from '../../test/walk.ts';
import type { Dashboard } from './desk/answers.ts';
import { cellsOf, monthsOf } from './domain/dashboard.ts';
import { gramsOf, haystackOf, hazardNumber } from './domain/hazard.rule.ts';
import { levelWords, loopWords, originWords, stateWords } from './domain/words.ts';
import { hazardLedger } from './ledgers.ts';

const LONG = process.env.ZEAN_LONG === '1';
const COPIES = LONG ? 40 : 12;
let c: TestCounty;
let ids: string[] = [];
const p = (role: string): Actor => c.people[role] as Actor;

const states: readonly (CommonState | SelfState)[] = [
  'found',
  'judged',
  'assigned',
  'rectified',
  'verified',
  'closed',
  'transferred',
  'self-found',
  'self-assigned',
  'self-rectified',
  'self-closed',
];
/** Words that occur often, now and then, once; signs LIKE would read otherwise; letters whose case not every collation knows. */
const words = [
  '粉尘',
  '除尘器',
  '锁气卸灰装置',
  '100%',
  'A_B',
  'C\\D',
  'Φ20',
  'ＡＢ',
  '𠮷井',
  '，停',
  '铁水包耳轴磨损',
] as const;
const texts = [
  '除尘器积灰未清',
  '粉尘作业区用铁锹',
  '负荷已到100%，停用',
  '电缆A_B段破皮',
  '盘C\\D无盖',
  'Φ20管漏气',
  'ＡＢ两线短接',
  '𠮷井口无护栏',
  '铁水包耳轴磨损超标',
  '锁气卸灰装置缺失',
];

/** A hazard of every state at every place through commands, then copies of them with other words, days and origins. */
async function fill(): Promise<void> {
  c = await testCounty();
  for (const place of ['home', 'neighbour', 'foreign'] as Place[]) {
    for (const state of states) await hazardAt(c, place, state);
    await hazardAt(c, place, 'assigned', { level: 'major', criterion: CRITERION, heldBy: 'county' });
    await hazardAt(c, place, 'found', { heldBy: 'city' });
  }
  const rows = await c.rows<
    Record<string, unknown> & {
      id: string;
      number: string;
      enterprise_name: string;
      place: string;
      found_on: string;
      due_on: string | null;
    }
  >('select * from hazards.hazard');
  const copies: Record<string, unknown>[] = [];
  const grams: Record<string, unknown>[] = [];
  for (let i = 0; i < COPIES; i++) {
    for (const [j, { haystack: _, due_order: __, ...row }] of rows.entries()) {
      const id = mintId();
      const day = (n: number) => `2022-0${1 + (n % 6)}-${String(1 + (n % 28)).padStart(2, '0')}`;
      const foundOn = day(i * 7 + j);
      const copy = {
        ...row,
        id,
        number: hazardNumber(id, foundOn),
        description: texts[(i * 3 + j) % texts.length],
        found_on: foundOn,
        found_at: `${foundOn}T0${i % 10}:00:00Z`,
        due_on: row.due_on === null ? null : day(i * 5 + j),
        sector: i % 3 === 0 ? 'machinery' : row.sector,
        origin: row.loop === 'common' && i % 4 === 0 ? 'public-report' : row.origin,
      };
      copies.push(copy);
      const haystack = haystackOf({
        number: copy.number,
        enterpriseName: row.enterprise_name,
        description: String(copy.description),
        place: row.place,
      });
      grams.push({
        county: COUNTY,
        hazard: id,
        town: row.town,
        enterprise: row.enterprise,
        found_at: copy.found_at,
        haystack,
        grams: gramsOf(haystack),
      });
    }
  }
  const columns = Object.keys(copies[0] as object).join(',');
  const copied = (sql: string, list: unknown) =>
    withClient(c.db.admin, (client) => client.query(sql, [JSON.stringify(list)]));
  await copied(
    `insert into hazards.hazard (${columns}) select ${columns} from jsonb_populate_recordset(null::hazards.hazard, $1::jsonb)`,
    copies,
  );
  await copied('insert into hazards.word select * from jsonb_populate_recordset(null::hazards.word, $1::jsonb)', grams);
  await refreshTallies(c.db.pools.app, COUNTY, c.modules.tallies as never, true);
  // Some deltas wait while others are merged: totals have to see both.
  for (const state of states) await hazardAt(c, 'home', state);
  await foldTallies(c.db.pools.app, COUNTY);
  for (const state of states) await hazardAt(c, 'foreign', state);
  ids = (await c.rows<{ id: string }>('select id from hazards.hazard')).map((row) => row.id);
  c.setClock('2022-05-20T02:00:00.000Z');
}

beforeAll(fill, 120_000);
afterAll(() => c?.close());

const page = (who: Actor, given: Record<string, unknown>) =>
  c.ask<LedgerPage & { refused?: unknown }>(who, 'hazards.ledger', given);
/** What the actor may see, in SQL of its own. */
const seenBy = (who: Actor): string =>
  who.scope === 'county'
    ? 'true'
    : who.scope === 'town'
      ? `h.town = '${who.town}'`
      : `h.enterprise = '${who.enterprise}'`;
const scan = async (who: Actor, where: string, values: unknown[] = []) =>
  (
    await c.rows<{ id: string }>(
      `select h.id from hazards.hazard h where ${seenBy(who)} and ${where} order by h.found_at desc, h.id desc`,
      values,
    )
  ).map((row) => row.id);

const keys = <T extends object>(of: T) => Object.keys(of);
const some = (list: readonly string[]) =>
  fc.option(fc.subarray([...list], { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 2 });
const filters = fc.record(
  {
    state: some(keys(stateWords)),
    level: some(keys(levelWords)),
    origin: some(keys(originWords)),
    sector: fc.constantFrom('metallurgy', 'machinery', 'trade'),
    loop: fc.constantFrom(...keys(loopWords)),
    town: fc.constantFrom(NANCUN, XIACUN),
    overdue: fc.constant('1'),
    open: fc.constantFrom('1', '0'),
    heldBy: fc.constantFrom('town', 'county', 'city'),
    foundFrom: fc.constantFrom('2022-02-10', '2022-04-01'),
    dueTo: fc.constantFrom('2022-03-31', '2022-05-19'),
  },
  { requiredKeys: [] },
);

/** The same filters, written out by hand. */
function plain(f: Record<string, unknown>): string {
  const list = (value: unknown) => (value as string[]).map((v) => `'${v}'`).join(',');
  return [
    'true',
    f.state && `h.state in (${list(f.state)})`,
    f.level && `h.level in (${list(f.level)})`,
    f.origin && `h.origin in (${list(f.origin)})`,
    f.sector && `h.sector = '${f.sector}'`,
    f.loop && `h.loop = '${f.loop}'`,
    f.town && `h.town = '${f.town}'`,
    f.heldBy && `h.held_by = '${f.heldBy}'`,
    f.overdue && `h.state = 'assigned' and h.due_on < '2022-05-20'`,
    f.open === '1' && `h.state <> 'closed'`,
    f.foundFrom && `h.found_on >= '${f.foundFrom}'`,
    f.dueTo && `h.due_on <= '${f.dueTo}'`,
  ]
    .filter(Boolean)
    .join(' and ');
}

describe('totals', () => {
  test.each(['county-officer', 'town-officer', 'safety-manager'])(
    '%s: 200 combinations of filters count what a scan counts',
    async (role) => {
      const who = p(role);
      await fc.assert(
        fc.asyncProperty(filters, async (given) => {
          const shown = await page(who, { ...given, limit: 200 });
          const wanted = await scan(who, plain(given));
          expect(shown.total).toEqual({ n: wanted.length, exact: true });
          if (wanted.length <= 200) expect(shown.rows.map((row) => row.id)).toEqual(wanted);
        }),
        { numRuns: LONG ? 2000 : 200 },
      );
    },
  );

  test('pages forward and back hold every row once, in order, under any sort', async () => {
    for (const sort of ['-foundAt', 'foundAt', 'dueOn', '-dueOn']) {
      const all: unknown[] = [];
      const firsts: unknown[] = [];
      let after: string | null = null;
      let last: LedgerPage;
      do {
        last = await page(p('county-officer'), { sort, limit: 37, ...(after ? { after } : {}) });
        firsts.push(last.rows[0]?.id);
        all.push(...last.rows.map((row) => row.id));
        after = last.next;
      } while (after);
      expect([all.length, new Set(all).size], sort).toEqual([ids.length, ids.length]);
      for (let i = firsts.length - 2; i >= 0; i--) {
        last = await page(p('county-officer'), { sort, limit: 37, before: last.prev });
        expect(last.rows[0]?.id).toBe(firsts[i]);
      }
      expect(last.prev).toBe(null);
    }
  });

  test('a broken cursor, an unknown filter, a day that is none are refused in Chinese', async () => {
    for (const wrong of [
      { after: 'xyz' },
      { after: Buffer.from('{"v":"2022","id":"1"}').toString('base64url') },
      { nonsense: '1' },
      { foundFrom: '2022-02-30' },
      { state: 'gone' },
      { limit: '0' },
      { sort: 'id;drop' },
    ]) {
      const no = (await page(p('county-officer'), wrong)).refused as { code: string; message: string } | undefined;
      expect(no?.code, JSON.stringify(wrong)).toBe('INVALID');
      expect(no?.message).toMatch(/[一-鿿]/);
    }
  });

  test('a cursor with a value of another type is refused, not broken', async () => {
    const after = Buffer.from(JSON.stringify({ v: 'not a time', id: mintId() })).toString('base64url');
    expect(await page(p('county-officer'), { after })).toMatchObject({ refused: { code: 'INVALID' } });
  });
});

describe('search', () => {
  const every = [
    ...words,
    '不存在的词',
    '铁',
    'yh22',
    '%',
    '__',
    '\\',
    '甲甲',
    '铸造车间',
    'a_b',
    'φ20',
    "'; drop",
    '除尘器 铸造',
    'ab',
  ];
  test.each(every)('%s finds what a scan finds', async (word) => {
    const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    for (const role of ['county-officer', 'town-officer', 'safety-manager']) {
      const who = p(role);
      const wanted = (
        await c.rows<{ id: string }>(
          `select w.hazard as id from hazards.word w join hazards.hazard h on h.county = w.county and h.id = w.hazard where ${seenBy(who)} and w.haystack like $1 order by h.found_at desc, h.id desc`,
          [pattern],
        )
      ).map((row) => row.id);
      const shown = await page(who, { q: word, limit: 200 });
      expect(
        shown.rows.map((row) => row.id),
        role,
      ).toEqual(wanted.slice(0, 200));
      expect(shown.total, role).toEqual(
        wanted.length > 1000 && !shown.total.exact ? { n: 1000, exact: false } : { n: wanted.length, exact: true },
      );
    }
  });

  test('some words are found and some are not, so the list above proves something', async () => {
    const n = async (q: string) => (await page(p('county-officer'), { q })).total.n;
    for (const word of words) expect(await n(word), word).toBeGreaterThan(0);
    expect([await n('不存在的词'), await n('__')]).toEqual([0, 0]);
  });

  test('a word with filters beside it', async () => {
    for (const given of [{ state: 'closed' }, { overdue: '1' }, { town: NANCUN, level: 'general' }]) {
      const who = p('county-officer');
      const shown = await page(who, { q: '除尘器', ...given, limit: 200 });
      const where = plain({
        ...given,
        ...('state' in given ? { state: ['closed'] } : {}),
        ...('level' in given ? { level: ['general'] } : {}),
      });
      expect(shown.rows.map((row) => row.id)).toEqual(await scan(who, `${where} and h.description like '%除尘器%'`));
    }
  });

  test('the search of everything stays within one’s town', async () => {
    const { groups } = await c.ask<{ groups: { title: string; found: { path: string }[] }[] }>(
      p('town-officer'),
      'home.search',
      { q: '除尘器' },
    );
    const mine = new Set((await scan(p('town-officer'), 'true')).map((id) => `/hazards/${id}`));
    const found = groups.find((group) => group.title === '隐患')?.found ?? [];
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((one) => mine.has(one.path))).toBe(true);
  });
});

interface Todo {
  groups: {
    key: string;
    command: string;
    total: number;
    rows: { id: string; can: string[]; dueOn: string | null; stepDueOn: string | null }[];
  }[];
}

describe('待办', () => {
  const own: Record<string, readonly string[]> = {
    'town-officer': ['judge', 'assign', 'verify', 'close', 'conclude'],
    'county-officer': ['judge'],
    // What he mended himself waits for another to confirm.
    'safety-manager': ['rectify', 'arrange', 'rectify-self'],
    principal: ['rectify', 'arrange', 'rectify-self', 'confirm'],
    worker: ['rectify-self'],
    expert: [],
    auditor: [],
    'legal-reviewer': [],
  };
  test.each(Object.entries(own))('%s', async (role, groups) => {
    const { groups: shown } = await c.ask<Todo>(p(role), 'hazards.todo');
    // The home gathers the same, and says whose it is.
    expect((await c.ask<Todo>(p(role), 'home.todo')).groups).toEqual(
      shown.map((group) => ({ ...group, source: 'hazards' })),
    );
    expect(shown.map((g) => g.key)).toEqual(
      role === 'county-officer' ? expect.arrayContaining(['judge', 'rectify'].slice(0, 1)) : groups,
    );
    for (const group of shown) {
      expect(group.rows.length, group.key).toBe(Math.min(group.total, 50));
      for (const row of group.rows) expect(row.can, `${role} ${group.key}`).toContain(group.command);
      const due = group.rows.map((row) => row.stepDueOn ?? row.dueOn ?? '9999-12-31');
      expect(due, group.key).toEqual([...due].sort());
    }
  });

  test('what I did is in 已办, newest first', async () => {
    const done = await c.ask<{ rows: { at: string; command: string }[] }>(p('county-officer'), 'home.done', {
      limit: 200,
    });
    expect(done.rows.length).toBeGreaterThan(100);
    const moments = done.rows.map((row) => Date.parse(row.at));
    expect(moments).toEqual([...moments].sort((a, b) => b - a));
    const before = await c.ask<{ rows: { at: string }[] }>(p('county-officer'), 'home.done', {
      limit: 5,
      before: done.rows[9]?.at,
    });
    expect(before.rows[0]?.at).toBe(done.rows[10]?.at);
    expect((await c.ask<{ rows: unknown[] }>(p('auditor'), 'home.done')).rows).toEqual([]);
  });
});

describe('隐患概览', () => {
  test.each(['county-leader', 'town-lead', 'auditor'])('%s: every figure is a recount', async (role) => {
    const who = p(role);
    const shown = await c.ask<Dashboard>(who, 'hazards.dashboard');
    const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
    const mine = (sql: string) => c.rows(sql.replace('§', `from hazards.hazard h where ${seenBy(who)}`));
    expect(sorted(cellsOf(shown).map(({ town, state, level, n }) => ({ town, state, level, n })))).toEqual(
      sorted(await mine('select town, state, level, count(*)::int as n § group by 1, 2, 3')),
    );
    const late = await mine(
      `select town, level, count(*)::int as n § and state = 'assigned' and due_on < '2022-05-20' group by 1, 2`,
    );
    const sums = new Map<string, number>();
    for (const { town, level, n } of shown.overdue)
      sums.set(`${town} ${level}`, (sums.get(`${town} ${level}`) ?? 0) + n);
    expect(Object.fromEntries(sums)).toEqual(
      Object.fromEntries(late.map((row) => [`${row.town} ${row.level}`, row.n])),
    );
    expect(late.length).toBeGreaterThan(0);
    const found = await mine(
      `select town, to_char(found_on, 'YYYY-MM') as month, 'found' as what, level, count(*)::int as n § and found_on >= '2021-06-01' group by 1, 2, 3, 4`,
    );
    expect(
      sorted(
        monthsOf(shown)
          .filter((m) => m.what === 'found')
          .map(({ town, month, what, level, n }) => ({ town, month, what, level, n })),
      ),
    ).toEqual(sorted(found));
  });
});

describe('export', () => {
  test.each(['county-officer', 'town-officer', 'safety-manager'])(
    '%s: the workbook holds what the ledger shows, row for row',
    async (role) => {
      const ledger = c.modules.ledgers.find((l) => l.shape.name === hazardLedger.name)!;
      const given = {
        open: '1',
        sort: 'dueOn',
        columns: 'number,enterpriseName,state,level,dueOn,overdueWorkdays,description',
      };
      const file = await exportLedger(c.runner, ledger, p(role), given);
      if ('refused' in file) throw new Error(file.refused.message);
      const sheet = await readSheet(await buffer(file.stream as Readable));
      const shown: Record<string, unknown>[] = [];
      for (let after: string | null = '' as string | null; after !== null; ) {
        const { columns: _, ...filtered } = given;
        const one: LedgerPage = await page(p(role), { ...filtered, limit: 200, ...(after ? { after } : {}) });
        shown.push(...one.rows);
        after = one.next;
      }
      expect(file.rows).toBe(shown.length);
      expect(sheet.headers).toEqual(['编号', '企业', '状态', '级别', '整改期限', '逾期（工作日）', '问题描述']);
      const cell = (value: unknown) => (value === undefined || value === null ? '' : String(value));
      expect(
        sheet.rows.map((row) => [row.cells[0], row.cells[2], row.cells[3], row.cells[5], row.cells[6]].map(cell)),
      ).toEqual(
        shown.map((row) =>
          [
            row.number,
            stateWords[row.state as keyof typeof stateWords],
            levelWords[row.level as keyof typeof levelWords],
            row.overdueWorkdays,
            row.description,
          ].map(cell),
        ),
      );
    },
  );

  test('a column that is not there is refused with those that are', async () => {
    const ledger = c.modules.ledgers.find((l) => l.shape.name === hazardLedger.name)!;
    const no = await exportLedger(c.runner, ledger, p('county-officer'), { columns: 'number,password' });
    expect(no).toMatchObject({ refused: { code: 'INVALID', message: '没有这些列：password' } });
  });
});

test('the clock of the county was moved, not the rows', () => {
  expect(Date.parse(START)).toBeLessThan(Date.parse(c.runner.clock()));
});
