/**
 * The first day of a county: the link `zean serve` prints, a password, the second factor, the empty desk, then a town
 * officer who comes by a link of his own. A server in production mode, with nothing in it.
 */
import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { completeUscc } from '../contexts/registry/domain/uscc.rule.ts';
import { axe, desktop, openBrowser, shot } from '../test/browser.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';

const adminPassword = '三春晖里寸草心长青青';
const townPassword = '山高月小水落石出江流';

let served: TestServed;
let browser: Browser;
let firstLink = '';
/** The address as the server prints it: a cookie of `localhost` is none of 127.0.0.1. */
let home = '';
const broken: string[] = [];

beforeAll(async () => {
  [served, browser] = await Promise.all([serveForTest({ demo: false }), openBrowser()]);
  // The server answers before it has written the link into its database and told it.
  firstLink = await vi.waitFor(() => /http:\S+login#invite=[\w-]{43}(?=\s)/.exec(served.output())![0], {
    timeout: 20_000,
  });
  home = new URL('/', firstLink).href;
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

/** A browser of somebody's own; what breaks in it is kept. */
async function person(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  page.on('pageerror', (error) => broken.push(error.message));
  return { context, page };
}

/** Looks at the page as it stands: a picture for people, and no serious fault of accessibility. */
async function look(page: Page, name: string): Promise<void> {
  // A drawer on its way in is neither seen nor judged fairly.
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations === 1);
    await Promise.allSettled(moving.map((one) => one.finished));
  });
  await shot(page, `first-day-${name}`);
  expect(await axe(page), name).toEqual([]);
}

async function setPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('新密码').fill(password);
  await page.getByLabel('再输一遍').fill(password);
  await page.getByRole('button', { name: '设置密码并进入' }).click();
}

/** Enrols with an authenticator of ours; answers the secret. */
async function enrol(page: Page): Promise<string> {
  await page.getByRole('heading', { name: '请先启用动态口令' }).waitFor();
  const secret = (await page.getByLabel('密钥', { exact: true }).inputValue()).replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{16,}$/);
  await page.getByLabel('输入验证器上的 6 位数字').fill(generateSync({ secret }));
  await page.getByRole('button', { name: '启用并进入' }).click();
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
  return secret;
}

let admin: { context: BrowserContext; page: Page };
let adminSecret = '';

test('the printed link sets the first password, once', async () => {
  expect(firstLink).toMatch(/login#invite=[\w-]{43}$/);
  admin = await person();
  const { page } = admin;
  await page.goto(firstLink);
  await page.getByRole('heading', { name: '管理员，您好' }).waitFor();
  await look(page, '1-link');
  await setPassword(page, 'zean-2022-ok');
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('密码不能含“zean”');
  await page.getByLabel('新密码').fill(adminPassword);
  await page.getByLabel('再输一遍').fill(`${adminPassword}了`);
  await page.getByRole('button', { name: '设置密码并进入' }).click();
  await expect.poll(() => page.getByRole('alert').textContent()).toBe('两遍新密码不一致，请核对');
  await setPassword(page, adminPassword);
  await page.getByRole('heading', { name: '请先启用动态口令' }).waitFor();
  expect(new URL(page.url()).search, 'the used token has left the address').toBe('');

  const stranger = await person();
  await stranger.page.goto(firstLink);
  await stranger.page.getByRole('heading', { name: '这个链接不能再用' }).waitFor();
  expect(await stranger.page.getByRole('alert').textContent()).toContain('链接已用过或已过期');
  await look(stranger.page, '1-link-used');
  await stranger.page.getByRole('button', { name: '去登录' }).click();
  await stranger.page.getByLabel('账号').waitFor();
  await stranger.context.close();
});

test('the bureau must enrol its second factor before anything else, and a wrong code says so', async () => {
  const { page } = admin;
  await page.goto(new URL('/hazards', home).href);
  await page.getByRole('heading', { name: '请先启用动态口令' }).waitFor();
  await page.getByLabel('输入验证器上的 6 位数字').fill('12345');
  await page.getByRole('button', { name: '启用并进入' }).click();
  await page.getByText('动态口令应为 6 位数字，现为“12345”').waitFor();
  await look(page, '2-enrol');
  adminSecret = await enrol(page);
  await page.getByText('动态口令已启用，下次登录').waitFor();
  expect(new URL(page.url()).pathname).toBe('/hazards');
});

test('an empty county looks right on every page of the menu', async () => {
  const { page } = admin;
  const menu = page.getByRole('navigation', { name: '主菜单' });
  const shown = () =>
    menu
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => [link.textContent ?? '', link.getAttribute('href') ?? ''] as const));
  const found = new Map((await shown()).map(([title, path]) => [path, title]));
  // Groups fold: each is opened by the keyboard, and never do more lines stand open than an office screen shows.
  const headings = menu.locator('button[aria-controls]');
  for (let i = 0; i < (await headings.count()); i += 1) {
    const heading = headings.nth(i);
    if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.press('Enter');
    expect(await heading.getAttribute('aria-expanded')).toBe('true');
    const lines = await shown();
    expect(lines.length).toBeLessThanOrEqual(10);
    for (const [title, path] of lines) found.set(path, title);
  }
  const places = [...found].map(([path, title]) => [title, path] as const);
  expect(places.length).toBeGreaterThan(10);
  const more = [
    ['上报隐患', '/hazards/new'],
    ['监管责任缺口', '/supervision/gaps'],
    ['导入批次', '/import/history'],
    ['我的账号', '/account'],
  ] as const;
  for (const [title, path] of [...places, ...more]) {
    await page.goto(new URL(path, home).href);
    const main = page.getByRole('main');
    await main.getByRole('heading', { level: 1 }).first().waitFor();
    await expect.poll(() => main.locator('.zs-loading:visible').count(), { message: title }).toBe(0);
    const words = await main.textContent();
    expect(words, title).not.toMatch(/无法显示|不能查看|没有这一页|连接中断|NaN|undefined|null/);
    await look(page, `3${path.replaceAll('/', '-')}`);
  }
  expect(broken).toEqual([]);
});

test('a town officer is given a link, comes by it, and sees his own town only', async () => {
  const { page } = admin;
  await page.goto(new URL('/users', home).href);
  await page.getByRole('button', { name: '新建用户' }).click();
  const form = page.locator('.ant-drawer:visible');
  await form.getByLabel('账号').fill('zhen01');
  await form.getByLabel('姓名').fill('甄明山');
  const choose = async (label: RegExp, word: string) => {
    await form.getByLabel(label).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: word }).first().click();
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
  };
  await choose(/^岗位/, '镇监管员');
  await choose(/^镇/, '南村镇');
  await look(page, '4-create');
  await form.getByRole('button', { name: '建立账号' }).click();
  const link = page.getByRole('textbox', { name: '一次性链接' });
  await link.waitFor();
  const invite = await link.inputValue();
  expect(invite).toMatch(new RegExp(`^${home}login#invite=[\\w-]{43}$`));
  await page.getByText('账号已建立').waitFor();
  await page.getByRole('button', { name: '复制' }).click();
  await page.getByRole('status').getByText('已复制').waitFor();
  await look(page, '4-told');
  await page.getByRole('button', { name: '已转交' }).click();
  await page.getByRole('row', { name: /甄明山/ }).waitFor();

  const officer = await person();
  await officer.page.goto(invite);
  await officer.page.getByRole('heading', { name: '甄明山，您好' }).waitFor();
  await setPassword(officer.page, townPassword);
  await enrol(officer.page);
  await officer.page.getByRole('heading', { level: 1 }).first().waitFor();
  expect(await officer.page.getByRole('navigation', { name: '主菜单' }).textContent()).not.toContain('用户');
  await look(officer.page, '5-town-todo');
  await officer.page.goto(new URL('/account', home).href);
  await officer.page.getByText('zhen01').waitFor();
  await officer.page.getByText('南村镇').first().waitFor();
  await officer.page.getByText('已启用：登录时').waitFor();
  await look(officer.page, '5-town-account');
  await officer.context.close();
});

test('a principal gets his enterprise by search, not by typing its code', async () => {
  const { context, page } = admin;
  const uscc = completeUscc('91140525MA8000001');
  const made = await context.request.post(new URL('/api/v1/registry/create-enterprise', home).href, {
    data: {
      uscc,
      name: '首日演练铸造厂',
      town: '140525100',
      sector: 'metallurgy',
      scale: 'small',
      staffCount: 30,
      flags: [],
    },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(made.status(), await made.text()).toBe(200);
  await page.goto(new URL('/users', home).href);
  await page.getByRole('button', { name: '新建用户' }).click();
  const form = page.locator('.ant-drawer:visible');
  await form.getByLabel('账号').fill('qiye01');
  await form.getByLabel('姓名').fill('柯守静');
  const option = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await form.getByLabel(/^岗位/).click();
  await option.filter({ hasText: '企业主要负责人' }).click();
  expect(await form.getByRole('button', { name: '建立账号' }).isDisabled()).toBe(true);
  await form.getByLabel('企业', { exact: true }).fill('sryl');
  await option.filter({ hasText: '首日演练铸造厂（南村镇）' }).click();
  await look(page, '4-principal');
  await form.getByRole('button', { name: '建立账号' }).click();
  await page.getByRole('textbox', { name: '一次性链接' }).waitFor();
  await page.getByRole('button', { name: '已转交' }).click();
  await page.getByRole('row', { name: /柯守静.*企业主要负责人.*首日演练铸造厂/ }).waitFor();
});

test('a lost phone: the administrator takes the second factor off, and the next sign-in enrols anew', async () => {
  const { page } = admin;
  await page.goto(new URL('/users', home).href);
  await page.getByRole('row', { name: /甄明山/ }).click();
  await look(page, '6-user');
  await page.getByRole('button', { name: '停用动态口令' }).click();
  await page.locator('.ant-drawer form').getByRole('button', { name: '停用动态口令' }).click();
  await page.getByRole('row', { name: /甄明山.*未启用/ }).waitFor();

  const officer = await person();
  await officer.page.goto(home);
  await officer.page.getByLabel('账号').fill('zhen01');
  await officer.page.getByLabel('密码', { exact: true }).fill(townPassword);
  await officer.page.getByRole('button', { name: '登录' }).click();
  await officer.page.getByRole('heading', { name: '请先启用动态口令' }).waitFor();
  await officer.context.close();
});

test('a reset password is told once, changed by its person at the next sign-in, and the code is asked after', async () => {
  const { page } = admin;
  await page.goto(new URL('/users', home).href);
  await page.getByRole('row', { name: /甄明山/ }).click();
  await page.getByRole('button', { name: '重置密码' }).click();
  const form = page.locator('.ant-drawer form');
  await form.getByLabel('随机初始密码').check();
  await form.getByRole('button', { name: '重置密码' }).click();
  const told = page.getByRole('textbox', { name: '初始密码', exact: true });
  await told.waitFor();
  const initial = await told.inputValue();
  expect(initial).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);

  const officer = await person();
  await officer.page.goto(home);
  await officer.page.getByLabel('账号').fill('zhen01');
  await officer.page.getByLabel('密码', { exact: true }).fill(initial);
  await officer.page.getByRole('button', { name: '登录' }).click();
  await officer.page.getByRole('heading', { name: '请先修改密码' }).waitFor();
  await look(officer.page, '7-change');
  await officer.page.getByLabel('现密码').fill(initial);
  await officer.page.getByLabel('新密码').fill(`${townPassword}有声`);
  await officer.page.getByLabel('再输一遍').fill(`${townPassword}有声`);
  await officer.page.getByRole('button', { name: '修改密码并进入' }).click();
  await officer.page.getByRole('heading', { name: '请先启用动态口令' }).waitFor();
  await officer.context.close();

  // The administrator's own next sign-in: password, then a code of a later step than the one he enrolled with.
  const again = await person();
  await again.page.goto(home);
  await again.page.getByLabel('账号').fill('admin');
  await again.page.getByLabel('密码', { exact: true }).fill(adminPassword);
  await again.page.getByRole('button', { name: '登录' }).click();
  await again.page.getByLabel('动态口令').waitFor();
  await look(again.page, '7-code');
  const next = generateSync({ secret: adminSecret, epoch: Math.floor(Date.now() / 1000) + 30 });
  await again.page.getByLabel('动态口令').fill(next);
  await again.page.getByRole('button', { name: '登录' }).click();
  await again.page.getByRole('navigation', { name: '主菜单' }).waitFor();
  await again.context.close();
  expect(broken).toEqual([]);
});
