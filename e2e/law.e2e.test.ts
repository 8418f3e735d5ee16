/** The law at the desk and for everybody: found by words and day, reckoned with workings, compared between two days. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromWire, type WirePage } from '#kernel';
import { axe, desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { sharedServer } from '../test/shared-server.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
const broken: string[] = [];
const at = (path: string) => new URL(path, sharedServer().url).href;

beforeAll(async () => {
  browser = await openBrowser();
  context = await browser.newContext(desktop);
  const signedIn = await context.request.post(at('/api/v1/access/sign-in'), {
    data: { account: 'admin', password: 'zean-demo-2022' },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(signedIn.status()).toBe(200);
  page = await context.newPage();
  page.on('pageerror', (error) => broken.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  expect(broken).toEqual([]);
});

test('the library is searched in Chinese by day; editions stand side by side', async () => {
  await page.goto(at('/law?on=2022-03-14'));
  await page
    .getByRole('textbox', { name: '查找法规' })
    .or(page.getByRole('searchbox', { name: '查找法规' }))
    .fill('安全生产法 102');
  const hit = page.getByRole('button', { name: '没有采取措施消除事故隐患' }).first();
  await hit.waitFor();
  expect(await axe(page)).toEqual([]);
  await shot(page, 'law-library');
  await hit.click();
  const table = page.getByRole('region', { name: '版本对照表' });
  await table.getByText('安全生产法（2014）第99条', { exact: false }).first().waitFor();
  expect(await table.textContent()).toContain('安全生产法（2021）第102条');
  expect(await axe(page)).toEqual([]);
  await shot(page, 'law-editions');

  await page.goto(at('/law?on=2019-03-14&q=安全生产法 102&kind=penalty'));
  await page.getByText('没有找到').or(page.getByRole('row')).first().waitFor();
  // An order's article may say which law took over later; no line rests on the later law itself.
  expect(await page.getByRole('cell', { name: /^安全生产法（2021）第102条/ }).count()).toBe(0);
});

test('an ammonia store of 2022-03-14 is graded step by step, and a cite opens the clause', async () => {
  await page.goto(at('/law/calculators'));
  await page.getByRole('link', { name: '重大危险源辨识与分级' }).waitFor();
  expect(await axe(page)).toEqual([]);
  await shot(page, 'law-calculators');

  await page.goto(at('/law/calculators/major-hazard.grade'));
  await page.getByRole('button', { name: '填入示例' }).click();
  const day = page.getByRole('textbox', { name: '按哪一天的法规' });
  await day.fill('2022-03-14');
  await day.press('Enter');
  const steps = page.getByRole('list', { name: '计算过程' });
  const calculate = page.getByRole('button', { name: '计算', exact: false }).last();
  // A click may only close the calendar that still lies open.
  await expect
    .poll(
      async () => {
        await calculate.click();
        await page.waitForTimeout(1500);
        return (await steps.count()) > 0 ? steps.first().textContent() : '';
      },
      { timeout: 60_000 },
    )
    .toContain('q ÷ Q = 12 ÷ 10 = 1.2');
  expect(await steps.textContent()).toContain('R = 1.5');
  await page.getByText('按 2022-03-14 的法规').waitFor();
  expect(await axe(page)).toEqual([]);
  await shot(page, 'law-major-hazard');
  await page.getByRole('button', { name: 'GB 18218-2018', exact: false }).first().click();
  await page.locator('.ant-drawer:visible').getByText('危险化学品重大危险源辨识').waitFor();
  await page.keyboard.press('Escape');

  await page.getByLabel('设计最大量').fill('500kg');
  await page.getByRole('button', { name: '计算', exact: false }).last().click();
  const refused = page.getByRole('alert').filter({ hasText: '不能计算' });
  await refused.waitFor();
  expect(await refused.textContent()).toContain('折算成吨');
});

test('what changed between two days', async () => {
  await page.goto(at('/law/changes?from=2021-08-31&to=2021-09-01'));
  await page.getByRole('heading', { name: '2021-09-01' }).waitFor();
  const changes = page.locator('.lw-found').first();
  expect(await changes.textContent()).toContain('中华人民共和国安全生产法（2014 年修正）');
  expect(await changes.textContent()).toContain('中华人民共和国安全生产法（2021 年修正）');
  expect(await axe(page)).toEqual([]);
  await shot(page, 'law-changes');
  await page.goto(at('/law/changes?from=2022-03-14&to=2022-03-13'));
  await page.getByText('后一日 2022-03-13 早于前一日 2022-03-14').waitFor();
});

test('what is not verified, and the county files, are shown', async () => {
  await page.goto(at('/law/overlays'));
  await page.getByRole('heading', { name: /^待核实 \d+ 条$/ }).waitFor();
  await page.getByText('还没有县级补充').waitFor();
  expect(await axe(page)).toEqual([]);
  await shot(page, 'law-overlays');
});

test('the public calculators need no account and no script', async () => {
  const stranger = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const open = await stranger.newPage();
  await open.goto(at('/open/law/'));
  expect(await open.getByRole('link', { name: '罚款裁量建议' }).count()).toBe(0);
  await open.getByRole('link', { name: '罚款幅度' }).click();
  await open.getByLabel('罚则', { exact: false }).first().fill('安全生产法§102');
  const asked = async (day: string) => {
    await open.getByLabel('决定之日', { exact: false }).fill(day);
    await open.getByRole('button', { name: '计算' }).click();
    await open.getByRole('heading', { name: '计算过程' }).waitFor();
    return (await open.getByRole('region', { name: '结果' }).textContent()) ?? '';
  };
  const before = await asked('2021-08-31');
  const after = await asked('2021-09-01');
  expect(before).not.toBe(after);
  expect(after).toContain('50,000 元');
  await open.locator('ol a').first().click();
  await open.getByText('有效').first().waitFor();
  await open.goto(at('/open/law/deadline.of?on=2022-09-29&clock=hearing-request&from=2022-09-29&ask=1'));
  expect(await open.getByRole('region', { name: '结果' }).textContent()).toContain('2022-10-11');
  await stranger.close();

  const plain = await browser.newContext(phone);
  const seen = await plain.newPage();
  await seen.goto(
    at(
      '/open/law/major-hazard.grade?on=2022-03-14&unit=storage&exposedPeople=60&held.0.substance=液氨&held.0.quantity_t=12&ask=1',
    ),
  );
  await seen.getByRole('heading', { name: '计算过程' }).waitFor();
  expect(await axe(seen)).toEqual([]);
  await shot(seen, 'law-public');
  await plain.close();
});

test('the judgement form shows which criterion a finding may meet', async () => {
  const ask = async (path: string) => (await context.request.get(at(`/api/v1/${path}`))).json();
  const { rows } = fromWire<{ id: string }>(
    (await ask('registry/enterprises?flags=explosive-dust&limit=1')) as WirePage,
  );
  const reported = await context.request.post(at('/api/v1/hazards/report'), {
    data: {
      enterprise: rows[0]?.id,
      origin: 'inspection',
      description: '除尘器箱体未设泄爆装置，灰斗卸灰口粉尘外溢，地面积尘明显',
      place: '打磨车间',
    },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(reported.status(), await reported.text()).toBe(200);
  const { id: open } = (await reported.json()).answer;
  const { hazard } = await ask(`hazards/record?id=${open}`);
  const { description: text, sector, flags, foundOn: on } = hazard;
  const asked = await context.request.post(at('/api/v1/law/rules/criteria.match/eval'), {
    data: { on, input: { text, sector, flags } },
  });
  expect((await asked.json()).result?.criteria.length).toBeGreaterThan(0);
  await page.goto(at(`/hazards/${open}`));
  await page.getByRole('button', { name: '判定', exact: false }).first().click();
  const drawer = page.locator('.ant-drawer:visible');
  await drawer.getByText('重大', { exact: false }).first().click();
  await drawer.getByRole('region', { name: '可能对应的判定情形' }).waitFor();
  await drawer.getByText('只供参考，由执法人员判定').waitFor();
  await drawer.getByText('理由：', { exact: false }).first().waitFor();
  expect(await axe(page)).toEqual([]);
  await shot(page, 'law-criterion-box');
});
