/** The phone in the field: written without a signal, killed, opened again, received once; refused with a reason and nothing lost. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromWire, type WirePage } from '#kernel';
import { axe, openBrowser, phone, shot } from '../test/browser.ts';
import { sharedServer } from '../test/shared-server.ts';

const PASSWORD = 'zean-demo-2022';
const AT = { latitude: 35.5036, longitude: 112.8512, accuracy: 12 };

let browser: Browser;
let context: BrowserContext;
let page: Page;
let root: string;
let picture: Buffer;

beforeAll(async () => {
  root = sharedServer().url;
  browser = await openBrowser();
  const rail = '<svg width="1600" height="1200"><path d="M0 900H1600" stroke="#444" stroke-width="40"/></svg>';
  picture = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#8a9a8a' } })
    .composite([{ input: Buffer.from(rail) }])
    .jpeg()
    .toBuffer();
});
afterAll(() => browser?.close());

/** A phone that has been on line once: signed in, its service worker ready, its lists kept. */
async function signedIn(account: string): Promise<Page> {
  context = await browser.newContext({ ...phone, permissions: ['geolocation'], geolocation: AT });
  const opened = await context.newPage();
  await opened.goto(`${root}field/`);
  await opened.getByLabel('账号', { exact: true }).fill(account);
  await opened.getByLabel('密码').fill(PASSWORD);
  await opened.getByRole('button', { name: '登录', exact: true }).click();
  await opened.getByRole('heading', { name: '今日' }).waitFor();
  await opened.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await opened.getByText('刚刚更新').waitFor();
  return opened;
}

/** Asks the API with the session of the page. */
const ask = async <T>(path: string): Promise<T> =>
  (await context.request.get(`${root}api/v1/${path}`)).json() as Promise<T>;

/** A session of its own for somebody at the desk. */
async function desk(account: string) {
  const other = await browser.newContext();
  await other.request.post(`${root}api/v1/access/sign-in`, { data: { account, password: PASSWORD } });
  return {
    act: async (name: string, given: Record<string, unknown>) => {
      const answer = await other.request.post(`${root}api/v1/${name.replace('.', '/')}`, {
        data: given,
        headers: { 'idempotency-key': crypto.randomUUID() },
      });
      expect(await answer.text(), name).toContain('"answer"');
      return ((await answer.json()) as { answer: Record<string, string> }).answer;
    },
    ask: async <T>(path: string): Promise<T> => (await other.request.get(`${root}api/v1/${path}`)).json() as Promise<T>,
    close: () => other.close(),
  };
}

/** The tab is killed, not closed politely, and the app opened again at a path. */
async function killAndReopen(path = ''): Promise<void> {
  await page.close({ runBeforeUnload: false });
  page = await context.newPage();
  await page.goto(`${root}field/${path}`);
}

const go = (word: string) => page.getByRole('navigation').getByRole('button', { name: word }).click();
const next = () => page.getByRole('button', { name: '下一步' }).click();
const take = () =>
  page.locator('input[capture]').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: picture });
const list = async (word: string) => {
  await go('待传');
  await page.getByRole('tab', { name: word }).click();
};

/** What the sealed list of IndexedDB holds. */
const actsOnDevice = () =>
  page.evaluate(
    () =>
      new Promise<{ actId: string; state: string; given: Record<string, unknown> }[]>((done) => {
        const opening = indexedDB.open('zean-outbox');
        opening.onsuccess = () => {
          const all = opening.result.transaction('acts').objectStore('acts').getAll();
          all.onsuccess = () => done(all.result);
        };
      }),
  );

describe('the safety manager of an enterprise', () => {
  beforeEach(async () => {
    page = await signedIn('safety');
    return () => context.close();
  });

  test('reports without a signal, through two killed tabs, and it is received once', async () => {
    const mark = `防护栏杆缺失 ${Date.now()}`;
    await context.setOffline(true);
    await killAndReopen('report');
    await take();
    await page.getByRole('button', { name: '查看第 1 张照片' }).waitFor();
    await next();
    await page.getByLabel('问题').fill(mark);
    await page.waitForTimeout(300);

    await killAndReopen();
    await page.getByText(/^离线，已保存在本机 1 条$/).waitFor();
    await shot(page, 'field-today-offline');
    await go('上报');
    expect(await page.getByLabel('问题').inputValue()).toBe(mark);
    await next();
    await page.getByLabel('部位').fill('二车间破碎机平台');
    await next();
    await page.getByRole('button', { name: /自己整改/ }).click();
    const number = (await page.locator('dd', { hasText: /^YH\d{6}-/ }).textContent())?.trim() ?? '';
    expect(number).toMatch(/^YH\d{6}-[0-9A-Z]{7}$/);
    await shot(page, 'field-report-check');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已保存在本机', { exact: true }).waitFor();
    await page.getByText(number).waitFor();

    await killAndReopen('outbox');
    await page.getByText('没有网络，联网后自动发送').waitFor();
    await shot(page, 'field-outbox-waiting');
    expect(await axe(page)).toEqual([]);
    expect((await actsOnDevice()).map((act) => act.state)).toEqual(['waiting']);

    await context.setOffline(false);
    await expect
      .poll(async () => (await actsOnDevice()).map((act) => act.state), { timeout: 60_000 })
      .toEqual(['received']);
    const found = fromWire<{ number: string; id: string }>(
      await ask<WirePage>(`hazards/ledger?q=${encodeURIComponent(mark.slice(-9))}`),
    );
    expect(found.rows.map((row) => row.number)).toEqual([number]);
    const record = await ask<{ photos: { sha256: string; original: string; fromAlbum: boolean; lat: string }[] }>(
      `hazards/record?id=${found.rows[0]?.id}`,
    );
    expect(record.photos).toHaveLength(1);
    expect(record.photos[0]).toMatchObject({ fromAlbum: false });
    // The untouched picture is on the server byte for byte, beside the printed one.
    const original = await context.request.get(`${root}api/v1/files/${record.photos[0]?.original}?size=original`);
    expect(original.status()).toBe(200);
    expect(Buffer.compare(await original.body(), picture)).toBe(0);
    expect(record.photos[0]?.sha256).not.toBe(record.photos[0]?.original);
    await list('已收');
    await page.getByText(number).waitFor();
  });

  test('mends without a signal what was meanwhile decided otherwise: the reason comes back, the draft is whole', async () => {
    const me = await ask<{ actor: { enterprise: string } }>('access/me');
    const officer = await desk('officer');
    const report = await officer.act('hazards.report', {
      enterprise: me.actor.enterprise,
      origin: 'inspection',
      category: 'fire',
      description: `消防通道堵塞 ${Date.now()}`,
      place: '仓库东门',
    });
    const id = report.id as string;
    await officer.act('hazards.judge', { id, level: 'general', reason: '影响疏散' });
    await officer.act('hazards.assign', {
      id,
      measure: '清理通道',
      person: '库管员',
      moneyYuan: 0,
      dueOn: '2022-12-30',
      plan: '人员疏散',
    });
    await page.getByRole('button', { name: '刷新' }).click();
    await page
      .getByRole('button', { name: /仓库东门/ })
      .first()
      .waitFor();

    await context.setOffline(true);
    await killAndReopen(`hazards/${id}`);
    await page.getByRole('button', { name: '整改完成' }).click();
    await take();
    await page.getByRole('button', { name: '查看第 1 张照片' }).waitFor();
    await page.getByLabel('情况说明').fill('通道已清空，划线标识');
    await shot(page, 'field-rectify');
    expect(await axe(page)).toEqual([]);
    await page.locator('footer').getByRole('button', { name: '整改完成' }).click();
    await page.getByText('本机已办，待传').waitFor();
    // What the phone knows of it has moved on, as the flow says.
    await page.getByText('待复查').waitFor();

    await officer.act('hazards.transfer', { id, department: '消防救援大队', reason: '属消防职责' });
    await officer.close();
    await context.setOffline(false);
    await expect
      .poll(async () => (await actsOnDevice()).map((act) => act.state), { timeout: 60_000 })
      .toEqual(['problem']);
    await list('有问题');
    await page.locator('.zf-reason').waitFor();
    expect(await page.locator('.zf-reason').textContent()).toMatch(/已移送|状态|办理过/);
    await shot(page, 'field-problem');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '修改后重发' }).click();
    expect(await page.getByLabel('情况说明').inputValue()).toBe('通道已清空，划线标识');
    await page.getByRole('button', { name: '查看第 1 张照片' }).waitFor();
    const record = await ask<{ hazard: { state: string }; photos: unknown[] }>(`hazards/record?id=${id}`);
    expect(record).toMatchObject({ hazard: { state: 'transferred' }, photos: [] });
  });

  test('signing out asks about what is unsent; another person does not send it, its maker does', async () => {
    await context.setOffline(true);
    await killAndReopen('report');
    await take();
    await next();
    await page.getByLabel('问题').fill('配电箱门缺失，未上锁');
    await next();
    await page.getByRole('button', { name: '配电室' }).click();
    await next();
    await page.getByRole('button', { name: /请镇里处理/ }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已保存在本机', { exact: true }).waitFor();
    await go('我');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByText(/本机还有 1 条没有送达/).waitFor();
    await page.getByRole('button', { name: '退出', exact: true }).click();
    await page.getByText(/本机有 1 条未送达的内容/).waitFor();
    await shot(page, 'field-sign-in-held');
    expect(await axe(page)).toEqual([]);
    expect(
      await page.evaluate(
        () =>
          new Promise((done) => {
            const opening = indexedDB.open('zean-kept');
            opening.onsuccess = () => {
              const keys = opening.result.transaction('kept').objectStore('kept').getAllKeys();
              keys.onsuccess = () => done(keys.result);
            };
          }),
      ),
    ).toEqual(['phone sign-out']);

    await context.setOffline(false);
    const signIn = async (account: string) => {
      await page.getByLabel('账号', { exact: true }).fill(account);
      await page.getByLabel('密码').fill(PASSWORD);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('heading', { name: '今日' }).waitFor();
    };
    await signIn('worker');
    await list('待传');
    await page.getByText(/本人登录后才会发送/).waitFor();
    await page.getByRole('button', { name: '立即发送' }).click();
    await page.waitForTimeout(1500);
    expect((await actsOnDevice()).map((act) => act.state)).toEqual(['waiting']);
    await go('我');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '退出', exact: true }).click();
    await signIn('safety');
    await expect
      .poll(async () => (await actsOnDevice()).map((act) => act.state), { timeout: 60_000 })
      .toEqual(['received']);
  });
});

describe('the town officer', () => {
  test('picks the enterprise without a signal, and every page stands at 360 px', async () => {
    page = await signedIn('town');
    await expect.poll(() => page.evaluate(() => document.querySelectorAll('.hf-row').length)).toBeGreaterThan(0);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    const small = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('button, label.zf-taker, input[type=date]')]
          .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
          .map((one) => one.textContent),
      );
    const stands = async (name: string) => {
      await shot(page, name);
      expect(await fits(), name).toBe(true);
      expect(await small(), name).toEqual([]);
      expect(await axe(page), name).toEqual([]);
    };
    await stands('field-officer-today');
    await context.setOffline(true);
    await go('上报');
    await take();
    await next();
    await page.getByLabel('问题').fill('除尘系统积尘未清理');
    await stands('field-officer-text');
    await next();
    await page.getByRole('button', { name: '除尘器' }).click();
    await next();
    await page.getByPlaceholder('企业名称、拼音首字母或信用代码').fill('zzyxgs');
    const first = page.getByRole('list', { name: '企业' }).getByRole('button').first();
    await first.click();
    await stands('field-officer-enterprise');
    await next();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已保存在本机', { exact: true }).waitFor();
    await stands('field-officer-done');
    for (const [word, name] of [
      ['待传', 'field-officer-outbox'],
      ['我', 'field-officer-me'],
    ] as const) {
      await go(word);
      await stands(name);
    }
    await page.getByRole('button', { name: '设备体检' }).click();
    await page.getByText('没有网络也能打开').waitFor();
    await stands('field-check');
    await context.setOffline(false);
    await expect
      .poll(async () => (await actsOnDevice()).map((act) => act.state), { timeout: 60_000 })
      .toEqual(['received']);
    await context.close();
  });
});
