import { describe, expect, test } from 'vitest';
import { parseRows } from './parse-rows.ts';
import { readSheet } from './read.ts';
import { type SheetTemplate, templateReading } from './template.ts';
import { makeXlsx, textRow } from './test/handmade.ts';

interface Kettle {
  code: string;
  name: string;
  town: string;
  head: string | null;
  headPhone: string | null;
  guard: string | null;
  guardPhone: string | null;
}

const text = (key: keyof Kettle, title: string, more: object = {}) => ({ key, title, kind: 'text', ...more }) as const;
const kettles: SheetTemplate<Kettle> = {
  name: 'kettles',
  title: '水壶',
  version: 1,
  sheetName: '水壶台账',
  columns: [
    text('code', '代码', { required: true }),
    text('name', '名称', { required: true }),
    text('town', '镇', { required: true }),
    text('head', '壶长', { aliases: ['壶长姓名'] }),
    text('headPhone', '壶长电话', { aliases: ['壶长联系电话', '联系电话'] }),
    text('guard', '看守', { aliases: ['看守姓名'] }),
    text('guardPhone', '看守电话', { aliases: ['看守联系电话'] }),
  ],
};
const read = async (rows: string, after = '') => {
  const sheet = await readSheet(makeXlsx({ rows, after }), templateReading(kettles as never));
  return parseRows(kettles, sheet);
};
const heading = (row: number) => textRow(row, '序号', '代码', '名称', '镇', '壶长');
const numbered = (row: number, n: number) => `<row r="${row}"><c r="A${row}"><v>${n}</v></c></row>`;

describe('rows that are no records', () => {
  test('totals, signatures, the heading again, numbers alone, sections: told once a kind, never as faults', async () => {
    const { rows, headerProblems } = await read(
      [
        textRow(1, '南村镇水壶台账'),
        heading(2),
        textRow(3, '1', 'K1', '甲', '南村', '张'),
        textRow(4, '', '', '小 计', '', '1'),
        heading(5),
        textRow(6, '一、下村镇'),
        textRow(7, '2', 'K2', '乙', '下村', '李'),
        textRow(8, '合计', '', '', '', '2'),
        numbered(9, 3),
        numbered(10, 4),
        textRow(11, '填表人：王某', '', '', '审核：赵某'),
        textRow(12, '注：本表一式两份'),
        textRow(13, '本页合计（2把）'),
        textRow(14, '单位负责人（签字）：', '', '填报日期：2022年3月'),
      ].join(''),
    );
    expect(rows.map(({ row, value }) => [row, value?.code])).toEqual([
      [3, 'K1'],
      [7, 'K2'],
    ]);
    expect(headerProblems.filter((p) => p.column === '整行').map((p) => [p.level, p.message])).toEqual([
      ['warning', '第 5 行是重复的表头，没有当作数据读入'],
      ['warning', '第 4、8、13 行是合计、小计，没有当作数据读入'],
      ['warning', '第 11、12、14 行是填表人、审核、备注一类的落款，没有当作数据读入'],
      ['warning', '第 6 行是分段的标题，没有当作数据读入'],
      ['warning', '第 9、10 行没有本台账的内容（只有序号或不认识的列），没有当作数据读入'],
    ]);
  });

  test('a record that is called like one stays one; a poor record is told so in one sentence', async () => {
    const { rows, headerProblems } = await read(
      [
        heading(1),
        textRow(2, '1', 'K1', '合计', '南村', ''),
        textRow(3, '2', 'K2', '合计水壶厂', '南村', ''),
        textRow(4, '3', '', '', '', '只有壶长'),
        textRow(5, '4', 'K3', '审核：甲', '南村', ''),
      ].join(''),
    );
    expect(rows.map(({ row, value }) => [row, value?.name])).toEqual([
      [2, '合计'],
      [3, '合计水壶厂'],
      [4, undefined],
      [5, '审核：甲'],
    ]);
    expect(rows[2]?.problems).toEqual([
      {
        level: 'error',
        row: 4,
        column: '代码（B 列）、名称（C 列）、镇（D 列）',
        at: [1, 2, 3],
        value: '',
        allowed: '补全，或删去这一行',
        message: '第 4 行缺少 3 项必填内容：代码（B 列）、名称（C 列）、镇（D 列）；允许：补全，或删去这一行',
      },
    ]);
    expect(headerProblems.filter((p) => p.column === '整行')).toEqual([]);
  });

  test('numbers beside a merged town are not filled down into records', async () => {
    const { rows } = await read(
      `${heading(1)}${textRow(2, '1', 'K1', '甲', '南村')}${numbered(3, 2)}`,
      '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>',
    );
    expect(rows.map((row) => row.row)).toEqual([2]);
  });
});

describe('headings in groups', () => {
  const merges = (...refs: string[]) =>
    `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const top = textRow(1, '代码', '名称', '镇', '壶长', '', '看守', '');
  const below = textRow(2, '', '', '', '姓名', '联系电话', '姓名', '联系电话');
  const data = textRow(3, 'K1', '甲', '南村', '张', '111', '李', '222');

  test.each([
    ['merged downwards beside them', top, merges('A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:G1')],
    ['with nothing merged downwards', top, merges('D1:E1', 'F1:G1')],
  ])('are joined with what stands over them, %s', async (_, first, merged) => {
    const { rows, headerProblems, places } = await read(first + below + data, merged);
    expect(headerProblems).toEqual([]);
    expect(rows.map((row) => row.value)).toEqual([
      { code: 'K1', name: '甲', town: '南村', head: '张', headPhone: '111', guard: '李', guardPhone: '222' },
    ]);
    expect(places).toMatchObject({ headPhone: 4, guardPhone: 6 });
  });

  test('a general group above does no harm; a line of 填报单位 is none', async () => {
    for (const first of [
      textRow(1, '基本情况', '', '', '人员', ''),
      textRow(1, '填报单位：某镇', '', '', '日期：三月', ''),
    ]) {
      const { rows } = await read(
        `${first}${textRow(2, '代码', '名称', '镇', '壶长', '壶长电话')}${data}`,
        merges('A1:C1', 'D1:E1'),
      );
      expect(rows[0]?.value).toMatchObject({ code: 'K1', head: '张', headPhone: '111' });
    }
  });

  test('a telephone under a group that is not known is nobody’s, and named', async () => {
    const { rows, headerProblems } = await read(
      `${textRow(1, '代码', '名称', '镇', '邻居', '')}${textRow(2, '', '', '', '姓名', '联系电话')}${textRow(3, 'K1', '甲', '南村', '张', '111')}`,
      merges('A1:A2', 'B1:B2', 'C1:C2', 'D1:E1'),
    );
    expect(rows[0]?.value).toMatchObject({ headPhone: null });
    expect(headerProblems.map((p) => p.message)).toEqual([
      '不认识的列“邻居 姓名”（D 列），已忽略',
      '不认识的列“邻居 联系电话”（E 列），已忽略',
    ]);
  });

  test('a column left blank between the others is not told of; one with content is', async () => {
    const blank = (row: number, cells: string[], note = '') =>
      textRow(row, ...cells.flatMap((cell) => [cell, '']), note);
    const { rows, headerProblems } = await read(
      `${blank(1, ['代码', '名称', '镇'])}${blank(2, ['K1', '甲', '南村'], '附注')}`,
    );
    expect(rows[0]?.value).toMatchObject({ code: 'K1', name: '甲', town: '南村' });
    expect(headerProblems.map((p) => p.message)).toEqual(['G 列有内容但没有表头，已忽略']);
  });

  test('many columns that are not known are told in one line', async () => {
    const many = Array.from({ length: 6 }, (_, n) => `附${n}`);
    const { headerProblems } = await read(
      textRow(1, '代码', '名称', '镇', ...many) + textRow(2, 'K1', '甲', '南村', ...many),
    );
    expect(headerProblems.map((p) => p.message)).toEqual([
      '不认识的列有 6 个，已忽略：“附0”（D 列）、“附1”（E 列）、“附2”（F 列）、“附3”（G 列）等',
    ]);
  });

  test('both lines of a heading are known again further down', async () => {
    const again = (row: string, to: number) => row.replace(/r="([A-Z]?)[12]"/g, `r="$1${to}"`);
    const { rows } = await read(
      top + below + data + again(top, 4) + again(below, 5),
      merges('A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:G1'),
    );
    expect(rows.map((row) => row.row)).toEqual([3]);
  });
});
