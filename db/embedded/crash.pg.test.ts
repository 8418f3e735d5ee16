import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { another, children, cleanUp, folder, made, query, start } from '../fixtures/owned.ts';
import { startEmbedded } from './index.ts';
import { isAlive, waitFor } from './processes.ts';

afterEach(cleanUp);

// The waits inside are for another program to speak, however long that takes; what must be quick is measured where it is.
describe('embedded PostgreSQL after a crash', { timeout: 300_000 }, () => {
  test('kill -9 of Node leaves the server running; the next start takes it over, with every acknowledged row', async () => {
    const path = await made();
    const victim = another(path, 'insert');
    const { pid } = await victim.ready();
    await waitFor(() => victim.lines.length > 200, 100_000);
    victim.child.kill('SIGKILL');
    await victim.ended;
    const acknowledged = Number(victim.lines.findLast((line) => line.startsWith('ack '))?.slice(4));
    expect(isAlive(pid)).toBe(true);
    const heir = await start(path);
    expect([heir.adopted, heir.pid]).toEqual([true, pid]);
    const [row] = await query(heir, `select count(*)::int as n from number where n <= ${acknowledged}`);
    expect(row.n).toBe(acknowledged);
    const begun = performance.now();
    await heir.stop();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(isAlive(pid)).toBe(false);
  });

  test("a terminal's Ctrl-C reaches Node alone: the server is not torn from it", async () => {
    const path = await made();
    const job = another(path);
    const { pid, node } = await job.ready();
    expect(node).toBe(job.child.pid);
    process.kill(-node, 'SIGINT');
    await job.ended;
    expect(job.child.signalCode).toBe('SIGINT');
    expect(isAlive(pid)).toBe(true);
    const heir = await start(path);
    expect([heir.adopted, heir.pid]).toEqual([true, pid]);
  });

  test('SIGTERM to a program that stops in order leaves no process and no lock', async () => {
    const path = await made();
    const job = another(path);
    const { pid } = await job.ready();
    job.child.kill('SIGTERM');
    await job.ended;
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(path, 'zean.lock'))).toBe(false);
  });

  test('kill -9 of the postmaster during inserts: a stale pid recovers, every acknowledged row is there', async () => {
    const path = await made();
    const victim = another(path, 'insert');
    const { pid } = await victim.ready();
    await waitFor(() => victim.lines.length > 300, 100_000);
    // Node first, or it would start the server again.
    victim.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await victim.ended;
    const acknowledged = Number(victim.lines.findLast((line) => line.startsWith('ack '))?.slice(4));
    expect(existsSync(join(path, 'postgres/postmaster.pid'))).toBe(true);
    const heir = await start(path);
    expect(heir.adopted).toBe(false);
    const [row] = await query(heir, `select count(*)::int as n from number where n <= ${acknowledged}`);
    expect(row.n).toBe(acknowledged);
    expect(acknowledged).toBeGreaterThan(200);
    // What the killed one left is cleared: one socket and its lock stand, those of the server of now.
    if (heir.connection.host.startsWith('/'))
      expect((await readdir(heir.connection.host)).filter((name) => name.startsWith('.s.')).sort()).toEqual([
        `.s.PGSQL.${heir.connection.port}`,
        `.s.PGSQL.${heir.connection.port}.lock`,
      ]);
  });

  test('kill -9 of the postmaster alone, again and again: it is started again where it was, with every acknowledged row', async () => {
    const path = await made();
    const lines: string[] = [];
    const lost: string[] = [];
    const database = await startEmbedded({
      dataFolder: path,
      log: (line) => lines.push(line),
      onLost: (why) => lost.push(why),
    });
    try {
      await query(database, 'create table kept (n int primary key)');
      const pids = [database.pid];
      for (let n = 1; n <= 3; n++) {
        await query(database, `insert into kept values (${n})`);
        process.kill(database.pid, 'SIGKILL');
        const back = () => database.pid !== pids.at(-1) && isAlive(database.pid);
        expect(await waitFor(back, 100_000, 50), lines.join('\n')).toBe(true);
        pids.push(database.pid);
        // Over the connection of before: same socket, same port.
        expect(await query(database, 'select count(*)::int as n from kept')).toEqual([{ n }]);
      }
      expect(lost).toHaveLength(3);
      expect(lines.filter((line) => line.includes('已重新启动'))).toHaveLength(3);
      expect(new Set(pids).size).toBe(4);
    } finally {
      await database.stop();
    }
    expect(isAlive(database.pid)).toBe(false);
    expect(existsSync(join(path, 'zean.lock'))).toBe(false);
  });

  test('a stop while it is being started again ends both', async () => {
    const path = await made();
    const lost: string[] = [];
    const database = await startEmbedded({ dataFolder: path, log: () => {}, onLost: (why) => lost.push(why) });
    process.kill(database.pid, 'SIGKILL');
    await waitFor(() => lost.length > 0, 100_000, 5);
    await database.stop();
    expect(isAlive(database.pid)).toBe(false);
    expect(await (await start(path)).stop()).toBeUndefined();
  });

  test('a pid file whose number now belongs to another program does not stop the start', async () => {
    const path = await made();
    const first = await start(path);
    await first.stop();
    const sleeper = spawn(
      'sleep',
      ['600'],
      first.cluster && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {},
    );
    children.push(sleeper);
    await writeFile(
      join(first.cluster, 'postmaster.pid'),
      `${sleeper.pid}\n${first.cluster}\n1\n5432\n\n127.0.0.1\n  1 2\nready   \n`,
    );
    const heir = await start(path);
    expect(heir.adopted).toBe(false);
    expect(isAlive(sleeper.pid as number)).toBe(true);
    await heir.stop();
    // The same with the server of another cluster.
    const neighbour = await start(await folder());
    await writeFile(
      join(first.cluster, 'postmaster.pid'),
      (await readFile(join(neighbour.cluster, 'postmaster.pid'), 'utf8')).replace(neighbour.cluster, first.cluster),
    );
    const third = await start(path);
    expect([third.adopted, third.pid === neighbour.pid]).toEqual([false, false]);
    expect(await query(neighbour, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a lock file left by a dead process or a former life of the same pid is taken over', async () => {
    const path = await made();
    for (const pid of [process.pid, 2 ** 22 - 7, process.ppid]) {
      await writeFile(
        join(path, 'zean.lock'),
        JSON.stringify({ pid, birth: 'before', host: hostname(), token: 'old', since: '-' }),
      );
      await (await start(path)).stop();
    }
    await writeFile(join(path, 'zean.lock'), '');
    await utimes(join(path, 'zean.lock'), 1, 1);
    await (await start(path)).stop();
    // A container that is gone: only its heartbeat tells.
    await writeFile(
      join(path, 'zean.lock'),
      JSON.stringify({ pid: 7, birth: 'x', host: 'gone', token: 'old', since: '-' }),
    );
    await utimes(join(path, 'zean.lock'), 1, 1);
    await (await start(path)).stop();
  });
});
