/**
 * What is owed (应办事项) at the desk and on the phone: handed in with reason and clause in sight, one material for two, judged by the town,
 * given back, mended, accepted; figures open exactly their rows; a zero report handed in without a signal arrives after.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { axe, desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';
import { type Client, clientOf } from '../test/served.ts';
import { seeded } from '../test/shared-server.ts';

interface Line {
  id: string;
  title: string;
  period: string;
  state: string;
}
interface Seen {
  owed: { state: string; firstOn: string | null };
  handIns: { verdict: string | null; material: { note: string } }[];
  urgings: unknown[];
}
let served: TestServed;
let browser: Browser;
let principal: Client;
const broken: string[] = [];
const contexts: BrowserContext[] = [];
const at = (path: string) => new URL(path, served.url).href;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveForTest(seeded()), openBrowser()]);
  principal = await clientOf(served.url, 'principal');
}, 300_000);
afterAll(async () => {
  await Promise.all(contexts.map((one) => one.close()));
  await browser?.close();
  await served?.stop();
});

async function opened(kind: typeof desktop | typeof phone, name: string): Promise<Page> {
  const context = await browser.newContext(kind);
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => broken.push(`${name}: ${error.message}`));
  return page;
}

async function sit(account: string): Promise<Page> {
  const page = await opened(desktop, account);
  await page.goto(at('/'));
  await page.locator('#account').fill(account);
  await page.locator('#password').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
  return page;
}

const mine = async (title: string, period: string): Promise<Line> => {
  const { body } = await principal.get<{ rows: Line[] }>('duties/mine?from=2022-03-01&to=2022-12-31');
  const row = body.rows.find((one) => one.title === title && one.period === period);
  if (!row) throw new Error(`${title} ${period} is not owed`);
  return row;
};
const seen = async (id: string): Promise<Seen> => (await principal.get<Seen>(`duties/record?id=${id}`)).body;
const drawer = (page: Page) => page.locator('.ant-drawer:visible').last();
const field = (page: Page, label: string) =>
  drawer(page).getByLabel(label).and(page.locator('input, textarea')).first();
const press = async (page: Page, button: string) => {
  await drawer(page).getByRole('button', { name: button, exact: true }).click();
  await drawer(page).waitFor({ state: 'hidden' });
};

/** Nothing is wider than the screen, and no line of the list lies over another. */
async function fits(page: Page, rows: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  const over = await page.locator(rows).evaluateAll((all) => {
    const boxes = all.map((one) => one.getBoundingClientRect()).filter((box) => box.height > 0);
    return boxes.filter((box, i) => i > 0 && box.top < boxes[i - 1]!.bottom - 1).length;
  });
  expect(over).toBe(0);
}

test('at the desk: one material for two, given back, mended, accepted', async () => {
  const [report, drill] = [await mine('企业自主上报', '2022年5月'), await mine('半年应急演练', '2022年上半年')];
  const boss = await sit('principal');
  await boss.goto(at('/duties/mine'));
  const line = boss.locator('.du-line', { hasText: '企业自主上报 2022年5月' });
  expect(await line.textContent()).toMatch(/所有生产经营单位；依据泽应急发/);
  await fits(boss, '.du-line');
  expect(await axe(boss)).toEqual([]);
  await shot(boss, 'duties-mine');

  const figures = await boss
    .locator('a[href*="/duties?"]')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('href') ?? '', one.textContent ?? ''] as const));
  expect(figures.length).toBeGreaterThanOrEqual(6);
  for (const [href, text] of figures) {
    const { body } = await principal.get<{ total: { n: number } }>(`duties/owed${href.slice(href.indexOf('?'))}`);
    expect(body.total.n, `${text} ${href}`).toBe(Number(/(\d+)\s*件/.exec(text)?.[1]));
  }

  await line.getByRole('button', { name: '上报 企业自主上报 2022年5月' }).click();
  await field(boss, '情况说明').fill('本月自查和半年演练的记录，材料附后');
  await drawer(boss)
    .getByRole('checkbox', { name: /^半年应急演练（2022年上半年/ })
    .check();
  await press(boss, '上报');
  for (const { id } of [report, drill]) expect((await seen(id)).owed.state).toBe('handed-in');

  const town = await sit('town');
  await town.getByRole('link', { name: '企业自主上报', exact: true }).first().waitFor();
  await town.goto(at(`/duties/${report.id}`));
  await town.getByText('本月自查和半年演练的记录，材料附后').first().waitFor();
  await town
    .getByRole('button', { name: /退回补正|更多/ })
    .first()
    .click();
  const giveBack = town.getByRole('menuitem', { name: '退回补正' });
  if (await giveBack.isVisible().catch(() => false)) await giveBack.click();
  await field(town, '退回原因').fill('缺主要负责人签字');
  const day = field(town, '补正期限');
  await day.fill('2022-05-20');
  await day.press('Enter');
  await press(town, '退回补正');
  expect((await seen(report.id)).owed.state).toBe('returned');

  await boss.goto(at('/duties/mine'));
  await boss.getByRole('button', { name: '补正上报 企业自主上报 2022年5月' }).click();
  await field(boss, '情况说明').fill('已补主要负责人签字');
  await press(boss, '补正上报');
  await town.reload();
  await town.getByText('已补主要负责人签字').first().waitFor();
  await town.getByRole('button', { name: '审核通过', exact: true }).click();
  await press(town, '审核通过');
  const done = await seen(report.id);
  expect(done.owed).toMatchObject({ state: 'accepted', firstOn: '2022-05-16' });
  expect(done.handIns.map((one) => one.verdict)).toEqual(['accepted', 'returned']);

  await boss.goto(at('/duties/mine'));
  await boss.getByText('月历', { exact: true }).click();
  await boss.locator('.du-month').getByRole('link', { name: '企业自主上报' }).first().waitFor();
  await fits(boss, '.du-month tr');
}, 120_000);

test('the matrix: a selection is urged in one act, and each of it says so', async () => {
  const officer = await sit('officer');
  await officer.goto(at('/duties/matrix'));
  const able = officer.locator('input[type=checkbox]:not([disabled])');
  const row = officer.locator('.du-matrix tbody tr').filter({ has: able }).first();
  await row.waitFor();
  const missed = await row.locator('.du-mark-missed').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
  expect(missed.length).toBeGreaterThan(0);
  const ids = missed.map((href) => href.slice(href.lastIndexOf('/') + 1));
  const desk = await clientOf(served.url, 'officer');
  const urged = async () =>
    Promise.all(ids.map(async (id) => (await desk.get<Seen>(`duties/record?id=${id}`)).body.urgings.length));
  const before = await urged();
  await row.getByRole('checkbox').check();
  await officer.getByRole('button', { name: /^催办/ }).first().click();
  const sure = officer.locator('.ant-drawer:visible, .ant-modal:visible').last().getByRole('button', { name: /催办/ });
  await sure.last().click();
  await expect.poll(urged, { timeout: 15_000 }).toEqual(before.map((n) => n + 1));
}, 60_000);

const onePage =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

test('on the phone: the list without a signal, a zero report handed in, received after', async () => {
  const page = await opened(phone, 'phone');
  await page.goto(at('/field/'));
  await page.getByLabel('账号', { exact: true }).fill('principal');
  await page.getByLabel('密码').fill(demoPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('heading', { name: '应办事项' }).waitFor();
  const zero = await mine('半年现场处置方案演练', '2022年上半年');
  // Everything the pages need has come once the record of what is handed in below is kept.
  await page.waitForFunction(
    (id) =>
      new Promise<boolean>((answer) => {
        const opening = indexedDB.open('zean-kept');
        opening.onsuccess = () => {
          const all = opening.result.transaction('kept').objectStore('kept').getAllKeys();
          all.onsuccess = () => answer(all.result.some((key) => String(key).endsWith(`duties.record ${id}`)));
        };
      }),
    zero.id,
  );
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '看全部应办事项和月历' }).click();
  const row = page.locator('.df-row', { hasText: `${zero.title} ${zero.period}` });
  await row.waitFor();
  expect(await row.textContent()).toContain('依据');
  await fits(page, '.df-row');
  expect(await axe(page)).toEqual([]);
  await shot(page, 'field-duties');
  await page.getByRole('button', { name: '月历' }).click();
  await page.locator('.df-month').waitFor();
  await fits(page, '.df-month tr');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '清单' }).click();
  await row.getByRole('button', { name: `上报 ${zero.title} ${zero.period}` }).click();
  await page.getByRole('button', { name: '本期没有此类情况' }).click();
  await page
    .locator('input[accept="application/pdf"]')
    .setInputFiles({ name: '零报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePage) });
  await page.getByText('零报告.pdf').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.locator('footer').getByRole('button', { name: '上报', exact: true }).click();
  await row.getByText('待审核').waitFor();
  await row.locator('.df-row-leads').click();
  await page.getByText('本机已办，待传').waitFor();
  expect((await seen(zero.id)).owed.state).toBe('owed');
  await page.context().setOffline(false);
  await expect.poll(async () => (await seen(zero.id)).owed.state, { timeout: 60_000 }).toBe('handed-in');
  expect((await seen(zero.id)).handIns.map((one) => one.material.note)).toEqual(['本期没有此类情况']);
  expect(broken).toEqual([]);
}, 120_000);
