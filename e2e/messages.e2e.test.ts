/** A town urges; at the enterprise the bell rings, and the message opens the hazard, on the desk and on the phone, through the sign-in too. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { axe, desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';
import { type Client, clientOf } from '../test/served.ts';
import { seeded } from '../test/shared-server.ts';
import { fiveFixed } from '../test/walk.ts';

const what = `吊装孔盖板缺失${Date.now() % 100_000}`;
/** Its own: what is counted here nobody else moves. */
let served: TestServed;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let town: Client;
let id = '';
const at = (path: string) => new URL(path, served.url).href;

const done = async (by: Client, path: string, given: Record<string, unknown>) => {
  const reply = await by.post(path, given);
  expect(reply.status, `${path}: ${JSON.stringify(reply.body)}`).toBe(200);
  return reply.body.answer as { id: string };
};

beforeAll(async () => {
  [served, browser] = await Promise.all([serveForTest(seeded()), openBrowser()]);
  const [safety, officer, today] = await Promise.all([
    clientOf(served.url, 'safety'),
    clientOf(served.url, 'officer'),
    clientOf(served.url, 'town').then((client) => {
      town = client;
      return client.get<{ today: string }>('access/me');
    }),
  ]);
  const me = await safety.get<{ actor: { enterprise: string } }>('access/me');
  ({ id } = await done(safety, 'hazards/report', {
    enterprise: me.body.actor.enterprise,
    origin: 'enterprise-report',
    category: 'equipment',
    description: what,
    place: '二层平台',
  }));
  await done(officer, 'hazards/judge', { id, level: 'general', reason: '一般隐患' });
  await done(officer, 'hazards/assign', { id, ...fiveFixed, dueOn: today.body.today });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});
afterEach(() => context?.close());

/** Signs in by the desk's form, which stands before what was asked for. */
async function signIn(account: string): Promise<void> {
  await page.locator('#account').fill(account);
  await page.locator('#password').fill(demoPassword);
  await page.keyboard.press('Enter');
}

const line = (text: string) => page.getByRole('listitem').filter({ hasText: what }).filter({ hasText: text });

test('the bell counts, the page of messages is reached through the sign-in, a message opens its hazard and is read', async () => {
  await done(town, 'hazards/urge', { id, note: '今天务必盖好' });
  context = await browser.newContext(desktop);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(at('/messages?unread=1'));
  await signIn('safety');
  await line('今天务必盖好').waitFor();
  const bell = page.getByRole('link', { name: /^消息，\d+ 条未读$/ });
  const before = Number((await bell.textContent())?.match(/\d+/)?.[0]);
  expect(before).toBeGreaterThanOrEqual(2);
  await shot(page, 'messages-desk');
  expect(await axe(page)).toEqual([]);
  await line('今天务必盖好').getByRole('link').click();
  await page
    .getByRole('heading', { name: new RegExp(what) })
    .first()
    .waitFor();
  expect(new URL(page.url()).pathname).toBe(`/hazards/${id}`);
  await page.getByRole('link', { name: before === 1 ? '消息' : `消息，${before - 1} 条未读` }).click();
  await line('派发整改').waitFor();
  await line('今天务必盖好').getByText('已读', { exact: true }).waitFor();
  await page.getByText('未读', { exact: true }).first().click();
  await line('今天务必盖好').waitFor({ state: 'detached' });
  await page.getByText('全部', { exact: true }).click();
  await line('今天务必盖好').waitFor();

  await page.getByLabel('搜索消息').fill(`${what} 没有`);
  await page.getByText(`没有含“${what} 没有”的消息`).waitFor();
  await page.getByLabel('搜索消息').fill(what);
  await line('派发整改').waitFor();

  await page.getByRole('button', { name: '消息设置' }).click();
  const urged = page.getByRole('switch', { name: '隐患催办' });
  await urged.click();
  await page.waitForFunction(() => document.querySelector('[aria-label="隐患催办"]')?.ariaChecked !== 'true');
  expect(await page.getByRole('switch', { name: '判定为重大隐患' }).isDisabled()).toBe(true);
  await shot(page, 'messages-kinds');
  await urged.click();
  await page.locator('[aria-label="隐患催办"][aria-checked="true"]').waitFor();
}, 90_000);

test('on the phone 我 counts them, and a message opens the hazard', async () => {
  await done(town, 'hazards/urge', { id, note: '再催一次' });
  context = await browser.newContext(phone);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(at('/field/messages'));
  await page.getByLabel('账号', { exact: true }).fill('safety');
  await page.getByLabel('密码').fill(demoPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await line('再催一次').waitFor();
  await page.locator('.zf-tabs button[aria-current="page"] .zf-count').waitFor();
  // The place keeps its name; how many there are is said beside it.
  const mine = page.getByRole('navigation').getByRole('button', { name: '我', exact: true });
  await mine.waitFor({ timeout: 5_000 });
  expect(await mine.getAttribute('title')).toMatch(/^\d+ 条未读$/);
  await shot(page, 'messages-phone');
  expect(await axe(page)).toEqual([]);
  await line('再催一次').getByRole('button').click();
  await page.getByText(what).first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/field/hazards/${id}`);
  await page.goBack();
  await line('再催一次').waitFor();
  await line('再催一次').filter({ hasNotText: '未读' }).waitFor();
}, 90_000);
