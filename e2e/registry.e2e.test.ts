/** The registry at the desk: a workbook goes in and comes back out, a gap is closed, the map and 一企一档 stand. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workbookBytes } from '#kernel/workbook';
import { county140525 } from '../contexts/registry/demo/county.ts';
import { completeUscc } from '../contexts/registry/domain/uscc.rule.ts';
import { enterpriseTemplate } from '../contexts/registry/import/templates.ts';
import { templateWorkbook } from '../kernel/workbook/template.ts';
import { axe, desktop, openBrowser, shot } from '../test/browser.ts';
import { sharedServer } from '../test/shared-server.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
const broken: string[] = [];
const at = (path: string) => new URL(path, sharedServer().url).href;

beforeAll(async () => {
  browser = await openBrowser();
  context = await browser.newContext(desktop);
  const signedIn = await context.request.post(at('/api/v1/access/sign-in'), {
    data: { account: 'admin', password: 'zean-demo-2022' },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(signedIn.status()).toBe(200);
  page = await context.newPage();
  page.on('pageerror', (error) => broken.push(error.message));
});
afterAll(() => browser?.close());

const run = Date.now() % 100_000;
const uscc = (n: number) =>
  completeUscc(
    `91140525MA8${String(run * 10 + n)
      .padStart(6, '0')
      .slice(-6)}`,
  ) as string;
const name = (n: number) => `导入演练${run}第${n}铸造厂`;
const line = (n: number) =>
  ({
    uscc: uscc(n),
    name: name(n),
    town: '140525100',
    sector: 'metallurgy',
    scale: 'small',
    staffCount: 20 + n,
    flags: ['smelting-casting'],
    lng: 112.85,
    lat: 35.55,
    datum: 'CGCS2000',
  }) as const;

const choose = async (label: string, words: string) => {
  await page.getByLabel(label, { exact: true }).last().click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: words }).first().click();
};

test('a workbook with one bad row: checked, the good rows imported, a gap closed, the import no longer to be undone', async () => {
  const rows = [line(1), { ...line(2), uscc: `${uscc(2).slice(0, 17)}${uscc(2)[17] === '0' ? '1' : '0'}` }, line(3)];
  const file = join(tmpdir(), `zean-import-${run}.xlsx`);
  await writeFile(file, await workbookBytes(templateWorkbook(enterpriseTemplate(county140525), rows as never)));

  await page.goto(at('/import'));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: /核对结果/ }).waitFor();
  const report = page.getByRole('region', { name: '问题清单' });
  expect(await report.textContent()).toContain('校验码');
  expect(await report.textContent()).toContain('统一社会信用代码（A 列）');
  await shot(page, 'registry-import');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '只导入通过的 2 行' }).click();
  await page.getByRole('heading', { name: '三、已导入' }).waitFor();

  await page.goto(at(`/enterprises?q=${uscc(1)}`));
  await page.getByRole('link', { name: name(1) }).click();
  await page.getByRole('heading', { name: name(1) }).waitFor();
  await page.getByText('缺责任人').first().waitFor();
  for (const body of ['行业主管部门', '应急管理部门', '镇']) {
    await page
      .getByRole('row', { name: new RegExp(`^${body}`) })
      .getByRole('button', { name: '确定责任人' })
      .click();
    const drawer = page.locator('.ant-drawer:visible');
    await drawer.getByText('责任人', { exact: false }).first().waitFor();
    await choose(body === '镇' ? '南村镇责任人必填' : `${body}责任人必填`, '在管');
    await drawer.getByRole('button', { name: '确定', exact: true }).click();
    await drawer.waitFor({ state: 'hidden' });
  }
  await page.getByText('三方三人已落实').waitFor();
  expect(await axe(page)).toEqual([]);
  await shot(page, 'registry-enterprise');

  await page.goto(at('/import/history'));
  await page.getByText(`zean-import-${run}.xlsx`).first().click();
  await page.locator('.ant-drawer:visible').getByRole('button', { name: '撤销导入' }).click();
  await page.locator('.ant-drawer:visible').last().locator('form').getByRole('button', { name: '撤销导入' }).click();
  await page.getByRole('alert').getByText('不能撤销').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain(name(1));
});

test('people as a CSV: each row says what it was read as, a namesake is asked, the table comes back marked', async () => {
  const file = join(tmpdir(), `zean-people-${run}.csv`);
  const people = (...rows: string[]) =>
    writeFile(
      file,
      ['信用代码,姓名,手机号,工种,人员类别,有效期', ...rows.map((row) => `${uscc(1)},${row}`)].join('\n'),
    );
  const check = async () => {
    await page.goto(at('/import'));
    await page.getByText('人员台账', { exact: true }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('heading', { name: /核对结果/ }).waitFor();
  };
  await people('张 三,+86 139 0000 0001,电工,特种作业,2022.3.14至2028年3月14号');
  await check();
  const read = page.getByRole('region', { name: '每行读作什么' });
  expect(await read.textContent()).toContain(
    '姓名：张三；电话：13900000001；岗位：电工；身份：特种作业人员；证书有效期至：2028-03-14',
  );
  await page.getByRole('button', { name: '导入 1 行' }).click();
  await page.getByRole('heading', { name: '三、已导入' }).waitFor();

  await people('张三,13900000002,电工,特种作业,长期', '李四,没有,电工,特种作业,长期', '合计,2,,,');
  await check();
  const asked = page.getByRole('region', { name: '同名清单' });
  expect(await asked.textContent()).toContain('张三（电话 13900000002，电工）');
  expect(await asked.textContent()).toContain('139****0001');
  await page.getByText('没有可导入的行').waitFor();
  expect(await axe(page)).toEqual([]);
  const [marked] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /下载原表/ }).click(),
  ]);
  expect(marked.suggestedFilename()).toBe(`zean-people-${run}-已标出问题.xlsx`);
  await asked.getByRole('radio', { name: /同一人，更新/ }).check();
  await shot(page, 'registry-import-namesakes');
  await page.getByRole('button', { name: '只导入通过的 1 行' }).click();
  await page.getByRole('heading', { name: '三、已导入' }).waitFor();
  await page.goto(at(`/people?q=${encodeURIComponent('张三')}`));
  await page.getByText(name(1)).first().waitFor();
});

test('the county map and its list say the same, and narrow by flag', async () => {
  await page.goto(at('/map'));
  await page.locator('.rg-map canvas').waitFor();
  await page.getByRole('button', { name: '泽州县', exact: false }).first().waitFor();
  await page.locator('.rg-map .leaflet-control-zoom').waitFor();
  expect(await axe(page)).toEqual([]);
  await shot(page, 'registry-map');
  const before = await page.locator('.rg-atlas-list caption').textContent();
  await page.goto(at('/map?flag=tailings-pond'));
  await page.locator('.rg-atlas-list tbody tr').first().waitFor();
  expect(await page.locator('.rg-atlas-list caption').textContent()).not.toBe(before);
  for (const words of await page.locator('.rg-atlas-list tbody .zs-meta').allTextContents())
    expect(words).toContain('尾矿库');
});

test('responsibility, its gaps and every roster open without an error', async () => {
  for (const path of [
    '/supervision',
    '/supervision/gaps',
    '/people',
    '/officers',
    '/agencies',
    '/experts',
    '/import/history',
  ]) {
    await page.goto(at(path));
    await page.locator('.zs-page-head h1').first().waitFor();
    await page.locator('table, .zs-state').first().waitFor();
    expect(await axe(page), path).toEqual([]);
  }
  await shot(page, 'registry-officers');
  expect(broken).toEqual([]);
});
