import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { tidy } from './cell.ts';
import { checkWorkbook, openPackage } from './guard.ts';
import { readSheet } from './read.ts';
import { unpack } from './unpack.ts';
import { type WriteColumn, type WriteInput, type WriteRow, workbookBytes, writeWorkbook } from './write.ts';

const build = (input: WriteInput) => workbookBytes(writeWorkbook(input));
const one = (columns: WriteColumn[], rows: WriteRow[], more: Partial<WriteInput> = {}) =>
  build({ sheets: [{ name: '台账', columns, rows }], ...more });
const text = (key: string): WriteColumn => ({ key, title: key, kind: 'text' });

async function byExcelJs(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}

async function partText(bytes: Buffer, name: string): Promise<string> {
  const opened = await openPackage(bytes);
  const part = opened.parts.get(name);
  const chunks: Buffer[] = [];
  if (part) for await (const chunk of unpack(part, opened.budget)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('a written workbook, read by exceljs and hucre', () => {
  const columns: WriteColumn[] = [
    { key: 'name', title: '名称', kind: 'text', required: true, width: 30, note: '与营业执照一致' },
    { key: 'n', title: '人数', kind: 'number' },
    { key: 'on', title: '日期', kind: 'day' },
    { key: 'at', title: '时间', kind: 'instant' },
    { key: 'ok', title: '在产', kind: 'boolean', allowed: ['是', '否'] },
    { key: 'town', title: '镇', kind: 'text', allowed: Array.from({ length: 60 }, (_, at) => `第 ${at + 1} 号镇`) },
  ];
  const rows = [
    { name: '甲厂', n: 12.5, on: '2022-03-14', at: '2026-03-14T02:30:00Z', ok: true, town: '第 1 号镇' },
    { name: null, n: '-0.10', on: null, at: new Date('2026-12-31T16:00:00Z'), ok: false, town: undefined },
  ];

  it('keeps values, types, formats and layout', async () => {
    const workbook = await byExcelJs(await one(columns, rows, { notes: ['说明', '第一条'], stamp: { name: 'x' } }));
    const sheet = workbook.getWorksheet('台账') as ExcelJS.Worksheet;
    expect(sheet.getRow(2).values).toEqual([
      undefined,
      '甲厂',
      12.5,
      new Date('2022-03-14T00:00:00Z'),
      new Date('2026-03-14T10:30:00Z'),
      '是',
      '第 1 号镇',
    ]);
    expect(sheet.getRow(3).getCell(2).value).toBe(-0.1);
    expect(sheet.getRow(3).getCell(4).value).toEqual(new Date('2027-01-01T00:00:00Z'));
    expect(sheet.getCell('C2').numFmt).toBe('yyyy-mm-dd');
    expect(sheet.getCell('A1').font.bold).toBe(true);
    expect(sheet.getColumn(1).width).toBe(30);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.getCell('E2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"是,否"'],
      showErrorMessage: true,
    });
    expect(sheet.getCell('F900').dataValidation).toMatchObject({ type: 'list', formulae: ["'_lists'!$A$1:$A$60"] });
    expect(workbook.worksheets.map((w) => [w.name, w.state])).toEqual([
      ['台账', 'visible'],
      ['填写说明', 'visible'],
      ['_lists', 'veryHidden'],
      ['_template', 'veryHidden'],
    ]);
    expect(workbook.getWorksheet('_lists')?.getCell('A60').value).toBe('第 60 号镇');
  });

  it('is printed across A4 as wide as the page, its heading on each page, pages numbered, with a filter', async () => {
    const bytes = await build({
      sheets: [{ name: "张'三 & 台账", columns, rows }],
      notes: ['说明'],
      stamp: { name: 'x' },
    });
    const sheet = await partText(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
    expect(sheet).toContain('<autoFilter ref="A1:F3"/>');
    expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(sheet).toContain('<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页&amp;R&amp;D</oddFooter>');
    // The order of the schema (ECMA-376 part 1, 18.3.1.99), or Excel calls the file damaged.
    const order = [
      '<sheetPr>',
      '<sheetViews>',
      '<cols>',
      '<sheetData>',
      '<autoFilter',
      '<dataValidations',
      '<printOptions',
      '<pageMargins',
      '<pageSetup',
      '<headerFooter>',
    ];
    const at = order.map((part) => sheet.indexOf(part));
    expect(
      at.every((place, i) => place > (at[i - 1] ?? -1)),
      at.join(),
    ).toBe(true);
    const book = await partText(bytes, 'xl/workbook.xml');
    expect(book).toContain(
      `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'张''三 &amp; 台账'!$1:$1</definedName></definedNames></workbook>`,
    );
    expect(await partText(bytes, 'xl/worksheets/sheet2.xml'), 'notes are no table').not.toContain('autoFilter');
    const read = (await byExcelJs(bytes)).worksheets[0] as ExcelJS.Worksheet;
    expect(read.autoFilter).toBe('A1:F3');
    expect(read.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    });
    expect(read.headerFooter.oddFooter).toBe('&C第 &P 页，共 &N 页&R&D');
    expect((await readXlsx(new Uint8Array(bytes))).sheets[0]?.rows).toHaveLength(3);
  });

  it('is read the same by hucre and by us, and passes the guard', async () => {
    const bytes = await one(columns, rows);
    expect(await checkWorkbook(bytes)).toBeNull();
    const other = await readXlsx(new Uint8Array(bytes));
    expect(other.sheets[0]?.rows[1]?.slice(0, 3)).toEqual(['甲厂', 12.5, new Date('2022-03-14T00:00:00Z')]);
    const read = await readSheet(bytes);
    expect(read.rows[0]?.cells).toEqual([
      '甲厂',
      12.5,
      { date: '2022-03-14' },
      { date: '2026-03-14T10:30:00' },
      '是',
      '第 1 号镇',
    ]);
  });

  it('gives the same bytes for the same rows', async () => {
    expect((await one(columns, rows)).equals(await one(columns, rows))).toBe(true);
  });

  it('writes an empty table and one from an async source', async () => {
    expect((await readSheet(await one([text('a')], []))).rows).toEqual([]);
    async function* source() {
      for (let at = 0; at < 3; at++) yield [String(at)];
    }
    const bytes = await build({ sheets: [{ name: 'a', columns: [text('a')], rows: source() }] });
    expect((await readSheet(bytes)).rows.map((row) => row.cells[0])).toEqual(['0', '1', '2']);
  });
});

describe('formula injection', () => {
  const attacks = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '=HYPERLINK("http://x","y")',
    "=cmd|'/C calc'!A0",
  ];

  it('keeps every dangerous start as quoted text, never as a formula', async () => {
    const bytes = await one(
      [text('a')],
      attacks.map((a) => [a]),
    );
    const xml = await partText(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toContain('<f');
    expect(xml.match(/ s="4" t="inlineStr"/g)).toHaveLength(attacks.length);
    const sheet = (await byExcelJs(bytes)).getWorksheet('台账') as ExcelJS.Worksheet;
    attacks.forEach((attack, at) => {
      const cell = sheet.getRow(at + 2).getCell(1);
      expect(cell.type).toBe(ExcelJS.ValueType.String);
      expect(String(cell.value)).toBe(attack.replace('\r', '\n'));
    });
  });

  it('keeps numbers numeric, also negative ones, and text in number, day and instant columns text', async () => {
    const columns: WriteColumn[] = (['number', 'day', 'instant', 'cell'] as const).map((kind) => ({
      key: kind,
      title: kind,
      kind,
    }));
    const xml = await partText(
      await one(columns, [
        ['-5', '2022-01-02', 0, -5],
        ['=1', '=1', '=1', '=1'],
      ]),
      'xl/worksheets/sheet1.xml',
    );
    expect(xml).toContain('<c r="A2" s="5"><v>-5</v></c>');
    expect(xml).toContain('<c r="D2" s="5"><v>-5</v></c>');
    expect(xml.match(/ s="4" t="inlineStr"><is><t>=1</g)).toHaveLength(4);
  });
});

describe('round trip', () => {
  const cellText = fc.string({ unit: 'grapheme', maxLength: 40 });
  const anyDay = fc
    .date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));

  it('gives back every text, number and day', async () => {
    const columns: WriteColumn[] = [
      text('t'),
      { key: 'n', title: 'n', kind: 'number' },
      { key: 'd', title: 'd', kind: 'day' },
    ];
    const row = fc.tuple(
      cellText,
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })),
      anyDay,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const read = await readSheet(await one(columns, rows), { headerRow: 1 });
        expect(read.rows.map((r) => r.cells)).toEqual(
          rows.map(([t, n, d]) => [
            tidy(t.replace(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, '')) || null,
            Number.isInteger(n) ? n + 0 : Number(n.toPrecision(15)),
            { date: d },
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('never writes a formula, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 20 }), async (texts) => {
        const bytes = await one(
          [text('a')],
          texts.map((t) => [t]),
        );
        expect(await partText(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f');
        const sheet = (await byExcelJs(bytes)).getWorksheet('台账') as ExcelJS.Worksheet;
        sheet.eachRow((row) =>
          expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Null]).toContain(row.getCell(1).type),
        );
      }),
      { numRuns: 40 },
    );
  });
});
