/** The roster of a campaign, a page at a time: on generated rows SQL says what the pure rules say, and each sees his own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePool, withClient } from '#db';
import { type Actor, type Day, isRefused, type LedgerPage } from '#kernel';
import { exportLedger, foldTallies, type Runner, refreshTallies } from '#kernel/server';
import { law } from '#law-catalogue';
import { COUNTY, NANCUN, START, type TestCounty, testCounty, XIACUN } from '../../test/county.ts';
import { hazardAt } from '../../test/walk.ts';
import { campaignOf } from './current.ts';
import { rowsOf } from './desk/matrix.ts';
import {
  type CountedHazard,
  campaignsOf,
  concerns,
  type EnterpriseState,
  enterpriseRow,
  enterpriseStateWords,
  type ItemCheck,
  inScope,
  statesByWork,
} from './domain/campaign.rule.ts';

const ZERO = 'zero-by-0630';
/** Has no checklist. */
const GUIDANCE = 'confined-space-guidance-2022';
const OTHER = '140525102';
const FIRMS = 160;
const TODAY = START.slice(0, 10) as Day;

let c: TestCounty;
let items: readonly { id: string; area: string }[];
let officer: Actor;
let town: Actor;

interface Row {
  id: string;
  name: string;
  town: string;
  open: number;
  overdue: number;
  items: number;
  checked: number;
  failing: number;
  state: EnterpriseState;
  checks: { item: string; result: string; hazardOpen: boolean; checkedOn: string }[];
  can: string[];
}
type Page = LedgerPage<Row>;
const numbers = ({ id, open, overdue, items: all, checked, failing, state }: Row) => ({
  id,
  open,
  overdue,
  items: all,
  checked,
  failing,
  state,
});

/** The same rows every time. */
function dice(seed: number) {
  let at = seed;
  // mulberry32
  const next = () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (p: number) => next() < p,
    pick: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T,
  };
}

/** Enterprises of every kind with looks and hazards of every kind: also moved ones, gone ones, items of no list. */
async function generate() {
  const { chance, pick } = dice(20220314);
  const template = await hazardAt(c, 'home', 'assigned');
  const flags = ['smelting-casting', 'explosive-dust', 'confined-space', 'gas'];
  await withClient(c.db.admin, async (db) => {
    const kept = await db.query<{ n: string }>(
      `select column_name as n from information_schema.columns
       where table_schema = 'hazards' and table_name = 'hazard' and is_generated = 'NEVER'`,
    );
    const columns = kept.rows.map((row) => row.n);
    let hazards = 0;
    const addHazard = async (enterprise: string, at: string, closed: boolean): Promise<string> => {
      const set: Record<string, string> = {
        id: 'gen_random_uuid()',
        number: `'生成-${++hazards}'`,
        enterprise: `'${enterprise}'`,
        town: `'${at}'`,
        due_on: `date '2022-03-14' + ${pick([-9, -1, 0, 1, 20])}`,
        ...(closed
          ? { state: `'closed'`, closed_on: 'found_on', closed_at: 'found_at', close_reason: `'rectified'` }
          : {}),
      };
      const { rows } = await db.query<{ id: string }>(
        `insert into hazards.hazard (${columns.join(',')}) select ${columns.map((n) => set[n] ?? n).join(',')} from hazards.hazard where id = $1 returning id`,
        [template],
      );
      return rows[0]!.id;
    };
    for (let n = 0; n < FIRMS; n += 1) {
      const at = pick([NANCUN, NANCUN, XIACUN, OTHER]);
      const [firm] = (
        await db.query<{ id: string }>(
          `insert into registry.enterprise (county, id, uscc, name, initials, town, sector, flags, scale, staff_count, created_at, removed_at)
           values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, 'small', 10, $8, $9) returning id`,
          [
            COUNTY,
            `9114${String(n).padStart(14, '0')}`,
            `生成${pick(['铸造', '木业', '机械'])}厂${n}`,
            `scc${n}`,
            at,
            pick(['metallurgy', 'light-industry']),
            flags.filter(() => chance(0.35)),
            START,
            chance(0.05) ? START : null,
          ],
        )
      ).rows;
      // Where it was when it was looked at.
      const then = chance(0.3) ? pick([NANCUN, XIACUN]) : at;
      for (let more = pick([0, 0, 1, 3]); more > 0; more -= 1) await addHazard(firm!.id, then, chance(0.4));
      const [looked, failed] = [pick([0, 0.3, 1, 1]), pick([0, 0, 0.1])];
      for (const item of [...items.map(({ id }) => id), 'gone-from-the-list']) {
        if (!chance(looked)) continue;
        const hazard = chance(failed) ? await addHazard(firm!.id, then, chance(0.6)) : null;
        await db.query(
          `insert into programme.item_check (county, id, campaign, item, enterprise, town, result, hazard, checked_on, checked_by_name)
           values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $8, '甲')`,
          [
            COUNTY,
            chance(0.05) ? 'of-another-year' : ZERO,
            item,
            firm!.id,
            then,
            hazard ? 'fail' : pick(['pass', 'not-applicable']),
            hazard,
            pick(['2022-03-14', '2022-04-01']),
          ],
        );
      }
    }
    // As autovacuum does by itself a while later: on tables PostgreSQL knows nothing of, every page costs seconds.
    await db.query('analyze');
  });
}

/** Everything by the pure rules, from whole tables: what the roster of a reader of the county, or of one town, has to say. */
async function expected(campaign: string, own?: string): Promise<(Row & { flags: string[] })[]> {
  const one = campaignOf(COUNTY, campaign)!;
  const firms = await c.rows<{ id: string; name: string; town: string; sector: string; flags: string[] }>(
    'select id, name, town, sector, flags from registry.enterprise where removed_at is null',
  );
  const looks = await c.rows<{
    enterprise: string;
    town: string;
    item: string;
    result: ItemCheck['result'];
    day: Day;
    open: boolean;
  }>(
    `select i.enterprise, i.town, i.item, i.result, i.checked_on::text as day, coalesce(h.state <> 'closed', false) as open
     from programme.item_check i left join hazards.hazard h on h.county = i.county and h.id = i.hazard where i.campaign = $1`,
    [campaign],
  );
  const hazards = await c.rows<{ enterprise: string; town: string; state: string; due: string | null }>(
    `select enterprise, town, state, due_on::text as due from hazards.hazard where state <> 'closed'`,
  );
  const list = one.checklist ? items : [];
  return firms
    .filter((firm) => inScope(one, firm, TODAY) && (!own || firm.town === own))
    .map((firm) => {
      const mine = <T extends { enterprise: string; town: string }>(rows: readonly T[]) =>
        rows.filter((row) => row.enterprise === firm.id && (!own || row.town === own));
      const checks = new Map<string, ItemCheck[]>();
      for (const { item, result, day, open } of mine(looks))
        checks.set(item, [{ day, result, openHazards: open ? 1 : 0 }]);
      const asked = list.filter((item) => concerns(item.area, firm)).map((item) => item.id);
      const row = enterpriseRow(asked, checks);
      return {
        id: firm.id,
        name: firm.name,
        town: firm.town,
        flags: firm.flags,
        open: mine(hazards).length,
        overdue: mine(hazards).filter(({ state, due }) => state === 'assigned' && due! < TODAY).length,
        items: asked.length,
        checked: row.checked,
        failing: row.failing,
        state: row.state,
        checks: [],
        can: [],
      };
    });
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const page = (who: Actor, given: Record<string, unknown>, r?: Runner) =>
  c.ask<Page>(who, 'programme.roster', { campaign: ZERO, ...given }, r);

/** Every row, page after page; each page tells the same total and leads back to the one before. */
async function walk(who: Actor, given: Record<string, unknown>, limit = '11'): Promise<{ rows: Row[]; total: number }> {
  const rows: Row[] = [];
  let now = await page(who, { ...given, limit });
  const { total } = now;
  for (;;) {
    expect(now.total).toEqual({ n: total.n, exact: true });
    rows.push(...now.rows);
    if (!now.next) return { rows, total: total.n };
    const next: Page = await page(who, { ...given, limit, after: now.next });
    const back = await page(who, { ...given, limit, before: next.prev });
    expect(back.rows.map((row) => row.id)).toEqual(now.rows.map((row) => row.id));
    now = next;
  }
}

beforeAll(async () => {
  c = await testCounty();
  officer = c.people['county-officer'] as Actor;
  town = c.people['town-officer'] as Actor;
  items = law().checklists.get(campaignOf(COUNTY, ZERO)!.checklist!)!.items;
  await generate();
  await refreshTallies(c.db.pools.app, COUNTY, c.modules.tallies as never);
}, 120_000);
afterAll(() => c?.close());

describe('what SQL says is what the rules say', () => {
  test.each([ZERO, GUIDANCE])('%s, county and town', async (campaign) => {
    for (const [who, own] of [
      [officer, undefined],
      [town, NANCUN],
      [c.others.foreignTown, XIACUN],
    ] as const) {
      const wanted = await expected(campaign, own);
      const { rows, total } = await walk(who, { campaign });
      expect(total).toBe(wanted.length);
      expect(rows.map(numbers).sort(byId)).toEqual(wanted.map(numbers).sort(byId));
      // The matrix is drawn from the looks of the row, and says the same as its columns.
      const drawn = rowsOf({ items: campaign === ZERO ? items : [] } as never, rows as never);
      expect(drawn.map(({ row }) => row.state)).toEqual(rows.map((row) => row.state));
    }
  });

  test('the generated rows are of every kind, or the comparison proves nothing', async () => {
    const wanted = await expected(ZERO);
    expect(new Set(wanted.map((row) => row.state))).toEqual(new Set(Object.keys(enterpriseStateWords)));
    expect(wanted.length).toBeGreaterThan(80);
    // Neither looks nor hazards move with an enterprise: what was seen of one in another town is not for its new town.
    const moved = await c.rows<{ looks: string; hazards: string }>(
      `select (select count(*) from programme.item_check i where i.county = '140525' and i.enterprise = e.id and i.town <> e.town) as looks,
       (select count(*) from hazards.hazard h where h.county = '140525' and h.enterprise = e.id and h.town <> e.town and h.state <> 'closed') as hazards
       from registry.enterprise e where e.county = '140525' and e.town = $1 and e.id = any($2)`,
      [NANCUN, wanted.map((row) => row.id)],
    );
    expect(moved.filter((row) => Number(row.looks) > 0).length).toBeGreaterThan(1);
    expect(moved.filter((row) => Number(row.hazards) > 0).length).toBeGreaterThan(1);
  });

  test('the head adds up to the rows, county and town; its overdue are hazards the campaign counts, as its open ones', async () => {
    const counted = await c.rows<CountedHazard & { state: string; due: string | null }>(
      `select town, sector, flags, found_on::text as "foundOn", closed_on::text as "closedOn", state, due_on::text as due from hazards.hazard`,
    );
    const late = counted.filter(
      (h) => h.state === 'assigned' && h.due! < TODAY && campaignsOf([campaignOf(COUNTY, ZERO)!], h).length === 1,
    );
    expect(late.length).toBeGreaterThan(0);
    for (const [who, own, given] of [
      [officer, undefined, {}],
      [officer, undefined, { town: XIACUN }],
      [town, NANCUN, {}],
    ] as const) {
      const wanted = (await expected(ZERO, own)).filter((row) => !('town' in given) || row.town === given.town);
      const head = await c.ask<{ sum: Record<string, number>; towns: ({ town: string } & Record<string, number>)[] }>(
        who,
        'programme.campaign',
        { id: ZERO, ...given },
      );
      const add = (rows: typeof wanted, of: (town: string) => boolean) => ({
        firms: rows.length,
        ...Object.fromEntries(statesByWork.map((state) => [state, rows.filter((row) => row.state === state).length])),
        items: rows.reduce((n, row) => n + row.items, 0),
        checked: rows.reduce((n, row) => n + row.checked, 0),
        overdue: late.filter((h) => of(h.town)).length,
      });
      const whole = 'town' in given ? given.town : own;
      expect(head.sum).toMatchObject(add(wanted, (town) => !whole || town === whole));
      for (const one of head.towns)
        expect(one, one.town).toMatchObject(
          add(
            wanted.filter((row) => row.town === one.town),
            (town) => town === one.town,
          ),
        );
      expect(head.sum.open).toBe(head.towns.reduce((n, one) => n + (one.open as number), 0));
    }
  });
});

describe('filters', () => {
  const some = [
    { town: XIACUN },
    { state: 'failing' },
    { state: ['unchecked', 'partly'] },
    { state: ['passed', 'passed'], town: NANCUN },
    { q: '铸造' },
    { q: 'SCC1', state: 'failing' },
    { q: '100%_' },
    { flag: 'explosive-dust' },
    { flag: 'explosive-dust', state: ['failing', 'partly'], town: NANCUN },
  ];
  test.each(some)('%j: exact total and nothing else', async (given) => {
    const {
      town: at,
      state,
      flag,
      q,
    } = given as { town?: string; state?: string[] | string; flag?: string; q?: string };
    for (const [who, own] of [
      [officer, undefined],
      [town, NANCUN],
    ] as const) {
      const wanted = (await expected(ZERO, own)).filter(
        (row) =>
          (!at || row.town === at) &&
          (!state || [state].flat().includes(row.state)) &&
          (!flag || row.flags.includes(flag)) &&
          (!q || row.name.includes(q) || `scc${/\d+$/.exec(row.name)?.[0]}`.includes(q.toLowerCase())),
      );
      const { rows, total } = await walk(who, given);
      expect(total).toBe(wanted.length);
      expect(rows.map((row) => row.id).sort()).toEqual(wanted.map((row) => row.id).sort());
    }
  });

  test('no campaign, no roster; the same of one that there is not', async () => {
    for (const campaign of [undefined, '', 'nowhere', "x' or true --"])
      expect(await page(officer, { campaign })).toMatchObject({ rows: [], total: { n: 0, exact: true } });
  });
});

describe('order', () => {
  test('by town and name, by work left, by open hazards', async () => {
    const { rows } = await walk(officer, {});
    expect(rows.map((row) => row.town)).toEqual(rows.map((row) => row.town).sort());
    const work = (await walk(officer, { sort: 'state' })).rows.map((row) => statesByWork.indexOf(row.state));
    expect(work).toEqual([...work].sort());
    const open = (await walk(officer, { sort: '-open' })).rows.map((row) => row.open);
    expect(open).toEqual([...open].sort((a, b) => b - a));
    expect((await walk(officer, { sort: 'name' }, '50')).rows).toHaveLength(rows.length);
  });

  test('a place in the list of another order is refused or found, never an error', async () => {
    const first = await page(officer, { limit: '5' });
    expect(await page(officer, { sort: '-open', after: first.next })).toMatchObject({ refused: { code: 'INVALID' } });
    expect(await page(officer, { after: 'nonsense' })).toMatchObject({ refused: { code: 'INVALID' } });
  });
});

describe('who sees what', () => {
  test('a town sees its own, whichever wall is left, and no more is counted than shown', async () => {
    for (const given of [{}, { town: XIACUN }, { state: 'failing' }, { q: '生成' }]) {
      const both = await page(town, { ...given, limit: '200' });
      expect(both.rows.every((row) => row.town === NANCUN)).toBe(true);
      expect(both.total).toEqual({ n: both.rows.length, exact: true });
      const alone = await page(
        town,
        { ...given, limit: '200' },
        { ...c.runner, walls: { app: true, database: false } },
      );
      expect(JSON.stringify(alone)).toBe(JSON.stringify(both));
      const database = await page(
        town,
        { ...given, limit: '200' },
        { ...c.runner, walls: { app: false, database: true } },
      );
      expect(database.rows.every((row) => row.town === NANCUN)).toBe(true);
      expect(database.total.n).toBe(database.rows.length);
    }
  });

  test('the roles that read the board read it, and only those who may check are told so', async () => {
    for (const role of ['principal', 'safety-manager', 'worker', 'expert', 'agency'])
      expect(await page(c.people[role] as Actor, {}), role).toMatchObject({ refused: { code: 'NOT_YOURS' } });
    for (const role of ['county-officer', 'town-lead', 'town-officer'])
      expect((await page(c.people[role] as Actor, {})).rows[0]?.can, role).toEqual(['programme.check-item']);
    for (const role of ['legal-reviewer', 'auditor'])
      expect((await page(c.people[role] as Actor, {})).rows[0]?.can, role).toEqual([]);
  });

  test('an export holds what the filters find', async () => {
    const ledger = c.modules.ledgers.find((one) => one.shape.name === 'programme.roster')!;
    for (const who of [officer, town]) {
      const { total } = await walk(who, { state: 'unchecked' });
      const file = await exportLedger(c.runner, ledger, who, { campaign: ZERO, state: 'unchecked' });
      if (isRefused(file)) throw new Error(file.refused.message);
      expect(file.rows).toBe(total);
      let bytes = 0;
      for await (const part of file.stream) bytes += (part as Buffer).length;
      expect(bytes).toBeGreaterThan(1000);
    }
  });
});

test('the head kept from one reading to the next is what somebody reads who keeps nothing, after every act', async () => {
  const item = items.find((one) => one.area === 'smelting')!.id;
  const check = (result: string) =>
    c.act<{ hazard: string }>(officer, 'programme.check-item', {
      campaign: ZERO,
      enterprise: c.firms.home,
      item,
      result,
    });
  const boss = c.people['county-admin'] as Actor;
  let failed = '';
  const acts: (() => Promise<unknown>)[] = [
    () => check('pass'),
    async () => {
      failed = (await check('fail')).hazard;
    },
    () => c.act(officer, 'hazards.dismiss', { id: failed, reason: '属误报，不构成隐患' }),
    () => check('fail'),
    () => c.act(boss, 'registry.change-enterprise', { id: c.firms.neighbour, flags: ['gas'] }),
    () => c.act(boss, 'registry.change-enterprise', { id: c.firms.home, town: XIACUN }),
  ];
  const heads: string[] = [];
  for (const act of acts) {
    await act();
    for (const before of [async () => {}, () => foldTallies(c.db.pools.app, COUNTY)]) {
      await before();
      for (const who of [officer, town]) {
        const pool = makePool(c.db.app, { max: 1 });
        try {
          const ask = (r: Runner) => c.ask(who, 'programme.campaign', { id: ZERO }, r);
          const fresh = await ask({ ...c.runner, pool });
          expect(await ask(c.runner)).toEqual(fresh);
          expect(await ask(c.runner)).toEqual(fresh);
          if (who === officer) heads.push(JSON.stringify(fresh));
        } finally {
          await pool.end();
        }
      }
      expect((await page(officer, { state: 'failing' })).total.n).toBe(
        (await expected(ZERO)).filter((row) => row.state === 'failing').length,
      );
    }
  }
  // Each act moved something, and folding nothing.
  expect(heads.filter((head, n) => head !== heads[n - 1])).toHaveLength(acts.length);
}, 180_000);
