import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLaw } from './load.ts';
import { theLaw } from './rules/testing.ts';
import { lawFolder } from './testing.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const temporary = () => {
  const folder = mkdtempSync(join(tmpdir(), 'law-'));
  folders.push(folder);
  return folder;
};
function broken(file: string, change: (text: string) => string) {
  const folder = temporary();
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

describe('执法数据', () => {
  it('第 90 至 116 条都在，每一项都有依据和核实标记', () => {
    const law = theLaw();
    const articles = new Set(
      [...law.provisions.values()]
        .filter((each) => each.instrument === 'work-safety-law-2021')
        .map((each) => Number(each.article)),
    );
    expect([...articles].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, i) => 90 + i));
    const marked = [
      ...law.provisions.values(),
      ...law.procedure.values(),
      ...law.circumstances.values(),
      ...law.benchmarks.flatMap((each) => each.items.flatMap((item) => item.tiers)),
    ];
    for (const each of marked) expect(['verified', 'secondary', 'unverified']).toContain(each.checked);
    for (const each of [...law.provisions.values(), ...law.circumstances.values()]) expect(each.cite).not.toBe('');
    expect(law.procedure.size).toBe(36);
    expect([...law.clocks.values()].every((clock) => clock.versions.length > 0)).toBe(true);
  });

  it('2014 年的每一项都接到 2021 年的一项', () => {
    const older = [...theLaw().provisions.values()].filter((each) => each.instrument === 'work-safety-law-2014');
    expect(older.length).toBe(42);
    for (const each of older)
      expect(theLaw().provisions.get(each.successor ?? '')?.instrument).toBe('work-safety-law-2021');
  });
});

describe('执法数据出错时写明文件、行和原因', () => {
  const penalties = 'penalties/work-safety-law-2021.yaml';
  const clocks = 'procedure/clocks.yaml';
  it.each<[string, string, (text: string) => string, string | null, RegExp]>([
    [
      '下限大于上限',
      penalties,
      (t) => t.replace('min: 20000, max: 50000 }] }', 'min: 60000, max: 50000 }] }'),
      'min: 20000, max: 50000 }] }',
      /下限 60000 大于上限 50000/,
    ],
    [
      '少一个事故等级',
      penalties,
      (t) => t.replace(/ {10}- \{ on: enterprise, min: 2000000.*\n/, ''),
      null,
      /重大事故的罚款应恰有一档/,
    ],
    [
      '分档中断',
      penalties,
      (t) => t.replace('when: { gainBelow: 100000 }', 'when: { gainBelow: 90000 }'),
      null,
      /按违法所得分档应恰好衔接/,
    ],
    [
      '编号重复',
      penalties,
      (t) => t.replace('id: wsl2021-97-2', 'id: wsl2021-97-1'),
      'id: wsl2021-97-2',
      /编号“wsl2021-97-1”重复/,
    ],
    [
      '义务条款没有收录',
      penalties,
      (t) => t.replace('duties: ["51"]', 'duties: ["151"]'),
      'duties: ["51"]',
      /“安全生产法（2021）第151条”没有收录/,
    ],
    [
      '后续版本没有',
      'penalties/work-safety-law-2014.yaml',
      (t) => t.replace('successor: wsl2021-102', 'successor: wsl2021-202'),
      'successor: wsl2021-102',
      /“wsl2021-202”不是后一版的罚则/,
    ],
    [
      '罚款混写',
      penalties,
      (t) => t.replace('of: daily-fine, from: "1"', 'of: daily-fine, min: 1, from: "1"'),
      null,
      /不能混写/,
    ],
    [
      '事故等级不递增',
      'penalties/accident-levels.yaml',
      (t) => t.replace('deaths: 10,', 'deaths: 3,'),
      'deaths: 10,',
      /数值应逐级增大/,
    ],
    [
      '阶次越出法定幅度',
      'discretion/nation-2024.yaml',
      (t) => t.replace('max: 20000 }', 'max: 60000 }'),
      null,
      /超出“安全生产法§102”的法定幅度/,
    ],
    ['阶次重叠', 'discretion/nation-2024.yaml', (t) => t.replace('from: 3', 'from: 2'), 'from: 3', /与上一阶次重叠/],
    [
      '基准没有罚则',
      'discretion/nation-2024.yaml',
      (t) => t.replace('安全生产法§102', '安全生产法§202'),
      '安全生产法§102',
      /罚则“安全生产法§202”没有收录/,
    ],
    [
      '期限版本重叠',
      clocks,
      (t) => t.replace(/(id: hearing-request[\s\S]*?)administrative-penalty-law-2017/, '$1civil-code-2020'),
      null,
      /时间重叠/,
    ],
    [
      '期限版本中断',
      clocks,
      (t) =>
        t.replace(
          '      - { instrument: civil-procedure-law-2021, clause: "95", amount: 30, unit: calendar-day, checked: verified }\n',
          '',
        ),
      null,
      /时间中断/,
    ],
    [
      '期限没有写多久',
      clocks,
      (t) => t.replace('clause: "22", amount: 5, unit', 'clause: "22", unit'),
      'clause: "22", amount: 5',
      /应写 amount 和 unit/,
    ],
    [
      '没有的状态',
      'procedure/enforcement.yaml',
      (t) => t.replace('next: [step-prepare]', 'next: [step-prepared]'),
      'next: [step-prepare]',
      /没有状态“step-prepared”/,
    ],
    [
      '走不到结尾',
      'procedure/enforcement.yaml',
      (t) => t.replace(/(id: step-power-cut[\s\S]*?next:\s*)\[step-recheck\]/, '$1[]'),
      null,
      /“step-power-cut”到不了“step-archive”/,
    ],
    [
      '没有的期限',
      'procedure/enforcement.yaml',
      (t) => t.replace('clocks: [pay-fine,', 'clocks: [pay-fines,'),
      null,
      /没有期限“pay-fines”/,
    ],
    [
      '县级基准放错地方',
      'discretion/nation-2024.yaml',
      (t) => t.replace('level: nation', 'level: county'),
      'level: nation',
      /应放在县级覆盖目录/,
    ],
  ])('%s', (_, file, change, needle, message) => {
    const problems = broken(file, change);
    const found = problems.find((each) => message.test(each.message));
    expect(problems.map((each) => each.message).join('\n')).toMatch(message);
    expect(found?.file).toBe(file);
    if (needle !== null) expect(found?.line).toBe(lineOf(file, needle));
  });
});
