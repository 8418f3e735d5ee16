import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { checkWorkbook } from './guard.ts';
import { readSheet } from './read.ts';
import { type Entry, makeXlsx, makeZip, textRow, xlsxEntries } from './test/handmade.ts';

const mb = 1_048_576;
const good = { rows: textRow(1, '名称', '地址') + textRow(2, '甲厂', '东街') };
const withEntry = (entry: Entry) => makeZip([...xlsxEntries(good), entry]);
const code = async (bytes: Uint8Array, limits = {}) => (await checkWorkbook(bytes, limits))?.code ?? null;
const message = async (bytes: Uint8Array, limits = {}) => (await checkWorkbook(bytes, limits))?.message ?? '';

/** Processor time, which another program’s turn does not lengthen, and most additional memory of one check. */
async function measured(bytes: Uint8Array) {
  const before = process.memoryUsage();
  let most = 0;
  const sample = () => {
    const now = process.memoryUsage();
    most = Math.max(most, now.external + now.heapUsed - before.external - before.heapUsed);
  };
  const timer = setInterval(sample, 1);
  const from = process.cpuUsage();
  const refused = await checkWorkbook(bytes);
  const { user } = process.cpuUsage(from);
  sample();
  clearInterval(timer);
  return { refused, ms: user / 1_000, extra: most };
}

describe('files that may be taken', () => {
  it('takes a hand-made workbook and one by exceljs', async () => {
    expect(await checkWorkbook(makeXlsx(good))).toBeNull();
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('A').addRow(['x', 1, new Date()]);
    expect(await checkWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()))).toBeNull();
  });

  it('takes an honest zip64 entry and one with its sizes behind it', async () => {
    expect(await code(withEntry({ name: 'docProps/app.xml', data: '<Properties/>', zip64: true }))).toBeNull();
  });
});

describe('bombs', () => {
  const zeros = deflateRawSync(Buffer.alloc(244 * mb), { level: 9 });

  it('refuses 244 MB of zeros in under a second and under 54 MiB', async () => {
    const { refused, ms, extra } = await measured(withEntry({ name: 'xl/media/a.bin', packed: zeros, size: 244 * mb }));
    expect(refused?.code).toBe('UNPACKED_TOO_LARGE');
    expect(refused?.message).toContain('文件解压后有 244 MB，最多允许 100 MB');
    expect(ms).toBeLessThan(1000);
    expect(extra).toBeLessThan(54 * mb);
  });

  it('refuses 244 MB of zeros that claim to be 1 MB, counting while unpacking', async () => {
    const { refused, ms, extra } = await measured(withEntry({ name: 'xl/media/a.bin', packed: zeros, size: mb }));
    expect(refused?.code).toBe('LYING_SIZE');
    expect(ms).toBeLessThan(1000);
    expect(extra).toBeLessThan(54 * mb);
  });

  it('stops a lying sheet in the reader as well', async () => {
    const blanks = deflateRawSync(Buffer.concat([Buffer.from('<worksheet>'), Buffer.alloc(50 * mb, ' ')]));
    const lying = xlsxEntries({ ...good, more: [{ name: 'xl/worksheets/sheet1.xml', packed: blanks, size: mb }] });
    await expect(readSheet(makeZip(lying))).rejects.toMatchObject({ code: 'LYING_SIZE' });
  });

  it('refuses 65,535 entries by the directory alone', async () => {
    const many = Array.from({ length: 65_535 }, (_, at) => ({ name: `x/${at}`, data: '', stored: true }));
    const { refused, ms } = await measured(makeZip(many));
    expect(refused).toEqual({ code: 'TOO_MANY_ENTRIES', message: '文件内部有 65535 个部件，最多允许 2000 个' });
    expect(ms).toBeLessThan(1000);
  });

  it('refuses an entry packed beyond all tables', async () => {
    const packed = deflateRawSync(Buffer.alloc(40 * mb));
    expect(await code(withEntry({ name: 'xl/media/a.bin', packed, size: 40 * mb }))).toBe('RATIO');
  });

  it('refuses zip64 figures that exceed the limit', async () => {
    expect(await code(withEntry({ name: 'a.bin', data: 'x', size: 5_000_000_000, zip64: true }))).toBe(
      'UNPACKED_TOO_LARGE',
    );
  });

  it('refuses entries that share their bytes', async () => {
    const entries = xlsxEntries(good);
    const first = entries[0] as Entry;
    expect(await code(makeZip([...entries, { ...first, name: first.name, sameAs: 0 }]))).toMatch(/DAMAGED|LYING_SIZE/);
    const other = { ...first, name: 'copy.xml', sameAs: 0 };
    expect(await code(makeZip([...entries, other]))).toBe('LYING_SIZE');
  });

  it('refuses zips within the zip, by name and by content, stored or deflated', async () => {
    const inner = makeXlsx(good);
    expect(await code(withEntry({ name: 'xl/embeddings/a.xlsx', data: inner }))).toBe('NESTED');
    expect(await code(withEntry({ name: 'xl/media/image1.png', data: inner }))).toBe('NESTED');
    expect(await message(withEntry({ name: 'xl/media/image1.png', data: inner, stored: true }))).toContain(
      'xl/media/image1.png',
    );
  });

  it('honours limits that are set', async () => {
    expect(await message(makeXlsx(good), { fileBytes: 1000 })).toMatch(/^文件有 .* MB，最多允许 0\.1 MB$/);
    expect(await code(makeXlsx(good), { entries: 3 })).toBe('TOO_MANY_ENTRIES');
    expect(await code(makeXlsx(good), { unpackedBytes: 500 })).toBe('UNPACKED_TOO_LARGE');
    expect(await message(Buffer.alloc(21 * mb))).toBe('文件有 21 MB，最多允许 20 MB');
  });
});

describe('files that are something else or were tampered with', () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);

  it.each<[string, Uint8Array, string, string]>([
    ['an empty file', new Uint8Array(0), 'EMPTY', '0 字节'],
    ['an old .xls', ole, 'NOT_XLSX', '.xls'],
    [
      'a workbook with a password',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      'ENCRYPTED',
      '密码',
    ],
    ['a renamed CSV', Buffer.from('名称,地址\n甲,乙\n'), 'NOT_XLSX', 'CSV'],
    ['a CSV in GBK', Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c]), 'NOT_XLSX', 'CSV'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'NOT_XLSX', 'PDF'],
    [
      'a Word document',
      makeZip([
        { name: '[Content_Types].xml', data: 'x' },
        { name: 'word/document.xml', data: 'x' },
      ]),
      'NOT_XLSX',
      'Word',
    ],
    [
      'an .ods',
      makeZip([
        { name: 'mimetype', data: 'x' },
        { name: 'content.xml', data: 'x' },
      ]),
      'NOT_XLSX',
      'ods',
    ],
    [
      'an .xlsb',
      makeZip([
        { name: '[Content_Types].xml', data: 'x' },
        { name: 'xl/workbook.bin', data: 'x' },
      ]),
      'NOT_XLSX',
      'xlsb',
    ],
    ['any other zip', makeZip([{ name: 'a.txt', data: 'x' }]), 'NOT_XLSX', '[Content_Types].xml'],
    ['no workbook part', makeXlsx({ ...good, without: ['xl/workbook.xml'] }), 'NOT_XLSX', 'xl/workbook.xml'],
    ['a cut-off file', makeXlsx(good).subarray(0, 900), 'DAMAGED', '损坏'],
    ['an encrypted entry', withEntry({ name: 'a.bin', data: 'x', flags: 0x801 }), 'ENCRYPTED', 'a.bin'],
    ['a parent path', withEntry({ name: '../../etc/cron.d/x', data: 'x' }), 'BAD_NAME', '..'],
    ['a backslash parent path', withEntry({ name: '..\\x', data: 'x' }), 'BAD_NAME', '..'],
    ['an absolute path', withEntry({ name: '/etc/passwd', data: 'x' }), 'BAD_NAME', '/etc/passwd'],
    ['a drive path', withEntry({ name: 'C:/x', data: 'x' }), 'BAD_NAME', 'C:/x'],
    ['another local name', withEntry({ name: 'a.bin', localName: 'b.bin', data: 'x' }), 'LYING_SIZE', 'a.bin'],
    ['another local size', withEntry({ name: 'a.bin', localSize: 9, data: 'x' }), 'LYING_SIZE', 'a.bin'],
    ['a size too large', withEntry({ name: 'a.bin', data: 'xyz', size: 900 }), 'LYING_SIZE', '900'],
    ['a wrong checksum', withEntry({ name: 'a.bin', data: 'xyz', crc: 1 }), 'DAMAGED', 'a.bin'],
    [
      'broken deflate',
      withEntry({ name: 'a.bin', packed: Buffer.from([0xff, 0xff, 0xff]), size: 30 }),
      'DAMAGED',
      'a.bin',
    ],
    ['a duplicate part', withEntry({ name: 'XL/WORKBOOK.XML', data: 'x' }), 'DAMAGED', '同名'],
    [
      'an external entity',
      withEntry({ name: 'docProps/x.xml', data: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }),
      'FORBIDDEN_XML',
      'docProps/x.xml',
    ],
    [
      'UTF-16',
      withEntry({ name: 'docProps/x.xml', data: Buffer.from('\ufeff<!DOCTYPE a>', 'utf16le') }),
      'FORBIDDEN_XML',
      'UTF-8',
    ],
  ])('refuses %s', async (_, bytes, expected, says) => {
    const refused = await checkWorkbook(bytes);
    expect(refused?.code).toBe(expected);
    expect(refused?.message).toContain(says);
    expect(refused?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('finds a document type across the seam of two chunks', async () => {
    for (let pad = 131_060; pad < 131_080; pad += 3) {
      const data = `<!--${Buffer.alloc(pad - 7, 'x')}--><!DOCTYPE a><a/>`;
      expect(await code(withEntry({ name: 'docProps/x.xml', data }))).toBe('FORBIDDEN_XML');
    }
  });

  it('reads nothing from a sheet with entities', async () => {
    const sheet = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>';
    await expect(readSheet(makeXlsx({ sheet }))).rejects.toMatchObject({ code: 'FORBIDDEN_XML' });
  });
});
