import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from './connection.ts';
import { waitFor } from './embedded/processes.ts';
import { defaultMigrationsFolder, readFolder } from './migrations.ts';
import { migrationOwners } from './order.ts';
import { makePool, readInstant, readInt8 } from './pool.ts';
import { assertSafeRole } from './roles.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ empty: true });
});
afterAll(() => db.close());

describe('makePool', () => {
  test('values come out as the kernel wants them, alone and in arrays', async () => {
    const { rows } = await db.pools.app.query(`select
      9007199254740991::int8 as big, count(*) as counted, 12345678901234567890.10::numeric as money, date '2026-11-23' as day,
      timestamptz '2026-11-23 08:00:00.123456+08' as instant, timestamptz '2026-11-23 08:00+08' as whole,
      timestamp '2026-11-23 08:00' as clock, array[1,2]::int8[] as bigs, array[1.50,null]::numeric[] as moneys,
      array[date '2026-01-02'] as days, array[timestamptz '2026-11-23 08:00+08'] as instants, 1::int4 as small,
      '{"a":[1]}'::jsonb as json, true as yes, null::date as none`);
    expect(rows[0]).toEqual({
      big: 9007199254740991,
      counted: 1,
      money: '12345678901234567890.10',
      day: '2026-11-23',
      instant: '2026-11-23T00:00:00.123456Z',
      whole: '2026-11-23T00:00:00Z',
      clock: '2026-11-23 08:00:00',
      bigs: [1, 2],
      moneys: ['1.50', null],
      days: ['2026-01-02'],
      instants: ['2026-11-23T00:00:00Z'],
      small: 1,
      json: { a: [1] },
      yes: true,
      none: null,
    });
    await expect(db.pools.app.query('select 9007199254740992::int8')).rejects.toThrow(/int8 9007199254740992/);
    expect((await db.pools.app.query('select 1 as still')).rows).toEqual([{ still: 1 }]);
  });

  test('readers hold for other zones and for what is no instant', () => {
    expect(readInstant('2026-11-23 08:00:00+08')).toBe('2026-11-23T00:00:00Z');
    expect(readInstant('2026-11-22 20:00:00.5-03:30')).toBe('2026-11-22T23:30:00.5Z');
    expect(readInstant('1900-01-01 08:05:43+08:05:43')).toBe('1900-01-01T00:00:00Z');
    expect(readInstant('infinity')).toBe('infinity');
    expect(readInt8('-9007199254740991')).toBe(-9007199254740991);
    expect(() => readInt8('-9007199254740992')).toThrow(RangeError);
  });

  test('statement_timeout, application_name and UTC are in force', async () => {
    const pool = makePool(db.app, { statementTimeout: 50, applicationName: 'a test', max: 1 });
    expect(
      (await pool.query("select current_setting('application_name') as name, current_setting('timezone') as zone"))
        .rows,
    ).toEqual([{ name: 'a test', zone: 'UTC' }]);
    await expect(pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    await pool.end();
  });

  test('a connection that breaks while idle is reported, and the pool goes on', async () => {
    const errors: Error[] = [];
    const pool = makePool(db.app, { max: 1, applicationName: 'idle test', onError: (error) => errors.push(error) });
    await pool.query('select 1');
    await withClient(db.admin, (client) =>
      client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'idle test'"),
    );
    expect(await waitFor(() => errors.length === 1, 5_000)).toBe(true);
    expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
    await pool.end();
  });
});

test('a server that says nothing more is given up some seconds after its own limit', async () => {
  const { host, port } = db.app;
  let held = false;
  const ends: Socket[] = [];
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.push(one);
      one.on('data', (bytes) => !held && other.write(bytes));
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port: line } = server.address() as AddressInfo;
  const pool = makePool({ ...db.app, host: '127.0.0.1', port: line }, { max: 1, statementTimeout: 500 });
  try {
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    held = true;
    await expect(pool.query('select 1')).rejects.toThrow('Query read timeout');
  } finally {
    for (const end of ends) end.destroy();
    server.close();
    await pool.end();
  }
}, 60_000);

test('a test database has all migrations, as the template got them', async () => {
  const whole = await testDatabase();
  const files = (await readFolder(defaultMigrationsFolder(), migrationOwners)).map((file) => file.name).sort();
  const run = await whole.pools.owner.query('select name from public.zean_migration order by name');
  expect(run.rows.map((row) => row.name).sort()).toEqual(files);
  await withClient(whole.app, assertSafeRole);
  await whole.close();
});

test('every test file has a database of its own', async () => {
  const [one, two] = await Promise.all([testDatabase({ empty: true }), testDatabase({ empty: true })]);
  await one.pools.owner.query('create table public.only_here (n int)');
  expect((await two.pools.owner.query("select to_regclass('public.only_here') as there")).rows).toEqual([
    { there: null },
  ]);
  await one.close();
  await two.close();
});
