import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLaw, LawFault, loadLaw } from './load.ts';
import { evaluateRule } from './rules/index.ts';
import { answered } from './rules/testing.ts';
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
const instruments = `overlay: { county: "140525", basis: 泽应急发〔2025〕1号 }
kind: instruments
instruments:
  - { id: zezhou-discretion-2025, family: zezhou-discretion, title: 泽州县裁量细则, short: 泽州裁量细则, level: local, number: 泽应急发〔2025〕1号, issued: 2025-01-01, inForce: 2025-01-01, cite: 泽应急发〔2025〕1号, checked: verified }
`;
const discretion = `overlay: { county: "140525", basis: 泽应急发〔2025〕1号 }
kind: discretion
id: zezhou-discretion
title: 泽州县裁量细则
instrument: zezhou-discretion-2025
level: county
items:
  - id: zezhou-102
    provision: 安全生产法§102
    by: hazards
    tiers:
      - { tier: 一, condition: 1 处, from: 1, below: 2, checked: verified, bands: [{ stage: first, on: enterprise, min: 10000, max: 20000 }] }
      - { tier: 二, condition: 2 处及以上, from: 2, checked: verified, bands: [{ stage: first, on: enterprise, min: 20000, max: 50000 }] }
`;
const cards = `overlay: { county: "140525", basis: 泽应急发〔2025〕2号 }
kind: card-rule
id: zezhou-cards
from: 2025-02-01
basis: 泽应急发〔2025〕2号
checked: verified
cards: { yellow: { title: 黄牌, days: 15 }, red: { title: 红牌, days: 60 } }
reasons:
  - { id: zezhou-card-late, card: red, title: 隐患逾期未整改 }
`;
function overlay(files: Record<string, string>) {
  const folder = temporary();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, name: '县' };
}

describe('县级覆盖', () => {
  it('县里的裁量表和红黄牌办法从施行日起胜过我们的，别的县和以前的日子不变', () => {
    const law = loadLaw(
      lawFolder,
      overlay({ 'instruments.yaml': instruments, 'discretion.yaml': discretion, 'cards.yaml': cards }),
    );
    expect(law.overlays.map((each) => [each.file, each.kind, each.basis])).toEqual([
      ['县/cards.yaml', 'card-rule', '泽应急发〔2025〕2号'],
      ['县/discretion.yaml', 'discretion', '泽应急发〔2025〕1号'],
      ['县/instruments.yaml', 'instruments', '泽应急发〔2025〕1号'],
    ]);
    const fine = (on: string, county?: string) => {
      const given = {
        provision: '安全生产法§102',
        subject: 'enterprise',
        stage: 'first',
        scope: 'industrial-trade',
        counts: { hazards: 2 },
        county,
      };
      return answered<{ amount_yuan: number; tier: { benchmark: string } }>('penalty.propose', given, on, law).result;
    };
    expect(fine('2025-03-14')).toMatchObject({ amount_yuan: 35_000, tier: { benchmark: 'zezhou-discretion' } });
    expect(fine('2025-03-14', '140525').amount_yuan).toBe(35_000);
    expect(fine('2025-03-14', '140521')).toMatchObject({
      amount_yuan: 10_000,
      tier: { benchmark: 'discretion-nation-2024' },
    });
    expect(fine('2024-12-31').tier.benchmark).toBe('discretion-nation-2024');
    const card = (on: string, reason: string) =>
      answered<{ card: string; due: string }>('card.propose', { events: [{ reason, on }] }, on, law);
    expect(card('2025-02-01', 'zezhou-card-late')).toMatchObject({
      result: { card: 'red', due: '2025-04-02' },
      checked: 'verified',
      cites: ['泽应急发〔2025〕2号'],
    });
    expect(card('2025-01-31', 'card-late-rectification').result.card).toBe('yellow');
    expect(
      evaluateRule(
        'card.propose',
        { events: [{ reason: 'card-late-rectification', on: '2025-02-01' }] },
        '2025-02-01',
        law,
      ),
    ).toHaveProperty('refused');
    expect(checkLaw(lawFolder, overlay({ 'cards.yaml': cards })).problems).toEqual([]);
  });

  it('县里的放假调整胜过我们的', () => {
    const text =
      'overlay: { county: "140525", basis: 泽政办函〔2025〕3号 }\nkind: calendar-overrides\ncounty: "140525"\noverrides:\n  - { day: 2025-03-17, working: false, cite: 泽政办函〔2025〕3号, checked: verified }\n';
    const law = loadLaw(lawFolder, overlay({ 'calendar.yaml': text }));
    const due = (county?: string) =>
      answered<{ due: string }>(
        'deadline.of',
        { clock: 'hearing-request', from: '2025-03-14', county },
        '2025-03-14',
        law,
      ).result.due;
    expect(due('140525')).toBe('2025-03-24');
    expect(due()).toBe('2025-03-21');
  });

  it('县里定的办理时限胜过平台默认的，法定期限不能改', () => {
    const clocks = (id: string) =>
      `overlay: { county: "140525", basis: 泽应急发〔2025〕1号 }\nkind: clocks\nclocks:\n  - { id: ${id}, code: H01, title: 隐患判定, starts: 隐患上报, whose: agency, versions: [{ instrument: zezhou-discretion-2025, amount: 1, unit: working-day, checked: verified }] }\n`;
    const law = loadLaw(lawFolder, overlay({ 'instruments.yaml': instruments, 'clocks.yaml': clocks('hazard-judge') }));
    const due = (from: string, county?: string) =>
      answered<{ due: string }>('deadline.of', { clock: 'hazard-judge', from, county }, from, law).result.due;
    // 2025-03-14 是周五：1 个工作日到 17 日，3 个到 19 日；文件自 2025-01-01 起
    expect(due('2025-03-14', '140525')).toBe('2025-03-17');
    expect(due('2025-03-14')).toBe('2025-03-17');
    expect(due('2025-03-14', '140521')).toBe('2025-03-19');
    expect(due('2024-12-27', '140525')).toBe('2025-01-02'); // 01-01 放假
    const wrong = (id: string) =>
      checkLaw(lawFolder, overlay({ 'instruments.yaml': instruments, 'clocks.yaml': clocks(id) })).problems;
    expect(wrong('recheck').map((each) => each.message)).toEqual(['“复查”是法定期限，不能由县级覆盖']);
    expect(wrong('nobody').map((each) => each.message)).toEqual(['没有编号为“nobody”的期限，县级文件只能改已有的']);
  });

  it.each<[string, Record<string, string>, RegExp, number]>([
    [
      '没有写依据',
      { 'cards.yaml': cards.replace('overlay: { county: "140525", basis: 泽应急发〔2025〕2号 }\n', '') },
      /应写明 overlay/,
      1,
    ],
    [
      '依据是空的',
      {
        'cards.yaml': cards.replace(
          'overlay: { county: "140525", basis: 泽应急发〔2025〕2号 }',
          'overlay: { county: "140525", basis: "" }',
        ),
      },
      /没有填写/,
      1,
    ],
    ['县代码不对', { 'cards.yaml': cards.replace('"140525"', '1405') }, /应为文字/, 1],
    [
      '种类不能覆盖',
      { 'cards.yaml': cards.replace('kind: card-rule', 'kind: penalties') },
      /“penalties”不能由县级覆盖/,
      2,
    ],
    ['种类不认识', { 'cards.yaml': cards.replace('kind: card-rule', 'kind: cards') }, /“cards”不认识/, 2],
    ['项目名写错', { 'cards.yaml': cards.replace('checked: verified', 'check: verified') }, /不认识的项目：check/, 1],
    [
      '占用了我们的编号',
      { 'cards.yaml': cards.replace('id: zezhou-cards', 'id: cards-2022') },
      /编号“cards-2022”重复/,
      3,
    ],
    ['所据文件没有收录', { 'discretion.yaml': discretion }, /文件“zezhou-discretion-2025”没有收录/, 5],
    [
      '越出法定幅度',
      { 'instruments.yaml': instruments, 'discretion.yaml': discretion.replace('max: 50000', 'max: 60000') },
      /超出“安全生产法§102”的法定幅度/,
      13,
    ],
    ['不是 YAML', { 'cards.yaml': cards.replace('{ yellow:', '{ yellow: [') }, /不是合法的 YAML/, 7],
  ])('%s：写明文件、行和原因', (_, files, message, line) => {
    const folder = overlay(files);
    const found = checkLaw(lawFolder, folder).problems.find((each) => message.test(each.message));
    expect(found?.file).toMatch(/^县\/(cards|discretion)\.yaml$/);
    expect(found?.line).toBe(line);
    expect(() => loadLaw(lawFolder, folder)).toThrow(LawFault);
  });

  it('我们自己的文件不能写 overlay', () => {
    expect(
      broken('local/cards.yaml', (text) => `overlay: { county: "140525", basis: x }\n${text}`)
        .map((each) => each.message)
        .join(),
    ).toMatch(/不认识的项目：overlay/);
  });
});
