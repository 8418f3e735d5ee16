/** Evidence is believed only while its hash holds: changed, missing and unreadable originals are found, told, never shown, and mended. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#db';
import { isRefused, mintId } from '#kernel';
import { reading, systemActor, transaction } from '#kernel/server';
import { usesOf } from './attach.ts';
import { damagedInArchive } from './in-archive.ts';
import { inspectAll, inspectFiles } from './inspect.ts';
import { originalInData, originalPath } from './places.ts';
import { integrityQuery } from './queries.ts';
import { sweepFiles } from './sweep.ts';
import { type Archive, county, drawing, hashOf, openArchive } from './testing.ts';

const DAY = 86_400_000;
let a: Archive;
let worker: string;
const hazard = mintId();
const pictures: Buffer[] = [];
const hashes: string[] = [];
const pathOf = (n: number) => originalPath(a.dataFolder, hashes[n]!);

beforeAll(async () => {
  a = await openArchive();
  worker = await a.enter('worker');
  for (let n = 0; n < 5; n++) {
    const bytes = await drawing(400 + n)
      .jpeg()
      .toBuffer();
    pictures.push(bytes);
    hashes.push((await a.put(worker, bytes, { name: encodeURIComponent(`照片${n}.jpg`) })).sha256);
  }
  await a.attach(worker, {
    id: hazard,
    photos: [{ sha256: hashes[0] }, { sha256: hashes[1] }, { sha256: hashes[2], original: hashes[3] }],
  });
});
afterAll(() => a.close());

const working = () => ({ runner: a.runner, county, dataFolder: a.dataFolder });
const integrity = async () => {
  const answer = await reading(a.runner, systemActor(county), (_, reads) => integrityQuery.read(reads, {}));
  if (isRefused(answer)) throw new Error(answer.refused.message);
  return answer;
};
const shown = async () =>
  (await reading(a.runner, systemActor(county), (_, reads) => usesOf(reads, 'case', hazard))).map((one) => [
    one.sha256,
    one.damage,
    one.originalDamage,
  ]);
/** One byte of the picture's own data is another; length and first bytes stay. */
const altered = (bytes: Buffer) => {
  const other = Buffer.from(bytes);
  other[bytes.length - 100]! ^= 1;
  return other;
};
/** Rounds of the nightly job until it says the pass is over. */
async function night(): Promise<void> {
  for (let n = 0; n < 200; n++) {
    await inspectFiles(working());
    const { inspections } = await integrity();
    if (inspections[0]?.endedAt) return;
    await new Promise((wait) => setTimeout(wait, 20));
  }
  throw new Error('never ended');
}

test('a byte changed in place, length kept: the original is 410 at once, and the record says so', async () => {
  await writeFile(pathOf(0), altered(pictures[0]!));
  const reply = await a.get(worker, hashes[0]!, 'original');
  expect([reply.status, JSON.parse(reply.bytes.toString())]).toEqual([
    410,
    { refused: { code: 'GONE', message: expect.stringMatching(/原件内容已变.*备份/) } },
  ]);
  expect(await shown()).toEqual([
    [hashes[0], 'changed', null],
    [hashes[1], null, null],
    [hashes[2], null, null],
  ]);
  // What is known to be changed is shown in no size, not even to who says he has it.
  for (const size of ['thumb', 'view', 'original'])
    expect((await a.get(worker, hashes[0]!, size, { 'if-none-match': `"${hashes[0]}-${size}"` })).status, size).toBe(
      410,
    );
});

test('no copy is made of a changed original', async () => {
  const bytes = await drawing(450).jpeg().toBuffer();
  const { sha256 } = await a.put(worker, bytes);
  await writeFile(originalPath(a.dataFolder, sha256), altered(bytes));
  expect((await a.get(worker, sha256, 'thumb')).status).toBe(410);
  await a.put(worker, bytes);
  expect((await a.get(worker, sha256, 'thumb')).status).toBe(200);
});

test('the nightly pass finds what nobody asked for, names it with what it proves, and does not begin twice a night', async () => {
  await a.get(worker, hashes[1]!, 'thumb');
  await rm(pathOf(1));
  await writeFile(pathOf(3), altered(pictures[3]!));
  await night();
  const found = await integrity();
  expect(found).toMatchObject({ files: 6, damaged: 3, inspections: [{ files: 6, damaged: 3 }] });
  expect(found.rows.map((one) => [one.name, one.what, one.uses.map((use) => use.subjectId)]).sort()).toEqual([
    ['照片0.jpg', 'changed', [hazard]],
    ['照片1.jpg', 'missing', [hazard]],
    ['照片3.jpg', 'changed', [hazard]],
  ]);
  expect(await shown()).toEqual([
    [hashes[0], 'changed', null],
    [hashes[1], 'missing', null],
    [hashes[2], null, 'changed'],
  ]);
  expect((await a.get(worker, hashes[1]!, 'thumb')).status, 'its copy is there, its original is not').toBe(410);
  for (let n = 0; n < 3; n++) await inspectFiles(working());
  expect((await integrity()).inspections).toHaveLength(1);
});

test('what came back from the backup, or is brought again, is believed again', async () => {
  await a.put(worker, pictures[0]!);
  await writeFile(pathOf(1), pictures[1]!);
  expect((await a.get(worker, hashes[0]!)).status).toBe(200);
  expect((await a.get(worker, hashes[1]!)).status).toBe(200);
  await writeFile(pathOf(3), pictures[3]!);
  a.later(DAY);
  const runner = { ...a.runner };
  // Another server of the same county: it knows nothing of when the first one rests.
  for (let n = 0; n < 50 && !(await integrity()).inspections[1]?.endedAt; n++)
    await inspectFiles({ ...working(), runner });
  const { damaged, inspections } = await integrity();
  expect([damaged, inspections.map((one) => one.damaged)]).toEqual([0, [0, 3]]);
});

test('a pass that was broken off goes on where it stopped', async () => {
  a.later(DAY);
  const sorted = [...hashes].sort();
  const system = systemActor(county);
  const id = mintId();
  await transaction(a.db.pools.app, system, 'write', (client) =>
    client.query(
      `insert into documents.inspection (county, id, began_at, seen_at, done_to, files, bytes) values ($1, $2, $3, $3, $4, 3, 1000)`,
      [county, id, a.runner.clock(), sorted[2]],
    ),
  );
  const runner = { ...a.runner };
  const read = await inspectFiles({ ...working(), runner });
  const all = await integrity();
  const rest = all.files - all.inspections[0]!.files;
  expect(rest, 'the three before it were not read again').toBeLessThanOrEqual(1);
  expect(all.inspections[0]).toMatchObject({ id, endedAt: expect.any(String), bytes: 1000 + read });
});

test('no more than eight megabytes a second are read beside everybody else', async () => {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(12 * 1024 * 1024, 7)]);
  await a.put(worker, bytes);
  a.later(DAY);
  const begun = performance.now();
  let read = 0;
  const runner = { ...a.runner };
  for (const whole = (await integrity()).files; (await integrity()).inspections[0]!.files < whole; ) {
    read += await inspectFiles({ ...working(), runner });
    await new Promise((wait) => setTimeout(wait, 20));
  }
  // Who read a stretch rests as long as it may take, whatever the hour says.
  a.later(DAY);
  while ((await inspectFiles({ ...working(), runner })) === 0) await new Promise((wait) => setTimeout(wait, 20));
  expect(performance.now() - begun).toBeGreaterThan((read / (8 * 1024 * 1024)) * 1_000);
  expect(read).toBeGreaterThan(bytes.length);
});

test('a file swept while it is looked for leaves no damage behind', async () => {
  const bytes = await drawing(460).jpeg().toBuffer();
  const { sha256 } = await a.put(worker, bytes);
  a.later(8 * DAY);
  await rename(originalPath(a.dataFolder, sha256), `${originalPath(a.dataFolder, sha256)}.away`);
  const [swept] = await Promise.all([sweepFiles(a.runner, county, a.dataFolder), inspectAll(working())]);
  expect(swept).toBeGreaterThan(0);
  expect((await inspectAll(working())).damaged).toBe(0);
  await sweepFiles(a.runner, county, a.dataFolder);
  expect((await integrity()).damaged, 'what nobody used took its damage with it').toBe(0);
});

test('an archive is compared with what the database names', async () => {
  const whole = Object.fromEntries(
    await Promise.all(
      hashes
        .slice(0, 4)
        .map(async (sha256, n) => [originalInData(sha256), { sha256: hashOf(await readFile(pathOf(n))) }]),
    ),
  );
  const asks = { query: (sql: string) => withClient(a.db.admin, (client) => client.query(sql)) };
  expect(await damagedInArchive(asks, whole)).toEqual([]);
  const changed = { ...whole, [originalInData(hashes[0]!)]: { sha256: hashes[1]! } };
  delete changed[originalInData(hashes[2]!)];
  expect((await damagedInArchive(asks, changed)).sort((x, y) => (x.name < y.name ? -1 : 1))).toEqual([
    { sha256: hashes[0], name: '照片0.jpg', what: 'changed' },
    { sha256: hashes[2], name: '照片2.jpg', what: 'missing' },
  ]);
});
