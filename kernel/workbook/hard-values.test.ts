import { describe, expect, it } from 'vitest';
import { readSheet } from './read.ts';
import {
  mostRows,
  sheetName,
  type WriteColumn,
  type WriteInput,
  type WriteRow,
  workbookBytes,
  writeWorkbook,
} from './write.ts';

const build = (input: WriteInput) => workbookBytes(writeWorkbook(input));
const one = (columns: WriteColumn[], rows: WriteRow[], more: Partial<WriteInput> = {}) =>
  build({ sheets: [{ name: '台账', columns, rows }], ...more });
const text = (key: string): WriteColumn => ({ key, title: key, kind: 'text' });

describe('hard values', () => {
  it('drops what XML forbids and keeps the rest', async () => {
    const bytes = await one(
      [text('a')],
      [['a\u0000\u0008b\u001f\ufffe\ud800c'], ['<&>"\''], ['😀𠮷'], ['_x000D_'], ['一\n二'], ['0012']],
    );
    expect((await readSheet(bytes)).rows.map((row) => row.cells[0])).toEqual([
      'abc',
      '<&>"\'',
      '😀𠮷',
      '_x000D_',
      '一\n二',
      '0012',
    ]);
  });

  it('keeps long figures whole', async () => {
    const columns: WriteColumn[] = [{ key: 'n', title: 'n', kind: 'number' }, text('t')];
    const read = await readSheet(
      await one(columns, [
        ['91140525123456789012', 140525199901011234n],
        [123456789012, 1e20],
        ['1234567890.12345', 0.1],
        [Number.NaN, 'x'],
      ]),
    );
    expect(read.rows.map((row) => row.cells)).toEqual([
      ['91140525123456789012', '140525199901011234'],
      [123456789012, '100000000000000000000'],
      [1234567890.12345, '0.1'],
      [null, 'x'],
    ]);
  });

  it('writes days before 1900 and non-days as text, cuts text Excel would refuse', async () => {
    const read = await readSheet(
      await one(
        [{ key: 'd', title: 'd', kind: 'day' }, text('t')],
        [
          ['1899-12-31', 'x'.repeat(40_000)],
          ['2022-02-30', ['甲', '乙']],
        ],
      ),
    );
    expect(read.rows[0]?.cells[0]).toBe('1899-12-31');
    expect(String(read.rows[0]?.cells[1])).toHaveLength(32_767);
    expect(read.rows[1]?.cells).toEqual(['2022-02-30', '甲、乙']);
  });

  it('makes sheet names Excel accepts', () => {
    expect(sheetName('企业/隐患[1]:*?\\')).toBe('企业 隐患 1');
    expect(sheetName('隐'.repeat(40))).toHaveLength(31);
    expect(sheetName("''")).toBe('工作表');
    expect(sheetName('A', new Set(['a']))).toBe('A (2)');
    expect(sheetName(`${'x'.repeat(30)}😀`)).toBe('x'.repeat(30));
  });

  it('refuses more rows than a sheet holds', async () => {
    function* rows() {
      for (let at = 0; at <= mostRows; at++) yield [];
    }
    await expect(build({ sheets: [{ name: '台账', columns: [text('a')], rows: rows() }] })).rejects.toMatchObject({
      code: 'TOO_MANY_ROWS',
      message: expect.stringContaining('1048575'),
    });
  }, 180_000);

  it('passes on the failure of its source', async () => {
    function* rows() {
      yield ['a'];
      throw new Error('cursor lost');
    }
    await expect(build({ sheets: [{ name: 'a', columns: [text('a')], rows: rows() }] })).rejects.toThrow('cursor lost');
  });

  it('pulls rows only as bytes are read', async () => {
    let pulled = 0;
    function* rows() {
      for (; pulled < 500_000; pulled++) yield [`${pulled} ${Math.random()}`];
    }
    const stream = writeWorkbook({ sheets: [{ name: 'a', columns: [text('a')], rows: rows() }] });
    for await (const chunk of stream) if ((chunk as Buffer).length > 0) break;
    await new Promise((go) => setTimeout(go, 50));
    expect(pulled).toBeLessThan(50_000);
  });
});
