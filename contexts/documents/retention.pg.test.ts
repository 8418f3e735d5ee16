/** Retention: what is due is listed and why; what goes leaves its entry, hash and rule; what is open, not known or not yet due never goes. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Day, isRefused, mintId } from '#kernel';
import { reading, replay, seal, systemActor, transaction, verifyJournal } from '#kernel/server';
import { usesOf } from './attach.ts';
import { damagedFiles } from './damage.ts';
import { setEvidenceHolders, setKeeping } from './holders.ts';
import { inspectAll } from './inspect.ts';
import { originalPath } from './places.ts';
import { integrityQuery } from './queries.ts';
import { planRetention, retentionRound, retireDue, setRetention } from './retention.ts';
import { type Archive, county, drawing, openArchive } from './testing.ts';

let a: Archive;
let worker: string;
/** When each record of the test ended; one that is not here is not known. */
const ended = new Map<string, Day | null>();
const [closed, open, other, unknown, shared, sharedOpen] = Array.from({ length: 6 }, () => mintId());
const hashes: Record<string, string> = {};
const bytesOf: Record<string, Buffer> = {};

const rules = (checked: 'verified' | 'unverified', years = 3) => {
  setKeeping(() => ({
    id: 'test-2022',
    basis: '县局档案办法',
    checked,
    rules: [{ id: 'keep-case', subject: 'case', grade: null, years, title: '测试事项的照片' }],
  }));
};

beforeAll(async () => {
  rules('verified');
  setEvidenceHolders([
    {
      kind: 'case',
      ends: async (_reads, ids) =>
        ids.flatMap((id) => (ended.has(id) ? [{ id, grade: null, endedOn: ended.get(id)! }] : [])),
    },
  ]);
  a = await openArchive();
  worker = await a.enter('worker');
  const brought = async (name: string, seed: number) => {
    bytesOf[name] = await drawing(seed).jpeg().toBuffer();
    hashes[name] = (await a.put(worker, bytesOf[name], { name: encodeURIComponent(`${name}.jpg`) })).sha256;
  };
  for (const [i, name] of ['closed', 'plain', 'open', 'other', 'unknown', 'shared', 'unused'].entries())
    await brought(name, 700 + i);
  const attach = (id: string, photos: unknown[]) => a.attach(worker, { id, photos });
  await attach(closed!, [{ sha256: hashes.closed, original: hashes.plain }]);
  await attach(open!, [{ sha256: hashes.open }]);
  await attach(other!, [{ sha256: hashes.other }]);
  await attach(unknown!, [{ sha256: hashes.unknown }]);
  await attach(shared!, [{ sha256: hashes.shared }]);
  await attach(sharedOpen!, [{ sha256: hashes.shared }]);
  ended.set(closed!, '2019-05-31' as Day);
  ended.set(open!, null);
  ended.set(other!, '2019-06-01' as Day);
  ended.set(shared!, '2010-01-01' as Day);
  ended.set(sharedOpen!, null);
});
afterAll(async () => {
  setEvidenceHolders([]);
  setKeeping(() => null);
  await a.close();
});
afterEach(() => setRetention(false));

const working = () => ({ runner: a.runner, county, dataFolder: a.dataFolder, beside: [county] });
const onDisk = async () =>
  (await readdir(join(a.dataFolder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
const shown = async (id: string) =>
  (await reading(a.runner, systemActor(county), (_, reads) => usesOf(reads, 'case', id))).map((one) => one.damage);

test('a dry run lists what would go and by which rule, and why the rest stays; nothing is touched', async () => {
  const files = await onDisk();
  // Today is 2022-06-01: closed on 2019-05-31, three years are full on 2022-05-31.
  const plan = await planRetention(working());
  expect(plan.due.map((one) => [one.name, one.rule, one.endedOn, one.dueOn, one.uses]).sort()).toEqual([
    ['closed.jpg', 'keep-case', '2019-05-31', '2022-05-31', [{ subjectKind: 'case', subjectId: closed }]],
    ['plain.jpg', 'keep-case', '2019-05-31', '2022-05-31', [{ subjectKind: 'case', subjectId: closed }]],
  ]);
  expect(plan).toMatchObject({ today: '2022-06-01', files: 6, kept: { open: 2, unknown: 1, 'not-yet': 1 } });
  expect(plan.dueBytes).toBe(bytesOf.closed!.length + bytesOf.plain!.length);
  expect(await onDisk()).toEqual(files);
});

test('rules that are not verified let nothing go', async () => {
  rules('unverified');
  expect(await retireDue(working())).toMatchObject({ due: [], kept: { unverified: 2 } });
  rules('verified');
});

test('what is due goes: bytes and copies; its row, hash, rule and entry stay, and wherever it is shown it says so', async () => {
  await a.get(worker, hashes.closed!, 'thumb');
  const done = await retireDue(working());
  expect(done.due.map((one) => one.name).sort()).toEqual(['closed.jpg', 'plain.jpg']);
  expect((await onDisk()).filter((name) => name.startsWith(hashes.closed!) || name.startsWith(hashes.plain!))).toEqual(
    [],
  );
  for (const size of ['original', 'thumb']) {
    const reply = await a.get(worker, hashes.closed!, size);
    expect([reply.status, JSON.parse(reply.bytes.toString()).refused.message]).toEqual([
      410,
      '原件已按保管期限销毁，只留有摘要和销毁记录',
    ]);
  }
  expect([await shown(closed!), await shown(open!), await shown(shared!)]).toEqual([['retired'], [null], [null]]);
  const kept = await transaction(a.db.pools.app, systemActor(county), 'read', (client) =>
    client.query(
      `select sha256, rule, rule_set, basis, due_on::text, name from documents.retired where county = $1 order by name`,
      [county],
    ),
  );
  expect(kept.rows).toEqual(
    ['closed', 'plain'].map((name) => ({
      sha256: hashes[name],
      rule: 'keep-case',
      rule_set: 'test-2022',
      basis: '县局档案办法',
      due_on: '2022-05-31',
      name: `${name}.jpg`,
    })),
  );
  while ((await seal(a.runner.pool, county, a.runner.clock())) > 0);
  expect(await verifyJournal(a.runner.pool, county, { published: [] })).toMatchObject({ ok: true });
  const entries = await transaction(a.db.pools.app, systemActor(county), 'read', (client) =>
    client.query(`select command from kernel.entry where county = $1 and command = 'documents.retire'`, [county]),
  );
  expect(entries.rows).toHaveLength(2);
  const retired = a.runner.modules.subjects.find((one) => one.kind === 'retired-file')!;
  expect(await replay(a.runner.pool, county, retired)).toMatchObject({ checked: 2, wrong: [] });
});

test('it is not called damaged: not by the pass over all, not on the page, not in the list', async () => {
  expect((await inspectAll(working())).damaged).toBe(0);
  const page = await reading(a.runner, systemActor(county), (_, reads) => integrityQuery.read(reads, {}));
  if (isRefused(page)) throw new Error(page.refused.message);
  expect(page).toMatchObject({ damaged: 0, rows: [], retired: { files: 2 } });
  expect(await reading(a.runner, systemActor(county), (_, reads) => damagedFiles(reads, 10))).toEqual([]);
  expect(await retireDue(working()), 'nothing goes twice').toMatchObject({ due: [], files: 4 });
});

test('what is gone cannot become evidence again, unless it is brought again', async () => {
  const attached = await a.attach(worker, { id: mintId(), photos: [{ sha256: hashes.closed }] });
  expect([attached.status, attached.body.refused.code]).toEqual([422, 'INVALID']);
  await a.put(worker, bytesOf.closed!);
  const id = mintId();
  expect((await a.attach(worker, { id, photos: [{ sha256: hashes.closed }] })).status).toBe(200);
  expect((await a.get(worker, hashes.closed!, 'original')).bytes.equals(bytesOf.closed!)).toBe(true);
  expect(await shown(closed!)).toEqual([null]);
  // It is evidence of something that is not known to have ended now.
  expect((await planRetention(working())).due).toEqual([]);
});

test('a run that was killed after the entry and before the bytes is finished by the next', async () => {
  ended.set(other!, '2019-05-01' as Day);
  const path = originalPath(a.dataFolder, hashes.other!);
  await retireDue(working());
  // As it would have been left: marked, not cleared, the bytes still there.
  await writeFile(path, bytesOf.other!);
  await transaction(a.db.pools.app, systemActor(county), 'write', (client) =>
    client.query('update documents.damage set cleared_at = null where county = $1 and sha256 = $2', [
      county,
      hashes.other,
    ]),
  );
  await retireDue(working());
  expect((await onDisk()).filter((name) => name.startsWith(hashes.other!))).toEqual([]);
});

test('by itself only where it is switched on, and once a day', async () => {
  ended.set(open!, '2019-05-01' as Day);
  expect(await retentionRound(working())).toBe(0);
  setRetention(true);
  expect(await retentionRound(working())).toBe(1);
  ended.set(sharedOpen!, '2010-01-01' as Day);
  expect(await retentionRound(working()), 'not again today').toBe(0);
  a.later(86_400_000);
  expect(await retentionRound(working())).toBe(1);
});
