import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Base, canonicalJson, type Tally } from '#kernel';
import { replay } from './replay.ts';
import { runCommand } from './run-command.ts';
import { reading } from './run-query.ts';
import { checkpoint, headOf, seal } from './sealer.ts';
import { systemActor, transaction } from './session.ts';
import { auditTallies, foldTallies, refreshTallies } from './tallies.ts';
import { readTally } from './tally-reads.ts';
import { boil, byState, COUNTY, cook, fill, kettle, kitchen, pour, smash } from './test/kettles.ts';
import { verifyJournal } from './verify.ts';

let k: Awaited<ReturnType<typeof kitchen>>;
const open: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  k = await kitchen();
  open.push(k.db);
});
afterAll(() => Promise.all(open.map((db) => db.close())));

const run = (cmd: Parameters<typeof runCommand>[1], body: unknown) =>
  runCommand(k.runner, cmd, cook, { key: randomUUID(), body });
async function history(n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) {
    const done = await run(fill, { town: `14052510${i % 3}`, cups: i % 5 });
    const id = ((done as { done: { answer: unknown } }).done.answer as { id: string }).id;
    ids.push(id);
    if (i % 2) await run(boil, { id });
    if (i % 4 === 3) await run(pour, { id, cups: 9 });
    if (i % 7 === 6) await run(smash, { id });
  }
  return ids;
}
const sealAll = async () => {
  let n = 0;
  for (
    let got = await seal(k.db.pools.app, COUNTY, k.runner.clock(), 7);
    got > 0;
    got = await seal(k.db.pools.app, COUNTY, k.runner.clock(), 7)
  )
    n += got;
  return n;
};
/** What a superuser could do behind everybody's back. */
const asSuperuser = async (sql: string) => {
  const { withClient } = await import('../../db/connection.ts');
  await withClient(k.db.admin, (client) => client.query(sql));
};

describe('the sealed journal', () => {
  test('sealed in batches it verifies, and sealing again finds nothing', async () => {
    await history(20);
    expect(await sealAll()).toBe(await k.count('kernel.entry'));
    expect(await sealAll()).toBe(0);
    expect(await verifyJournal(k.db.pools.app, COUNTY)).toEqual({ ok: true, checked: await k.count('kernel.seal') });
  });
  test('a leaf is SM3 over the canonical JSON of entry and effects, however many flow through', async () => {
    await history(3);
    const entry = randomUUID();
    await asSuperuser(
      `insert into kernel.entry (county, id, at, actor_name, role, command, sentence, given) values ('${COUNTY}', '${entry}', '2022-05-16T00:00:00.123456Z', '导"effects":[入', 'cook', 'kettles.import', '装水', '{"effects": [], "a": 1}');
       insert into kernel.effect (county, entry_id, ordinal, kind, subject_id, version, op, patch)
       select '${COUNTY}', '${entry}', n, 'kettle', gen_random_uuid(), 1, 'create', jsonb_build_object('cups', n, 'note', '第 ' || n || ' 把')
       from generate_series(0, 1200) n;
       insert into kernel.unsealed (county, entry_id) values ('${COUNTY}', '${entry}')`,
    );
    await sealAll();
    const pool = k.db.pools.app;
    const { rows: effects, leaf } = await transaction(pool, systemActor(COUNTY), 'read', async (client) => ({
      ...(await client.query(
        'select ordinal, kind, subject_id, version, op, patch, town, enterprise from kernel.effect where county = $1 and entry_id = $2 order by ordinal',
        [COUNTY, entry],
      )),
      leaf: (await client.query('select leaf from kernel.seal where county = $1 and entry_id = $2', [COUNTY, entry]))
        .rows[0].leaf as string,
    }));
    expect(effects).toHaveLength(1201);
    const whole = canonicalJson({
      county: COUNTY,
      id: entry,
      at: '2022-05-16T00:00:00.123456Z',
      observed_at: null,
      account: null,
      actor_name: '导"effects":[入',
      role: 'cook',
      command: 'kettles.import',
      sentence: '装水',
      subject_kind: null,
      subject_id: null,
      town: null,
      enterprise: null,
      given: { effects: [], a: 1 },
      effects: effects.map((e) => [e.ordinal, e.kind, e.subject_id, e.version, e.op, e.patch, e.town, e.enterprise]),
    });
    expect(leaf).toBe(createHash('sm3').update(whole).digest('hex'));
    expect(await verifyJournal(pool, COUNTY)).toMatchObject({ ok: true });
  });
  test('two sealers at once leave one chain without a gap', async () => {
    await history(12);
    await Promise.all([sealAll(), sealAll(), sealAll()]);
    await sealAll();
    expect(await verifyJournal(k.db.pools.app, COUNTY)).toMatchObject({ ok: true });
  });
  test.each([
    [
      'an entry edited',
      "update kernel.entry set sentence = '什么也没发生' where (county, id) = (select county, entry_id from kernel.seal where seq = 5)",
      5,
      '内容与封存时不一致',
    ],
    [
      'an effect edited',
      `update kernel.effect set patch = patch || '{"cups": 100}' where (county, entry_id) = (select county, entry_id from kernel.seal where seq = 4)`,
      4,
      '内容与封存时不一致',
    ],
    [
      'an entry removed',
      'delete from kernel.effect where entry_id = (select entry_id from kernel.seal where seq = 6); delete from kernel.entry where id = (select entry_id from kernel.seal where seq = 6)',
      6,
      '日志被删除',
    ],
    [
      'a forged middle leaf with its seal',
      "update kernel.entry set sentence = 'x' where id = (select entry_id from kernel.seal where seq = 3); update kernel.seal set leaf = repeat('a', 64) where seq = 3",
      3,
      '内容与封存时不一致',
    ],
    [
      'two seals swapped',
      'update kernel.seal set seq = 1007 where seq = 7; update kernel.seal set seq = 7 where seq = 8; update kernel.seal set seq = 8 where seq = 1007',
      7,
      '链摘要不连续',
    ],
    ['a seal removed from the middle', 'delete from kernel.seal where seq = 9', 9, '缺失'],
  ])('%s is named', async (_what, sql, seq, reason) => {
    await history(12);
    await sealAll();
    await asSuperuser(sql);
    const verdict = await verifyJournal(k.db.pools.app, COUNTY);
    expect(verdict).toMatchObject({ ok: false, bad: { seq } });
    expect(verdict.bad?.reason).toContain(reason);
  });
  test('a row put in beside the flow is named', async () => {
    await history(6);
    await sealAll();
    const id = randomUUID();
    await asSuperuser(
      `insert into kernel.entry (county, id, at, actor_name, role, command, sentence, given) values ('${COUNTY}', '${id}', now(), '无名', 'cook', 'kettles.fill', '装水', '{}')`,
    );
    expect(await verifyJournal(k.db.pools.app, COUNTY)).toMatchObject({ ok: false, bad: { entry: id } });
  });
  test('a tail cut off clean is found by a checkpoint kept outside', async () => {
    await history(12);
    await sealAll();
    const published = (await checkpoint(k.db.pools.app, COUNTY, k.runner.clock()))!;
    await asSuperuser(`delete from kernel.checkpoint; create temp table gone as select entry_id from kernel.seal where seq > 8;
      delete from kernel.seal where seq > 8; delete from kernel.effect where entry_id in (select entry_id from gone); delete from kernel.entry where id in (select entry_id from gone)`);
    expect(await verifyJournal(k.db.pools.app, COUNTY)).toMatchObject({ ok: true, checked: 8 });
    const verdict = await verifyJournal(k.db.pools.app, COUNTY, { published: [published] });
    expect(verdict.ok).toBe(false);
    expect(verdict.bad?.reason).toContain('尾部被截断');
  });
  test('the application role can neither change nor delete an entry', async () => {
    await history(2);
    for (const sql of [
      "update kernel.entry set sentence = 'x'",
      'delete from kernel.entry',
      'delete from kernel.effect',
      "update kernel.seal set leaf = 'x'",
      'delete from kernel.seal',
      'delete from kernel.checkpoint',
    ]) {
      await expect(
        transaction(k.db.pools.app, systemActor(COUNTY), 'write', (client) => client.query(sql)),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
  test('the head is genesis before anything was sealed', async () => {
    expect(await transaction(k.db.pools.app, systemActor(COUNTY), 'read', (client) => headOf(client, COUNTY))).toEqual({
      seq: 0,
      chain: '0'.repeat(64),
    });
  });
});

describe('replay', () => {
  test('today’s rows follow from the journal', async () => {
    await history(20);
    const done = await replay(k.db.pools.app, COUNTY, kettle as never);
    expect(done.wrong).toEqual([]);
    expect(done.checked).toBe(await k.count('test.kettle'));
  });
  test('a column that got another name is rebuilt from effects under its old one, and only when it is said', async () => {
    const [id] = await history(2);
    await run(boil, { id });
    await asSuperuser('alter table test.kettle rename column note to remark');
    const { wrong } = await replay(k.db.pools.app, COUNTY, kettle as never, { id: id! });
    expect(wrong).toMatchObject([{ id, column: 'note', kept: undefined }]);
    const today = { ...kettle, renamed: { note: 'remark' } };
    expect(await replay(k.db.pools.app, COUNTY, today as never, { id: id! })).toEqual({ checked: 1, wrong: [] });
    await asSuperuser(`update test.kettle set remark = '改过' where id = '${id}'`);
    expect((await replay(k.db.pools.app, COUNTY, today as never, { id: id! })).wrong).toMatchObject([
      { id, column: 'remark', kept: '改过' },
    ]);
    await asSuperuser('alter table test.kettle rename column remark to note');
  });
  test('a row changed or removed behind the journal is named by column', async () => {
    const [first, second] = await history(4);
    await asSuperuser(
      `update test.kettle set cups = 77 where id = '${first}'; delete from test.kettle where id = '${second}'`,
    );
    const { wrong } = await replay(k.db.pools.app, COUNTY, kettle as never);
    expect(wrong).toMatchObject([
      { id: first, column: 'cups', kept: 77 },
      { id: second, column: '（整行）' },
    ]);
  });
});

describe('tallies', () => {
  const tallies = [byState] as unknown as Tally<Base>[];
  test('equal a recount at any moment: before, between and after folds, with writers at work', async () => {
    const audits: unknown[] = [];
    await Promise.all([
      history(30),
      (async () => {
        for (let i = 0; i < 8; i++) {
          await foldTallies(k.db.pools.app, COUNTY);
          audits.push(...(await auditTallies(k.db.pools.app, COUNTY, tallies)));
        }
      })(),
    ]);
    await foldTallies(k.db.pools.app, COUNTY);
    audits.push(...(await auditTallies(k.db.pools.app, COUNTY, tallies)));
    expect(audits).toEqual([]);
    expect(await k.count('kernel.tally_delta')).toBe(0);
  });
  test('an audit names a figure that was tampered with', async () => {
    await history(4);
    await foldTallies(k.db.pools.app, COUNTY);
    await asSuperuser("update kernel.tally set n = n + 1 where key = 'cold' and town = '140525100'");
    expect(await auditTallies(k.db.pools.app, COUNTY, tallies)).toHaveLength(1);
  });
  test('a changed declaration is counted anew', async () => {
    await history(6);
    await foldTallies(k.db.pools.app, COUNTY);
    const changed = [
      { ...byState, edition: '2', keys: (kk: { state: string }) => [{ key: ['all', kk.state] }] },
    ] as unknown as Tally<Base>[];
    expect(await refreshTallies(k.db.pools.app, COUNTY, changed)).toEqual(['kettles.state']);
    expect(await refreshTallies(k.db.pools.app, COUNTY, changed)).toEqual([]);
    expect(await auditTallies(k.db.pools.app, COUNTY, changed)).toEqual([]);
  });
  test('figures kept in memory equal the rows of the same snapshot, for county and town, while others write and fold', async () => {
    await refreshTallies(k.db.pools.app, COUNTY, tallies);
    const county = systemActor(COUNTY);
    const town = { ...county, scope: 'town' as const, town: '140525101' };
    let compared = 0;
    const compare = (actor: typeof county) =>
      reading(k.runner, actor, async (client, reads) => {
        const figures = await reads.tally(byState.name);
        const { rows } = await client.query(
          'select town, state, count(*)::int as n from test.kettle where county = $1 group by 1, 2',
          [COUNTY],
        );
        const told = figures
          .filter((row) => row.key[0] !== 'cups')
          .map((row) => `${row.town} ${row.key[0]} ${row.n}`)
          .sort();
        expect(told).toEqual(rows.map((row) => `${row.town} ${row.state} ${row.n}`).sort());
        expect(actor.town && figures.some((row) => row.town !== actor.town)).toBeFalsy();
        compared += figures.length;
      });
    let writing = true;
    await Promise.all([
      history(40).finally(() => {
        writing = false;
      }),
      (async () => {
        while (writing) await Promise.all([compare(county), compare(town), compare(county)]);
      })(),
      (async () => {
        while (writing) await foldTallies(k.db.pools.app, COUNTY);
      })(),
    ]);
    await foldTallies(k.db.pools.app, COUNTY);
    await compare(county);
    await compare(town);
    expect(compared).toBeGreaterThan(50);
  });
  test('what is kept falls with the next fold and the next count', async () => {
    const of = (where = {}) =>
      reading(k.runner, systemActor(COUNTY), (_, reads) => reads.tally(byState.name, where)).then((rows) =>
        rows.reduce((sum, row) => sum + (row.key[0] === 'cups' ? row.n : 0), 0),
      );
    await refreshTallies(k.db.pools.app, COUNTY, tallies);
    await run(fill, { town: '140525100', cups: 3 });
    expect(await of()).toBe(3);
    await foldTallies(k.db.pools.app, COUNTY);
    expect([await of(), await of()]).toEqual([3, 3]);
    await run(fill, { town: '140525101', cups: 4 });
    expect([await of(), await of({ town: '140525101' }), await of({ town: '140525999' })]).toEqual([7, 4, 0]);
    await foldTallies(k.db.pools.app, COUNTY);
    expect(await of()).toBe(7);
    const doubled = [
      { ...byState, edition: '2', keys: (kk: { cups: number }) => [{ key: ['cups'], n: 2 * kk.cups }] },
    ] as unknown as Tally<Base>[];
    await refreshTallies(k.db.pools.app, COUNTY, doubled);
    expect(await of()).toBe(14);
  });
  test('reads by town, by prefix and before a day', async () => {
    await history(6);
    const rows = await transaction(k.db.pools.app, systemActor(COUNTY), 'read', (client) =>
      readTally(client, systemActor(COUNTY), byState.name, { town: '140525100', prefix: ['cups'] }),
    );
    expect(rows.every((row) => row.town === '140525100' && row.key[0] === 'cups')).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
  });
});
