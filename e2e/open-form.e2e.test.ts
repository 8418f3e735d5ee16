/** A form that is open while the world moves on: the session ends, another comes first, Enter is pressed in a calendar, pinyin is unfinished. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { desktop, openBrowser } from '../test/browser.ts';
import { type Client, clientOf } from '../test/served.ts';
import { sharedServer } from '../test/shared-server.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let safety: Client;
let enterprise = '';
const at = (path: string) => new URL(path, sharedServer().url).href;

beforeAll(async () => {
  browser = await openBrowser();
  safety = await clientOf(sharedServer().url, 'safety');
  enterprise = (await safety.get<{ actor: { enterprise: string } }>('access/me')).body.actor.enterprise;
  context = await browser.newContext(desktop);
  const signedIn = await context.request.post(at('/api/v1/access/sign-in'), {
    data: { account: 'town', password: demoPassword },
  });
  expect(signedIn.status()).toBe(200);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
});
afterAll(() => browser?.close());

/** A hazard of this test's own, as its enterprise reports it. */
async function reported(place: string): Promise<string> {
  const made = await safety.post('hazards/report', {
    enterprise,
    origin: 'enterprise-report',
    category: 'other',
    description: `${place}无警示标志`,
    place,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return String(made.body.answer?.id);
}

const drawer = () => page.locator('.ant-drawer:visible').last();
const reason = () => drawer().locator('textarea').first();

/** Opens a hazard, and the form of one act on it. */
async function openForm(id: string, act: string): Promise<void> {
  await page.goto(at(`/hazards/${id}`));
  await page.locator('.zs-record-acts').getByRole('button', { name: act, exact: true }).click();
  await drawer().locator('form').waitFor();
}

test('a session that ended leads to sign-in once, and back to the same form with what was typed', async () => {
  const id = await reported('东侧通道');
  await openForm(id, '判定');
  await drawer().getByText('一般', { exact: true }).first().click();
  await reason().fill('能够立即整改，先写到这里');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/access/me')) asked.push(request.url());
  });
  await context.clearCookies();
  await drawer().locator('button[type=submit]').click();
  await page.locator('#account').waitFor();
  await page.getByText('登录已过期').waitFor();
  // Long enough for a loop to show itself; a question a second would be one too many.
  await page.waitForTimeout(1500);
  expect(asked.length).toBeLessThanOrEqual(2);
  await page.locator('#account').fill('town');
  await page.locator('#password').fill(demoPassword);
  await page.keyboard.press('Enter');
  await drawer().locator('form').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/hazards/${id}`);
  expect(await reason().inputValue()).toBe('能够立即整改，先写到这里');
  await drawer().locator('button[type=submit]').click();
  await page.locator('.ant-drawer:visible').waitFor({ state: 'hidden' });
  await page.locator('.zs-record-acts').getByRole('button', { name: '派发', exact: true }).waitFor();
});

test('when another judges first the form stays, says who did what, and keeps the words', async () => {
  const id = await reported('西侧通道');
  await openForm(id, '判定');
  await drawer().getByText('一般', { exact: true }).first().click();
  await reason().fill('我的意见还没有写完');
  const lead = await clientOf(sharedServer().url, 'town-lead');
  const judged = await lead.post('hazards/judge', { id, level: 'general', reason: '先行判定' });
  expect(judged.status, JSON.stringify(judged.body)).toBe(200);
  await drawer().locator('button[type=submit]').click();
  const told = drawer().getByRole('alert');
  await told.waitFor();
  expect(await told.textContent()).toMatch(/镇长青已于今天 \d\d:\d\d办理/);
  // The record behind has been asked for anew; the form is still there, and goes on from what stands there now.
  await page.locator('.zs-record-head').getByText('待派发').waitFor();
  expect(await reason().inputValue()).toBe('我的意见还没有写完');
  await told.getByRole('button', { name: '已核对，继续办理' }).click();
  await drawer().locator('button[type=submit]').click();
  await page.locator('.ant-drawer:visible').waitFor({ state: 'hidden' });
});

test('Enter in a date field takes the day and sends nothing', async () => {
  const id = await reported('北侧通道');
  const lead = await clientOf(sharedServer().url, 'town-lead');
  expect((await lead.post('hazards/judge', { id, level: 'general', reason: '按一般隐患办理' })).status).toBe(200);
  await openForm(id, '派发');
  await drawer().getByLabel('整改措施').and(page.locator('textarea')).fill('设置警示标志');
  await drawer().getByLabel('责任人').and(page.locator('input')).fill('赵安');
  await drawer().getByLabel('资金').and(page.locator('input')).fill('0');
  await drawer().getByLabel('应急预案').and(page.locator('textarea')).fill('专人监护');
  const day = drawer().locator('.ant-picker input').first();
  await day.click();
  await day.fill('2022-06-15');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  expect(await drawer().locator('form').count()).toBe(1);
  expect(await day.inputValue()).toBe('2022-06-15');
  await drawer().locator('button[type=submit]').click();
  await page.locator('.ant-drawer:visible').waitFor({ state: 'hidden' });
});

test('unfinished pinyin is not searched and not written into the address', async () => {
  await page.goto(at('/hazards'));
  const box = page.locator('.zs-filter-search input');
  await box.click();
  const keyboard = await context.newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: "hu'lan", selectionStart: 6, selectionEnd: 6 });
  await page.waitForTimeout(1200);
  expect(new URL(page.url()).searchParams.get('q')).toBe(null);
  await keyboard.send('Input.insertText', { text: '护栏' });
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('护栏');
});
