import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#kernel';
import { pageOf } from './ledger.ts';
import { runCommand } from './run-command.ts';
import { boil, COUNTY, cook, fill, kettles, kitchen, pour, smash, townCook } from './test/kettles.ts';

let k: Awaited<ReturnType<typeof kitchen>>;
beforeAll(async () => {
  k = await kitchen();
});
afterAll(() => k.db.close());

const run = (cmd: Parameters<typeof runCommand>[1], body: unknown, actor = cook, key: string = randomUUID()) =>
  runCommand(k.runner, cmd, actor, { key, body });
async function kettleId(given: Record<string, unknown> = {}): Promise<string> {
  const done = await run(fill, { town: '140525100', ...given });
  if (isRefused(done)) throw new Error(done.refused.message);
  return (done.done.answer as { id: string }).id;
}
const codeOf = (outcome: Awaited<ReturnType<typeof run>>) => (isRefused(outcome) ? outcome.refused.code : 'done');

describe('idempotency', () => {
  test('the same key again gives the same answer and changes nothing', async () => {
    const key = randomUUID();
    const body = { town: '140525100' };
    const first = await run(fill, body, cook, key);
    const before = await k.count('test.kettle');
    const second = await run(fill, body, cook, key);
    expect(second).toMatchObject({ replay: true, done: (first as { done: unknown }).done });
    expect(await k.count('test.kettle')).toBe(before);
  });
  test('twenty arrivals of one act at once are one act', async () => {
    const key = randomUUID();
    const before = await k.count('test.kettle');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => run(fill, { town: '140525101' }, cook, key)));
    const answers = new Set(outcomes.map((o) => JSON.stringify((o as { done: unknown }).done)));
    expect(answers.size).toBe(1);
    expect(outcomes.filter((o) => 'replay' in o && !o.replay)).toHaveLength(1);
    expect(await k.count('test.kettle')).toBe(before + 1);
  });
  test('the same key with another body, or from another account, is refused and nothing is applied', async () => {
    const key = randomUUID();
    await run(fill, { town: '140525100' }, cook, key);
    const before = await k.count('test.kettle');
    expect(codeOf(await run(fill, { town: '140525102' }, cook, key))).toBe('KEY_REUSED');
    expect(codeOf(await run(fill, { town: '140525100' }, { ...cook, account: randomUUID() }, key))).toBe('KEY_REUSED');
    expect(await k.count('test.kettle')).toBe(before);
  });
  test('a replay of a move that would no longer be open still gets its first answer', async () => {
    const id = await kettleId();
    const key = randomUUID();
    const first = await run(boil, { id }, cook, key);
    expect(codeOf(await run(boil, { id }))).toBe('NO_SUCH_MOVE');
    expect(await run(boil, { id }, cook, key)).toMatchObject({ replay: true, done: (first as { done: unknown }).done });
  });
});

describe('guards', () => {
  test('fifty at once on one row: one wins, forty-nine are told why', async () => {
    const id = await kettleId();
    const codes = (await Promise.all(Array.from({ length: 50 }, () => run(boil, { id })))).map(codeOf);
    expect(codes.filter((c) => c === 'done')).toHaveLength(1);
    expect(codes.filter((c) => c === 'STALE' || c === 'NO_SUCH_MOVE')).toHaveLength(49);
  });
  test('a version the caller did not see is refused', async () => {
    const id = await kettleId();
    expect(codeOf(await run(boil, { id, version: 7 }))).toBe('STALE');
    expect(codeOf(await run(boil, { id, version: 1 }))).toBe('done');
  });
  test('what is missing is named before anything happens', async () => {
    const id = await kettleId();
    await run(boil, { id });
    const no = await run(pour, { id });
    expect(no).toMatchObject({ refused: { code: 'INCOMPLETE', missing: ['杯数'] } });
  });
  test('another town sees nothing: not found, not forbidden', async () => {
    const id = await kettleId({ town: '140525100' });
    expect(codeOf(await run(boil, { id }, townCook('140525103')))).toBe('NOT_FOUND');
    expect(codeOf(await run(boil, { id }, townCook('140525100')))).toBe('done');
  });
  test('a role the table does not name is refused', async () => {
    expect(codeOf(await run(fill, { town: '140525100' }, { ...cook, role: 'guest' }))).toBe('NOT_YOURS');
  });
  test('bad input names place, value and what is allowed', async () => {
    const no = await run(fill, { town: 5, cups: -1 });
    expect(isRefused(no) && no.refused.places?.map((p) => p.place)).toEqual(['town', 'cups']);
    expect(isRefused(no) && no.refused.message).toMatch(/[\u4e00-\u9fff]/);
  });
  test('a refusal by the handler leaves rows, journal and tallies as they were', async () => {
    const id = await kettleId();
    const before = [await k.count('kernel.entry'), await k.count('kernel.tally_delta'), await k.count('kernel.answer')];
    expect(codeOf(await run(boil, { id, fail: true }))).toBe('NOT_CONNECTED');
    expect([
      await k.count('kernel.entry'),
      await k.count('kernel.tally_delta'),
      await k.count('kernel.answer'),
    ]).toEqual(before);
  });
  test('a check the database makes becomes a refusal, not an error', async () => {
    const id = await kettleId();
    await run(boil, { id });
    expect(codeOf(await run(pour, { id, cups: -3 }))).toBe('INVALID');
  });
});

test('a secret never reaches the journal', async () => {
  await run(fill, { town: '140525100', secret: '芝麻开门' });
  const client = await k.db.pools.owner.connect();
  await client.query(`begin; set local app.county='${COUNTY}'; set local app.scope='county'`);
  for (const table of ['kernel.entry', 'kernel.effect', 'kernel.answer']) {
    const { rowCount } = await client.query(`select 1 from ${table} t where t::text like '%芝麻开门%'`);
    expect(rowCount).toBe(0);
  }
  await client.query('rollback');
  client.release();
});

test('five thousand rows in one act are one entry and one statement', async () => {
  const entries = await k.count('kernel.entry');
  const rows = await k.count('test.kettle');
  await run(fill, { town: '140525104', many: 5000 });
  expect(await k.count('test.kettle')).toBe(rows + 5000);
  expect(await k.count('kernel.entry')).toBe(entries + 1);
});

test('n-th failure: whichever statement of a command fails, nothing of it stays, and a retry succeeds', async () => {
  for (let n = 1; ; n++) {
    const key = randomUUID();
    const before = [
      await k.count('test.kettle'),
      await k.count('kernel.entry'),
      await k.count('kernel.answer'),
      await k.count('kernel.unsealed'),
    ];
    let seen = 0;
    let failed = false;
    const pool = k.db.pools.app;
    const wrapped = {
      ...k.runner,
      pool: {
        connect: async () => {
          const client = await pool.connect();
          return new Proxy(client, {
            get(target, name) {
              const value = Reflect.get(target, name);
              if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value;
              return (...args: unknown[]) => {
                seen += 1;
                if (seen === n) {
                  failed = true;
                  return Promise.reject(new Error('the cable was pulled'));
                }
                return (value as (...a: unknown[]) => unknown).apply(target, args);
              };
            },
          });
        },
      } as never,
    };
    const outcome = await runCommand(wrapped, fill, cook, { key, body: { town: '140525105' } }).catch(
      (error: Error) => error,
    );
    if (!failed) {
      expect(isRefused(outcome)).toBe(false);
      expect(n).toBeGreaterThan(3);
      break;
    }
    expect(outcome).toBeInstanceOf(Error);
    expect([
      await k.count('test.kettle'),
      await k.count('kernel.entry'),
      await k.count('kernel.answer'),
      await k.count('kernel.unsealed'),
    ]).toEqual(before);
    expect(codeOf(await run(fill, { town: '140525105' }, cook, key))).toBe('done');
  }
});

test('a ledger pages by key both ways, sees each row once, and counts exactly', async () => {
  for (let i = 0; i < 25; i++) await run(fill, { town: '140525106', cups: i % 4 });
  const seen: string[] = [];
  let after: string | undefined;
  let last: Awaited<ReturnType<typeof pageOf>>;
  do {
    last = await pageOf(k.runner, kettles, cook, { town: '140525106', limit: '10', ...(after ? { after } : {}) });
    if (isRefused(last)) throw new Error(last.refused.message);
    expect(last.total).toEqual({ n: 25, exact: true });
    seen.push(...last.rows.map((row) => String((row as Record<string, unknown>).id)));
    after = last.next ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(25);
  const back = await pageOf(k.runner, kettles, cook, { town: '140525106', limit: '10', before: last.prev! });
  expect(isRefused(back) ? [] : back.rows.map((row) => String((row as Record<string, unknown>).id))).toEqual(
    seen.slice(10, 20),
  );
  expect(await pageOf(k.runner, kettles, cook, { sort: 'cups; drop table test.kettle' })).toMatchObject({
    refused: { code: 'INVALID' },
  });
  await run(smash, { id: seen[0] });
  const left = await pageOf(k.runner, kettles, cook, { town: '140525106' });
  expect(isRefused(left) ? null : left.total.n).toBe(24);
});
