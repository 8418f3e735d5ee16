import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { dayWrong, noEnd, understandDay, understandExpiry } from './days.ts';
import { parseRows } from './parse-rows.ts';
import { readSheet } from './read.ts';
import type { SheetTemplate, TemplateColumn } from './template.ts';
import { makeXlsx, textRow } from './test/handmade.ts';
import { understand } from './understand.ts';

describe('days', () => {
  it.each<[Cell, string]>([
    ['2025年3月14号', '2025-03-14'],
    ['2025年3月14', '2025-03-14'],
    ['2025、3、14', '2025-03-14'],
    ['2025，3，14', '2025-03-14'],
    ['2025－3－14', '2025-03-14'],
    ['2025—3—14', '2025-03-14'],
    ['2025.3。14', '2025-03-14'],
  ])('%j is %s in every column', (cell, day) => expect(understandDay(cell)).toBe(day));

  it.each<[Cell, string | null]>([
    ['2025.3.14止', '2025-03-14'],
    ['至2025年3月14日', '2025-03-14'],
    ['有效期至：2025-03-14', '2025-03-14'],
    ['2022.3.14-2025.3.14', '2025-03-14'],
    ['2022-3-14-2025-3-14', '2025-03-14'],
    ['2022年3月14日至2025年3月14日', '2025-03-14'],
    ['2022/3/14～2025/3/14', '2025-03-14'],
    ['自2022年3月14日起至2025年3月14号止', '2025-03-14'],
    ['20220314-20250314', '2025-03-14'],
    ['2022.3.14—长期', noEnd],
    ['长期', noEnd],
    ['长期有效', noEnd],
    ['2025.3.14-2022.3.14', null],
    ['2022.3.14-', null],
    ['2025年3月', null],
    ['短期', null],
  ])('%j holds until %j', (cell, day) => expect(understandExpiry(cell)).toBe(day));

  it('a range or 止 is a day only where something expires', () => {
    for (const cell of ['2025.3.14止', '2022.3.14-2025.3.14', '长期']) expect(understandDay(cell)).toBeNull();
  });

  it.each<[Cell, string]>([
    ['25.3.14', '年份要写四位'],
    ['14/3/2025', '年份要写在前面，这样写分不清日和月'],
    ['3/14/2025', '年份要写在前面，这样写分不清日和月'],
    ['2025年3月', '只有年和月，没有日'],
    [2025.3, '只有年和月，没有日'],
    ['2025-02-29', '不是日期，或没有这一天'],
  ])('%j is wrong because %s', (cell, why) => {
    expect(understandDay(cell)).toBeNull();
    expect(dayWrong(cell)).toBe(why);
  });

  it('a number that lost its format means four years and a day later in a workbook that counts from 1904', async () => {
    const template: SheetTemplate<{ name: string; until: string }> = {
      name: 'kettles',
      title: '水壶',
      version: 1,
      sheetName: '水壶',
      columns: [
        { key: 'name', title: '名称', kind: 'text', required: true },
        { key: 'until', title: '有效期至', kind: 'day', required: true },
      ],
    };
    const rows = `${textRow(1, '名称', '有效期至')}<row r="2"><c r="A2" t="str"><v>甲</v></c><c r="B2"><v>44268</v></c></row><row r="3"><c r="A3" t="str"><v>乙</v></c><c r="B3" t="str"><v>44268</v></c></row><row r="4"><c r="A4" t="str"><v>丙</v></c><c r="B4" s="1"><v>44268</v></c></row>`;
    const days = async (workbookPr: string) => {
      const sheet = await readSheet(makeXlsx({ rows, workbookPr, formats: { cells: [0, 14] } }));
      return parseRows(template, sheet).rows.map((row) => row.value?.until);
    };
    expect(await days('<workbookPr date1904="1"/>')).toEqual(['2025-03-14', '2025-03-14', '2025-03-14']);
    expect(await days('')).toEqual(['2021-03-13', '2021-03-13', '2021-03-13']);
  });
});

describe('what people write into cells besides the value', () => {
  const column = (more: Partial<TemplateColumn>): TemplateColumn => ({ key: 'x', title: 'x', kind: 'text', ...more });
  const people = column({ kind: 'integer', units: ['人', '名'] });
  const state = column({
    kind: 'choice',
    choices: [
      { code: 'on', label: '生产经营', aliases: ['在产'] },
      { code: 'none', label: '无' },
    ],
  });

  it.each<[string, Cell, TemplateColumn, unknown]>([
    ['a unit', '120人', people, 120],
    ['a unit after a space and thousands', '1,200 名', people, 1200],
    ['full width with its unit', '１２０人', people, 120],
    ['an apostrophe', "'0012", column({ code: true }), '0012'],
    ['a curly apostrophe before a number', '‘120', people, 120],
    ['a stroke for nothing', '/', people, null],
    ['a dash for nothing', '——', column({ kind: 'day' }), null],
    ['无 for nothing', '无', column({}), null],
    ['无 where it is an answer', '无', state, 'none'],
    ['无 as 否', '无', column({ kind: 'boolean' }), false],
    ['another word for a choice', '在 产', state, 'on'],
  ])('%s', (_, cell, of, value) => expect(understand(cell, of)).toEqual({ value }));

  it.each<[string, Cell, TemplateColumn, string]>([
    ['a foreign unit', '120吨', people, '不是数字'],
    ['about so many', '约120人', people, '不是数字'],
    ['a word', '停产', people, '不是数字'],
    ['nothing where something must be', '—', column({ required: true }), '必填，不能为空'],
  ])('%s is told', (_, cell, of, wrong) => expect(understand(cell, of)).toEqual({ wrong }));
});
