import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { day, exactText } from '#kernel';
import { checkLaw, loadLaw } from '../load.ts';
import { lawFolder } from '../testing.ts';
import { casHolds } from './build-hazard.ts';
import { decidesOn } from './criteria.rule.ts';
import type { FeeVolume } from './duty-tables.ts';
import { sectorChecklistOn } from './sector-checklist.rule.ts';

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

describe('参数数据', () => {
  it('every number is dated, cited and marked', () => {
    for (const { id, dated, title, unit } of law.parameters.values()) {
      expect([id, title !== '', unit !== '', dated.length > 0]).toEqual([id, true, true, true]);
      for (const entry of dated)
        expect([id, entry.cite.trim() !== '', entry.checked !== undefined]).toEqual([id, true, true]);
    }
    for (const sector of law.fees.sectors) {
      for (const entry of sector.dated) expect(entry.cite).toMatch(/^财[企资]〔20(12|22)〕(16|136)号$/);
    }
  });

  it('the fee rates of 2012 and 2022, transcribed a second time', () => {
    const rates = Object.fromEntries(
      law.fees.sectors.map(({ code, dated }) => [
        code,
        dated.map(({ value }) =>
          'perTonne' in value
            ? exactText(value.perTonne)
            : 'volume' in value
              ? Object.values(value.volume as FeeVolume)
                  .map(exactText)
                  .join(' ')
              : value.slices.map((each) => exactText(each.percent)).join(' '),
        ),
      ]),
    );
    expect(rates).toEqual({
      'metal-mine-open-pit': ['5', '5'],
      'metal-mine-underground': ['10', '15'],
      'nuclear-mine': ['25', '25'],
      'nonmetal-mine-open-pit': ['2', '3'],
      'nonmetal-mine-underground': ['4', '8'],
      'small-quarry': ['1', '2'],
      'tailings-pond-1-3': ['1', '4'],
      'tailings-pond-4-5': ['1.5', '5'],
      'tailings-pond-closed': ['1000000 50000 1000000 30000 300000', '0'],
      metallurgy: ['3 1.5 0.5 0.2 0.1 0.05', '3 1.5 0.5 0.2 0.1 0.05'],
      machinery: ['2 1 0.2 0.1 0.05', '2.35 1.25 0.25 0.1 0.05'],
      'dangerous-goods': ['4 2 0.5 0.2', '4.5 2.25 0.55 0.2'],
    });
  });

  it('all 68 duties, each resting on an instrument that is here', () => {
    expect(law.duties.size).toBe(68);
    for (const each of law.duties.values()) {
      expect([each.id, each.basis.length > 0, each.text.length > 5]).toEqual([each.id, true, true]);
      for (const basis of each.basis) expect(law.instruments.has(basis.instrument)).toBe(true);
    }
    expect(law.duties.get('duty-st01')?.basis[0]?.cite).toBe('安全生产法（2021）第24条第1款');
    expect(law.duties.get('duty-st07')?.checked).toBe('secondary');
  });

  it('CAS numbers end in their check digit', () => {
    expect(['7664-41-7', '7664-41-8', '18810-58-7', '7664-14-7'].map(casHolds)).toEqual([true, false, true, false]);
  });
});

describe('有限空间', () => {
  const { confinedSpace } = law;

  it('the regimes follow each other: 30 minutes to 2023-12-31, any interruption from 2024, a record every 15 minutes from 2026-05', () => {
    const on = (at: string) =>
      confinedSpace.regimes
        .filter(
          (each) =>
            each.scope === 'industrial-trade' && each.from <= day(at) && (each.to === null || each.to >= day(at)),
        )
        .map((each) => [each.firstTestMinutes, each.retestAfterMinutes, each.recordEveryMinutes]);
    expect(on('2023-12-31')).toEqual([[30, 30, null]]);
    expect(on('2024-01-01')).toEqual([[null, 0, null]]);
    expect(on('2026-05-01')).toEqual([
      [null, 0, null],
      [null, 0, 15],
    ]);
  });

  it('limits of gas for entry', () => {
    expect([confinedSpace.oxygen.least, confinedSpace.oxygen.most, confinedSpace.combustible.mostLel]).toEqual([
      19.5, 23.5, 10,
    ]);
    const limit = (id: string) => confinedSpace.gases.find((each) => each.id === id);
    expect([limit('gas-h2s')?.entry, limit('gas-co')?.entry, limit('gas-c6h6')?.entry]).toEqual([10, 30, 6]);
    expect([limit('gas-h2s')?.kind, limit('gas-co')?.kind, limit('gas-no')?.kind]).toEqual([
      'MAC',
      'PC-STEL',
      'PC-TWA',
    ]);
    expect(confinedSpace.provisions.length).toBe(68);
    expect(confinedSpace.provisions.find((each) => each.id === 'gb46768-5-8-2')?.cite).toBe('GB 46768-2025 §5.8.2');
  });
});

describe('行业检查清单', () => {
  it('ten lists, 254 items', () => {
    const sizes = [...law.sectorChecklists.values()].map((each) => [each.sector, each.items.length]);
    expect(Object.fromEntries(sizes)).toEqual({
      common: 18,
      steel: 32,
      foundry: 23,
      aluminium: 24,
      dust: 26,
      'confined-space': 25,
      ammonia: 18,
      'underground-mine': 34,
      'open-pit-mine': 28,
      'tailings-pond': 26,
    });
    const texts = [...law.sectorChecklists.values()].map((list) => list.items.map((each) => each.text));
    for (const own of texts) expect(new Set(own).size).toBe(own.length);
  });

  it('on a day: only the bases and criteria of that day', () => {
    for (const on of ['2021-09-01', '2022-03-14', '2023-05-15', '2024-01-01', '2026-05-01', '2027-12-31'].map(day)) {
      for (const id of law.sectorChecklists.keys()) {
        const list = sectorChecklistOn(law, id, on);
        expect(list?.items.length).toBeGreaterThan(0);
        for (const item of list?.items ?? []) {
          expect(item.basis.length).toBeGreaterThan(0);
          for (const each of item.basis) expect(each.from <= on && (each.to === null || on <= each.to)).toBe(true);
          for (const each of item.criteria)
            expect(law.criteria.get(each)).toSatisfy((found) => found !== undefined && decidesOn(found, on));
        }
      }
    }
  });

  it('the same point of the steelworks list leads to the 2017 criteria, then to those of 2023', () => {
    const criteria = (on: string) =>
      sectorChecklistOn(law, 'checks-steel', day(on))?.items.find((each) => each.id === 'ck-steel-01')?.criteria;
    expect([criteria('2023-05-14'), criteria('2023-05-15')]).toEqual([
      ['trade2017-metallurgy-01'],
      ['trade2023-metallurgy-01'],
    ]);
    expect(sectorChecklistOn(law, 'checks-steel', day('2021-08-31'))).toBe(null);
    expect(sectorChecklistOn(law, 'checks-none', day('2022-03-14'))).toBe(null);
    // Between order 13 and GB 46768-2025 nine points have no basis here, and so are not asked.
    const spaces = (on: string) => sectorChecklistOn(law, 'checks-confined-space', day(on))?.items.length ?? 0;
    expect([spaces('2022-03-14'), spaces('2024-01-01'), spaces('2026-05-01')]).toEqual([19, 16, 25]);
  });
});

describe('参数数据出错时', () => {
  const hazard = 'parameters/major-hazard/gb18218-2018.json';
  it.each<[string, string, (text: string) => string, string | null, RegExp]>([
    ['a lost substance', hazard, (t) => t.replace(/.*"mh2018-s57".*\n/, ''), null, /表1 缺第 57 项/],
    ['a wrong CAS digit', hazard, (t) => t.replace('7664-41-7', '7664-41-8'), '"mh2018-s01"', /校验位不对/],
    [
      'a β that table 3 does not have',
      hazard,
      (t) => t.replace('"value": 4', '"value": 5'),
      '"mh2018-s12"',
      /与表3 不一致：表3 为 4/,
    ],
    [
      'an unknown category',
      hazard,
      (t) => t.replace('"categories": ["W8"]', '"categories": ["W99.9"]'),
      '"mh2018-s73"',
      /W99\.9/,
    ],
    [
      'levels that do not rise',
      hazard,
      (t) => t.replace('{"from": 50, "level"', '{"from": 5, "level"'),
      '"from": 50, "level"',
      /中断或重叠/,
    ],
    [
      'a start day of its own',
      hazard,
      (t) => t.replace('"from": "2019-03-01"', '"from": "2019-03-02"'),
      '"from": "2019-03-01"',
      /施行日 2019-03-01 一致/,
    ],
    [
      'a gap below the first slice',
      'fees/expense.yaml',
      (t) => t.replace('above: "0"', 'above: "1"'),
      'above: "0"',
      /各段应从 0 开始/,
    ],
    [
      'a rate that rests on a later rule',
      'fees/expense.yaml',
      (t) => t.replace('instrument: expense-rule-2012', 'instrument: expense-rule-2022'),
      null,
      /在 2012-02-14 不适用/,
    ],
    [
      'a number for a rate',
      'fees/expense.yaml',
      (t) => t.replace('per_tonne: "5"', 'per_tonne: 5'),
      'per_tonne: "5"',
      /数字请加引号/,
    ],
    [
      'a duty without an instrument',
      'duties/duties.json',
      (t) => t.replace('emergency-regulation-2019', 'emergency-regulation-2020'),
      null,
      /没有收录/,
    ],
    [
      'entries out of order',
      'parameters/duties.json',
      (t) => t.replace('"from": "2021-09-01"', '"from": "2014-11-01"'),
      null,
      /早于上一条/,
    ],
    [
      'an entry limit that is not the limit',
      'confined-space/confined-space.json',
      (t) => t.replace('"entry": 10', '"entry": 11'),
      '"gas-h2s"',
      /应与 MAC 的 10 一致/,
    ],
    [
      'a lost item',
      'checklists/sector-dust.json',
      (t) => t.replace(/.*"ck-dust-02".*\n/, ''),
      '"count"',
      /应有 26 项，实有 25 项/,
    ],
    [
      'a criterion that is not there',
      'checklists/sector-dust.json',
      (t) => t.replace('trade2017-dust-01', 'trade2017-dust-99'),
      '"ck-dust-01"',
      /“trade2017-dust-99”没有收录/,
    ],
    [
      'a score that is no number',
      'parameters/risk/methods.json',
      (t) => t.replace('"score": 10', '"score": "十"'),
      null,
      /应为数字/,
    ],
    [
      'broken JSON',
      'parameters/risk/methods.json',
      (t) => t.replace('"grades": [', '"grades": ['.slice(0, -1)),
      null,
      /不是合法的/,
    ],
  ])('%s is named with file, line and reason', (_, file, change, needle, message) => {
    const problems = broken(file, change);
    const found = problems.find((each) => message.test(each.message) && each.file === file);
    expect(problems.map((each) => `${each.file} ${each.message}`).join('\n')).toMatch(message);
    expect(found?.file).toBe(file);
    if (needle !== null) expect(found?.line).toBe(lineOf(file, needle));
  });
});
