/** A session that ends while one is in the field: one act leads to the sign-in once, and back to the same place; nothing written is lost, nothing storms. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { axe, openBrowser, phone, shot } from '../test/browser.ts';
import { type Client, clientOf } from '../test/served.ts';
import { sharedServer } from '../test/shared-server.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let officer: Client;
let enterprise = '';
let asked: string[] = [];
const at = (path: string) => new URL(path, sharedServer().url).href;

beforeAll(async () => {
  browser = await openBrowser();
  const safety = await clientOf(sharedServer().url, 'safety');
  enterprise = (await safety.get<{ actor: { enterprise: string } }>('access/me')).body.actor.enterprise;
  officer = await clientOf(sharedServer().url, 'officer');
});
afterAll(() => browser?.close());

beforeEach(async () => {
  context = await browser.newContext(phone);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  asked = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/')) asked.push(new URL(request.url()).pathname);
  });
  await page.goto(at('/field/'));
  await enter('safety');
  await page.getByText('刚刚更新').waitFor();
  return () => context.close();
});

async function enter(account: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.getByLabel('密码').fill(demoPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('button', { name: '登录', exact: true }).waitFor({ state: 'detached' });
}

const done = async (path: string, body: Record<string, unknown>) => {
  const made = await officer.post(path, body);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body.answer as Record<string, string>;
};

/** A hazard of this test's own that waits for its enterprise. */
async function assigned(place: string): Promise<string> {
  const given = { enterprise, origin: 'inspection', category: 'fire', description: `${place}堆放杂物`, place };
  const id = String((await done('hazards/report', given)).id);
  await done('hazards/judge', { id, level: 'general', reason: '影响疏散' });
  const plan = { measure: '清理', person: '库管员', moneyYuan: 0, dueOn: '2022-12-30', plan: '专人看守' };
  await done('hazards/assign', { id, ...plan });
  return id;
}

/** What the phone's outbox holds, by state. */
const states = () =>
  page.evaluate(
    () =>
      new Promise<string[]>((read) => {
        const opening = indexedDB.open('zean-outbox');
        opening.onsuccess = () => {
          const all = opening.result.transaction('acts').objectStore('acts').getAll();
          all.onsuccess = () => read(all.result.map((act: { state: string }) => act.state));
        };
      }),
  );

const door = () => page.getByRole('button', { name: '登录', exact: true });

test('one act leads to the sign-in once, and back to the same hazard; the act goes out then', async () => {
  const id = await assigned('东库房');
  await page.goto(at(`/field/hazards/${id}`));
  await page.getByRole('button', { name: '整改完成' }).click();
  await page.locator('input[capture]').setInputFiles({
    name: '现场.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await page.getByRole('button', { name: '查看第 1 张照片' }).waitFor();
  await page.getByLabel('情况说明').fill('杂物已清走');
  await context.clearCookies();
  asked = [];
  await page.locator('footer').getByRole('button', { name: '整改完成' }).click();
  await page.getByText('登录已过期。填写的内容都在本机').waitFor();
  await page.waitForTimeout(4_000);
  // Who is signed in: by the sender, and by the phone once. Nothing asks on behind the door.
  expect(asked.filter((path) => path.endsWith('/access/me')).length, asked.join()).toBeLessThanOrEqual(3);
  expect(asked.length, asked.join()).toBeLessThanOrEqual(5);
  expect(await states()).toEqual(['waiting']);
  await shot(page, 'field-session-over');
  expect(await axe(page)).toEqual([]);

  await enter('safety');
  await page.getByText('杂物已清走').first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/field/hazards/${id}`);
  await expect.poll(states, { timeout: 30_000 }).toEqual(['received']);
  await expect
    .poll(async () => (await officer.get<{ hazard: { state: string } }>(`hazards/record?id=${id}`)).body.hazard.state)
    .toBe('rectified');
});

test('who puts the sign-in off goes on where he was; the act waits, and no round asks more than every few seconds', async () => {
  await page.goto(at('/field/report'));
  await page.locator('.hf-ask').waitFor();
  await context.clearCookies();
  await page.goto(at('/field/'));
  await page.getByText('登录已过期，内容都在本机').waitFor();
  // Looked at, not pressed upon: a page that opens is no act.
  expect(await door().count()).toBe(0);
  await page.getByRole('button', { name: '刷新' }).click();
  await door().waitFor();
  await page.getByRole('button', { name: '先不登录，回去继续' }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
  asked = [];
  await page.waitForTimeout(6_000);
  expect(asked.length, asked.join()).toBeLessThanOrEqual(2);
});

test('what is written when the session ends is there after the sign-in, on the same page and as far down', async () => {
  const id = await assigned('西库房');
  await page.goto(at(`/field/hazards/${id}`));
  await page.getByRole('button', { name: '整改完成' }).click();
  await page.getByLabel('情况说明').fill('写到一半');
  const form = page.url();
  await context.clearCookies();
  // Another app of this browser signed out; the phone learns of it by its own look.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('登录已过期，内容都在本机').click();
  await enter('safety');
  expect(page.url()).toBe(form);
  expect(await page.getByLabel('情况说明').inputValue()).toBe('写到一半');
  await page.getByLabel('情况说明').fill('写完了');
  await page.waitForTimeout(500);
  await page.reload();
  expect(await page.getByLabel('情况说明').inputValue()).toBe('写完了');
});
