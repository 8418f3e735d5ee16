/** Backups by the clock: made when due, tried by restoring them, rotated; a failure is told and pushes nothing out. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedDatabase, migrate, prepareDatabase, startEmbedded, withClient } from '#db';
import { backupName, backupRound, lastBackup, tooOld } from './backups.ts';

let root: string;
let source: EmbeddedDatabase;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'zean-daily-'));
  source = await startEmbedded({ dataFolder: join(root, 'data'), log: () => {} });
  const doors = await prepareDatabase({ embedded: source });
  await migrate(doors.owner, {});
  await withClient(doors.owner, (client) =>
    client.query(`begin; set local app.county='140525'; set local app.scope='county';
      insert into kernel.entry (county, id, at, actor_name, role, command, sentence, given)
        select '140525', gen_random_uuid(), now(), '系统', 'system', 'test.act', '试', '{}'::jsonb from generate_series(1, 7); commit`),
  );
  folder = join(root, 'data', 'backups');
}, 180_000);
afterAll(async () => {
  await source?.stop();
  await rm(root, { recursive: true, force: true });
});

const archives = async () => (await readdir(folder)).filter((name) => name.endsWith('.tar.gz')).sort();

test('one a day, each restored and opened; the newest two stay, and what somebody else put there', async () => {
  await expect(lastBackup(folder)).resolves.toBeNull();
  const round = (at: string) => backupRound(source, { folder, keep: 2 }, () => at);
  const first = await round('2022-05-16T01:00:00.000Z');
  expect(first).toMatchObject({ fault: null, tried: { entries: 7 }, begunAt: '2022-05-16T01:00:00.000Z' });
  expect(first!.bytes).toBeGreaterThan(1000);
  expect(await lastBackup(folder)).toEqual(first);
  expect(await readdir(folder), 'nothing of the trial is left').toEqual(['last.json', 'zean-20220516T010000Z.tar.gz']);
  expect(await round('2022-05-17T00:59:59.000Z'), 'not due').toBeNull();
  await writeFile(join(folder, 'mine.tar.gz'), 'kept by hand');
  await round('2022-05-17T01:00:00.000Z');
  await round('2022-05-18T02:00:00.000Z');
  expect(await archives()).toEqual(['mine.tar.gz', 'zean-20220517T010000Z.tar.gz', 'zean-20220518T020000Z.tar.gz']);
}, 180_000);

test('what goes wrong is told, pushes nothing out, and is tried again after an hour, not at once', async () => {
  const before = await archives();
  // A file of that name is there already.
  const at = '2022-05-20T02:00:00.000Z';
  await writeFile(join(folder, backupName(at)), 'somebody else');
  const round = (now: string) => backupRound(source, { folder, keep: 1 }, () => now);
  await expect(round(at)).rejects.toThrow(/定时备份 .*没有成功：备份文件 .* 已存在/);
  expect(await lastBackup(folder)).toMatchObject({ tried: null, fault: expect.stringContaining('已存在') });
  await expect(round('2022-05-20T02:59:00.000Z')).rejects.toThrow('已存在');
  expect(await archives()).toEqual([...before, backupName(at)].sort());
  expect(await round('2022-05-20T03:00:00.000Z')).toMatchObject({ fault: null, tried: { entries: 7 } });
  expect(await archives()).toEqual(['mine.tar.gz', 'zean-20220520T030000Z.tar.gz']);
}, 180_000);

test('names sort as instants do; only ours are ever removed', () => {
  expect(backupName('2022-05-16T01:02:03.456Z')).toBe('zean-20220516T010203Z.tar.gz');
  const names = ['zean-20220516T010000Z.tar.gz', 'x.tar.gz', 'zean-20220517T010000Z.tar.gz', 'last.json'];
  expect(tooOld(names, 1)).toEqual(['zean-20220516T010000Z.tar.gz']);
  expect(tooOld(names, 2)).toEqual([]);
  expect(tooOld(names, 5)).toEqual([]);
});
