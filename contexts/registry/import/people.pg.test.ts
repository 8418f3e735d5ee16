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

test('the same name with another telephone is asked, never doubled; writings of one telephone and one name are one person', async () => {
  const { id } = await r.act(actors.admin, 'registry.create-enterprise', {
    ...someEnterprise(972),
    name: '同名测试厂',
  });
  const man = (name: string, phone: string | null, more: Partial<PersonLine> = {}): Partial<PersonLine> => ({
    uscc: usccOf(972),
    name,
    phone,
    post: '电工',
    position: 'worker',
    ...more,
  });
  const known = await r.act(actors.admin, 'registry.add-person', {
    enterprise: id,
    name: '张 三',
    phone: '139-0000-0001',
    post: '电工',
    position: 'worker',
  });
  await r.act(actors.admin, 'registry.add-person', {
    enterprise: id,
    name: '李四',
    phone: '(0356)2061234',
    post: '电工',
    position: 'worker',
  });
  const same = await r.check(
    await peopleFile([man('张\u3000三', '+86 139 0000 0001'), man('李 四', '0356 2061234')]),
    'people',
  );
  expect(same).toMatchObject({ total: 2, willCreate: 0, willChange: 0, unchanged: 2, rejected: 0, questionCount: 0 });

  const file = await peopleFile([
    man('张三', '13900000002', { certificateUntil: 'no-end' }),
    man('王五', '13900000003'),
    man('李四', null, { post: '焊工' }),
  ]);
  const report = await r.check(file, 'people');
  expect(report).toMatchObject({ total: 3, willCreate: 1, willChange: 1, rejected: 0, questionCount: 1 });
  expect(report.questions).toEqual([
    {
      row: 2,
      name: '张三',
      phone: '13900000002',
      post: '电工',
      enterprise: '同名测试厂',
      registered: [{ id: known.id, is: '电话 139****0001，电工，一般从业人员' }],
    },
  ]);
  const no = await r.no(actors.admin, 'registry.import', { check: report.check, onlyValid: false });
  expect(no.message).toContain('1 行同名待确认');
  const people = async () =>
    (
      await r.ask<{ rows: { id: string; name: string; phone: string; post: string }[] }>(
        actors.admin,
        'registry.people',
        { enterprise: id },
      )
    ).rows
      .map(({ name, phone, post }) => `${name} ${phone} ${post}`)
      .sort();
  // Without an answer the row waits; the others go in.
  const first = await r.act<{ created: number; changed: number; rejected: number }>(actors.admin, 'registry.import', {
    check: report.check,
  });
  expect(first).toMatchObject({ created: 1, changed: 1, rejected: 1 });
  expect(await people()).toEqual(['张三 13900000001 电工', '李四 0356-2061234 焊工', '王五 13900000003 电工']);

  const again = await r.check(file, 'people');
  await r.act(actors.admin, 'registry.import', { check: again.check, sameName: [{ row: 2, person: known.id }] });
  expect(await people()).toEqual(['张三 13900000002 电工', '李四 0356-2061234 焊工', '王五 13900000003 电工']);

  const another = await r.check(await peopleFile([man('张三', '13900000009')]), 'people');
  expect((await r.no(actors.admin, 'registry.import', { check: another.check })).message).toBe(
    '没有可导入的行：1 行同名待确认，请先说明是否同一人',
  );
  const created = await r.act<{ created: number }>(actors.admin, 'registry.import', {
    check: another.check,
    sameNameRest: 'new',
  });
  expect(created.created).toBe(1);
  expect(await people()).toHaveLength(4);
});

test('a person’s enterprise is found by its name when there is no code and one of that name; several and none are told', async () => {
  for (const n of [980, 981, 982])
    await r.act(actors.admin, 'registry.create-enterprise', {
      ...someEnterprise(n),
      name: n === 980 ? '泽州（独一）厂' : '泽州同名厂',
    });
  const csv = [
    '单位名称,姓名,联系电话,岗位,人员类别,有效期',
    '泽州(独一)厂,甲一,13900000001,焊工,特种作业,2022.3.14-2028年3月14号止',
    '泽州同名厂,甲二,13900000002,焊工,员工,长期',
    '没有的厂,甲三,13900000003,焊工,安全员,/',
    ',甲四,13900000004,焊工,法人,2025.3',
    '泽州(独一)厂,甲五,13900000005,焊工,员工,25.3.14',
  ].join('\n');
  const report = await r.check(Buffer.from(csv), 'people', '人员.csv');
  expect(report).toMatchObject({ total: 5, willCreate: 1, rejected: 4 });
  expect(report.sample[0]?.values.map(({ title, value }) => `${title} ${value}`)).toEqual([
    '企业名称 泽州(独一)厂',
    '姓名 甲一',
    '电话 13900000001',
    '岗位 焊工',
    '身份 特种作业人员',
    '证书有效期至 2028-03-14',
  ]);
  expect(report.problems.map((p) => p.message)).toEqual([
    '第 3 行，企业名称（A 列）：填的是“泽州同名厂”，有 2 家同名的企业，请填代码；允许：已登记企业的统一社会信用代码，或其全称',
    '第 4 行，企业名称（A 列）：填的是“没有的厂”，没有这家企业，请先登记或导入企业；允许：已登记企业的统一社会信用代码，或其全称',
    '第 5 行，证书有效期至（F 列）：填的是“2025.3”，只有年和月，没有日；允许：日期，如 2022-03-14，或 长期',
    '第 6 行，证书有效期至（F 列）：填的是“25.3.14”，年份要写四位；允许：日期，如 2022-03-14，或 长期',
  ]);
});
