/** Evidence in S3-compatible storage: kept, shown, inspected and swept as on disk; a storage that is away or refuses says which, and nothing is half saved. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { mintId } from '#kernel';
import { rowsOf, systemActor, transaction } from '#kernel/server';
import { inspectAll } from '../inspect.ts';
import { copyPath, incomingFolder, originalInData, originalPath } from '../places.ts';
import { sweepFiles } from '../sweep.ts';
import { type Archive, county, drawing, hashOf, openArchive } from '../testing.ts';
import { bucketOf } from './bucket.ts';
import { evidenceElsewhere, originalsOf, setEvidenceBucket } from './index.ts';
import { type BucketSettings, StoreFault } from './store.ts';
import { type TestStorage, testStorage } from './testing.ts';

const DAY = 86_400_000;
let a: Archive;
let s3: TestStorage;
let worker: string;

beforeAll(async () => {
  [a, s3] = await Promise.all([openArchive(), testStorage()]);
  setEvidenceBucket(s3.settings);
  worker = await a.enter('worker');
});
afterAll(async () => {
  setEvidenceBucket(null);
  await Promise.all([a.close(), s3.close()]);
});
afterEach(() => setEvidenceBucket(s3.settings));

const picture = (seed: number) => drawing(seed).jpeg().toBuffer();
const store = () => originalsOf(a.dataFolder);
/** Names of everything below the data folder that is an original, or one on its way. */
const onDisk = async () =>
  (await readdir(join(a.dataFolder, 'files'), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
const rows = (sha256: string) =>
  transaction(a.runner.pool, systemActor(county), 'read', (client) =>
    rowsOf<{ n: number }>(client, {
      sql: `select (select count(*)::int from documents.file where county = $1 and sha256 = $2)
        + (select count(*)::int from documents.upload where county = $1 and sha256 = $2) as n`,
      values: [county, sha256],
    }),
  ).then(([row]) => row!.n);
const settings = (other: Partial<BucketSettings>) => setEvidenceBucket({ ...s3.settings, ...other });
/** Overwrites an object as nobody should: same name, other bytes. */
async function altered(sha256: string, bytes: Buffer): Promise<void> {
  const temporary = join(a.dataFolder, `altered-${sha256.slice(0, 6)}`);
  const other = Buffer.from(bytes);
  other[bytes.length - 100]! ^= 1;
  await writeFile(temporary, other);
  const given = { body: Buffer.from(other), sha256: hashOf(other), type: 'image/jpeg' };
  await bucketOf(s3.settings).ask('PUT', originalInData(sha256), given);
}

describe('as on disk', () => {
  test('an original lies in the bucket under its hash, and nothing of it on the disk of the server', async () => {
    const bytes = await picture(900);
    const kept = await a.put(worker, bytes, { name: encodeURIComponent('煤气柜.jpg') });
    expect([kept.status, kept.body.bytes]).toEqual([200, bytes.length]);
    expect(await onDisk()).toEqual([]);
    expect(await store().length(kept.sha256)).toBe(bytes.length);
    const names = await readdir(join(s3.folder, 'county', dirname(originalInData(kept.sha256))));
    expect(names.some((name) => name.startsWith(kept.sha256))).toBe(true);
    const original = await a.get(worker, kept.sha256, 'original');
    expect(original.bytes.equals(bytes)).toBe(true);
    for (const size of ['thumb', 'view'])
      expect((await a.get(worker, kept.sha256, size)).headers['content-type']).toBe('image/webp');
    expect(await onDisk(), 'what was read left nothing behind').toEqual([]);
    expect(evidenceElsewhere()).toBe(`${s3.settings.endpoint} 的存储桶 evidence`);
  });

  test('bytes that are not those of the digest are not taken, whoever sends them', async () => {
    const given = { body: Buffer.from('other bytes'), sha256: hashOf(Buffer.from('bytes')), type: 'image/jpeg' };
    await expect(bucketOf(s3.settings).ask('PUT', 'files/none-such', given)).rejects.toThrow(
      'XAmzContentSHA256Mismatch',
    );
  });

  test('changed or missing in the bucket: 410, found by the pass over all, believed again when it is brought again', async () => {
    const [one, two] = [await picture(901), await picture(902)];
    const [first, second] = [await a.put(worker, one), await a.put(worker, two)];
    await a.attach(worker, { id: mintId(), photos: [{ sha256: first.sha256 }, { sha256: second.sha256 }] });
    await a.get(worker, first.sha256, 'thumb');
    await altered(first.sha256, one);
    await store().remove(second.sha256);
    expect((await a.get(worker, first.sha256, 'original')).status).toBe(410);
    expect((await a.get(worker, second.sha256, 'thumb')).status).toBe(410);
    const pass = await inspectAll({ runner: a.runner, county, dataFolder: a.dataFolder });
    expect(pass.damaged).toBe(2);
    await a.put(worker, one);
    await a.put(worker, two);
    expect((await inspectAll({ runner: a.runner, county, dataFolder: a.dataFolder })).damaged).toBe(0);
    expect((await a.get(worker, first.sha256, 'original')).bytes.equals(one)).toBe(true);
  });

  test('what lay in the data folder before is still found there', async () => {
    setEvidenceBucket(null);
    const bytes = await picture(903);
    const { sha256 } = await a.put(worker, bytes);
    expect(await onDisk()).toEqual([sha256]);
    setEvidenceBucket(s3.settings);
    expect((await a.get(worker, sha256, 'original')).bytes.equals(bytes)).toBe(true);
    expect((await a.get(worker, sha256, 'thumb')).status).toBe(200);
    await mkdir(dirname(originalPath(a.dataFolder, sha256)), { recursive: true });
    await writeFile(originalPath(a.dataFolder, sha256), 'other');
    expect((await a.get(worker, sha256, 'original')).status).toBe(410);
    await a.put(worker, bytes);
    expect((await a.get(worker, sha256, 'original')).bytes.equals(bytes), 'the bucket is asked first').toBe(true);
  });

  test('an upload nobody used is swept from the bucket; while the storage is away nothing is swept', async () => {
    const { sha256 } = await a.put(worker, await picture(904));
    a.later(8 * DAY);
    worker = await a.enter('worker');
    await s3.stop();
    await expect(sweepFiles(a.runner, county, a.dataFolder)).rejects.toThrow(/连不上对象存储/);
    expect(await rows(sha256)).toBe(2);
    await s3.start();
    expect(await sweepFiles(a.runner, county, a.dataFolder)).toBeGreaterThan(0);
    expect([await rows(sha256), await store().length(sha256)]).toEqual([0, null]);
  });
});

const faults: [string, () => void | Promise<void>, () => void | Promise<void>, string, RegExp][] = [
  [
    'the bucket is not there',
    () => settings({ bucket: 'elsewhere' }),
    () => {},
    'bucket',
    /存储桶不存在：.*“elsewhere”.*ZEAN_S3_BUCKET/,
  ],
  [
    'an unknown key',
    () => settings({ keyId: 'nobody' }),
    () => {},
    'denied',
    /密钥被拒绝.*InvalidAccessKeyId.*ZEAN_S3_KEY_ID/,
  ],
  ['a wrong secret', () => settings({ secret: 'geheim' }), () => {}, 'denied', /密钥被拒绝.*SignatureDoesNotMatch/],
  [
    'a clock an hour slow',
    () => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 }),
    () => void vi.useRealTimers(),
    'clock',
    /本机时钟与对象存储相差过大：请校准/,
  ],
  ['no server', () => s3.stop(), () => s3.start(), 'away', /连不上对象存储：.*ECONNREFUSED/],
];

describe('a storage that is away or refuses: 503 with the reason for an operator, nothing half saved, and the next try works', () => {
  test.each(faults)('%s', async (_what, begin, end, why, message) => {
    const bytes = await picture(910 + faults.findIndex(([, each]) => each === begin));
    const before = await a.put(worker, await picture(920));
    const files = await onDisk();
    await begin();
    try {
      const put = await a.put(worker, bytes);
      expect(put.status).toBe(503);
      expect(put.body.refused).toMatchObject({
        code: 'BUSY',
        message: expect.stringMatching(/^证据存储/),
        retryAfterS: 30,
      });
      expect(JSON.stringify(put.body)).not.toMatch(/S3RVER|geheim|127\.0\.0\.1/);
      expect(await rows(put.sha256)).toBe(0);
      expect(await onDisk()).toEqual(files);
      expect((await a.get(worker, before.sha256, 'original')).status).toBe(503);
      const fault = await store()
        .check()
        .catch((error) => error);
      expect(fault).toBeInstanceOf(StoreFault);
      expect([fault.why, fault.message]).toEqual([why, expect.stringMatching(message)]);
      expect(fault.message).not.toMatch(/geheim|S3RVER/);
      await expect(inspectAll({ runner: a.runner, county, dataFolder: a.dataFolder })).rejects.toBeInstanceOf(
        StoreFault,
      );
    } finally {
      await end();
      setEvidenceBucket(s3.settings);
    }
    const again = await a.put(worker, bytes);
    expect([again.status, await store().length(again.sha256)]).toEqual([200, bytes.length]);
    expect(
      (await inspectAll({ runner: a.runner, county, dataFolder: a.dataFolder })).damaged,
      'no file was called damaged',
    ).toBe(0);
    expect(await readdir(incomingFolder(a.dataFolder))).toEqual([]);
  });

  test('a storage that hangs is given up within seconds', async () => {
    s3.hang();
    const begun = performance.now();
    try {
      await expect(store().check()).rejects.toThrow(/连不上对象存储/);
    } finally {
      s3.goOn();
    }
    expect(performance.now() - begun).toBeLessThan(20_000);
    await store().check();
  });
});

test('a copy in the cache that is not the one made of the original is made anew', async () => {
  const { sha256 } = await a.put(worker, await picture(930));
  const shown = await a.get(worker, sha256, 'thumb');
  const other = await a.put(worker, await picture(931));
  const foreign = await a.get(worker, other.sha256, 'thumb');
  await writeFile(copyPath(a.dataFolder, sha256, 'thumb'), foreign.bytes);
  const again = await a.get(worker, sha256, 'thumb');
  expect([again.status, again.bytes.equals(shown.bytes)]).toEqual([200, true]);
  expect((await readFile(copyPath(a.dataFolder, sha256, 'thumb'))).equals(shown.bytes)).toBe(true);
});
