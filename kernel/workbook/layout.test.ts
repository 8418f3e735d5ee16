import { describe, expect, it } from 'vitest';
import { type ReadOptions, readSheet, type Sheet } from './read.ts';
import { type Made, makeXlsx, textRow } from './test/handmade.ts';

const header = textRow(1, '名称', '日期');

describe('tables as people lay them out', () => {
  const data = textRow(9, '甲厂', '东街');
  const cases: [string, Made, ReadOptions, Partial<Sheet>][] = [
    [
      'blank tail rows and columns',
      {
        rows: `${header}${textRow(2, '甲', '乙')}<row r="3"><c r="A3" s="1"/><c r="Z3" s="1"/></row><row r="1048576"><c r="XFD1048576" s="1"/></row>`,
      },
      {},
      { headers: ['名称', '日期'], rows: [{ row: 2, cells: ['甲', '乙'] }] },
    ],
    [
      'blank rows between',
      { rows: `${header}${textRow(2, '甲', '')}${textRow(5, '', '乙')}` },
      {},
      {
        rows: [
          { row: 2, cells: ['甲', null] },
          { row: 5, cells: [null, '乙'] },
        ],
      },
    ],
    [
      'title and notes above',
      { rows: `${textRow(1, '企业台账')}${textRow(2, '填表说明：红色必填')}${textRow(4, '名称', '日期')}${data}` },
      {},
      { headers: ['名称', '日期'], headerRow: 4 },
    ],
    [
      'title rows found by known titles',
      {
        rows: `${textRow(1, '填报单位', '甲镇', '填报人', '乙')}${textRow(2, '名称 *', '日\u3000期（必填）', '备注')}${data}`,
      },
      { titles: ['名称', '日期'] },
      { headerRow: 2 },
    ],
    [
      'header row given',
      { rows: `${textRow(1, '甲', '乙', '丙')}${textRow(3, '名称', '日期')}${data}` },
      { headerRow: 3 },
      { headers: ['名称', '日期'] },
    ],
    [
      'two-line header with merges',
      {
        rows: `${textRow(1, '名称', '联系方式', '', '备注')}${textRow(2, '', '电话', '地址')}${textRow(3, '甲', '1', '东', '无')}`,
        after: '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:D2"/></mergeCells>',
      },
      {},
      { headers: ['名称', '电话', '地址', '备注'], headerRow: 2, rows: [{ row: 3, cells: ['甲', '1', '东', '无'] }] },
    ],
    [
      'two-line header found by its lower line',
      {
        rows: `${textRow(1, '名称', '联系方式')}${textRow(2, '', '电话', '地址')}${textRow(3, '甲', '1', '东')}`,
        after: '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>',
      },
      { titles: ['名称', '电话', '地址'] },
      { headers: ['名称', '电话', '地址'], headerRow: 2 },
    ],
    [
      'header merged over two columns',
      {
        rows: `${textRow(1, '名称', '', '日期')}${textRow(2, '甲', '', '乙')}`,
        after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
      },
      {},
      { headers: ['名称', '', '日期'] },
    ],
    [
      'line break in a title',
      { rows: `${textRow(1, '统一社会\n信用代码', '日期')}${data}` },
      {},
      { headers: ['统一社会 信用代码', '日期'] },
    ],
    [
      'merged data cells',
      {
        rows: `${header}${textRow(2, '甲镇', '一')}${textRow(3, '', '二')}${textRow(4, '', '三')}`,
        after: '<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>',
      },
      {},
      {
        rows: [
          { row: 2, cells: ['甲镇', '一'] },
          { row: 3, cells: ['甲镇', '二'] },
          { row: 4, cells: ['甲镇', '三'] },
        ],
      },
    ],
    [
      'first sheet hidden',
      {
        sheets: [
          { name: '字典', state: 'hidden', rows: textRow(1, 'a', 'b') },
          { name: '台账', rows: header + data },
        ],
      },
      {},
      { name: '台账' },
    ],
    [
      'sheet by name',
      {
        sheets: [
          { name: '甲', rows: textRow(1, 'a', 'b') },
          { name: ' 乙 ', rows: header + data },
        ],
      },
      { sheet: '乙' },
      { headers: ['名称', '日期'] },
    ],
    [
      'sheet by position',
      {
        sheets: [
          { name: '甲', rows: textRow(1, 'a', 'b') },
          { name: '乙', rows: header + data },
        ],
      },
      { sheet: 1 },
      { name: '乙' },
    ],
    ['preferred sheet absent', { rows: header + data }, { preferSheet: '台账' }, { name: 'Sheet1' }],
    [
      'absolute and backslash targets',
      { sheets: [{ name: '甲', target: '\\xl\\worksheets\\SHEET1.xml', rows: header + data }] },
      {},
      { headers: ['名称', '日期'] },
    ],
    [
      'prefixed names',
      {
        sheet:
          '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>名称</x:v></x:c><x:c r="B1" t="str"><x:v>日期</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
      {},
      { headers: ['名称', '日期'], rows: [{ row: 2, cells: [1, null] }] },
    ],
    [
      'BOM before the declaration',
      { sheet: `\ufeff<?xml version="1.0"?><worksheet><sheetData>${header}${data}</sheetData></worksheet>` },
      {},
      { headers: ['名称', '日期'] },
    ],
    [
      'rows without numbers',
      {
        sheet:
          '<worksheet><sheetData><row><c t="str"><v>名称</v></c><c t="str"><v>日期</v></c></row><row><c><v>1</v></c></row></sheetData></worksheet>',
      },
      {},
      { rows: [{ row: 2, cells: [1, null] }] },
    ],
    [
      'rows out of order',
      { rows: `${textRow(3, '丙')}${header}${textRow(2, '乙')}` },
      { headerRow: 1 },
      {
        rows: [
          { row: 2, cells: ['乙', null] },
          { row: 3, cells: ['丙', null] },
        ],
      },
    ],
    [
      'hidden and filtered rows',
      { rows: `${header}<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>` },
      {},
      { rows: [{ row: 2, cells: [1, null] }] },
    ],
    [
      'no styles, no shared strings',
      { rows: header + data, without: ['xl/styles.xml'] },
      {},
      { headers: ['名称', '日期'] },
    ],
    [
      'content beyond the header',
      { rows: `${header}${textRow(2, '甲', '乙', '多出来的')}` },
      {},
      { headers: ['名称', '日期', ''] },
    ],
  ];
  it.each(cases)('%s', async (_, made, options, expected) => {
    expect(await readSheet(makeXlsx(made), options)).toMatchObject(expected);
  });

  it.each<[string, Made, ReadOptions, string, string]>([
    ['an unknown sheet', { rows: header }, { sheet: '台账' }, 'NO_SHEET', '现有：“Sheet1”'],
    ['a sheet beyond the last', { rows: header }, { sheet: 3 }, 'NO_SHEET', '共有 1 个'],
    ['only hidden sheets', { sheets: [{ name: '甲', state: 'veryHidden' }] }, {}, 'NO_SHEET', '隐藏'],
    ['no worksheet', { relations: '' }, {}, 'NO_SHEET', '没有工作表'],
    ['an empty sheet', { rows: '' }, {}, 'NO_HEADER', 'Sheet1'],
    ['an empty header row', { rows: header }, { headerRow: 7 }, 'NO_HEADER', '第 7 行'],
    [
      'too many rows',
      { rows: header + textRow(2, '甲') + textRow(3, '乙') },
      { limits: { rows: 2 } },
      'TOO_MANY_ROWS',
      '2 行',
    ],
    [
      'too many columns',
      { rows: `${header}<row r="2"><c r="XFD2"><v>1</v></c></row>` },
      {},
      'TOO_MANY_COLUMNS',
      'XFD 列',
    ],
    [
      'a rectangle too large',
      { rows: header + textRow(2, '甲') + textRow(3, '甲', '乙', '丙', '丁') },
      { headerRow: 1, limits: { cells: 7 } },
      'TOO_MANY_ROWS',
      '7 格',
    ],
    ['too many cells', { rows: header + textRow(2, '甲') }, { limits: { cells: 2 } }, 'TOO_MANY_ROWS', '2 格'],
    ['a sheet cut off in a tag', { sheet: '<worksheet><sheetData><row r="1"' }, {}, 'DAMAGED', 'sheet1.xml'],
  ])('refuses %s', async (_, made, options, code, says) => {
    const refused = await readSheet(makeXlsx(made), options).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code });
    expect((refused as Error).message).toContain(says);
  });
});

describe('files made to exhaust', () => {
  it('fills 20,000 overlapping merges once', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) =>
        `<row r="${at + 2}"><c r="A${at + 2}"><v>${at}</v></c><c r="B${at + 2}"><v>${(at * 7919) % 1e6}</v></c></row>`,
    );
    const merges = Array.from({ length: 20_000 }, (_, at) => `<mergeCell ref="A${at + 2}:A1048576"/>`);
    const timed = async (after: string) => {
      const book = makeXlsx({ rows: header + rows.join(''), after });
      const from = performance.now();
      const read = await readSheet(book);
      return { read, took: performance.now() - from };
    };
    const plain = await timed('');
    const merged = await timed(`<mergeCells>${merges.join('')}</mergeCells>`);
    expect(merged.read.rows[19_999]?.cells[0]).toBe(0);
    // Against the same sheet without them, on the same machine: each filling its twenty thousand rows would take a thousand times as long.
    expect(merged.took).toBeLessThan(10 * plain.took + 500);
  });

  it('refuses one far cell in every row', async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, at) => `<row r="${at + 2}"><c r="SR${at + 2}"><v>${(at * 7919) % 1e6}</v></c></row>`,
    );
    await expect(readSheet(makeXlsx({ rows: header + rows.join('') }))).rejects.toMatchObject({
      code: 'TOO_MANY_ROWS',
    });
  });
});
