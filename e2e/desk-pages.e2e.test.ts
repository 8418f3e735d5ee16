/** Pages of the desk: a result goes into the file of an enterprise, a late step shows its day, a printed ledger repeats its heading, a phone is wide enough. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { axe, desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { pagesOf } from '../test/pdf.ts';
import { type Client, clientOf } from '../test/served.ts';
import { sharedServer } from '../test/shared-server.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let officer: Client;
const broken: string[] = [];
const at = (path: string) => new URL(path, sharedServer().url).href;

async function seated(
  account: string,
  screen: typeof desktop | typeof phone = desktop,
): Promise<[BrowserContext, Page]> {
  const made = await browser.newContext(screen);
  const signedIn = await made.request.post(at('/api/v1/access/sign-in'), { data: { account, password: demoPassword } });
  expect(signedIn.status()).toBe(200);
  const opened = await made.newPage();
  opened.setDefaultTimeout(30_000);
  opened.on('pageerror', (error) => broken.push(error.message));
  return [made, opened];
}

beforeAll(async () => {
  browser = await openBrowser();
  officer = await clientOf(sharedServer().url, 'officer');
  [context, page] = await seated('officer');
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  expect(broken).toEqual([]);
});

/** An enterprise of the demonstration, by its name. */
async function firm(): Promise<{ id: string; name: string }> {
  const { body } = await officer.get<{ id: string; name: string }[]>(`registry/search?q=${encodeURIComponent('铸造')}`);
  const [first] = body as unknown as { id: string; name: string }[];
  return first as { id: string; name: string };
}

test('an answer of the GB 18218 calculator goes into the file of an enterprise, with its workings; the next one replaces it', async () => {
  const { id, name } = await firm();
  const drawer = page.locator('.ant-drawer:visible').last();
  const file = async (quantity: string) => {
    await page.goto(at('/law/calculators/major-hazard.grade'));
    const keep = page.getByRole('button', { name: '存入企业档案' });
    await keep.waitFor();
    await page.getByRole('button', { name: '填入示例' }).click();
    await page.getByLabel('设计最大量', { exact: false }).and(page.locator('input')).first().fill(quantity);
    expect(await keep.isDisabled()).toBe(true);
    await page.getByRole('button', { name: /^计\s*算$/ }).click();
    await page.getByRole('list', { name: '计算过程' }).waitFor();
    await expect.poll(() => keep.isEnabled()).toBe(true);
    await keep.click();
    await drawer.getByRole('combobox', { name: '企业' }).fill(name);
    await page.locator('.ant-select-item-option', { hasText: name }).first().click();
    await drawer.getByLabel('单元名称').and(page.locator('input')).fill('液氨储罐区');
    await drawer.locator('button[type=submit]').click();
    await page.getByText('已存入：', { exact: false }).first().waitFor();
  };
  await file('12');
  await file('30');
  await page.goto(at(`/enterprises/${id}`));
  const section = page.getByRole('region', { name: '重大危险源辨识' });
  await section.getByText('已替换').waitFor();
  const results = section.getByRole('region', { name: '液氨储罐区' });
  expect(await results.count()).toBe(2);
  const newest = results.first();
  expect(await newest.textContent()).toMatch(/四级重大危险源.*现行.*S（辨识指标）3R（分级指标）9/);
  expect(await newest.locator('details[open] li').first().isVisible()).toBe(true);
  expect(await newest.textContent()).toContain('GB 18218-2018');
  expect(await results.last().textContent()).toContain('S（辨识指标）1.2');
  await section.locator('.zs-mark').first().waitFor();
  await section.scrollIntoViewIfNeeded();
  await shot(page, 'major-source');
  expect(await axe(page)).toEqual([]);
  await newest.getByRole('button', { name: '作废' }).click();
  await drawer.getByLabel('理由').and(page.locator('textarea')).fill('填错了企业');
  await drawer.locator('button[type=submit]').click();
  await section.getByText('已作废').waitFor();
});

test('with 只看办理超时 the ledger shows 办理时限 of its own accord, and without it not', async () => {
  const head = page.locator('.zs-ledger:visible thead');
  await page.goto(at('/hazards'));
  await head.getByText('状态').waitFor();
  expect(await head.getByText('办理时限').count()).toBe(0);
  await page.goto(at('/hazards?stepLate=1'));
  await head.getByText('办理时限').waitFor();
});

test('a printed ledger bears its heading on every sheet', async () => {
  await page.goto(at('/hazards?limit=100'));
  await page.locator('.zs-ledger:visible tbody tr').nth(60).waitFor();
  const sheets = pagesOf(await page.pdf({ format: 'A4', landscape: true })).map((text) => text.normalize('NFKC'));
  expect(sheets.length).toBeGreaterThan(2);
  for (const [i, text] of sheets.entries()) {
    expect(text, `sheet ${String(i + 1)}`).toContain('编号企业镇问题描述级别状态');
    expect(text, `sheet ${String(i + 1)}`).toMatch(/YH\d{6}-/);
  }
  // The bars and buttons stay on the screen.
  expect(sheets.join()).not.toContain('导出');
});

test('the board says of each figure what it counts', async () => {
  await page.goto(at('/programme'));
  await page.getByText('专项行动未销号隐患').first().waitFor();
  await page.getByText('隐患销号率', { exact: true }).first().waitFor();
});

test('at 360 px no title breaks, nothing lies over anything, and a drawer is as wide as its page', async () => {
  const [hand, narrow] = await seated('officer', phone);
  const { id } = await firm();
  const looked = async (path: string, name: string) => {
    await narrow.goto(at(path));
    await narrow.locator('h1:visible').first().waitFor();
    await narrow.waitForLoadState('networkidle');
    await shot(narrow, `narrow-${name}`);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name).toBe(true);
    const title = narrow.locator('h1:visible').first();
    // One line of its own, or as many as a long name needs, but never a column of single characters.
    expect((await title.boundingBox())?.width, name).toBeGreaterThan(200);
    // Buttons, links and days that are seen lie beside one another.
    const over = await narrow.evaluate(() => {
      const seen = [
        ...document.querySelectorAll(
          '.hz-todo button, .hz-todo a, .hz-todo-clock, .zs-page-acts > *, .zs-record-acts button',
        ),
      ]
        .filter((one) => one.getClientRects().length > 0)
        .map((one) => ({ text: one.textContent ?? '', box: one.getBoundingClientRect() }));
      return seen.flatMap((a, i) =>
        seen
          .slice(i + 1)
          .filter(
            (b) =>
              Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
              Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 1,
          )
          .map((b) => `${a.text} × ${b.text}`),
      );
    });
    expect(over, name).toEqual([]);
  };
  await looked('/', 'home');
  await looked(`/enterprises/${id}`, 'enterprise');
  await looked('/programme', 'board');
  await looked('/hazards', 'ledger');
  await narrow.locator('.zs-ledger:visible tbody tr').first().locator('td').nth(3).click();
  const drawer = narrow.locator('.ant-drawer-content-wrapper:visible');
  await drawer.waitFor();
  await narrow.waitForTimeout(600);
  await shot(narrow, 'narrow-drawer');
  const [box, pane] = [await drawer.boundingBox(), await narrow.locator('.zs-main').boundingBox()];
  expect(box?.x).toBeGreaterThanOrEqual((pane?.x ?? 0) - 1);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(361);
  await hand.close();
});
