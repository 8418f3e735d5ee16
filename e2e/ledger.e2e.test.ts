/** A ledger with 1,200 rows: pages by cursor, keys, the filter in the address, a chosen row, the drawer. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe, desktop, openBrowser } from '../test/browser.ts';
import { sharedServer } from '../test/shared-server.ts';

let browser: Browser;
let page: Page;
const at = (path: string) => new URL(path, sharedServer().url).href;

beforeAll(async () => {
  browser = await openBrowser();
  const context = await browser.newContext(desktop);
  const signedIn = await context.request.post(at('/api/v1/access/sign-in'), {
    data: { account: 'admin', password: 'zean-demo-2022' },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(signedIn.status()).toBe(200);
  page = await context.newPage();
});
afterAll(() => browser?.close());

const pager = () => page.locator('.zs-pager');
const onPage = (n: number) => pager().getByText(`第 ${n} 页`).waitFor();
const press = (name: string) => pager().getByRole('button', { name }).click();
const firstRow = () => page.locator('.zs-ledger tbody tr').first().textContent();

test('pages forward, back and home, each with its own rows', async () => {
  await page.goto(at('/hazards?limit=100'));
  await onPage(1);
  const first = await firstRow();
  await press('下一页');
  await onPage(2);
  // The rows of the page before stand until the new ones have come.
  await expect.poll(firstRow).not.toBe(first);
  const second = await firstRow();
  await press('下一页');
  await onPage(3);
  await press('上一页');
  await onPage(2);
  await expect.poll(firstRow).toBe(second);
  await press('下一页');
  await onPage(3);
  expect(new URL(page.url()).searchParams.get('limit')).toBe('100');
  await press('回首页');
  await onPage(1);
  await expect.poll(firstRow).toBe(first);
});

test('a search by key narrows from the first page, stands in the address, and is cleared', async () => {
  await page.goto(at('/hazards'));
  await onPage(1);
  await press('下一页');
  await onPage(2);
  await page.locator('body').click({ position: { x: 700, y: 10 } });
  await page.keyboard.press('/');
  await page.keyboard.type('没有这样一条隐患');
  await page.keyboard.press('Enter');
  await page.getByText('没有符合条件的隐患').waitFor();
  const search = new URL(page.url()).searchParams;
  expect([search.get('q'), search.get('after'), search.get('at')]).toEqual(['没有这样一条隐患', null, null]);
  expect(await axe(page)).toEqual([]);
  await page.locator('.zs-ledger-body').getByRole('button', { name: '清空筛选' }).click();
  await onPage(1);
  expect(new URL(page.url()).searchParams.get('q')).toBe(null);
});

test('a row opens beside the ledger, and what was chosen is let go with the page', async () => {
  await page.goto(at('/hazards'));
  await onPage(1);
  const row = page.locator('.zs-ledger tbody tr').first();
  await row.getByRole('checkbox').check();
  await page.locator('.zs-batch').getByText(/1/).first().waitFor();
  await press('下一页');
  await onPage(2);
  await page.locator('.zs-batch').waitFor({ state: 'detached' });
  await row.click();
  await page.locator('.ant-drawer:visible').getByText('整页打开').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer:visible').waitFor({ state: 'detached' });
});
