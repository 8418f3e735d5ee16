import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { readSheet, type Sheet } from './read.ts';
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
