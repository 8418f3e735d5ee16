/** Next year's file needs no code, and a broken file gives file, line and reason: every fault at once, nothing half loaded. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadNotice, loadNotices } from './load.ts';
import { both, clauses, notice, words } from './next-year.fixture.ts';

const home = mkdtempSync(join(tmpdir(), 'zean-notices-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let folders = 0;
function written(files: Record<string, string | Buffer>): string {
  const folder = join(home, String(++folders));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("next year's notice", () => {
  const { ok, faults } = loadNotice(join(written(both), '2023-7.yaml'), words);

  it('loads without a line of code', () => {
    expect(faults).toEqual([]);
    expect(ok?.document).toMatchObject({ id: '2023-7', year: 2023, county: '140525' });
    expect(ok?.chapters.map((chapter) => [chapter.id, chapter.clauses.map((clause) => clause.number)])).toEqual([
      ['一', ['1.1', '1.2']],
      ['二', ['2.1']],
    ]);
    expect(ok?.chapters[0]?.clauses[1]?.excused).toBe('只是对上年工作的回顾');
    expect(ok?.campaigns[0]).toMatchObject({ id: 'gas-2023', checklist: 'gas-2023', until: null, checked: 'verified' });
  });

  it('fills in what a task leaves out and reads full-width brackets', () => {
    const overdue = ok?.tasks.find((task) => task.id === '2023-7/1.1/overdue');
    expect(overdue).toMatchObject({ clause: '一(一)', from: '2023-01-01', due: '2023-12-31', pace: 'always' });
    expect(overdue?.requirements).toEqual(['N1.1a', 'N1.1b']);
    expect(overdue?.measure).toEqual({ name: 'hazards.overdue', params: {} });
  });

  it('unrolls a list, and only rows without text are pending', () => {
    const rows = ok?.tasks.filter((task) => task.list !== null) ?? [];
    expect(rows.map((row) => [row.id, row.title, row.textPending, row.due, row.measure?.name ?? null])).toEqual([
      ['2023-7/2.1/gas-list-01', '煤气整治任务第 1 项', true, '2023-12-31', null],
      ['2023-7/2.1/gas-list-02', '煤气柜检验', false, '2023-06-30', 'hazards.overdue'],
      ['2023-7/2.1/gas-list-03', '煤气整治任务第 3 项', true, '2023-12-31', null],
    ]);
    expect(rows[1]?.target).toEqual({ kind: 'zero' });
    expect(rows[1]?.notConnected).toBeNull();
  });
});

describe('a broken notice', () => {
  it('names every fault at once, in both files, also behind one that breaks the schema', () => {
    const folder = written({
      '2023-7.yaml': notice
        .replace('owner: 企业', 'owner: 厂里')
        .replace('name: hazards.closed-share', 'name: hazards.closed')
        .replace('checklist: gas-2023', 'checklist: gas')
        .replace('from: 2023-06-01', 'from: 2023-11-01'),
      '2023-7.clauses.yaml': clauses.replace('document: 2023-7', 'document: 2023-8'),
    });
    const { ok, faults } = loadNotice(join(folder, '2023-7.yaml'), words);
    expect(ok).toBeNull();
    expect(faults.map((fault) => [fault.file.slice(folder.length + 1), fault.line])).toEqual([
      ['2023-7.clauses.yaml', 1],
      ['2023-7.yaml', 20],
      ['2023-7.yaml', 31],
      ['2023-7.yaml', 59],
      ['2023-7.yaml', 64],
    ]);
  });

  it('a requirement nobody carries is a fault', () => {
    const text = notice
      .replace('    title: 隐患销号', '    requirements: [N1.1a]\n    title: 隐患销号')
      .replace('    title: 整改不超期', '    requirements: [N1.1a]\n    title: 整改不超期');
    const { faults } = loadNotice(join(written({ ...both, '2023-7.yaml': text }), '2023-7.yaml'), words);
    expect(faults.map((fault) => fault.reason)).toEqual(['款“一(一)”的需求“N1.1b”没有任务承担']);
  });

  it.each<[what: string, files: Record<string, string | Buffer>, reason: string]>([
    ['no headings beside it', { '2023-7.yaml': notice }, '没有条款清单：2023-7.yaml 旁边应有 2023-7.clauses.yaml'],
    ['an empty file', { ...both, '2023-7.yaml': '' }, '文件是空的'],
    ['only a text', { ...both, '2023-7.yaml': '通知' }, '整个文件 写的是“通知”，应为一组“字段: 值”'],
    ['two documents', { ...both, '2023-7.yaml': `${notice}---\n${notice}` }, '一个文件只能写一份通知'],
    ['not UTF-8', { ...both, '2023-7.yaml': Buffer.from([0xd4, 0xf3, 0xd6, 0xdd, 0x0a]) }, '文件不是 UTF-8 编码'],
    [
      'another name than its id',
      { '2023-9.yaml': notice, '2023-9.clauses.yaml': clauses },
      '通知编号“2023-7”与文件名“2023-9”不一致',
    ],
    ['headings alone', { '2023-7.clauses.yaml': clauses }, '这份条款清单没有对应的通知文件'],
    ['the wrong ending', { '2023-7.yml': notice }, '文件名应以 .yaml 结尾，不是 .yml'],
  ])('a folder with %s', (_, files, reason) => {
    const { ok, faults } = loadNotices(written(files), words);
    expect(ok).toBeNull();
    expect(faults.map((fault) => fault.reason).join('\n')).toContain(reason);
    for (const fault of faults) expect(fault).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  });

  it('throws away the sound notice beside a broken one', () => {
    const older = Object.entries(both).map(([name, text]) => [
      name.replace('2023', '2022'),
      text.replaceAll('2023', '2022'),
    ]);
    const known = { ...words, checklists: ['gas-2022', 'gas-2023'] };
    const sound = { ...both, ...Object.fromEntries(older) };
    const loaded = loadNotices([written(sound), join(home, 'not-there')], known);
    expect(loaded.ok?.map((one) => one.document.id)).toEqual(['2022-7', '2023-7']);
    const one = loadNotices(written({ ...sound, '2023-7.yaml': notice.replace('gas]', 'fire]') }), known);
    expect(one.ok).toBeNull();
    expect(one.faults).toHaveLength(1);
  });

  it('a notice or campaign may not come twice', () => {
    const twice = loadNotices([written(both), written(both)], words);
    expect(twice.ok).toBeNull();
    expect(twice.faults.map((fault) => fault.reason)).toEqual([
      expect.stringContaining('通知“2023-7”在'),
      '专项行动编号“gas-2023”已被 2023-7.yaml 使用，请换一个',
    ]);
    expect(twice.faults[1]?.line).toBe(54);
  });

  it('no folder at all is said', () => {
    expect(loadNotices(join(home, 'nowhere'), words)).toMatchObject({
      ok: null,
      faults: [{ reason: '没有这个文件夹' }],
    });
  });
});
