/** Every way a notice file can be wrong, with the line and the sentence a county reads. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultText, loadNotice } from './load.ts';
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

/** what is broken, the text taken out, the text put in, and where and how it is reported. */
// biome-ignore format: a table is read by rows
const broken: [what: string, from: string, to: string, line: number, column: number, reason: string][] = [
  ['unknown field of a task', '    asks: 到期前整改完。', '    ask: 到期前整改完。', 19, 5, '不认识的字段“ask”；可用：id、clause、requirements、title、asks'],
  ['missing field', '    title: 隐患销号\n', '', 25, 5, '缺少 tasks 第 2 项的 title，应为文字'],
  ['field left empty', 'title: 隐患销号', 'title:', 27, 11, 'tasks 第 2 项的 title 没有填写'],
  ['no such clause', 'clause: 一（一）', 'clause: 三(一)', 17, 13, '款“三(一)”不在条款清单里'],
  ['clause written wrongly', 'clause: 一（一）', 'clause: 1.1', 17, 13, '写的是“1.1”，应为文字，请加引号'],
  ['duplicate id', '2023-7/1.1/closed', '2023-7/1.1/overdue', 25, 9, '任务编号“2023-7/1.1/overdue”重复：第 1 项已经用过'],
  ['id of another clause', '2023-7/1.1/closed', '2023-7/2.1/closed', 25, 9, '任务编号“2023-7/2.1/closed”应写成“2023-7/1.1/”加小写英文名'],
  ['a day that is none', 'due: 2023-09-30\n    target: { kind: zero }\n    measure', 'due: 2023-09-31\n    target: { kind: zero }\n    measure', 37, 10, '写的是“2023-09-31”，应为真实存在的日期，写成 YYYY-MM-DD'],
  ['due before from', 'due: 2023-09-30\n    target: { kind: zero }\n    measure', 'from: 2023-10-01\n    due: 2023-09-30\n    target: { kind: zero }\n    measure', 38, 10, '截止日 2023-09-30 早于起始日 2023-10-01'],
  ['unknown measure', 'name: hazards.overdue }\n  - id', 'name: hazards.late }\n  - id', 24, 22, '没有指标“hazards.late”；可用：hazards.overdue、hazards.closed-share、programme.campaign-open'],
  ['unknown parameter', 'origin: expert', 'orign: expert', 31, 74, '不认识的字段“orign”；可用：sector、origin'],
  ['parameter out of its list', 'origin: expert', 'origin: rumour', 31, 82, 'origin 写的是“rumour”，只能是：expert、inspection'],
  ['unknown sector of a measure', 'sector: metallurgy', 'sector: metal', 31, 62, '没有行业代码“metal”；可用：metallurgy、trade'],
  ['unknown campaign of a measure', 'params: { campaign: gas-2023 }', 'params: { campaign: gas }', 39, 67, '没有专项行动“gas”；可用：gas-2023'],
  ['unknown flag', 'flagsAny: [gas]', 'flagsAny: [gas, fire]', 58, 30, '没有企业标记“fire”；可用：gas、confined-space'],
  ['unknown town', "['140525100']", "['140525999']", 58, 42, '没有乡镇代码“140525999”；可用：140525100'],
  ['unknown checklist', 'checklist: gas-2023', 'checklist: gas', 59, 16, '没有检查表“gas”；可用：gas-2023'],
  ['empty scope', "scope: { flagsAny: [gas], townsAny: ['140525100'] }", 'scope: {}', 58, 5, '范围至少写一项：flagsAny、sectorsAny 或 townsAny'],
  ['clause neither task nor excused', '  - { clause: 一(二), reason: 只是对上年工作的回顾 }', '  []', 15, 1, '款“一(二) 上年回顾”既没有任务，也没有写明免列理由（excused）'],
  ['both task and excused', 'clause: 一(二), reason', 'clause: 一(一), reason', 52, 15, '款“一(一)”已经列了任务，不能又写免列理由'],
  ['neither measure nor subject', '    measure: { name: hazards.overdue }\n  - id', '  - id', 16, 5, '任务“整改不超期”须写指标 measure，或写 notConnected 说明等哪个子系统'],
  ['both measure and subject', '    pace: always\n', '    pace: always\n    notConnected: { subject: cases, why: 无 }\n', 24, 5, '任务“整改不超期”同时写了 measure 和 notConnected，只能留一个'],
  ['unknown subject', 'subject: inspections', 'subject: inspection', 48, 30, '没有子系统“inspection”；可用：registry（企业与责任登记）'],
  ['unknown kind of target', '{ kind: share, percent: 98 }', '{ kind: most }', 30, 21, 'target.kind 写的是“most”，只能是：all、at-least、zero、share'],
  ['percent out of range', 'percent: 98', 'percent: 120', 30, 37, 'target.percent 写的是“120”，不能大于 100'],
  ['field of another target', 'percent: 98 }', 'percent: 98, unit: 家 }', 30, 41, '不认识的字段“unit”；可用：kind、percent'],
  ['unknown owner', 'owner: 股室\n    due', 'owner: 科室\n    due', 36, 12, 'owner 写的是“科室”，只能是：股室、镇应急管理中心、企业'],
  ['code without quotes', "county: '140525'", 'county: 140525', 8, 11, 'document.county 写的是“140525”，应为文字，请加引号'],
  ['row beyond the list', 'no: 2,', 'no: 4,', 50, 15, '序号 4 超出清单的 3 项'],
  ['requirement of another clause', '    title: 隐患销号', '    requirements: [N1.1a, N9.9]\n    title: 隐患销号', 27, 27, '需求“N9.9”不属于款“一(一)”；可用：N1.1a、N1.1b'],
  ['year of another notice', 'year: 2023', 'year: 2024', 7, 9, '年度 2024 与通知编号“2023-7”不一致'],
  ['chapter without clauses', '  - { id: 二, title: 抓煤气 }', '  - { id: 二, title: 抓煤气 }\n  - { id: 三, title: 其他 }', 15, 11, '章“三”在条款清单里没有一款'],
  ['unknown field at the top', 'keyPeriods:', 'keyPeriod:', 63, 1, '不认识的字段“keyPeriod”；可用：document、chapters、tasks'],
  ['field twice', '    pace: always\n', '    pace: always\n    pace: linear\n', 24, 5, 'YAML 写法有误：同一处把同一个字段写了两遍'],
  ['tab as indent', '    pace: always\n', '\tpace: always\n', 23, 1, 'YAML 写法有误：缩进用了制表符（Tab），请改用空格'],
  ['bracket not closed', 'flagsAny: [gas]', 'flagsAny: [gas', 58, 0, 'YAML 写法有误'],
  ['alias', 'asks: 全部销号。', 'asks: *first', 28, 11, '不使用 YAML 引用（*名称），请直接写出内容'],
  ['tag', 'asks: 全部销号。', 'asks: !text 全部销号。', 28, 17, '不使用 YAML 标签“!text”，请删去'],
];

describe('a broken notice', () => {
  it.each(broken)('%s', (_, from, to, line, column, reason) => {
    expect(notice).toContain(from);
    const folder = written({ ...both, '2023-7.yaml': notice.replace(from, to) });
    const { ok, faults } = loadNotice(join(folder, '2023-7.yaml'), words);
    expect(ok).toBeNull();
    const found = faults.find((fault) => fault.reason.includes(reason));
    expect(found, faults.map(faultText).join('\n')).toBeDefined();
    expect(found?.file).toBe(join(folder, '2023-7.yaml'));
    expect(found?.line).toBe(line);
    if (column > 0) expect(found?.column).toBe(column);
    expect(faultText(found as never)).toContain(`2023-7.yaml 第 ${line} 行`);
  });

  it('the one fault of a file is the only one reported', () => {
    const alone = broken.filter(([what]) => !/scope|flag|town|checklist|unknown field of a task|both task/.test(what));
    for (const [what, from, to] of alone) {
      const folder = written({ ...both, '2023-7.yaml': notice.replace(from, to) });
      const { faults } = loadNotice(join(folder, '2023-7.yaml'), words);
      expect(faults.length, `${what}: ${faults.map(faultText).join('\n')}`).toBe(1);
    }
  });

  // biome-ignore format: a table is read by rows
  const brokenClauses: [what: string, from: string, to: string, line: number, reason: string][] = [
    ['of another notice', 'document: 2023-7', 'document: 2022-63', 1, '条款清单属于“2022-63”，与通知编号“2023-7”不一致'],
    ['a clause left out', '  - { id: 一(二), heading: 上年回顾 }\n  - { id: 二(一)', '  - { id: 一(三), heading: 上年回顾 }\n  - { id: 二(一)', 4, '款“一(三)”前面是“一(一)”，中间缺款或顺序不对'],
    ['a clause twice', 'id: 一(二)', 'id: 一(一)', 4, '款“一(一)”重复：第 1 项已经用过'],
    ['a chapter nobody wrote', '二(一)', '三(一)', 5, '款“三(一)”所属的章没有写在通知文件里'],
    ['not starting at the start', '  - { id: 一(一), heading: 隐患闭环, requirements: [N1.1a, N1.1b] }\n', '', 3, '条款清单应从 一(一) 写起，不是“一(二)”'],
    ['unknown field', 'heading: 煤气整治', 'title: 煤气整治', 5, '不认识的字段“title”；可用：id、heading、requirements'],
  ];
  it.each(brokenClauses)('headings: %s', (_, from, to, line, reason) => {
    expect(clauses).toContain(from);
    const folder = written({ ...both, '2023-7.clauses.yaml': clauses.replace(from, to) });
    const { ok, faults } = loadNotice(join(folder, '2023-7.yaml'), words);
    expect(ok).toBeNull();
    const found = faults.find((fault) => fault.reason.includes(reason));
    expect(found, faults.map(faultText).join('\n')).toMatchObject({ file: join(folder, '2023-7.clauses.yaml'), line });
  });
});
