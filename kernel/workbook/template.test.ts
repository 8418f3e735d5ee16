import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { parseRows, parseRowsInTurns } from './parse-rows.ts';
import { problemsWorkbook } from './problems-workbook.ts';
import { readSheet, type Sheet } from './read.ts';
import {
  type SheetTemplate,
  templateExport,
  templateHash,
  templateReading,
  templateRow,
  templateWorkbook,
} from './template.ts';
import { type Plant, plants } from './test/plants.ts';
import { exportInThread, readWorkbookInThread, stopThreads } from './thread.ts';
import { workbookBytes } from './write.ts';

const other: SheetTemplate = {
  name: 'test.people',
  version: 1,
  sheetName: '人员',
  title: '人员',
  columns: [{ key: 'n', title: '工厂名称', kind: 'text' }],
};

const sheetOf = (headers: string[], ...cells: Cell[][]): Sheet => ({
  name: 'a',
  headers,
  headerRow: 3,
  rows: cells.map((row, at) => ({ row: at + 4, cells: row })),
  stamp: null,
});
const allHeaders = plants.columns.map((column) => column.title);
const read = async (bytes: Uint8Array) => readSheet(bytes, templateReading(plants));
const bytesOf = (records: Partial<Plant>[]) => workbookBytes(templateWorkbook(plants, records));

const good: Plant = {
  name: '甲厂',
  licence: 'AB12C3',
  opened: '2022-03-14',
  people: 12,
  area: 0.5,
  trade: 'cast',
  hazards: ['dust', 'cs'],
  running: true,
};

describe('headers', () => {
  it('takes them in any order, with marks, spaces and known aliases; optional ones may lack', () => {
    const parsed = parseRows(plants, sheetOf(['投产 日期（必填）', '厂名*'], ['2022-3-14', '甲厂']));
    expect(parsed).toEqual({
      headerProblems: [],
      places: { name: 1, licence: -1, opened: 0, people: -1, area: -1, trade: -1, hazards: -1, running: -1 },
      rows: [
        {
          row: 4,
          problems: [],
          value: {
            name: '甲厂',
            licence: null,
            opened: '2022-03-14',
            people: null,
            area: null,
            trade: null,
            hazards: null,
            running: null,
          },
        },
      ],
    });
  });

  it('names a missing required column and the closest header', () => {
    const parsed = parseRows(plants, sheetOf(['工厂全称', '人数', '备注'], ['甲', 1, 'x']));
    expect(parsed.rows).toEqual([]);
    expect(parsed.headerProblems.map((p) => [p.level, p.message])).toEqual([
      ['error', '第 3 行表头缺少必填列“工厂名称”，最接近的是“工厂全称”（A 列），请把它改为“工厂名称”'],
      ['error', '第 3 行表头缺少必填列“投产日期”，请使用下载的模板填写'],
      ['warning', '不认识的列“工厂全称”（A 列），已忽略'],
      ['warning', '不认识的列“备注”（C 列），已忽略'],
    ]);
  });

  it('refuses a repeated column and mentions content without header', () => {
    const parsed = parseRows(
      plants,
      sheetOf(['工厂名称', '投产日期', '工厂名称 ', ''], ['甲', '2022-3-14', '乙', 'x']),
    );
    expect(parsed.headerProblems.map((p) => p.message)).toEqual([
      '表头“工厂名称”重复出现在 A 列、C 列，请只保留一列',
      '不认识的列“工厂名称 ”（C 列），已忽略',
      'D 列有内容但没有表头，已忽略',
    ]);
    expect(parsed.rows).toEqual([]);
  });

  it('refuses the template of another ledger, warns of an older version', async () => {
    const wrong = await readSheet(await workbookBytes(templateWorkbook(other, [{ n: '甲' }])));
    expect(parseRows(plants, wrong)).toMatchObject({
      rows: [],
      headerProblems: [{ level: 'error', message: '这是“人员”的模板，这里要导入“工厂”，请换用正确的模板' }],
    });
    const older = { ...plants, version: 1, columns: plants.columns.slice(0, 3) };
    const old = await readSheet(await workbookBytes(templateWorkbook(older, [good])));
    const parsed = parseRows(plants, old);
    expect(parsed.headerProblems.map((p) => p.message)).toEqual([
      '文件用的是旧模板 工厂（第 1 版），现行为 工厂（第 2 版），已按表头文字读取',
    ]);
    expect(parsed.rows[0]?.value?.name).toBe('甲厂');
    expect(templateHash(plants)).not.toBe(templateHash(older));
  });
});

describe('the blank workbook', () => {
  it('has header, lists, hints, notes and an invisible stamp', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(await bytesOf([])).buffer);
    const sheet = workbook.getWorksheet('工厂台账') as ExcelJS.Worksheet;
    expect((sheet.getRow(1).values as string[]).slice(1)).toEqual(allHeaders);
    expect(sheet.getCell('F2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"铸造,食品加工"'],
      showErrorMessage: true,
    });
    expect(sheet.getCell('G2').dataValidation.showErrorMessage).toBeFalsy();
    expect(sheet.getCell('A2').dataValidation.prompt).toBe('必填。文字，最多 20 字');
    const notes = workbook.getWorksheet('填写说明') as ExcelJS.Worksheet;
    expect(notes.getCell('A4').value).toBe('A 列 工厂名称（必填）：文字，最多 20 字。例：某某铸造厂');
    expect(workbook.getWorksheet('_template')?.state).toBe('veryHidden');
    expect((await read(await bytesOf([]))).stamp).toEqual({
      name: 'test.plants',
      version: '2',
      hash: templateHash(plants),
      title: '工厂',
    });
  });
});

describe('round trip of export and import', () => {
  it('changes nothing, through both threads', async () => {
    const records: Plant[] = [
      good,
      {
        ...good,
        name: '=乙厂',
        licence: null,
        people: null,
        area: 1234567.89,
        trade: null,
        hazards: null,
        running: false,
      },
    ];
    const job = exportInThread(templateExport(plants));
    const bytes = workbookBytes(job.stream);
    await job.push(records.map((record) => templateRow(plants, record)));
    await job.end();
    const sheet = await readWorkbookInThread(await bytes, templateReading(plants));
    const parsed = await parseRowsInTurns(plants, sheet);
    await stopThreads();
    expect(parsed.headerProblems).toEqual([]);
    expect(parsed.rows.map((row) => row.value)).toEqual(records);
  });

  it('holds for any records', async () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const record: fc.Arbitrary<Plant> = fc.record({
      name: fc.stringMatching(/^[=+\-@甲乙a-z（(【][一-龥A-z0-9、，；。<&"' ]{0,12}[甲乙0-9）)】]$/u),
      licence: maybe(fc.stringMatching(/^[A-Z0-9]{6}$/)),
      opened: fc
        .date({ min: new Date('1950-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
        .map((d) => d.toISOString().slice(0, 10)),
      people: maybe(fc.integer({ min: 0, max: 100_000 })),
      area: maybe(fc.integer({ min: 0, max: 1e9 }).map((n) => n / 100)),
      trade: maybe(fc.constantFrom('cast', 'food')),
      hazards: maybe(fc.uniqueArray(fc.constantFrom('dust', 'gas', 'cs'), { minLength: 1 })),
      running: maybe(fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 10 }), async (records) => {
        const parsed = parseRows(plants, await read(await bytesOf(records)));
        expect(parsed.rows.flatMap((row) => row.problems.map((p) => p.message))).toEqual([]);
        expect(parsed.rows.map((row) => row.value)).toEqual(records);
      }),
      { numRuns: 60 },
    );
  });
});

describe('rejected rows', () => {
  const cells: Cell[][] = [
    ['甲厂', 'AB12C3', { date: '2022-03-14' }, 12, 0.5, '铸造', '粉尘', true],
    [null, '001', '2022-02-30', 1.5, -1, '采矿', '粉尘、爆炸', '也许'],
    ['丙厂', null, '2022.3.14', null, null, null, null, null],
    ['丁厂', '=cmd', { date: '2022-03-14' }, 3, null, null, null, null],
  ];
  const sheet: Sheet = {
    ...sheetOf([...allHeaders, '问题'], ...cells.map((row) => [...row, null])),
    stamp: { name: 'test.plants', version: '2', hash: templateHash(plants), title: '工厂' },
  };

  it('tells row, column, value and what is allowed, and keeps good rows', () => {
    const parsed = parseRows(plants, sheet);
    expect(parsed.headerProblems).toEqual([]);
    expect(parsed.rows.map((row) => row.value?.name ?? null)).toEqual(['甲厂', null, '丙厂', null]);
    expect(parsed.rows[1]?.problems).toHaveLength(8);
    expect(parsed.rows[1]?.problems[3]).toEqual({
      level: 'error',
      row: 5,
      column: '人数（D 列）',
      at: [3],
      value: '1.5',
      allowed: '整数，0 至 100000',
      message: '第 5 行，人数（D 列）：填的是“1.5”，不是整数；允许：整数，0 至 100000',
    });
    expect(parsed.rows[1]?.problems[0]?.message).toBe(
      '第 5 行，工厂名称（A 列）：必填，不能为空；允许：文字，最多 20 字',
    );
  });

  it('come back as a workbook that, once mended, imports', async () => {
    const parsed = parseRows(plants, sheet);
    const bytes = await workbookBytes(problemsWorkbook(sheet, parsed.rows, { template: plants }));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const page = workbook.worksheets[0] as ExcelJS.Worksheet;
    expect(page.rowCount).toBe(3);
    expect(page.getCell('I1').value).toBe('问题');
    expect(String(page.getCell('I2').value)).toContain(
      '第 5 行，行业（F 列）：填的是“采矿”，不在可选项内；允许：铸造、食品加工 之一',
    );
    expect([page.getCell('B2').value, page.getCell('D2').value, page.getCell('C3').value]).toEqual([
      '001',
      1.5,
      new Date('2022-03-14'),
    ]);
    const again = await read(bytes);
    const second = parseRows(plants, again);
    expect(second.headerProblems).toEqual([]);
    expect(second.rows.map((row) => row.problems.length)).toEqual([8, 1]);
    const row = again.rows[1];
    if (row) row.cells[1] = 'AB12C3';
    expect(parseRows(plants, again).rows[1]?.value).toMatchObject({
      name: '丁厂',
      licence: 'AB12C3',
      opened: '2022-03-14',
      people: 3,
    });
  });

  it('takes its turn: the event loop runs in between', async () => {
    const many = sheetOf(allHeaders, ...Array.from({ length: 3_000 }, () => cells[0] as Cell[]));
    let turns = 0;
    const count = () => {
      turns++;
      if (turns < 10_000) setImmediate(count);
    };
    setImmediate(count);
    const parsed = await parseRowsInTurns(plants, many);
    expect(parsed.rows).toHaveLength(3_000);
    expect(turns).toBeGreaterThan(5);
    turns = 10_000;
  });
});
