/** 县里自己的应办事项: a file in the data folder's law/ is in the catalogue and is minted; a hole in it is named by file, line and reason. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { installLaw } from '../../apps/server/rules.ts';
import { COUNTY, NANCUN, type TestCounty, testCounty } from '../../test/county.ts';
import { mintDuties } from './commands/mint.ts';

const folder = mkdtempSync(join(tmpdir(), 'duties-'));
const lay = (text: string) => {
  mkdirSync(join(folder, 'law'), { recursive: true });
  writeFileSync(join(folder, 'law', 'duties.yaml'), text);
};

/** The example of docs/operator.zh.md, for the county of these tests. */
const own = `overlay: { county: "${COUNTY}", basis: 泽应急发〔2022〕63号 }
kind: obligations
obligations:
  - id: zezhou-dust-month
    title: 粉尘清扫月报
    what: 本月清扫记录和现场照片
    owes: enterprise
    when:
      - { flags: [smelting-casting] }
    every: month
    proof: [record, photo]
    reviewer: town
    basis: [{ instrument: county-notice-2022-63, clause: 二（二）, checked: verified }]
`;
const broken = (from: string | RegExp, to: string): string => {
  const text = own.replace(from, to);
  expect(text).not.toBe(own);
  return text;
};

let c: TestCounty;
let boss: Actor;
beforeAll(async () => {
  c = await testCounty();
  boss = c.people['county-admin']!;
});
afterAll(async () => {
  installLaw();
  rmSync(folder, { recursive: true, force: true });
  await c?.close();
});

test('a duty of the county’s own is in the catalogue, binds whom it says, and is minted', async () => {
  lay(own);
  installLaw(folder);
  const { duties } = await c.ask<{ duties: { id: string; title: string; cites: string[] }[] }>(
    boss,
    'duties.catalogue',
  );
  expect(duties.find((one) => one.id === 'zezhou-dust-month')).toMatchObject({
    title: '粉尘清扫月报',
    cites: [expect.stringContaining('63号')],
  });
  c.setClock('2022-03-14T02:00:00.000Z');
  await mintDuties(c.runner, COUNTY);
  const rows = await c.rows<{ enterprise: string; period_from: string; due_on: string; why: string; proof: string[] }>(
    "select enterprise, period_from, due_on, why, proof from duties.owed where county = $1 and obligation = 'zezhou-dust-month'",
    [COUNTY],
  );
  expect(rows.find((row) => row.enterprise === c.firms.home)).toMatchObject({
    period_from: '2022-03-01',
    due_on: '2022-03-31',
    why: '风险标志含冶炼铸造',
    proof: ['record', 'photo'],
  });
  const bound = await c.rows<{ id: string }>(
    "select id from registry.enterprise where county = $1 and town = $2 and 'smelting-casting' = any(flags) and status = 'operating'",
    [COUNTY, NANCUN],
  );
  const owing = new Set(rows.map((row) => row.enterprise));
  for (const { id } of bound) expect(owing, id).toContain(id);
});

test('another county does not have it', async () => {
  lay(own.replace(`"${COUNTY}"`, '"140521"'));
  installLaw(folder);
  const { duties } = await c.ask<{ duties: { id: string }[] }>(boss, 'duties.catalogue');
  expect(duties.map((one) => one.id)).not.toContain('zezhou-dust-month');
});

test.each<[string, () => string, RegExp, number]>([
  ['没有依据', () => broken(/ {4}basis: .*\n/, ''), /没有依据：应写 duties 或 basis/, 4],
  ['周期不认识', () => broken('every: month', 'every: nonsense'), /nonsense/, 10],
  ['既没有周期也没有起因', () => broken('    every: month\n', ''), /应写 every（周期）或 occasion（起因）之一/, 4],
  ['证明材料不认识', () => broken('[record, photo]', '[record, film]'), /film/, 11],
  ['没有证明材料', () => broken('[record, photo]', '[]'), /至少要有一种证明材料/, 11],
  [
    '行业代码不认识',
    () => broken('flags: [smelting-casting]', 'sectors: [moon-mine]'),
    /“moon-mine”不在允许的取值内/,
    9,
  ],
  ['起因没有期限', () => broken('every: month', 'occasion: 清扫制度公布'), /应写 clock：从那天起多长时间内办/, 4],
  [
    '期限没有收录',
    () => broken('every: month', 'every: month\n    clock: due-never'),
    /没有编号为“due-never”的期限/,
    11,
  ],
  ['文件没有收录', () => broken('county-notice-2022-63', 'nowhere-2022'), /文件“nowhere-2022”没有收录/, 13],
  ['占用了我们的编号', () => broken('zezhou-dust-month', 'self-report'), /编号“self-report”重复/, 4],
])('%s：写明文件、行和原因', (_name, text, reason, line) => {
  lay(text());
  const said = (() => {
    try {
      installLaw(folder);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(said).toMatch(reason);
  expect(said).toContain(`duties.yaml 第 ${line} 行`);
});
