/** One server, two counties: whose account it is stands at the sign-in, at the desk and on the phone, and the device remembers it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe, desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';
import { zean } from '../test/served.ts';

const counties = { ZEAN_COUNTY: '140525,140521' };
const password = '三春晖里寸草心长青青';

let served: TestServed;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveForTest({ demo: false, env: counties }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

/** A picture of the sign-in for people, and no serious fault of accessibility. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await shot(page, `two-counties-${name}`);
  expect(await axe(page), name).toEqual([]);
}

/** An account of a county by the command line: its first password. */
async function added(county: string): Promise<string> {
  const words = ['user', 'add', 'wang', '--name', '王工', '--role', 'expert', '--json', '--county', county];
  const { json, err } = await zean(served.dataFolder, words, counties);
  expect(json?.password, err).toEqual(expect.any(String));
  return json.password;
}

test('the start names whose link is whose, and the command line asks for a county', async () => {
  await expect
    .poll(served.output, { timeout: 20_000 })
    .toMatch(/泽州县首个管理员的一次性链接.*\n\s+http\S+login#invite=\S+/);
  await expect
    .poll(served.output, { timeout: 20_000 })
    .toMatch(/沁水县首个管理员的一次性链接.*\n\s+http\S+login#invite=\S+/);
  const { code, err } = await zean(served.dataFolder, ['user', 'list'], counties);
  expect([code, err.trim()]).toEqual([
    1,
    'ZEAN_COUNTY 写了 2 个县，请用 --county 指明一个：140525 泽州县、140521 沁水县',
  ]);
});

test('desk: the county is chosen by typing, and chosen already the next time', async () => {
  const first = await added('140521');
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  await page.goto(served.url);
  await page.getByLabel('账号').fill('wang');
  await page.getByLabel('密码', { exact: true }).fill(first);
  await page.getByRole('button', { name: '登录' }).click();
  await expect.poll(() => page.getByRole('alert').textContent()).toBe('请选择县（市、区）');
  await look(page, 'desk-none');
  await page.getByLabel('县（市、区）').fill('沁水');
  await page.keyboard.press('Enter');
  await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' });
  await look(page, 'desk-chosen');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('现密码').fill(first);
  await page.getByLabel('新密码').fill(password);
  await page.getByLabel('再输一遍').fill(password);
  await page.getByRole('button', { name: '修改密码并进入' }).click();
  await page.getByRole('banner').getByText('沁水县').waitFor();
  const again = await context.newPage();
  await context.clearCookies();
  await again.goto(served.url);
  await again.getByLabel('账号').waitFor();
  await again.getByText('沁水县').waitFor();
  await again.getByLabel('账号').fill('wang');
  await again.getByLabel('密码', { exact: true }).fill(password);
  await again.getByRole('button', { name: '登录' }).click();
  await again.getByRole('banner').getByText('沁水县').waitFor();
  await context.close();
});

test('phone: the same name in the other county, by an address that names it', async () => {
  const first = await added('140525');
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(new URL('field/?county=140525', served.url).href);
  const county = page.getByLabel('县（市、区）');
  expect(await county.inputValue()).toBe('140525');
  await county.selectOption('沁水县');
  await page.getByLabel('账号').fill('wang');
  await page.getByLabel('密码').fill(first);
  await page.getByRole('button', { name: '登录' }).click();
  await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/账号或密码/);
  await look(page, 'phone-wrong');
  await county.selectOption('泽州县');
  const answered = page.waitForResponse((reply) => reply.url().endsWith('/access/sign-in'));
  await page.getByRole('button', { name: '登录' }).click();
  const me = (await (await answered).json()).answer.me;
  expect(me).toMatchObject({ actor: { county: '140525', name: '王工' }, county: { name: '泽州县' } });
  await context.close();
});
