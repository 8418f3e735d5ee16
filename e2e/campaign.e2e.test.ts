/** A special action at the desk: its enterprises page by page, narrowed by the address, checked by keyboard, exported as shown. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { axe, desktop, openBrowser, shot } from '../test/browser.ts';
import { sharedServer } from '../test/shared-server.ts';

const CAMPAIGN = 'zero-by-0630';
let browser: Browser;
let context: BrowserContext;
let page: Page;
const broken: string[] = [];
const at = (path: string) => new URL(path, sharedServer().url).href;

beforeAll(async () => {
  browser = await openBrowser();
  context = await browser.newContext(desktop);
  const signedIn = await context.request.post(at('/api/v1/access/sign-in'), {
    data: { account: 'officer', password: 'zean-demo-2022' },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(signedIn.status()).toBe(200);
});
// A page of its own for each: a tab keeps what it was narrowed to.
beforeEach(async () => {
  await page?.close();
  page = await context.newPage();
  page.on('pageerror', (error) => broken.push(error.message));
});
afterAll(() => browser?.close());

interface Roster {
  rows: { id: string; name: string; town: string; state: string }[];
  total: { n: number; exact: boolean };
}
const roster = async (more = ''): Promise<Roster> =>
  (await (await context.request.get(at(`/api/v1/programme/roster?campaign=${CAMPAIGN}${more}`))).json()) as Roster;
const pane = () => page.getByRole('region', { name: '逐企逐项过关' });
const total = (n: number) =>
  pane()
    .getByText(`共 ${n.toLocaleString('zh-CN')} 家`)
    .waitFor();
const lines = () => pane().locator('tbody tr');

test('the list turns its pages, tells the exact number, and is narrowed by the address', async () => {
  const all = await roster();
  expect(all.total.exact).toBe(true);
  await page.goto(at(`/programme/campaigns/${CAMPAIGN}?view=list`));
  await total(all.total.n);
  expect(await lines().count()).toBe(Math.min(50, all.total.n));
  await pane().evaluate((one) => one.scrollIntoView());
  await shot(page, 'campaign-list');
  expect(await axe(page)).toEqual([]);
  if (all.total.n > 50) {
    const first = await lines().first().textContent();
    await pane().getByRole('button', { name: '下一页' }).click();
    await pane().getByText('第 2 页').waitFor();
    await expect.poll(() => lines().first().textContent()).not.toBe(first);
    await pane().getByRole('button', { name: '上一页' }).click();
    await expect.poll(() => lines().first().textContent()).toBe(first);
  }

  const unchecked = await roster('&state=unchecked');
  await pane().getByLabel('过关情况').click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '未查' }).click();
  await page.keyboard.press('Escape');
  await total(unchecked.total.n);
  expect(new URL(page.url()).searchParams.get('state')).toBe('unchecked');
  const [one] = unchecked.rows;
  await pane().getByLabel('搜索企业').fill(one!.name);
  await page.keyboard.press('Enter');
  await total(1);
  await page.reload();
  await total(1);

  const [leaving] = await Promise.all([
    page.waitForEvent('download'),
    pane().getByRole('button', { name: '导出 1 家' }).click(),
  ]);
  expect(leaving.suggestedFilename()).toContain('专项行动企业名单');
});

test('a town narrows figures and rows alike', async () => {
  await page.goto(at(`/programme/campaigns/${CAMPAIGN}?view=list`));
  const towns = page.getByRole('region', { name: '各镇进度' });
  await towns.getByRole('button').first().click();
  await expect.poll(() => new URL(page.url()).searchParams.get('town')).toMatch(/^\d{9}$/);
  const code = new URL(page.url()).searchParams.get('town') as string;
  const own = await roster(`&town=${code}`);
  await total(own.total.n);
  expect(own.rows.every((row) => row.town === code)).toBe(true);
});

test('a cell of the matrix is reached by arrows, opened by Enter and written down', async () => {
  await page.goto(at(`/programme/campaigns/${CAMPAIGN}`));
  const cells = pane().locator('.pg-matrix tbody button.pg-mark');
  await cells.first().waitFor();
  await pane().evaluate((one) => one.scrollIntoView());
  await shot(page, 'campaign-matrix');
  expect(await axe(page)).toEqual([]);
  const unchecked = pane()
    .locator('.pg-matrix tbody tr')
    .filter({ has: page.locator('.pg-unchecked') })
    .first();
  const cell = unchecked.locator('button.pg-unchecked').first();
  const name = await cell.getAttribute('aria-label');
  const place = (await cell.getAttribute('data-at')) as string;
  await cell.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-at'))).toBe(place);
  await page.keyboard.press('Enter');
  const drawer = page.locator('.ant-drawer:visible').last();
  await drawer.getByText('合格', { exact: true }).click();
  await drawer.getByRole('button', { name: '登记', exact: true }).click();
  await drawer.waitFor({ state: 'hidden' });
  await pane()
    .getByRole('button', { name: (name as string).replace(/：[^：]+$/, '：合格') })
    .waitFor();
  expect(broken).toEqual([]);
});
