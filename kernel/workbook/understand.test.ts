import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { allowedText, type TemplateColumn } from './template.ts';
import { type Plant, plants } from './test/plants.ts';
import { understand, understandBoolean, understandDay, understandNumber } from './understand.ts';

describe('days as people write them', () => {
  it.each<[Cell, string]>([
    ['2022-3-14', '2022-03-14'],
    ['2022/3/14', '2022-03-14'],
    ['2022.3.14', '2022-03-14'],
    ['2022。3。14', '2022-03-14'],
    ['2022年3月14日', '2022-03-14'],
    ['2022 年 3 月 14 日', '2022-03-14'],
    ['２０２２年３月１４日', '2022-03-14'],
    ['２０２２－３－１４', '2022-03-14'],
    ['二〇二二年三月十四日', '2022-03-14'],
    ['二○二二年十月三十一日', '2022-10-31'],
    ['20220314', '2022-03-14'],
    [20220314, '2022-03-14'],
    [44634, '2022-03-14'],
    [44634.35, '2022-03-14'],
    ['44634', '2022-03-14'],
    ['2022-03-14 08:30', '2022-03-14'],
    ['2022-03-14T00:00:00', '2022-03-14'],
    [{ date: '2022-03-14T08:30:00' }, '2022-03-14'],
    ['2024-2-29', '2024-02-29'],
  ])('%j is %s', (cell, expected) => expect(understandDay(cell)).toBe(expected));

  it.each<Cell>([
    '2022-2-29',
    '2022-13-1',
    '3月14日',
    '2022年',
    '2022',
    2022,
    'abc',
    '',
    true,
    { error: '#N/A' },
    '20221314',
    '1899-12-31',
    12,
    '2022-3',
    '14/3/2022',
  ])('%j is no day', (cell) => expect(understandDay(cell)).toBeNull());
});

describe('numbers and 是/否 as people write them', () => {
  it.each<[Cell, number | null]>([
    ['1,234.5', 1234.5],
    ['１２３', 123],
    ['１，２３４', 1234],
    ['-5', -5],
    ['－5', -5],
    ['12.3%', 0.123],
    ['１２％', 0.12],
    [' 7 ', 7],
    ['.5', 0.5],
    ['5.', 5],
    ['1,23', null],
    ['12人', null],
    ['', null],
    ['1e5', null],
    [true, null],
    ['0x10', null],
  ])('%j is %j', (cell, expected) => expect(understandNumber(cell)).toBe(expected));

  it.each<[Cell, boolean | null]>([
    ['是', true],
    ['√', true],
    ['有', true],
    ['Y', true],
    ['ＹＥＳ', true],
    [1, true],
    [true, true],
    ['否', false],
    ['×', false],
    ['无', false],
    ['X', false],
    [0, false],
    ['也许', null],
    [2, null],
  ])('%j is %j', (cell, expected) => expect(understandBoolean(cell)).toBe(expected));
});

describe('cells by their column', () => {
  const column = (key: keyof Plant) => plants.columns.find((c) => c.key === key) as TemplateColumn;
  const big: TemplateColumn = { key: 'x', title: 'x', kind: 'text' };

  it.each<[keyof Plant, Cell, unknown]>([
    ['licence', 'ＡＢ１２Ｃ３', 'AB12C3'],
    ['licence', ' AB 12C3 ', 'AB12C3'],
    ['licence', 123456, '123456'],
    ['name', '甲厂（东区）', '甲厂（东区）'],
    ['trade', 'cast', 'cast'],
    ['trade', '食品 加工', 'food'],
    ['hazards', '粉尘、煤气,有限空间', ['dust', 'gas', 'cs']],
    ['hazards', '粉尘；煤气;cs/粉尘', ['dust', 'gas', 'cs']],
    ['hazards', '粉尘\n煤气', ['dust', 'gas']],
    ['hazards', '、', null],
    ['people', '１２', 12],
    ['area', null, null],
  ])('%s: %j is %j', (key, cell, expected) => expect(understand(cell, column(key))).toEqual({ value: expected }));

  it.each<[keyof Plant, Cell, string]>([
    ['name', null, '必填，不能为空'],
    ['name', '长'.repeat(21), '有 21 字，最多 20 字'],
    ['licence', 'ab', '不符合格式（应为6 位大写字母或数字）'],
    ['opened', '2022-02-30', '不是日期，或没有这一天'],
    ['opened', '1949-10-01', '1949-10-01 早于 1950-01-01'],
    ['people', 1.5, '不是整数'],
    ['people', -1, '-1 小于 0'],
    ['people', '十二', '不是数字'],
    ['trade', '采矿', '不在可选项内'],
    ['hazards', '粉尘、爆炸', '其中“爆炸”不在可选项内'],
    ['running', '也许', '不是“是”或“否”'],
    ['people', { error: '#REF!' }, '单元格显示错误 #REF!'],
  ])('%s: %j is wrong: %s', (key, cell, wrong) => expect(understand(cell, column(key))).toEqual({ wrong }));

  it('says when Excel has destroyed a long code', () => {
    expect(understand(911405251234567800, big)).toMatchObject({
      wrong: expect.stringContaining('第 15 位以后已经丢失'),
    });
  });

  it('asks the column’s own check last', () => {
    const odd: TemplateColumn = {
      key: 'x',
      title: 'x',
      kind: 'integer',
      check: (n: number) => (n % 2 ? null : '应为单数'),
    };
    expect([understand(3, odd), understand(4, odd)]).toEqual([{ value: 3 }, { wrong: '应为单数' }]);
  });

  it('words what is allowed', () => {
    expect(plants.columns.map(allowedText)).toEqual([
      '文字，最多 20 字',
      '6 位大写字母或数字',
      '日期，如 2022-03-14，1950-01-01 至 2030-12-31',
      '整数，0 至 100000',
      '数字，不小于 0',
      '铸造、食品加工 之一',
      '粉尘、煤气、有限空间，可填多项，用顿号隔开',
      '是 或 否',
    ]);
  });
});
