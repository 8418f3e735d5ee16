import { describe, expect, test } from 'vitest';
import { parseRows } from './parse-rows.ts';
import { readSheet } from './read.ts';
import { type SheetTemplate, templateReading, templateWorkbook } from './template.ts';
import { type Made, makeXlsx, textRow } from './test/handmade.ts';
import { workbookBytes } from './write.ts';

type MadeSheet = NonNullable<Made['sheets']>[number];

const template: SheetTemplate<{ name: string; phone: string | null }> = {
  name: 'kettles',
  title: '水壶',
  version: 1,
  sheetName: '水壶台账',
  columns: [
    { key: 'name', title: '名称', kind: 'text', required: true },
    { key: 'phone', title: '电话', kind: 'text' },
    { key: 'note', title: '备注', kind: 'text' } as never,
  ],
};
const prose: MadeSheet = { name: '填表说明', rows: `${textRow(1, '请按要求填写')}${textRow(2, '名称不要写简称')}` };
const table = (name: string, ...names: string[]): MadeSheet => ({
  name,
  rows: textRow(1, '名称', '电话') + names.map((one, at) => textRow(at + 2, one, '1')).join(''),
});
const read = (sheets: MadeSheet[], sheet?: string) =>
  readSheet(makeXlsx({ sheets }), { ...templateReading(template as never), ...(sheet ? { sheet } : {}) });

describe('a workbook with several sheets', () => {
  test('instructions first, data second: the data sheet is found and named, and what was passed over as well', async () => {
    const sheet = await read([prose, table('企业', '甲', '乙')]);
    expect([sheet.name, sheet.rows.length]).toEqual(['企业', 2]);
    expect(sheet.notes).toEqual([
      '读的是工作表“企业”，它的表头与这本台账相符',
      '表头不是这本台账的工作表没有读：“填表说明”（1 行）',
    ]);
    const { headerProblems } = parseRows(template, sheet);
    expect(headerProblems.map(({ level, column, message }) => [level, column, message])).toContainEqual([
      'warning',
      '工作表',
      '读的是工作表“企业”，它的表头与这本台账相符',
    ]);
  });

  test('two sheets with the same heading: one is read, the other told with its rows and offered, hidden ones too', async () => {
    const sheets = [table('南村', '甲'), table('下村', '乙', '丙'), { ...table('旧', '丁'), state: 'hidden' }];
    const sheet = await read(sheets);
    expect(sheet.name).toBe('南村');
    expect(sheet.notes).toEqual([
      '只读了工作表“南村”；另有同样表头的工作表没有读：“下村”（2 行）、“旧”（1 行，隐藏），需要的请另选该表再导入一次',
    ]);
    expect(sheet.others).toEqual([
      { name: '下村', hidden: false, matches: 2, rows: 2 },
      { name: '旧', hidden: true, matches: 2, rows: 1 },
    ]);
    const other = await read(sheets, '下村');
    expect([other.name, other.rows.map((row) => row.cells[0]), other.notes]).toEqual(['下村', ['乙', '丙'], []]);
    await expect(read(sheets, '没有')).rejects.toThrow('没有名为“没有”的工作表，现有：“南村”、“下村”');
  });

  test('an empty table before a filled one is not the data', async () => {
    expect((await read([table('空表'), table('有数', '甲')])).name).toBe('有数');
  });

  test('one sheet, and our own template with its notes and lists, say nothing', async () => {
    expect((await read([table('企业', '甲')])).notes).toEqual([]);
    const own = await workbookBytes(templateWorkbook(template, [{ name: '甲', phone: '1' }]));
    const sheet = await readSheet(own, templateReading(template as never));
    expect([sheet.name, sheet.notes]).toEqual(['水壶台账', []]);
  });
});

test('hidden and filtered rows are read, and said in one line', async () => {
  const rows = `${textRow(1, '名称', '电话')}${textRow(2, '甲', '1')}${textRow(3, '乙', '2').replace('<row ', '<row hidden="1" ')}`;
  const sheet = await read([{ name: '企业', rows }]);
  expect(sheet.rows.map((row) => row.cells[0])).toEqual(['甲', '乙']);
  expect(sheet.notes).toEqual(['文件里有 1 行被隐藏或筛去，也一并读入']);
});
