/**
 * One hazard through the desk, each step by its own person in a browser of his own: judged by keyboard alone and assigned from 待办,
 * rectified with a photo, verified by another officer, closed; the board's burn-down falls by one; a foreign town sees nothing.
 */

import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { axe, desktop, openBrowser, shot } from '../test/browser.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';
import { type Client, clientOf, zean } from '../test/served.ts';
import { seeded } from '../test/shared-server.ts';

const CAMPAIGN = 'zero-by-0630';
const what = '浇注平台护栏缺失，临边作业无防护';
let served: TestServed;
let browser: Browser;
let id = '';
let number = '';
const broken: string[] = [];
const at = (path: string) => new URL(path, served.url).href;

const openNow = async (by: Client): Promise<number> =>
  (await by.get<{ burnDown: { openNow: number } }>(`programme/campaign?id=${CAMPAIGN}`)).body.burnDown.openNow;

/** Somebody at a desk of his own, signed in by the form. */
async function sit(account: string, password = demoPassword): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => broken.push(`${account}: ${error.message}`));
  await page.goto(at('/'));
  await page.locator('#account').fill(account);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
  return { context, page };
}

/** A picture for people, and no serious fault of accessibility once colours have stopped moving. */
const look = async (page: Page, name: string): Promise<void> => {
  await page
    .waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'), undefined, {
      timeout: 3000,
    })
    .catch(() => {});
  await shot(page, `loop-${name}`);
  expect(await axe(page), name).toEqual([]);
};

const drawer = (page: Page) => page.locator('.ant-drawer:visible').last();
const done = (page: Page) => drawer(page).waitFor({ state: 'hidden' });

/** The control under a label; the phrases beside it bear its name too. */
const field = (page: Page, label: string) =>
  drawer(page).getByLabel(label).and(page.locator('input, textarea')).first();

/** Tabs on until what has the focus fits; fails after sixty tries. */
async function tabTo(page: Page, fits: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, fits)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${fits}`);
}

const picture = async (): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({
  name: '整改后.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: { width: 320, height: 240, channels: 3, background: { r: 90, g: 120, b: Math.floor(Math.random() * 255) } },
  })
    .jpeg()
    .toBuffer(),
});

/** Fills a form of note and photo, and presses its button. */
async function prove(page: Page, note: string, button: string): Promise<void> {
  await field(page, '情况说明').fill(note);
  await drawer(page)
    .locator('input[type=file]')
    .setInputFiles(await picture());
  await drawer(page).locator('.zs-sheet img').waitFor();
  await drawer(page).getByRole('button', { name: button, exact: true }).click();
  await done(page);
}

beforeAll(async () => {
  [served, browser] = await Promise.all([serveForTest(seeded()), openBrowser()]);
  const [admin, safety] = [await clientOf(served.url, 'admin'), await clientOf(served.url, 'safety')];
  const me = await safety.get<{ actor: { enterprise: string } }>('access/me');
  const firm = me.body.actor.enterprise;
  const changed = await admin.post('registry/change-enterprise', {
    id: firm,
    flags: ['smelting-casting', 'explosive-dust'],
  });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  const made = await safety.post('hazards/report', {
    enterprise: firm,
    origin: 'enterprise-report',
    category: 'smelting',
    description: what,
    place: '浇注平台',
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  id = String(made.body.answer?.id);
  number = String(made.body.answer?.number);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

test('from 待判定 to 已销号, and the burn-down falls by one', async () => {
  const officer = await clientOf(served.url, 'officer');
  const before = await openNow(officer);
  expect(before).toBeGreaterThan(0);

  const town = await sit('town');
  await town.page.getByRole('button', { name: `判定 ${number}` }).waitFor();
  await look(town.page, 'todo');
  // By keyboard alone: to the button, into the drawer, level, reason, done.
  await town.page.getByRole('button', { name: `判定 ${number}` }).focus();
  await town.page.keyboard.press('Enter');
  await drawer(town.page).waitFor();
  await tabTo(town.page, '.ant-drawer input[type=radio], .ant-drawer [role=combobox]');
  if (await town.page.evaluate(() => document.activeElement?.matches('[role=combobox]'))) {
    await town.page.keyboard.press('ArrowDown');
    await town.page.keyboard.press('Enter');
  } else await town.page.keyboard.press('Space');
  await tabTo(town.page, '.ant-drawer textarea');
  await town.page.keyboard.type('能够立即整改，按一般隐患办理');
  await look(town.page, 'judge');
  await tabTo(town.page, '.ant-drawer button[type=submit]');
  await town.page.keyboard.press('Enter');
  await done(town.page);

  await town.page.getByRole('button', { name: `派发 ${number}` }).click();
  await field(town.page, '整改措施').fill('补装 1.2 米护栏并验收');
  await field(town.page, '责任人').fill('王护栏');
  await field(town.page, '资金').fill('3000');
  const day = field(town.page, '整改期限');
  await day.fill('2022-06-20');
  await day.press('Enter');
  await field(town.page, '应急预案').fill('停用浇注平台，设警戒');
  await look(town.page, 'assign');
  await drawer(town.page).getByRole('button', { name: '派发', exact: true }).click();
  await done(town.page);

  const safety = await sit('safety');
  await safety.page.getByRole('button', { name: `整改完成 ${number}` }).click();
  await prove(safety.page, '护栏已装，已自检', '整改完成');
  await look(safety.page, 'safety');

  const other = await sit('officer');
  await other.page.goto(at(`/hazards/${id}`));
  await other.page.getByRole('heading', { name: what }).waitFor();
  await other.page.getByRole('button', { name: '复查合格', exact: true }).click();
  await prove(other.page, '现场看过，牢固', '复查合格');

  await town.page.goto(at('/'));
  await town.page.getByRole('button', { name: `销号 ${number}` }).click();
  await drawer(town.page).getByRole('button', { name: '销号', exact: true }).click();
  await done(town.page);

  expect(await openNow(officer)).toBe(before - 1);
  await other.page.goto(at(`/programme/campaigns/${CAMPAIGN}`));
  await other.page.getByText('未销号隐患').first().waitFor();
  await other.page
    .getByText(String(before - 1), { exact: false })
    .first()
    .waitFor();
  await look(other.page, 'campaign');
  await other.page.goto(at('/programme'));
  await other.page.getByRole('heading').first().waitFor();
  await look(other.page, 'board');

  // The whole story with its journal marks; the sealer needs less than a second.
  await other.page.waitForTimeout(1500);
  await other.page.goto(at(`/hazards/${id}`));
  await other.page.getByRole('heading', { name: what }).waitFor();
  const moments = other.page.locator('.zs-timeline > li');
  await expect.poll(() => moments.count()).toBe(6);
  expect(await other.page.locator('.zs-timeline .zs-mark').count()).toBe(6);
  await look(other.page, 'record');
  await other.page.goto(at('/hazards'));
  await other.page.getByText(number).first().waitFor();
  await look(other.page, 'ledger');
  for (const one of [town, safety, other]) await one.context.close();
}, 240_000);

test('an officer of another town is shown nothing of it, at its address, in the ledger, in the search', async () => {
  const admin = await clientOf(served.url, 'admin');
  const me = await (await clientOf(served.url, 'town')).get<{
    actor: { town: string };
    county: { towns: { code: string }[] };
  }>('access/me');
  const elsewhere = me.body.county.towns.find((town) => town.code !== me.body.actor.town)?.code;
  const made = await admin.post('access/create-account', {
    account: 'elsewhere',
    name: '外镇人',
    role: 'town-officer',
    town: elsewhere,
    link: true,
  });
  const token = new URL(String(made.body.answer?.link), served.url).hash.slice('#invite='.length);
  const accepted = await fetch(`${served.url}api/v1/access/accept-invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: '明月几时有把酒问青天' }),
  });
  expect(accepted.status, await accepted.clone().text()).toBe(200);
  const { page, context } = await sit('elsewhere', '明月几时有把酒问青天');
  await page.goto(at(`/hazards/${id}`));
  await page.getByText('没有找到').first().waitFor();
  expect(await page.content()).not.toContain(what);
  await look(page, 'foreign-record');
  await page.goto(at(`/hazards?q=${encodeURIComponent('浇注平台护栏')}`));
  await page.waitForLoadState('networkidle');
  expect(await page.content()).not.toContain(number);
  const client = await clientOf(served.url, 'elsewhere', '明月几时有把酒问青天');
  expect((await client.get(`hazards/record?number=${number}`)).status).toBe(404);
  // The search over everything is there for him too, and finds nothing of it; the town's own officer finds it by the same words.
  const words = `home/search?q=${encodeURIComponent('浇注平台')}`;
  const found = async (by: Client) => {
    const { status, body } = await by.get<{ groups: { found: unknown[] }[] }>(words);
    expect(status).toBe(200);
    return JSON.stringify(body.groups);
  };
  expect(await found(client)).not.toMatch(new RegExp(`${id}|${number}`));
  expect(await found(await clientOf(served.url, 'town'))).toContain(number);
  expect((await client.post('hazards/reopen', { id, reason: '试试', dueOn: '2030-01-01' })).status).toBe(404);
  await context.close();
}, 120_000);

test('afterwards the journal verifies, the tables are what it says, and no page broke', async () => {
  expect((await zean(served.dataFolder, ['journal', 'verify', '--json'])).json).toMatchObject({ ok: true });
  expect((await zean(served.dataFolder, ['journal', 'replay', '--json'])).json).toMatchObject({ ok: true });
  expect(broken).toEqual([]);
}, 120_000);
