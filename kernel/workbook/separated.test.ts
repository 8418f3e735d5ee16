import { describe, expect, it } from 'vitest';
import { readSheet } from './read.ts';

/** 名称,电话 / 甲厂,0012 / "乙,厂",13 as GBK. */
const gbk = Buffer.from('c3fbb3c62cb5e7bbb00d0abcd7b3a72c303031320d0a22d2d22cb3a7222c31330d0a', 'hex');
const text = '名称,电话\r\n甲厂,0012\r\n"乙,厂",13\r\n';

describe('text with separators is read as a sheet', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['GBK', gbk],
    [
      'UTF-16 with tabs',
      Buffer.from(`\ufeff${text.replace('"乙,厂"', '乙,厂').replaceAll(/,(?!厂)/g, '\t')}`, 'utf16le'),
    ],
    [
      'semicolons',
      Buffer.from(
        text
          .replace('"乙,厂"', '乙,厂')
          .replaceAll(/,(?!厂)/g, ';')
          .replaceAll('乙,厂', '"乙,厂"'),
      ),
    ],
  ])('in %s', async (_, bytes) => {
    const sheet = await readSheet(bytes, { titles: ['名称', '电话'] });
    expect([sheet.name, sheet.headerRow, sheet.headers]).toEqual(['CSV', 1, ['名称', '电话']]);
    expect(sheet.rows).toEqual([
      { row: 2, cells: ['甲厂', '0012'] },
      { row: 3, cells: ['乙,厂', '13'] },
    ]);
  });

  it('keeps quotes, line breaks and zeros; blank lines count as rows; a title line above is no heading', async () => {
    const sheet = await readSheet(Buffer.from('某镇台账\n\n名称,电话\n"说""好""的\n厂",="0012"\n\n"没有收尾,7\n'), {
      titles: ['名称', '电话'],
    });
    expect(sheet.headerRow).toBe(3);
    expect(sheet.rows).toEqual([
      { row: 4, cells: ['说"好"的\n厂', '0012'] },
      { row: 6, cells: ['没有收尾,7', null] },
    ]);
  });

  it('refuses too much of it, and what only looks like text', async () => {
    await expect(readSheet(Buffer.from(text), { limits: { rows: 2 } })).rejects.toMatchObject({
      code: 'TOO_MANY_ROWS',
    });
    await expect(readSheet(Buffer.from(text), { limits: { columns: 1 } })).rejects.toMatchObject({
      code: 'TOO_MANY_COLUMNS',
      message: expect.stringContaining('B 列'),
    });
    await expect(readSheet(Buffer.from(text), { limits: { fileBytes: 5 } })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    await expect(readSheet(Buffer.from('没有分隔的一句话'))).rejects.toMatchObject({ code: 'NOT_XLSX' });
    await expect(readSheet(Buffer.from('<html><table><tr><td>a,b</td></tr></table></html>'))).rejects.toThrow('网页');
    await expect(readSheet(Buffer.from([0x80, 0xff, 0x2c, 0xff]))).rejects.toMatchObject({ code: 'NOT_XLSX' });
  });
});
