import { expect, test } from 'vitest';
import { parseRows, plainTitle } from '#kernel/workbook';
import { county140525 } from '../demo/county.ts';
import { completeUscc } from '../domain/uscc.rule.ts';
import { enterpriseTemplate } from './templates.ts';

/** One row under these headings, as the reader gives it. */
const read = (headers: string[], cells: string[]) =>
  parseRows(enterpriseTemplate(county140525), {
    name: '企业',
    headers,
    headerRow: 1,
    rows: [{ row: 2, cells }],
    stamp: null,
  });
const cells = [
  String(completeUscc('91140525MA0001014')),
  '改名列企业',
  '巴公镇',
  '冶金',
  '小型',
  '12',
  '测甲',
  '13900000001',
];

test.each([
  [
    'renamed columns',
    ['社会统一信用代码', '单位名称', '所属乡镇', '行业类别', '企业规模', '职工人数', '法人', '联系电话'],
  ],
  [
    'decorated headings',
    [
      '统一社会 信用代码',
      '*企业名称 （全称）',
      '镇（必填）',
      '行业：',
      '规模*',
      '从业人数（人）',
      '主要负责人',
      '主要负责人电话',
    ],
  ],
  [
    'numbered and full-width ones',
    [
      '1.统一社会信用代码',
      '２．企业名称',
      '★镇',
      '【必填】行业',
      '规模[选填]',
      '从业人数：',
      '主要负责人',
      '主要负责人电话',
    ],
  ],
])('%s are recognised', (_, headers) => {
  const { rows, headerProblems } = read(headers, cells);
  expect(headerProblems).toEqual([]);
  expect(rows[0]?.problems).toEqual([]);
  expect(rows[0]?.value).toMatchObject({
    name: '改名列企业',
    town: '140525108',
    sector: 'metallurgy',
    scale: 'small',
    staffCount: 12,
    principalName: '测甲',
    principalPhone: '13900000001',
  });
});

test('no two columns of a template are called the same once titles are made alike', () => {
  const titles = enterpriseTemplate(county140525).columns.flatMap((c) =>
    [c.title, ...(c.aliases ?? [])].map(plainTitle),
  );
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
});
