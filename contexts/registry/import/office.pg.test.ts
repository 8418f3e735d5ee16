import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PlacedRow, writeWorkbook } from '#kernel/workbook';
import { actors, usccOf } from '../testing.ts';
import { collect, type TestImports, testImports } from './testing.ts';

let r: TestImports;
beforeAll(async () => {
  r = await testImports();
});
afterAll(() => r.close());

/** A sheet of texts as an office makes it: lines above the heading, the heading, rows. */
const officeSheet = (rows: string[][]) =>
  collect(
    writeWorkbook({
      sheets: [
        {
          name: '企业',
          columns: rows[0]!.map((title) => ({ key: title, title, kind: 'text' as const })),
          rows: rows.slice(1),
        },
      ],
    }),
  );
const officeTitles = [
  '序号',
  '信用代码',
  '单位名称',
  '属地',
  '行业类别',
  '企业规模',
  '职工人数',
  '状态',
  '经度',
  '纬度',
  '坐标系',
  '负责人',
  '联系电话',
];
const officeRow = (n: number, more: Record<string, string> = {}) => {
  const cells: Record<string, string> = {
    序号: String(n),
    信用代码: usccOf(n),
    单位名称: `办公室表格第${n}厂`,
    属地: '泽州县南村镇',
    行业类别: '机械制造',
    企业规模: '小型企业',
    职工人数: '120人',
    状态: '停产',
    经度: '112°51′00″',
    纬度: '北纬35度30分',
    坐标系: 'WGS84',
    负责人: '张\u3000三',
    联系电话: '（0356）2061234',
    ...more,
  };
  return officeTitles.map((title) => cells[title]!);
};

test('words, units and angles of office tables are understood and shown for each new row; totals and signatures are no enterprises', async () => {
  const report = await r.check(
    await officeSheet([
      officeTitles,
      officeRow(951),
      officeRow(952, { 信用代码: `'${usccOf(952)}`, 职工人数: '1,200 人', 状态: '正常生产', 联系电话: '—' }),
      ['', '小计', '', '', '', '', '1320', '', '', '', '', '', ''],
      officeTitles,
      ['3', '', '', '', '', '', '', '', '', '', '', '', ''],
      ['填表人：王某', '', '', '审核：', '', '', '', '', '', '', '', '', ''],
    ]),
  );
  expect(report).toMatchObject({ total: 2, willCreate: 2, rejected: 0 });
  expect(report.problems.map((p) => p.message)).toEqual([
    '不认识的列“序号”（A 列），已忽略',
    '第 5 行是重复的表头，没有当作数据读入',
    '第 4 行是合计、小计，没有当作数据读入',
    '第 7 行是填表人、审核、备注一类的落款，没有当作数据读入',
    '第 6 行没有本台账的内容（只有序号或不认识的列），没有当作数据读入',
  ]);
  expect(report.sample.map((row) => row.values.map(({ title, value }) => `${title} ${value}`))).toEqual([
    [
      `统一社会信用代码 ${usccOf(951)}`,
      '企业名称 办公室表格第951厂',
      '镇 南村镇',
      '行业 机械',
      '规模 小型',
      '从业人数 120',
      '生产状态 停产停业',
      '经度 112.85',
      '纬度 35.5',
      '坐标系 WGS-84',
      '主要负责人 张三',
      '主要负责人电话 0356-2061234',
    ],
    [
      `统一社会信用代码 ${usccOf(952)}`,
      '企业名称 办公室表格第952厂',
      '镇 南村镇',
      '行业 机械',
      '规模 小型',
      '从业人数 1200',
      '生产状态 生产经营',
      '经度 112.85',
      '纬度 35.5',
      '坐标系 WGS-84',
      '主要负责人 张三',
    ],
  ]);
  expect((await r.act<{ created: number }>(actors.admin, 'registry.import', { check: report.check })).created).toBe(2);
});

test('a CSV is read like a workbook; a citizen’s number is no credit code', async () => {
  const id = '140525199003070013';
  const csv = [officeTitles, officeRow(953), officeRow(954, { 信用代码: id })].map((row) => row.join(',')).join('\r\n');
  const report = await r.check(Buffer.from(`\ufeff${csv}`), 'enterprises', '企业.csv');
  expect(report).toMatchObject({ total: 2, willCreate: 1, rejected: 1 });
  expect(report.problems.at(-1)?.message).toMatch(
    /^第 3 行，统一社会信用代码（B 列）：填的是“140525199003070013”，.*前两位“14”不正确.*；允许：18 位/,
  );
});

test('the marked workbook is the table as it was given: every row at its number, red where it is wrong, with what was understood', async () => {
  const bytes = await collect(
    writeWorkbook({
      sheets: [
        {
          name: '三月',
          headerRow: 3,
          above: [new PlacedRow(1, ['某县企业台账'])],
          columns: officeTitles.map((title) => ({ key: title, title, kind: 'text' as const })),
          rows: [
            officeRow(955),
            officeRow(956, { 行业类别: '煤矿', 职工人数: '若干' }),
            ['合计', '', '', '', '', '', '2', '', '', '', '', '', ''],
            officeRow(955),
          ],
        },
      ],
    }),
  );
  const report = await r.check(bytes, 'enterprises', '三月.xlsx');
  expect(report).toMatchObject({ total: 3, willCreate: 1, rejected: 2 });
  const marked = await r.file(`import-problems.xlsx?check=${report.check}&all=1`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(marked).buffer);
  expect(book.worksheets.map((sheet) => sheet.name).slice(0, 2)).toEqual(['三月', '系统读作']);
  const sheet = book.worksheets[0]!;
  const red = (cell: string) =>
    (sheet.getCell(cell).fill as { fgColor?: { argb?: string } } | undefined)?.fgColor?.argb === 'FFFFC7CE';
  expect([sheet.getCell('A1').value, sheet.getCell('C3').value, sheet.getCell('A6').value]).toEqual([
    '某县企业台账',
    '单位名称',
    '合计',
  ]);
  expect(['E5', 'G5', 'B7', 'E4', 'B4', 'C5'].map(red)).toEqual([true, true, true, false, false, false]);
  expect(String(sheet.getCell('N5').value)).toBe(
    report.problems
      .filter((p) => p.row === 5)
      .map((p) => p.message)
      .join('\n'),
  );
  expect(String(sheet.getCell('N7').value)).toContain('与第 4 行重复');
  const read = book.worksheets[1]!;
  expect(read.getRow(2).values).toEqual(expect.arrayContaining([4, '新增', '办公室表格第955厂', '停产停业']));
  expect(read.rowCount).toBe(2);
  // Mended in place, it is imported again: the sheet of what was understood is not taken for data.
  const again = await r.check(marked, 'enterprises', '三月-已标出问题.xlsx');
  expect(again).toMatchObject({ sheet: '三月', otherSheets: [], total: 3, willCreate: 1, rejected: 2 });
});

test('the same name under another code is told, in the file and in the register; both are kept', async () => {
  const name = '同名办公室厂';
  const first = await r.check(await officeSheet([officeTitles, officeRow(957, { 单位名称: name })]));
  await r.act(actors.admin, 'registry.import', { check: first.check });
  const report = await r.check(
    await officeSheet([
      officeTitles,
      officeRow(958, { 单位名称: name }),
      officeRow(959, { 单位名称: '同名二厂' }),
      officeRow(960, { 单位名称: '同名二厂' }),
      officeRow(957, { 单位名称: name }),
    ]),
  );
  expect(report).toMatchObject({ total: 4, willCreate: 3, unchanged: 1, rejected: 0 });
  expect(report.problems.slice(1).map((p) => [p.level, p.message])).toEqual([
    [
      'warning',
      `第 2 行，企业名称（C 列）：填的是“${name}”，与台账中“${usccOf(957)}”同名、代码不同，按两家企业读入，请核对是否填错代码`,
    ],
    [
      'warning',
      '第 4 行，企业名称（C 列）：填的是“同名二厂”，与第 3 行同名、代码不同，按两家企业读入，请核对是否填错代码',
    ],
    [
      'warning',
      `第 5 行，企业名称（C 列）：填的是“${name}”，与第 2 行同名、代码不同，按两家企业读入，请核对是否填错代码`,
    ],
  ]);
});
