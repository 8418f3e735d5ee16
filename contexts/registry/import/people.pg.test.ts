import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readSheet } from '#kernel/workbook';
import { actors, someEnterprise, usccOf } from '../testing.ts';
import type { PersonLine } from './templates.ts';
import { peopleFile, type TestImports, testImports } from './testing.ts';

let r: TestImports;
beforeAll(async () => {
  r = await testImports();
});
afterEach(() => r.visit(actors.admin));
afterAll(() => r.close());

test('people: matched by enterprise, name and telephone; strangers’ enterprises and twins are refused; round trip and undo hold', async () => {
  const { id } = await r.act(actors.admin, 'registry.create-enterprise', someEnterprise(970));
  const man = (n: number, more: Partial<PersonLine> = {}): Partial<PersonLine> => ({
    uscc: usccOf(970),
    name: `工人${n}`,
    phone: `1380000${String(n).padStart(4, '0')}`,
    post: '炉前工',
    position: 'special-operator',
    certificateKind: '低压电工作业',
    certificateUntil: '2024-05-01',
    ...more,
  });
  const report = await r.check(
    await peopleFile([
      ...Array.from({ length: 300 }, (_, n) => man(n)),
      man(0),
      man(1, { uscc: usccOf(971) }),
      man(500, { enterpriseName: '别的厂' }),
      man(501, { certificateUntil: '2024-02-30' }),
    ]),
    'people',
    '人员.xlsx',
  );
  expect(report).toMatchObject({ total: 304, willCreate: 300, rejected: 4 });
  expect(report.problems.map((p) => p.message).join('\n')).toMatch(
    /与第 2 行重复[\s\S]*没有这家企业[\s\S]*企业名称与代码不符|不是日期/,
  );
  const done = await r.act(actors.admin, 'registry.import', { check: report.check });
  const filled = await r.file('template.xlsx?ledger=people&rows=1');
  expect(await r.check(filled, 'people')).toMatchObject({ willCreate: 0, willChange: 0, rejected: 0 });
  const kept = await r.hash('registry.person');
  const moved = await r.check(
    await peopleFile([man(5, { post: '电工', certificateUntil: '2025-05-01' }), man(6), man(700)]),
    'people',
  );
  expect(moved).toMatchObject({ willChange: 1, unchanged: 1, willCreate: 1 });
  const mixed = await r.act(actors.admin, 'registry.import', { check: moved.check });
  await r.act(actors.admin, 'registry.undo-import', { id: mixed.id });
  expect(await r.hash('registry.person')).toBe(kept);
  expect(done.id).not.toBe(mixed.id);
  const due = await r.ask<{ rows: { name: string }[]; total: { n: number } }>(actors.managerOf(id), 'registry.people', {
    certificateTo: '2024-05-01',
    limit: '10',
  });
  expect(due.total.n).toBe(300);
  r.visit(actors.managerOf(id));
  const own = await readSheet(await r.file('template.xlsx?ledger=people&rows=1'));
  expect(new Set(own.rows.map((row) => row.cells[0]))).toEqual(new Set([usccOf(970)]));
});
