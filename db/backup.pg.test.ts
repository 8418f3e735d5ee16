import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backup, backupElsewhere } from './backup.ts';
import { withClient } from './connection.ts';
import { type EmbeddedDatabase, startEmbedded, useEmbedded } from './embedded/index.ts';
import { restore } from './restore.ts';
import { prepareDatabase } from './roles.ts';
import { fieldKeysOf } from './secrets.ts';
import { readTar } from './tar.ts';

let folder: string;
let source: EmbeddedDatabase;
let archive: string;
const running: EmbeddedDatabase[] = [];
const photo = randomBytes(700_000);
const photoName = createHash('sha256').update(photo).digest('hex');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zean-backup-'));
  await chmod(folder, 0o711);
  archive = join(folder, 'one.tar.gz');
  const dataFolder = join(folder, 'data');
  source = await startEmbedded({ dataFolder, log: () => {} });
  running.push(source);
  await mkdir(join(dataFolder, 'files', photoName.slice(0, 2)), { recursive: true });
  await writeFile(join(dataFolder, 'files', photoName.slice(0, 2), photoName), photo);
  await fieldKeysOf(dataFolder);
  await writeFile(join(dataFolder, 'files', `照片说明-${'长'.repeat(40)}.txt`), '整改前');
});

afterAll(async () => {
  for (const one of running) await one.stop();
  await rm(folder, { recursive: true, force: true });
});

async function startAt(dataFolder: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataFolder, log: () => {} });
  running.push(database);
  return database;
}

describe('backup and restore', () => {
  test('a backup under load restores every row there was before it, the files, and opens by itself', async () => {
    const doors = await prepareDatabase({ embedded: source });
    const written = await withClient(doors.owner, async (client) => {
      await client.query('create table hazard (id int primary key, text text not null)');
      await client.query(
        "insert into hazard select n, '隐患 ' || n || repeat(' 皮带机防护罩缺失', 20) from generate_series(1, 5000) n",
      );
      let n = 5000;
      let on = true;
      const writer = (async () => {
        while (on) {
          await client.query("insert into hazard values ($1, '备份期间')", [++n]);
          if (n % 50 === 0) await client.query(`create table during_${n} as select ${n} as n`);
        }
      })();
      const seen: number[] = [];
      const made = await backup(source, archive, (progress) => seen.push(progress.bytes / progress.total), [
        '0badc0de',
      ]);
      on = false;
      await writer;
      expect(made.bytes).toBeGreaterThan(1_000_000);
      expect(seen.at(-1)).toBeLessThanOrEqual(1);
      expect(seen.length).toBeGreaterThan(100);
      return n;
    });
    expect(written).toBeGreaterThan(5000);

    const there = join(folder, 'restored');
    const manifest = await restore(archive, there);
    expect(manifest.postgres).toBe(source.version);
    expect(manifest.keys).toEqual(['0badc0de']);
    expect(await readdir(there), 'the keys are carried apart').not.toContain('field-keys');
    expect(await readFile(join(there, 'files', photoName.slice(0, 2), photoName))).toEqual(photo);
    expect(await readdir(join(there, 'files'))).toContain(`照片说明-${'长'.repeat(40)}.txt`);
    const restored = await startAt(there);
    const owner = (await prepareDatabase({ embedded: restored })).owner;
    await withClient(owner, async (client) => {
      const rows = await client.query(
        `select count(*)::int as n, max(id) as most, count(*) filter (where id <= 5000)::int as before,
           count(*) filter (where text like '%皮带机%')::int as whole from hazard`,
      );
      const { n, most, before, whole } = rows.rows[0];
      expect([before, whole]).toEqual([5000, 5000]);
      expect(n).toBe(most);
      expect(n).toBeLessThanOrEqual(written);
      // Tables made while the copy ran are there as far as their moment lies before its end.
      const during = await client.query<{ name: string }>(
        "select relname::text as name from pg_class where relname like 'during_%' and relkind = 'r'",
      );
      for (const { name } of during.rows)
        expect((await client.query(`select n from ${name}`)).rows).toEqual([{ n: Number(name.slice(7)) }]);
      expect(during.rows.length).toBe(Math.floor(n / 50) - 100);
      // The index answers the same as the table, and the server goes on writing.
      await client.query('set enable_seqscan = off');
      expect((await client.query('select text from hazard where id = 4321')).rows[0].text).toContain('隐患 4321');
      await client.query("insert into hazard values (1000000, '恢复之后')");
    });
    expect(await readdir(there)).not.toContain('.restoring');
  });

  test('any tar opens the archive', async () => {
    const listed = spawnSync('tar', ['-tzf', archive], { encoding: 'utf8' });
    expect(listed.status, listed.stderr).toBe(0);
    const names = listed.stdout.split('\n');
    expect(names).toContain('postgres/global/pg_control');
    expect(names).toContain('manifest.json');
    expect(names.some((name) => name.startsWith('postgres/pg_wal/0000'))).toBe(true);
    expect(names).toContain('data/secrets.json');
    expect(names.some((name) => /postmaster\.pid|zean\.lock|field-keys/.test(name))).toBe(false);
  });

  test('a backup runs beside the program that has the folder', async () => {
    const beside = await useEmbedded({ dataFolder: source.dataFolder, log: () => {} });
    expect(beside.pid).toBe(source.pid);
    await backup(beside, join(folder, 'beside.tar.gz'));
    await beside.stop();
    expect((await withClient(source.connection, (client) => client.query('select 1 as one'))).rows).toEqual([
      { one: 1 },
    ]);
  });

  test('it never writes over a file, and only into an empty folder', async () => {
    await expect(backup(source, archive)).rejects.toMatchObject({ code: 'BACKUP_EXISTS' });
    await expect(backup(source, join(folder, 'none', 'x.tar.gz'))).rejects.toMatchObject({
      code: 'BACKUP_NOT_WRITABLE',
    });
    await expect(restore(archive, source.dataFolder)).rejects.toMatchObject({ code: 'RESTORE_NOT_EMPTY' });
    await expect(restore(join(folder, 'no.tar.gz'), join(folder, 'x'))).rejects.toMatchObject({
      code: 'BACKUP_MISSING',
    });
    expect(backupElsewhere().message).toContain('DATABASE_URL');
  });

  test('a damaged file is named and nothing is left behind', async () => {
    const there = join(folder, 'damaged');
    const plain = gunzipSync(await readFile(archive));
    const at = plain.indexOf(photo.subarray(0, 4096)) + 2048;
    expect(at).toBeGreaterThan(2048);
    const bent = Buffer.from(plain);
    bent[at] = (bent[at] as number) ^ 1;
    const cases: [string, Buffer, RegExp][] = [
      [
        'one bit of a photo',
        gzipSync(bent, { level: 1 }),
        new RegExp(`data/files/${photoName.slice(0, 2)}/${photoName}（sha256 不符）`),
      ],
      [
        'cut short',
        (await readFile(archive)).subarray(0, 900_000),
        /备份已损坏，未恢复任何内容：(postgres|data)\/\S+（/,
      ],
      ['not an archive', randomBytes(10_000), /备份已损坏/],
      ['a tar without manifest', gzipSync(plain.subarray(0, 512 * 1).fill(0, 0, 512)), /备份已损坏/],
    ];
    for (const [what, bytes, message] of cases) {
      const file = join(folder, 'bad.tar.gz');
      await writeFile(file, bytes);
      await expect(restore(file, there), what).rejects.toMatchObject({
        code: 'BACKUP_DAMAGED',
        message: expect.stringMatching(message),
      });
      expect(await readdir(there), what).toEqual([]);
    }
    const flipped = await readFile(archive);
    flipped[500_000] = (flipped[500_000] as number) ^ 0xff;
    await writeFile(join(folder, 'bad.tar.gz'), flipped);
    await expect(restore(join(folder, 'bad.tar.gz'), there)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
  });

  test('an archive cannot write outside the folder', async () => {
    const plain = gunzipSync(await readFile(archive));
    const name = Buffer.from('postgres/PG_VERSION');
    const at = plain.indexOf(name);
    const evil = Buffer.from(plain);
    Buffer.from('data/../../../evil\0').copy(evil, at);
    evil.fill(32, at + 148, at + 156);
    const sum = evil.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
    evil.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
    await writeFile(join(folder, 'evil.tar.gz'), gzipSync(evil, { level: 1 }));
    await expect(restore(join(folder, 'evil.tar.gz'), join(folder, 'evil'))).rejects.toMatchObject({
      code: 'BACKUP_DAMAGED',
      message: expect.stringContaining('路径不合规定'),
    });
  });

  test('a restore that was killed is never taken for an empty database', async () => {
    const there = join(folder, 'killed');
    await mkdir(join(there, '.restoring'), { recursive: true });
    await expect(startEmbedded({ dataFolder: there, log: () => {} })).rejects.toMatchObject({
      code: 'RESTORE_UNFINISHED',
    });
  });

  test('every file of the archive has its size and sum in the manifest', async () => {
    let seen = 0;
    const sums = new Map<string, string>();
    let manifest: { files: Record<string, { sha256: string }> } = { files: {} };
    const stream = createReadStream(archive).pipe(createGunzip());
    for await (const entry of readTar(stream)) {
      const parts: Buffer[] = [];
      for await (const part of entry.body) parts.push(part);
      const bytes = Buffer.concat(parts);
      expect(bytes.length).toBe(entry.size);
      if (entry.path === 'manifest.json') manifest = JSON.parse(bytes.toString('utf8'));
      else if (entry.kind === 'file') sums.set(entry.path, createHash('sha256').update(bytes).digest('hex'));
      seen++;
    }
    expect(seen).toBeGreaterThan(500);
    expect(Object.fromEntries(Object.entries(manifest.files).map(([path, file]) => [path, file.sha256]))).toEqual(
      Object.fromEntries(sums),
    );
  });
});
