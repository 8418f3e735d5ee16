/** Personal data in the browser: masked with 查看 beside it, exported plainly only with a reason, and gone from the phone after signing out. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromWire, type WirePage } from '#kernel';
import { axe, desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { sharedServer } from '../test/shared-server.ts';

const PASSWORD = 'zean-demo-2022';
let browser: Browser;
let root: string;
beforeAll(async () => {
  root = sharedServer().url;
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A browser in which somebody is signed in at the desk. */
async function desk(account: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(desktop);
  const reply = await context.request.post(`${root}api/v1/access/sign-in`, { data: { account, password: PASSWORD } });
  expect(reply.status()).toBe(200);
  return { context, page: await context.newPage() };
}

/** The rows of a ledger as this account gets them. */
async function rowsOf(context: BrowserContext, path: string): Promise<Record<string, string | undefined>[]> {
  const reply = await context.request.get(`${root}api/v1/${path}`);
  return fromWire<Record<string, string | undefined>>((await reply.json()) as WirePage).rows;
}

test('at the desk a masked telephone is opened with a reason, stands for a while, and the audit desk has the mark', async () => {
  const { context, page } = await desk('officer');
  await page.goto(`${root}people`);
  const masked = page.locator('.zs-personal').first();
  await masked.waitFor();
  expect(await masked.textContent()).toMatch(/^\d{3}\*{4}\d{4}\s*查看$/);
  expect(await axe(page)).toEqual([]);
  await masked.getByRole('button', { name: '查看电话' }).click();
  const submit = page.getByRole('button', { name: '查看', exact: true }).last();
  expect(await submit.isDisabled(), 'not without a reason').toBe(true);
  const reason = `事故调查核实${Date.now() % 100_000}`;
  await page.getByRole('textbox', { name: /^理由/ }).fill(reason);
  await submit.click();
  await page.getByText('已显示，本次查看已记入留痕').waitFor();
  await shot(page, 'personal-opened');
  const opened = page.locator('td').filter({ hasText: /^\d{11}$/ });
  await expect.poll(() => opened.count()).toBeGreaterThan(0);
  await page.reload();
  await page.locator('.zs-personal').first().waitFor();
  expect(await opened.count(), 'a reload closes it').toBe(0);
  await context.close();
  const lead = await desk('leader');
  await lead.page.goto(`${root}journal?q=${encodeURIComponent(reason)}`);
  const line = lead.page.locator('table.zs-ledger tbody tr').first();
  await line.waitFor();
  expect(await line.textContent()).toMatch(/巡远山[\s\S]*查看人员“.+”的电话、证书编号，理由：事故调查核实/);
  await lead.context.close();
});

test('an export says what it masks; plain only after the reason was written', async () => {
  const { context, page } = await desk('safety');
  await page.goto(`${root}people`);
  await page.locator('table.zs-ledger tbody tr').first().waitFor();
  await page.getByRole('button', { name: /导出$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('电话将打码导出').waitFor();
  await dialog.getByText('导出明文').click();
  const go = dialog.getByRole('button', { name: /^导出 / });
  expect(await go.isDisabled()).toBe(true);
  await dialog.getByLabel('导出明文的理由').fill('制作班组通讯录');
  await shot(page, 'personal-export');
  const coming = page.waitForEvent('download');
  const asked = page.waitForRequest(/export\.xlsx/);
  await go.click();
  expect((await asked).url()).toMatch(/[?&]plain=[0-9a-f-]{36}/);
  expect((await coming).suggestedFilename()).toMatch(/\.xlsx$/);
  await context.close();
});

/** Everything a page of this origin can still read of what was kept: every database, cache and storage, as text. */
const keptText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name as string);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done, failed) => {
          const all = database.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => done(all.result);
          all.onerror = () => failed(all.error);
        });
        texts.push(`${name} ${store} ${JSON.stringify(rows)}`);
      }
      database.close();
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      for (const request of await cache.keys())
        if (request.url.includes('/api/')) texts.push(`${request.url} ${await (await cache.match(request))!.text()}`);
    }
    return texts.join('\n');
  });

test('on the phone no telephone and no number is kept, and after signing out no enterprise either', async () => {
  const office = await desk('officer');
  const firms = await rowsOf(office.context, 'registry/enterprises?limit=200&columns=name,principalPhone,safetyPhone');
  const own = await desk('safety');
  const people = await rowsOf(own.context, 'registry/people?limit=200&columns=name,phone,certificateNumber');
  const personal = [
    ...firms.flatMap((row) => [row.principalPhone, row.safetyPhone]),
    ...people.flatMap((row) => [row.phone, row.certificateNumber]),
  ].filter((value): value is string => Boolean(value));
  expect(personal.length).toBeGreaterThan(100);
  expect(personal.filter((value) => value.includes('*'))).toEqual([]);
  await office.context.close();
  await own.context.close();

  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(`${root}field/`);
  await page.getByLabel('账号', { exact: true }).fill('officer');
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('刚刚更新').waitFor();
  await expect.poll(() => keptText(page), { timeout: 20_000 }).toContain(String(firms[0]?.name));
  const before = await keptText(page);
  expect(personal.filter((value) => before.includes(value))).toEqual([]);
  await page.getByRole('navigation').getByRole('button', { name: '我', exact: true }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('button', { name: '退出', exact: true }).click();
  await page.getByLabel('密码').waitFor();
  const after = await keptText(page);
  expect(personal.filter((value) => after.includes(value))).toEqual([]);
  expect(firms.filter(({ name }) => name && after.includes(name))).toEqual([]);
  expect(after).not.toContain(PASSWORD);
  await context.close();
});
