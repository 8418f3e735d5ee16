import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { type ReadOptions, readSheet, type Sheet } from './read.ts';
import { isDateFormat, serialToDate } from './serial.ts';
import { type Made, makeXlsx, textRow } from './test/handmade.ts';

const header = textRow(1, '名称', '日期');
/** The one data cell B2 of a sheet whose header is 名称, 日期. */
const b2 = (cell: string, more: Made = {}): Made => ({
  rows: `${header}<row r="2"><c r="A2" t="inlineStr"><is><t>甲厂</t></is></c>${cell}</row>`,
  ...more,
});
const cellB2 = (sheet: Sheet) => sheet.rows[0]?.cells[1];
const day = (code: number | string, serial: string | number, workbookPr = ''): Made =>
  b2(`<c r="B2" s="1"><v>${serial}</v></c>`, {
    formats: typeof code === 'number' ? { cells: [0, code] } : { codes: { 176: code }, cells: [0, 176] },
    workbookPr,
  });

describe('cells as Excel, WPS and Numbers write them', () => {
  it.each<[string, Made, Cell]>([
    [
      'shared string',
      b2('<c r="B2" t="s"><v>1</v></c>', { strings: '<si><t>零</t></si><si><t>东街</t></si>' }),
      '东街',
    ],
    [
      'rich shared string',
      b2('<c r="B2" t="s"><v>0</v></c>', {
        strings: '<si><r><rPr><b/></rPr><t>东</t></r><r><t xml:space="preserve"> 街</t></r></si>',
      }),
      '东 街',
    ],
    [
      'phonetic hints dropped',
      b2('<c r="B2" t="s"><v>0</v></c>', {
        strings: '<si><t>泽州</t><rPh sb="0" eb="1"><t>ze</t></rPh><phoneticPr/></si>',
      }),
      '泽州',
    ],
    ['empty shared string', b2('<c r="B2" t="s"><v>0</v></c><c r="C2"><v>1</v></c>', { strings: '<si/>' }), null],
    ['rich inline string', b2('<c r="B2" t="inlineStr"><is><r><t>东</t></r><r><t>街</t></r></is></c>'), '东街'],
    ['inline CDATA', b2('<c r="B2" t="inlineStr"><is><t><![CDATA[a<b&c]]></t></is></c>'), 'a<b&c'],
    [
      'entities and references',
      b2('<c r="B2" t="inlineStr"><is><t>&lt;&amp;&gt;&#20013;&#x6587;&quot;</t></is></c>'),
      '<&>中文"',
    ],
    [
      'NBSP and full-width spaces around',
      b2('<c r="B2" t="inlineStr"><is><t>\u3000\u00a0 东街 \u00a0\u3000</t></is></c>'),
      '东街',
    ],
    ['full-width space inside', b2('<c r="B2" t="inlineStr"><is><t>东\u3000街</t></is></c>'), '东 街'],
    ['zero-width characters and BOM', b2('<c r="B2" t="inlineStr"><is><t>\ufeff东\u200b街</t></is></c>'), '东街'],
    ['only spaces', b2('<c r="B2" t="inlineStr"><is><t>\u3000 </t></is></c><c r="C2"><v>1</v></c>'), null],
    ['_x000D_ line ends', b2('<c r="B2" t="inlineStr"><is><t>一_x000D_\n二</t></is></c>'), '一\n二'],
    ['literal _x000D_', b2('<c r="B2" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>'), '_x000D_'],
    ['number', b2('<c r="B2"><v>12.5</v></c>'), 12.5],
    ['number with exponent', b2('<c r="B2"><v>1.2E-2</v></c>'), 0.012],
    ['binary dust', b2('<c r="B2"><v>0.30000000000000004</v></c>'), 0.3],
    ['explicit t="n"', b2('<c r="B2" t="n"><v>7</v></c>'), 7],
    ['leading zeros by format', day('00000', 123), '00123'],
    ['boolean', b2('<c r="B2" t="b"><v>1</v></c>'), true],
    ['boolean false', b2('<c r="B2" t="b"><v>0</v></c>'), false],
    ['formula with text result', b2('<c r="B2" t="str"><f>A2&amp;"x"</f><v>甲厂x</v></c>'), '甲厂x'],
    ['formula with number result', b2('<c r="B2"><f>1&gt;0</f><v>3</v></c>'), 3],
    ['formula with empty text', b2('<c r="B2" t="str"><f>""</f><v></v></c><c r="C2"><v>1</v></c>'), null],
    ['formula never calculated', b2('<c r="B2"><f>A2</f></c>'), { error: '公式没有算出结果' }],
    ['error value', b2('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), { error: '#DIV/0!' }],
    ['day by built-in format', day(14, 44634), { date: '2022-03-14' }],
    ['day by Chinese built-in format', day(31, 44634), { date: '2022-03-14' }],
    ['day by WPS built-in format 57', day(57, 44634), { date: '2022-03-14' }],
    ['day by custom format', day('yyyy"年"m"月"d"日";@', 44634), { date: '2022-03-14' }],
    ['day with locale tag', day('[$-804]yyyy\\-mm\\-dd', 44634), { date: '2022-03-14' }],
    ['day with DBNum', day('[DBNum1][$-804]yyyy"年"m"月"d"日"', 44634), { date: '2022-03-14' }],
    ['day and time', day('yyyy/m/d h:mm', 44634.354166666664), { date: '2022-03-14T08:30:00' }],
    ['time only', day('h:mm', 0.354166666666667), '08:30:00'],
    ['elapsed hours are a number', day('[h]:mm', 1.5), 1.5],
    ['money is no date', day('"元"#,##0.00', 44634), 44634],
    ['General of WPS is no date', day('G/通用格式', 44634), 44634],
    ['1904 system', day(14, 43172, '<workbookPr date1904="1"/>'), { date: '2022-03-14' }],
    ['1904 system spelled true', day(14, 43172, '<workbookPr date1904="true"/>'), { date: '2022-03-14' }],
    ['serial 1', day(14, 1), { date: '1900-01-01' }],
    ['serial 61', day(14, 61), { date: '1900-03-01' }],
    ['strict ISO date cell', b2('<c r="B2" t="d"><v>2022-03-14T00:00:00</v></c>'), { date: '2022-03-14' }],
    ['date as text stays text', b2('<c r="B2" t="inlineStr"><is><t>2022.3.14</t></is></c>'), '2022.3.14'],
    ['cells without references', b2('<c t="inlineStr"><is><t>东街</t></is></c>'), '东街'],
    ['single quotes and spaces in tags', b2("<c  r = 'B2'\n t='inlineStr' ><is ><t >东街</t ></is></c >"), '东街'],
    ['a > inside an attribute', b2('<c r="B2" x="a>b" t="inlineStr"><is><t>东街</t></is></c>'), '东街'],
    ['comments between cells', b2('<!-- <c r="B2"><v>9</v></c> --><c r="B2"><v>8</v></c>'), 8],
  ])('%s', async (_, made, expected) => {
    expect(cellB2(await readSheet(makeXlsx(made)))).toEqual(expected);
  });
});

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
    const from = performance.now();
    const read = await readSheet(
      makeXlsx({ rows: header + rows.join(''), after: `<mergeCells>${merges.join('')}</mergeCells>` }),
    );
    expect(read.rows[19_999]?.cells[0]).toBe(0);
    expect(performance.now() - from).toBeLessThan(3_000);
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

describe('against an independent writer', () => {
  it.each([false, true])('reads what exceljs wrote (1904: %s)', async (date1904) => {
    const workbook = new ExcelJS.Workbook();
    workbook.properties.date1904 = date1904;
    const sheet = workbook.addWorksheet('台账');
    sheet.addRow(['企业名称', '成立日期', '人数', '在产', '备注', '合计']);
    sheet.addRow([
      '甲厂',
      new Date(Date.UTC(2022, 2, 14)),
      12,
      true,
      { richText: [{ text: '一' }, { font: { bold: true }, text: '二' }] },
      { formula: 'C2*2', result: 24 },
    ]);
    sheet.addRow([
      '乙厂',
      new Date(Date.UTC(2024, 1, 29, 8, 30)),
      1.5,
      false,
      { text: '链接', hyperlink: 'https://example.org' },
      { error: '#N/A' },
    ]);
    sheet.mergeCells('A5:C5');
    const read = await readSheet(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(read.headers).toEqual(['企业名称', '成立日期', '人数', '在产', '备注', '合计']);
    expect(read.rows).toEqual([
      { row: 2, cells: ['甲厂', { date: '2022-03-14' }, 12, true, '一二', 24] },
      { row: 3, cells: ['乙厂', { date: '2024-02-29T08:30:00' }, 1.5, false, '链接', { error: '#N/A' }] },
    ]);
  });
});

describe('day numbers', () => {
  it('knows the ends', () => {
    expect([
      serialToDate(59),
      serialToDate(60),
      serialToDate(2_958_465),
      serialToDate(2_958_466),
      serialToDate(-1),
    ]).toEqual(['1900-02-28', null, '9999-12-31', null, null]);
    expect([serialToDate(0, true), serialToDate(1, true)]).toEqual(['1904-01-01', '1904-01-02']);
  });

  it('tells formats of dates from others', () => {
    expect(['yyyy', 'm/d', 'h:mm AM/PM', '上午/下午h"时"', 'aaaa', 'mmm-yy'].map(isDateFormat)).toEqual(
      Array(6).fill(true),
    );
    expect(
      ['General', '@', '0.00E+00', '#,##0_);[Red]\\(#,##0\\)', '"day"0', '[mm]:ss', '\\d0', '_d0'].map(isDateFormat),
    ).toEqual(Array(8).fill(false));
  });
});
