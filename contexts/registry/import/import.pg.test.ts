import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { auditTallies } from '#kernel/server';
import { readSheet, writeWorkbook } from '#kernel/workbook';
import { county140525 } from '../demo/county.ts';
import { tallies } from '../subjects.ts';
import { actors, someEnterprise, usccOf } from '../testing.ts';
import type { EnterpriseLine } from './templates.ts';
import { collect, enterprisesFile, peopleFile, type TestImports, testImports } from './testing.ts';

let r: TestImports;
beforeAll(async () => {
  r = await testImports();
});
afterEach(() => r.visit(actors.admin));
afterAll(() => r.close());

const towns = county140525.towns.map((town) => town.code);
const line = (n: number, more: Partial<EnterpriseLine> = {}): Partial<EnterpriseLine> => ({
  uscc: usccOf(n),
  name: `导入测试第${n}号机械厂`,
  town: towns[n % towns.length]!,
  sector: 'machinery',
  scale: 'small',
  staffCount: n % 300,
  flags: ['confined-space', 'explosive-dust'],
  status: 'operating',
  address: `工业路${n}号`,
  industry: 'C3311',
  lng: 112.85,
  lat: 35.5,
  datum: 'CGCS2000',
  principalName: '张测试',
  principalPhone: '13800000000',
  ...more,
});

test('5,000 rows: a verdict each and all written within the aim; export and import again changes nothing; undo leaves nothing', {
  timeout: 300_000,
}, async () => {
  const bytes = await enterprisesFile(Array.from({ length: 5000 }, (_, n) => line(10_000 + n)));
  const before = await r.hash('registry.enterprise');
  const begun = process.cpuUsage();
  const report = await r.check(bytes);
  expect(report).toMatchObject({ total: 5000, willCreate: 5000, rejected: 0, problems: [] });
  const started = performance.now();
  const done = await r.act<{ id: string; created: number }>(actors.admin, 'registry.import', { check: report.check });
  const written = Math.round(performance.now() - started);
  expect(done.created).toBe(5000);
  // The aim is 1,000 ms on a quiet machine; the bench measures it, the test guards against an order of magnitude, in time of the processor.
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 1_000).toBeLessThan(30_000);
  process.stdout.write(`import of 5,000: verdicts ${report.milliseconds} ms, write ${written} ms\n`);

  const filled = await r.file('template.xlsx?ledger=enterprises&rows=1');
  const again = await r.check(filled);
  expect(again).toMatchObject({ total: 5000, willCreate: 0, willChange: 0, unchanged: 5000, rejected: 0 });
  expect((await r.no(actors.admin, 'registry.import', { check: again.check })).message).toContain('完全一致');

  const changed = await r.check(
    await enterprisesFile(
      Array.from({ length: 5000 }, (_, n) => line(10_000 + n, { staffCount: 777, principalName: `李${n % 7}` })),
    ),
  );
  expect(changed).toMatchObject({ willChange: 5000, unchanged: 0 });
  expect(changed.sample[0]?.changes).toContainEqual(expect.objectContaining({ title: '从业人数', after: 777 }));
  const kept = await r.hash('registry.enterprise');
  const second = await r.act<{ id: string; changed: number }>(actors.admin, 'registry.import', {
    check: changed.check,
  });
  expect(second.changed).toBe(5000);
  expect((await r.no(actors.admin, 'registry.undo-import', { id: done.id })).message).toContain('导入后已被变更');
  const undoing = performance.now();
  await r.act(actors.admin, 'registry.undo-import', { id: second.id });
  process.stdout.write(`undo of 5,000 changes: ${Math.round(performance.now() - undoing)} ms\n`);
  expect(await r.hash('registry.enterprise')).toBe(kept);
  expect((await r.no(actors.admin, 'registry.undo-import', { id: second.id })).message).toContain('已撤销');
  expect(await auditTallies(r.db.pools.app, '140525', tallies as never)).toEqual([]);
  // The rows moved and came back: last in, first out, down to the empty register.
  await r.act(actors.admin, 'registry.undo-import', { id: done.id });
  expect(await r.hash('registry.enterprise')).toBe(before);
  expect(await auditTallies(r.db.pools.app, '140525', tallies as never)).toEqual([]);
});

test('created rows go on undo, unless somebody has built on them', async () => {
  const before = await r.hash('registry.enterprise');
  const first = await r.check(await enterprisesFile([line(1), line(2)]));
  const done = await r.act(actors.admin, 'registry.import', { check: first.check });
  const { rows } = await r.ask<{ rows: { id: string }[] }>(actors.admin, 'registry.enterprises', { q: usccOf(1) });
  const person = await r.act(actors.admin, 'registry.add-person', {
    enterprise: rows[0]!.id,
    name: '王测试',
    post: '钳工',
    position: 'worker',
  });
  const no = await r.no(actors.admin, 'registry.undo-import', { id: done.id });
  expect(no.places).toMatchObject([{ value: '导入测试第1号机械厂', message: expect.stringContaining('已登记人员') }]);
  expect(person.id).toBeTruthy();
  const other = await r.check(await enterprisesFile([line(3), line(4), line(5), line(6)]));
  const mid = await r.hash('registry.enterprise');
  const four = await r.act(actors.admin, 'registry.import', { check: other.check });
  await r.act(actors.admin, 'registry.undo-import', { id: four.id });
  expect(await r.hash('registry.enterprise')).toBe(mid);
  expect(before).not.toBe(mid);
});

test('every kind of wrong row is named by row, column, value and what is allowed; the good ones go in alone', async () => {
  const closed = await r.act(actors.admin, 'registry.create-enterprise', someEnterprise(900));
  await r.act(actors.admin, 'registry.close-enterprise', { id: closed.id, reason: '关闭' });
  const good = usccOf(901);
  const text = (key: string, value: unknown, n: number) => ({ ...line(n), [key]: value }) as Partial<EnterpriseLine>;
  const bytes = await enterprisesFile([
    line(901), // 2
    line(901, { name: '重复的企业' }), // 3
    text('uscc', `${usccOf(902).slice(0, 17)}${usccOf(902)[17] === '0' ? '1' : '0'}`, 902), // 4
    text('town', '不存在镇', 903), // 5
    text('sector', '煤矿', 904), // 6
    text('industry', 'C9999', 905), // 7
    text('flags', '有限空间、飞天', 906), // 8
    text('staffCount', '三十', 907), // 9
    line(908, { datum: null }), // 10
    line(909, { lng: 116.4, lat: 39.9 }), // 11
    line(910, { status: 'closed' }), // 12
    line(900), // 13
    text('principalPhone', '打前台', 911), // 14
    text('name', '', 912), // 15
    line(913), // 16
  ]);
  const report = await r.check(bytes, 'enterprises', '坏行.xlsx');
  expect(report).toMatchObject({ total: 15, willCreate: 2, rejected: 13 });
  const at = (row: number) => report.problems.find((p) => p.row === row)!;
  const wanted: [number, string, string][] = [
    [3, '统一社会信用代码（A 列）', '与第 2 行重复'],
    [4, '统一社会信用代码（A 列）', '校验码'],
    [5, '镇（D 列）', '不在可选项内'],
    [6, '行业（F 列）', '煤矿'],
    [7, '行业代码（G 列）', '不存在'],
    [8, '风险标志（H 列）', '飞天'],
    [9, '从业人数（J 列）', '不是数字'],
    [10, '坐标系（N 列）', '没有填全'],
    [11, '经度（L 列）', '不在泽州县范围内'],
    [12, '生产状态（K 列）', '导入不能注销企业'],
    [13, '生产状态（K 列）', '已注销关闭'],
    [14, '主要负责人电话（P 列）', '5 至 20 位'],
    [15, '企业名称（B 列）', '必填'],
  ];
  for (const [row, column, says] of wanted) {
    expect(at(row), `row ${row}`).toMatchObject({ level: 'error', column });
    expect(at(row).message, `row ${row}`).toContain(says);
    expect(at(row).message, `row ${row}`).toContain(`第 ${row} 行`);
  }
  expect(at(3).value).toBe(good);
  const problems = await readSheet(await r.file(`import-problems.xlsx?check=${report.check}`));
  expect(problems.rows).toHaveLength(13);
  expect(problems.headers.at(-1)).toBe('问题');
  expect((await r.no(actors.admin, 'registry.import', { check: report.check, onlyValid: false })).message).toContain(
    '13 行未通过',
  );
  expect((await r.no(actors.officer, 'registry.import', { check: report.check })).message).toContain(
    '只有上传的人能用',
  );
  expect(await r.act(actors.admin, 'registry.import', { check: report.check, onlyValid: true })).toMatchObject({
    created: 2,
    rejected: 13,
  });
  expect((await r.no(actors.admin, 'registry.import', { check: report.check })).code).toBe('NOT_FOUND');
});

test('what people type goes in: full-width digits, short town names, spaces, an empty cell wipes nothing, 无 clears flags', async () => {
  const sheet = (rows: unknown[][]) =>
    collect(
      writeWorkbook({
        sheets: [
          {
            name: '随便',
            columns: ['社会信用代码', '企业名称', '所在镇', '行业', '规模', '从业人数', '风险标志', '地址'].map(
              (title) => ({ key: title, title, kind: 'text' as const }),
            ),
            rows,
          },
        ],
      }),
    );
  const typed = usccOf(950)
    .replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
    .toLowerCase();
  const first = await r.check(
    await sheet([[` ${typed} `, ' 全角 测试厂', '巴公', '冶金', '中型', '１２０', '冶炼铸造，煤气', '巴公工业园']]),
  );
  expect(first.problems).toEqual([]);
  await r.act(actors.admin, 'registry.import', { check: first.check });
  const find = async () =>
    (await r.ask<{ rows: Record<string, unknown>[] }>(actors.admin, 'registry.enterprises', { q: usccOf(950) }))
      .rows[0];
  expect(await find()).toMatchObject({
    townName: '巴公镇',
    staffCount: 120,
    flags: '冶炼铸造、煤气',
    address: '巴公工业园',
  });
  const second = await r.check(
    await sheet([[usccOf(950), '全角 测试厂', '140525108', 'metallurgy', '中型', '120', '无', '']]),
  );
  expect(second.sample[0]?.changes.map((c) => c.title)).toEqual(['风险标志']);
  await r.act(actors.admin, 'registry.import', { check: second.check });
  expect(await find()).toMatchObject({ flags: '', address: '巴公工业园' });
});

test('what is no workbook, another template, a stranger: refused in Chinese', async () => {
  expect((await r.check(Buffer.from('PK 这不是'))).refused?.message).toMatch(/[一-龥]/);
  expect((await r.check(await peopleFile([]))).refused?.message).toContain('人员台账');
  expect((await r.check(await enterprisesFile([]))).refused?.message).toContain('没有数据行');
  r.visit(actors.nancun);
  expect((await r.check(await enterprisesFile([line(1)]))).refused?.code).toBe('NOT_YOURS');
  r.visit(null);
  expect((await r.check(await enterprisesFile([line(1)]))).refused?.code).toBe('SIGNED_OUT');
  r.visit(actors.admin);
  expect((await r.check(Buffer.from(''), 'cars')).refused?.message).toContain('enterprises');
});
