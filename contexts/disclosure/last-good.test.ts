import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastGood } from './last-good.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zean-open-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const AT = '2022-06-01T01:00:00Z';
const of = <T>(read: () => Promise<T>) => lastGood(join(folder, 'open', 'pages.json'), read, () => AT);
const away = () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));

test('fresh while the database answers; what it said last when it is away, also for a server started anew', async () => {
  let says = 'first';
  const pages = of(async () => ({ says }));
  expect(await pages.get()).toEqual({ value: { says: 'first' }, at: AT, stale: false });
  says = 'second';
  await pages.refresh();
  expect(await of(away).get()).toEqual({ value: { says: 'second' }, at: AT, stale: true });
  await expect(of(away).refresh(), 'a job hears that it failed').rejects.toThrow('ECONNREFUSED');
});

test('nothing was ever read, or the file is torn: nothing, never half of it', async () => {
  expect(await of(away).get()).toBe(null);
  await of(async () => ['whole']).refresh();
  const path = join(folder, 'open', 'pages.json');
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, 20));
  expect(await of(away).get()).toBe(null);
});

test('a database that hangs is asked once, however many read', async () => {
  await of(async () => 'kept').refresh();
  let asked = 0;
  const pages = of(() => {
    asked += 1;
    return new Promise<string>(() => {});
  });
  const all = await Promise.all(Array.from({ length: 30 }, () => pages.get()));
  expect(all.every((one) => one?.value === 'kept' && one.stale)).toBe(true);
  expect(await pages.get(), 'and nobody waits for it a second time').toMatchObject({ value: 'kept', stale: true });
  expect(asked).toBe(1);
});
