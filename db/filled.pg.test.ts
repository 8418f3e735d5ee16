/** An old database with rows in it is brought up to today: what stood in the old columns stands in the new tables, nothing is lost. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from './connection.ts';
import { migrateOldLine } from './fixtures/old-line.ts';
import { migrate } from './migrate.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

const COUNTY = '140525';
const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [FIRM, MENDER, CHECKER, EXPERT] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const day = (n: number) => `2022-03-${String(n).padStart(2, '0')}T08:00:00Z`;

let db: TestDatabase;
let folder: string;

/** One hazard as it was kept then; what is not said stood empty. */
async function hazard(client: pg.ClientBase, n: number, more: Record<string, unknown>) {
  const row: Record<string, unknown> = {
    county: COUNTY,
    id: uuid(100 + n),
    number: `YH220301-${String(n)}`,
    enterprise: FIRM,
    enterprise_name: '甲甲测试铸造厂',
    town: '140525101',
    sector: 'metallurgy',
    loop: 'common',
    origin: 'inspection',
    description: '铁水包耳轴磨损超标未更换',
    place: '铸造车间',
    found_on: '2022-03-01',
    found_at: day(1),
    found_by_name: '钱六',
    due_on: '2022-04-30',
    measure: '更换耳轴',
    person: '王五',
    assigned_at: day(2),
    ...more,
  };
  const keys = Object.keys(row);
  await client.query(
    `insert into hazards.hazard (${keys.join()}) values (${keys.map((_, i) => `$${String(i + 1)}`).join()})`,
    Object.values(row),
  );
  await client.query(
    "insert into hazards.word (county, hazard, town, enterprise, haystack, grams) values ($1, $2, '140525101', $3, 'x', '{}')",
    [COUNTY, row.id, FIRM],
  );
}

const rectified = { rectified_by: MENDER, rectified_at: day(5), rectified_note: '已更换' };
const verified = { verified_by: CHECKER, verified_at: day(6), verified_note: '现场看过' };
const closed = { state: 'closed', closed_on: '2022-03-07', closed_at: day(7), close_reason: 'rectified' };

async function photo(client: pg.ClientBase, n: number, subject: number, purpose: string, at: string) {
  const sha = String(n).repeat(64).slice(0, 64);
  await client.query(
    "insert into documents.file (county, sha256, bytes, kind, width, height, name, account, at) values ($1, $2, 9, 'image/jpeg', 8, 6, 'a.jpg', $3, $4)",
    [COUNTY, sha, MENDER, at],
  );
  await client.query(
    `insert into documents.use (county, id, sha256, subject_kind, subject_id, purpose, town, enterprise, at)
     values ($1, $2, $3, 'hazard', $4, $5, '140525101', $6, $7)`,
    [COUNTY, uuid(200 + n), sha, uuid(100 + subject), purpose, FIRM, at],
  );
}

async function fill(client: pg.ClientBase) {
  await client.query("insert into registry.town (county, code, name, ordinal) values ($1, '140525101', '南村镇', 1)", [
    COUNTY,
  ]);
  await client.query(
    `insert into registry.enterprise (county, id, uscc, name, initials, town, sector, scale, staff_count, created_at)
     values ($1, $2, '91140525MA0K000001', '甲甲测试铸造厂', 'jjcszzc', '140525101', 'metallurgy', 'small', 20, $3)`,
    [COUNTY, FIRM, day(1)],
  );
  await client.query(
    `insert into access.account (county, id, account, name, role, created_at) values ($1, $2, 'officer', '钱六', 'county-officer', $3)`,
    [COUNTY, CHECKER, day(1)],
  );
  await client.query(
    `insert into access.session (county, id, token_hash, account, room, started_at, seen_at, ends_at)
     values ($1, $2, 'hash', $3, 'field', $4, $4, '2022-04-01T08:00:00Z')`,
    [COUNTY, uuid(5), CHECKER, day(2)],
  );
  const asked = { analysis: 'given', analysis_expert: EXPERT, analysis_question: '能用吗', analysis_text: '停用' };
  await hazard(client, 1, { ...rectified, ...asked, state: 'rectified', judged_at: day(2) });
  await hazard(client, 2, { ...rectified, ...verified, ...closed });
  await hazard(client, 3, { ...rectified, state: 'assigned', returns: 1 });
  // Verified, given back, rectified again: the check is of the time before.
  await hazard(client, 4, { ...rectified, ...verified, rectified_at: day(9), state: 'rectified', returns: 1 });
  await hazard(client, 5, { ...rectified, loop: 'common', origin: 'self-check', state: 'found' });
  const wait = { extension_until: '2022-05-30', extension_reason: '备件采购' };
  await hazard(client, 6, { ...wait, state: 'assigned' });
  await hazard(client, 7, { state: 'assigned', extensions: 1, extension_reason: '停产检修' });
  const sent = { transferred_to: '市场监管局', transferred_at: day(3), transfer_reason: '特种设备' };
  await hazard(client, 8, { ...sent, state: 'transferred' });
  const answered = { transfer_reply: '已处理', ...closed, close_reason: 'transferred' };
  await hazard(client, 9, { ...sent, ...answered });
  const looked = { looked_back_on: '2022-04-01', look_back_result: 'fail' };
  await hazard(client, 10, { ...rectified, ...verified, ...closed, ...looked });
  await photo(client, 1, 2, 'before', day(1));
  await photo(client, 2, 2, 'after', day(5));
  await photo(client, 3, 2, 'check', day(6));
  await photo(client, 4, 1, 'after', day(5));
  await client.query(
    `insert into kernel.tally_delta (county, name, town, key, day, n) values
       ($1, 'hazards.state', '140525101', '["found","unjudged"]', default, 3), ($1, 'hazards.state', '140525101', '["closed","general"]', default, 1),
       ($1, 'hazards.due', '140525101', '["general"]', '2022-04-30', 2), ($1, 'hazards.state', '140525102', '["found","unjudged"]', default, 4)`,
    [COUNTY],
  );
}

beforeAll(async () => {
  db = await testDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'zean-old-'));
  await migrateOldLine(db, folder);
  await withClient(db.admin, fill);
  await migrate(db.owner);
}, 120_000);
afterAll(async () => {
  await db?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Rows as the superuser sees them, hazards by their short number. */
const rows = (sql: string) => withClient(db.admin, async (client) => (await client.query(sql)).rows);
const ofHazard = (table: string, columns: string) =>
  rows(
    `select right(h.number, -9)::int as n, ${columns} from hazards.${table} x join hazards.hazard h on h.county = x.county and h.id = x.hazard
     where x.moved and x.town = h.town and x.enterprise = h.enterprise order by n${table === 'rectification' ? ', x.rectified_at nulls first' : ''}`,
  );

test('会诊, 延期, 移送, 回头看 of the old columns are rows of their own', async () => {
  expect(await ofHazard('consultation', 'expert, question, answer, asked_at = x.answered_at as same')).toEqual([
    { n: 1, expert: EXPERT, question: '能用吗', answer: '停用', same: true },
  ]);
  expect(await ofHazard('extension', 'until::text, reason, verdict, x.due_on::text')).toEqual([
    { n: 6, until: '2022-05-30', reason: '备件采购', verdict: null, due_on: '2022-04-30' },
    { n: 7, until: '2022-04-30', reason: '停产检修', verdict: 'granted', due_on: null },
  ]);
  expect(await ofHazard('transfer', 'department, reason, outcome, reply')).toEqual([
    { n: 8, department: '市场监管局', reason: '特种设备', outcome: null, reply: null },
    { n: 9, department: '市场监管局', reason: '特种设备', outcome: 'concluded', reply: '已处理' },
  ]);
  expect(await ofHazard('look_back', 'looked_on::text, result')).toEqual([
    { n: 10, looked_on: '2022-04-01', result: 'fail' },
  ]);
});

test('整改与复查 of the old columns are rounds, each with what became of it and its photos', async () => {
  const done = { person: '王五', note: '已更换', by: MENDER };
  const none = { person: null, note: null, by: null };
  const checked = { checker: CHECKER, check: '现场看过' };
  const unchecked = { checker: null, check: null };
  expect(
    await ofHazard(
      'rectification',
      'x.person, x.note, x.rectified_by as by, x.verified_by as checker, x.verified_note as check, outcome',
    ),
  ).toEqual([
    { n: 1, ...done, ...unchecked, outcome: null },
    { n: 2, ...done, ...checked, outcome: 'passed' },
    { n: 3, ...done, ...unchecked, outcome: 'returned' },
    { n: 4, ...none, ...checked, outcome: 'returned' },
    { n: 4, ...done, ...unchecked, outcome: null },
    { n: 5, ...done, ...unchecked, outcome: 'taken-over' },
    { n: 10, ...done, ...checked, outcome: 'passed' },
  ]);
  expect(await rows('select expert from hazards.rectification where expert is not null')).toEqual([{ expert: EXPERT }]);
  expect(
    await rows(
      `select u.purpose, right(h.number, -9)::int as n from documents.use u join hazards.rectification x on x.county = u.county and x.id = u.round
         join hazards.hazard h on h.county = x.county and h.id = x.hazard order by n, u.purpose`,
    ),
  ).toEqual([
    { n: 1, purpose: 'after' },
    { n: 2, purpose: 'after' },
    { n: 2, purpose: 'check' },
  ]);
  // The expert asked sees the evidence; what was known of the file stands in its use.
  expect(await rows("select seen_by, name, width from documents.use where seen_by <> '{}'")).toEqual([
    { seen_by: [EXPERT], name: 'a.jpg', width: 8 },
  ]);
});

test('the hazard keeps what the walls look at, and its search row the day found', async () => {
  expect(
    await rows(
      'select count(*)::int as n, count(rectified_by)::int as by, count(look_back_result)::int as looked from hazards.hazard',
    ),
  ).toEqual([{ n: 10, by: 6, looked: 1 }]);
  expect(
    await rows(
      'select count(*)::int as n from hazards.word w join hazards.hazard h on h.id = w.hazard and h.found_at = w.found_at',
    ),
  ).toEqual([{ n: 10 }]);
});

test('a session under way goes on, in the application it was begun in', async () => {
  expect(await rows('select app, token_hash, ended_at from access.session')).toEqual([
    { app: 'field', token_hash: 'hash', ended_at: null },
  ]);
});

test('deltas of the old form wait as one row per place and fold to the same figures', async () => {
  expect(
    await rows(
      `select town, sum((d ->> 2)::int)::int as n, count(distinct t.name)::int as names, count(distinct x.ctid)::int as rows
       from kernel.tally_delta x cross join lateral jsonb_each(x.deltas) t(name, list) cross join lateral jsonb_array_elements(t.list) d
       group by town order by town`,
    ),
  ).toEqual([
    { town: '140525101', n: 6, names: 2, rows: 1 },
    { town: '140525102', n: 4, names: 1, rows: 1 },
  ]);
  expect(
    await rows(
      "select d ->> 0 as key, d ->> 1 as day, (d ->> 2)::int as n from kernel.tally_delta x cross join lateral jsonb_array_elements(x.deltas -> 'hazards.due') d",
    ),
  ).toEqual([{ key: '["general"]', day: '2022-04-30', n: 2 }]);
});
