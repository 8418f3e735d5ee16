/** What grows, counted: database by context, evidence by month, the data folder, the backups in it. */
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTY, START, type TestCounty, testCounty } from '../../test/county.ts';
import { sizeText, usageText } from './cli/usage.ts';
import { configOf } from './config.ts';
import type { OpenPlatform } from './serve.ts';
import { usageOf } from './usage.ts';

let c: TestCounty;
let folder: string;
beforeAll(async () => {
  c = await testCounty();
  folder = await mkdtemp(join(tmpdir(), 'zean-usage-'));
}, 120_000);
afterAll(async () => {
  await c?.close();
  await rm(folder, { recursive: true, force: true });
});

const picture = (grey: number) =>
  sharp({ create: { width: 32 + grey, height: 32, channels: 3, background: { r: grey, g: 9, b: 9 } } })
    .jpeg()
    .toBuffer();

test('contexts, months, folders and backups, each with what it takes', async () => {
  const who = c.people['town-officer']!;
  const [first, second, third] = [await picture(1), await picture(2), await picture(3)];
  await c.upload(who, first);
  await c.upload(who, second);
  // The first minute of April in Beijing, still March by Greenwich.
  c.setClock('2022-03-31T16:00:30.000Z');
  await c.upload(who, third);
  await mkdir(join(folder, 'backups'));
  for (const [name, day] of [
    ['a.tar.gz', '2022-03-01'],
    ['b.tar.gz', '2022-03-02'],
    ['c.tar.gz.partial', '2022-03-03'],
  ] as const) {
    await writeFile(join(folder, 'backups', name), 'x'.repeat(1000));
    await utimes(join(folder, 'backups', name), new Date(day), new Date(day));
  }
  await mkdir(join(folder, 'files', 'ab'), { recursive: true });
  await writeFile(join(folder, 'files', 'ab', 'one'), 'x'.repeat(5000));
  const platform = {
    runner: c.runner,
    config: configOf({ ZEAN_DATA: folder, ZEAN_COUNTY: COUNTY }),
    database: { owner: c.db.owner },
  } as unknown as OpenPlatform;
  const usage = await usageOf(platform);
  expect(usage.evidence).toEqual([
    {
      county: COUNTY,
      files: 3,
      bytes: first.length + second.length + third.length,
      months: [
        { month: START.slice(0, 7), files: 2, bytes: first.length + second.length },
        { month: '2022-04', files: 1, bytes: third.length },
      ],
    },
  ]);
  expect(usage.folder.bytes).toBe(8000);
  expect(usage.folder.parts).toEqual([
    { name: 'files', bytes: 5000, files: 1 },
    { name: 'backups', bytes: 3000, files: 3 },
  ]);
  expect(usage.backups.map(({ file }) => file)).toEqual([
    join(folder, 'backups', 'b.tar.gz'),
    join(folder, 'backups', 'a.tar.gz'),
  ]);
  const { contexts, bytes } = usage.database;
  expect(contexts.map(({ context }) => context)).toEqual(
    expect.arrayContaining(['kernel', 'access', 'registry', 'documents', 'hazards', 'programme', 'disclosure']),
  );
  expect(contexts.find(({ context }) => context === 'kernel')?.title).toBe('内核');
  expect(contexts.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThan(bytes);
  expect(contexts.every((one) => one.tables.every((table) => table.bytes <= one.bytes))).toBe(true);
  expect(usage.freeBytes).toBeGreaterThan(0);
  const text = usageText(usage);
  expect(text).toMatch(/2022-04\s+1\s/);
  expect(text).toMatch(/备份 2 个，共 2\.0 kB；最近一个 .*b\.tar\.gz/);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [4_500_000, '4.5 MB'],
  [123_000_000_000, '123 GB'],
])('%s bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
