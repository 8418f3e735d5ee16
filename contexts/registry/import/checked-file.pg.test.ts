/** A checked file outlives the process that took it, for its half hour and for who brought it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Actor, isRefused, mintId, type Refused } from '#kernel';
import { reading, runCommand, transaction } from '#kernel/server';
import { runImport } from '../commands/import.ts';
import { actors, usccOf } from '../testing.ts';
import { checkOf, sweepChecks } from './checks.ts';
import type { EnterpriseLine } from './templates.ts';
import { enterprisesFile, type TestImports, testImports } from './testing.ts';

let r: TestImports;
beforeAll(async () => {
  r = await testImports();
});
afterAll(() => r.close());

const line = (n: number): Partial<EnterpriseLine> => ({
  uscc: usccOf(n),
  name: `核对测试第${n}号机械厂`,
  town: '140525100',
  sector: 'machinery',
  scale: 'small',
  staffCount: n,
  flags: ['confined-space'],
  status: 'operating',
});
const checked = async (from: number, n: number) =>
  (await r.check(await enterprisesFile(Array.from({ length: n }, (_, i) => line(from + i))))).check;
const imported = (check: string, as = actors.admin, with_ = runImport) =>
  runCommand(r.runner, with_, as, { key: mintId(), body: { check } });
const codeOf = (outcome: unknown) => (isRefused(outcome) ? outcome.refused.code : 'done');
const START = '2022-03-14T02:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000).toISOString();
/** How many rows of a check the database itself shows this person. */
const seenBy = (who: Actor, check: string) =>
  transaction(
    r.db.pools.app,
    who,
    'read',
    async (client) => (await client.query('select 1 from registry.checked_file where id = $1', [check])).rowCount,
  );

test('the process that took the file is gone: another imports it, once', async () => {
  const check = await checked(20_000, 4_500);
  // Modules read anew: nothing that the other kept in memory is there.
  vi.resetModules();
  const other = await import('../commands/import.ts');
  expect(other.runImport).not.toBe(runImport);
  const outcome = await imported(check, actors.admin, other.runImport as typeof runImport);
  expect(codeOf(outcome)).toBe('done');
  expect(outcome).toMatchObject({ done: { answer: { created: 4500, rejected: 0 } } });
  const again = (await imported(check)) as Refused;
  expect([again.refused.code, again.refused.message]).toEqual(['NOT_FOUND', expect.stringContaining('已经导入过')]);
});

test('two servers import one check at the same moment: one does', async () => {
  const check = await checked(30_000, 3);
  const outcomes = await Promise.all([imported(check), imported(check), imported(check)]);
  expect(outcomes.map(codeOf).filter((code) => code === 'done')).toHaveLength(1);
});

test('what was understood comes back as it was: cells, problems, values', async () => {
  const bytes = await enterprisesFile([line(31_000), { ...line(31_001), name: '' }, line(31_000)]);
  const report = await r.check(bytes);
  const check = (await reading(r.runner, actors.admin, (_, reads) => checkOf(reads, report.check)))!;
  // What is wrong with a cell stands with its row; the code that is there twice is found beyond the rows.
  expect(check.rows.map((row) => row.problems.length)).toEqual([0, 1, 0]);
  const [first, second, third] = check.rows.map((row) => row.row);
  expect(check.told.map((problem) => problem.row)).toEqual([second, third]);
  expect([...check.verdicts]).toEqual([[first, '新增']]);
  expect(check.places.uscc).toBe(0);
  expect(check.rows[0]!.value).toMatchObject({ name: '核对测试第31000号机械厂', staffCount: 31_000 });
  expect(check.sheet.rows).toHaveLength(3);
  expect(check.sheet.headers[0]).toContain('统一社会信用代码');
});

test('nobody else’s, not after half an hour, and no more than five of one account', async () => {
  const check = await checked(32_000, 1);
  expect(codeOf(await imported(check, actors.officer))).toBe('NOT_FOUND');
  const more = [];
  for (let n = 0; n < 5; n++) more.push(await checked(32_100 + n, 1));
  expect(codeOf(await imported(check)), 'the sixth newest').toBe('NOT_FOUND');
  r.setClock(later(29));
  expect(codeOf(await imported(more[0]!))).toBe('done');
  expect(await sweepChecks(r.runner, '140525')).toBe(0);
  r.setClock(later(31));
  expect(codeOf(await imported(more[1]!))).toBe('NOT_FOUND');
  expect(await sweepChecks(r.runner, '140525')).toBe(5);
  expect(await sweepChecks(r.runner, '140525')).toBe(0);
});

test('row-level security alone keeps them apart', async () => {
  const check = await checked(33_000, 1);
  expect(await seenBy(actors.admin, check)).toBe(1);
  for (const other of [actors.officer, actors.auditor, actors.nancun, actors.managerOf(mintId())])
    expect(await seenBy(other, check), other.role).toBe(0);
});
