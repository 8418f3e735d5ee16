import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLaw, idsOf, LawFault, loadLaw } from './load.ts';
import { lawFolder } from './testing.ts';

const law = loadLaw(lawFolder);
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the law folder with one file changed; returns what the check says of it. */
function broken(file: string, change: (text: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), 'law-'));
  folders.push(folder);
  cpSync(lawFolder, folder, { recursive: true });
  const before = readFileSync(join(folder, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
  return checkLaw(folder).problems;
}
const lineOf = (file: string, needle: string) =>
  readFileSync(join(lawFolder, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(needle)) + 1;

describe('law 数据', () => {
  it('has no fault, and as many items as the instruments have', () => {
    const { problems, counts } = checkLaw(lawFolder);
    expect(problems).toEqual([]);
    const sizes = law.editions.map((each) => [each.edition, each.criteria.length]);
    expect(sizes).toEqual([
      ['industrial-trade-2017', 59],
      ['industrial-trade-2023', 65],
      ['mine-2017', 48],
      ['mine-2022', 64],
    ]);
    expect(counts.criteria).toBe(236);
    const subs = law.editions.flatMap((each) => each.criteria.flatMap((item) => item.sub));
    expect(subs.length).toBe(79);
  });

  it('every value is cited and marked, every text stands for itself', () => {
    for (const each of [...law.criteria.values(), ...law.clauses.values(), ...law.instruments.values()]) {
      expect(each.cite.trim()).not.toBe('');
      expect(['verified', 'secondary', 'unverified']).toContain(each.checked);
    }
    for (const item of law.checklistItems.values()) expect(item.basis.length).toBeGreaterThan(0);
    for (const edition of law.editions) {
      for (const sector of new Set(edition.criteria.map((each) => each.sector))) {
        const own = edition.criteria.filter((each) => each.sector === sector);
        expect(new Set(own.map((each) => each.clause)).size).toBe(own.length);
        expect(new Set(own.map((each) => each.text)).size).toBe(own.length);
      }
    }
  });

  it('the special action of 2022 rests on the law of its day', () => {
    const list = law.checklists.get('special-action-2022');
    expect(list?.due).toBe('2022-06-30');
    expect(list?.items.length).toBe(36);
    expect(new Set(list?.items.map((each) => each.area))).toEqual(new Set(['smelting', 'dust', 'confined-space']));
    for (const item of list?.items ?? []) {
      for (const id of item.criteria) expect(law.criteria.get(id)?.edition).toBe('industrial-trade-2017');
    }
  });

  it('ids are locked: the list is complete and holds nothing twice', () => {
    const ids = idsOf(law);
    expect(new Set(ids).size).toBe(ids.length);
    const locked = readFileSync(join(lawFolder, 'ids.txt'), 'utf8')
      .split('\n')
      .filter((line) => /^[a-z]/.test(line));
    expect(locked).toEqual(ids);
  });
});

describe('法规数据出错时', () => {
  const file = 'criteria/mine-2022.yaml';
  it.each<[string, string, (text: string) => string, string | null, RegExp]>([
    [
      'a bad date',
      'instruments/laws.yaml',
      (t) => t.replace('inForce: 2021-09-01', 'inForce: 2021-09-31'),
      'inForce: 2021-09-01',
      /“2021-09-31”不是真实日期/,
    ],
    [
      'a gap',
      'instruments/orders.yaml',
      (t) => t.replace('inForce: 2024-01-01', 'inForce: 2024-02-01'),
      null,
      /止于 2023-12-31.*始于 2024-02-01：时间中断/,
    ],
    [
      'an overlap',
      'instruments/notices.yaml',
      (t) => t.replace('on: 2022-09-01', 'on: 2022-10-01'),
      'on: 2022-09-01',
      /时间重叠/,
    ],
    [
      'a lost item',
      file,
      (t) => t.replace(/ {2}- id: mine2022-tailings-pond-19[\s\S]*$/, ''),
      'count: 64',
      /应有 64 项，实有 63 项/,
    ],
    [
      'a repeated id',
      file,
      (t) => t.replace('mine2022-open-pit-mine-02', 'mine2022-open-pit-mine-01'),
      'id: mine2022-open-pit-mine-02',
      /编号“mine2022-open-pit-mine-01”重复/,
    ],
    [
      'a sector of another scope',
      file,
      (t) => t.replace('sector: open-pit-mine', 'sector: dust'),
      'sector: open-pit-mine',
      /“粉尘爆炸危险”不属于非煤矿山/,
    ],
    [
      'an unknown mark',
      file,
      (t) => t.replace('checked: secondary', 'checked: 是'),
      'checked: secondary',
      /“是”不在允许的取值内：verified、secondary、unverified/,
    ],
    ['an empty text', file, (t) => t.replace(/text: 边坡已有.*/, 'text:'), 'text: 边坡已有', /应为文字|没有填写/],
    [
      'a misspelt key',
      file,
      (t) => t.replace('    clause: 第二部分第1项', '    claus: 第二部分第1项'),
      'id: mine2022-open-pit-mine-01',
      /不认识的项目：claus/,
    ],
    [
      'a missing clause',
      'checklists/special-action-2022.yaml',
      (t) => t.replace('clause: "38"', 'clause: "399"'),
      'clause: "38"',
      /“安全生产法（2021）第399条”没有收录/,
    ],
    [
      'a criterion of a later edition',
      'checklists/special-action-2022.yaml',
      (t) => t.replace('[trade2017-dust-03]', '[trade2023-dust-03]'),
      '[trade2017-dust-03]',
      /“trade2023-dust-03”在 2022-03-14 不适用/,
    ],
    [
      'an instrument not yet in force',
      'checklists/special-action-2022.yaml',
      (t) => t.replace('instrument: trade-criteria-2017', 'instrument: trade-criteria-2023'),
      'basis: [{ instrument: trade-criteria-2017',
      /“工贸判定标准（令10）”在 2022-03-14 不适用/,
    ],
    [
      'a lost holiday',
      'calendar/statutory.yaml',
      (t) => t.replace('      - 2022-10-03\n', ''),
      'workdays: 249',
      /2022 年应有 249 个工作日，按所列日期算得 250 个/,
    ],
    [
      'a weekend as a day off',
      'calendar/statutory.yaml',
      (t) => t.replace('2022-10-03', '2022-10-02'),
      null,
      /2022-10-02 是周末/,
    ],
    [
      'an unquoted county',
      'calendar/county-140525.yaml',
      (t) => t.replace('"140525"', '140525'),
      'county:',
      /应为文字（数字请加引号）/,
    ],
    [
      'an unknown kind',
      'calendar/county-140525.yaml',
      (t) => t.replace('calendar-overrides', 'calender'),
      'kind:',
      /文件种类“calender”不认识/,
    ],
    ['broken YAML', file, (t) => t.replace('count: 64', 'count: [64'), null, /不是合法的 YAML/],
    [
      'a clause of no instrument',
      'clauses/orders.yaml',
      (t) => t.replace('instrument: dust-order-2021', 'instrument: dust-order-2020'),
      'instrument: dust-order-2021',
      /文件“dust-order-2020”没有收录/,
    ],
    [
      'a successor that is not there',
      'clauses/work-safety-law.yaml',
      (t) => t.replace('successor: "41"', 'successor: "499"'),
      'successor: "41"',
      /没有收录第499条/,
    ],
  ])('%s is named with file, line and reason', (_, name, change, needle, message) => {
    const problems = broken(name, change);
    const found = problems.find((each) => message.test(each.message));
    expect(problems.map((each) => each.message).join('\n')).toMatch(message);
    expect(found?.file).toBe(name);
    if (needle !== null) expect(found?.line).toBe(lineOf(name, needle));
  });

  it('a published id may not vanish, a new one must be registered', () => {
    const problems = broken('criteria/mine-2017.yaml', (text) =>
      text.replace('mine2017-open-pit-mine-11', 'mine2017-open-pit-mine-99'),
    );
    expect(problems.map((each) => `${each.file} ${each.message}`)).toEqual([
      'ids.txt 编号“mine2017-open-pit-mine-11”已经发布，不能删除或改名',
      'ids.txt 新编号“mine2017-open-pit-mine-99”没有登记',
    ]);
  });

  it('loading refuses altogether, listing all faults', () => {
    const folder = mkdtempSync(join(tmpdir(), 'law-'));
    folders.push(folder);
    cpSync(lawFolder, folder, { recursive: true });
    writeFileSync(
      join(folder, 'calendar/county-140525.yaml'),
      'kind: calendar-overrides\ncounty: 140525\noverrides: []\n',
    );
    expect(() => loadLaw(folder)).toThrow(LawFault);
    expect(() => loadLaw(folder)).toThrow(/法规数据有 1 处错误：\ncalendar\/county-140525\.yaml 第 2 行 county：/);
  });
});
