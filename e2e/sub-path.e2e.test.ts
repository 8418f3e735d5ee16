/** The platform below a path of a host that has other things too (ZEAN_BASE=/zean), behind proxies that keep the path and that take it off. */
import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { desktop, openBrowser, phone } from '../test/browser.ts';
import { serveForTest, type TestServed } from '../test/serve.ts';
import { seeded } from '../test/shared-server.ts';

const BASE = '/zean';
let browser: Browser;
let served: TestServed;
const proxies: Server[] = [];

/** A proxy that answers only below the path, as nginx `location /zean/` does; what is asked beside it stands in `stray`. */
async function proxy(takesOff: boolean): Promise<{ root: string; stray: string[] }> {
  const stray: string[] = [];
  const { hostname, port } = new URL(served.url);
  const server = createServer((from, to) => {
    const url = from.url ?? '/';
    if (!url.startsWith(`${BASE}/`)) {
      stray.push(url);
      return to.writeHead(404).end();
    }
    const path = takesOff ? url.slice(BASE.length) : url;
    const through = ask({ hostname, port, path, method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    through.on('error', () => to.writeHead(502).end());
    from.pipe(through);
  }).listen(0, '127.0.0.1');
  proxies.push(server);
  await new Promise((ready) => server.once('listening', ready));
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stray };
}

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveForTest({ ...seeded(), env: { ZEAN_BASE: BASE } });
});
afterAll(async () => {
  await browser?.close();
  for (const one of proxies) one.close();
  await served?.stop();
});

/** The favourite icon of the host itself is the browser's own question, not ours. */
const ours = (stray: readonly string[]) => stray.filter((url) => url !== '/favicon.ico');

describe.each([
  ['keeps the path', false],
  ['takes the path off', true],
])('a proxy that %s', (_name, takesOff) => {
  test('leads to desk, its pages, its files and its sign-in, and asks for nothing beside the path', async () => {
    const { root, stray } = await proxy(takesOff);
    const context = await browser.newContext(desktop);
    const page = await context.newPage();
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(`${root}${BASE}/hazards?state=reported`);
    await page.getByLabel('账号', { exact: true }).fill('officer');
    expect(new URL(page.url()).pathname).toBe(`${BASE}/sign-in`);
    await page.getByLabel('密码').fill(demoPassword);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL((url) => url.pathname === `${BASE}/hazards`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const [session] = (await context.cookies()).filter(({ name }) => name === 'zean');
    expect(session).toMatchObject({ path: BASE, httpOnly: true, sameSite: 'Lax' });

    // A page's address opens it again, a link says the whole of it, a file comes.
    await page.goto(`${root}${BASE}/programme`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((href) => !href.startsWith(`${BASE}/`))).toEqual([]);
    await page.goto(`${root}${BASE}/import`);
    const template = await page.locator('a[download]').first().getAttribute('href');
    expect((await context.request.get(root + String(template))).status()).toBe(200);

    await page.goto(`${root}${BASE}/map`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(broken).toEqual([]);
    expect(ours(stray)).toEqual([]);
    await context.close();
  });

  test('leads to the phone, which opens there without a signal', async () => {
    const { root, stray } = await proxy(takesOff);
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    await page.goto(`${root}${BASE}/field/`);
    await page.getByLabel('账号', { exact: true }).fill('safety');
    await page.getByLabel('密码').fill(demoPassword);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '今日' }).waitFor();
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(`${root}${BASE}/field/`);
    await page.getByText('刚刚更新').waitFor();
    await context.setOffline(true);
    await page.goto(`${root}${BASE}/field/outbox`);
    await page.getByRole('heading', { name: '待传' }).waitFor();
    await page.getByRole('navigation').getByRole('button', { name: '今日' }).click();
    expect(new URL(page.url()).pathname).toBe(`${BASE}/field/`);
    await page.getByRole('heading', { name: '今日' }).waitFor();
    expect(ours(stray)).toEqual([]);
    await context.close();
  });

  test('leads to public pages, their links and the description of the interface', async () => {
    const { root, stray } = await proxy(takesOff);
    const get = (path: string) => fetch(root + path, { redirect: 'manual' });
    expect((await get(`${BASE}/open`)).headers.get('location')).toBe(`${BASE}/open/`);
    const open = await (await get(`${BASE}/open/`)).text();
    const links = [...open.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, href]) => href as string);
    expect(links).toContain(`${BASE}/open/law/`);
    for (const href of links) expect((await get(href)).status, href).toBe(200);
    const form = await (await get(`${BASE}/open/law/risk.lec`)).text();
    expect(form).toContain(`action="${BASE}/open/law/risk.lec"`);
    expect(await (await get(`${BASE}/open/feed.xml`)).text()).toContain(`${BASE}/open/`);
    const api = (await (await get(`${BASE}/api/openapi.json`)).json()) as { servers: unknown };
    expect(api.servers).toEqual([{ url: BASE }]);
    expect((await get(`${BASE}/nope`)).status).toBe(404);
    expect(await (await get(`${BASE}/nope`)).text()).toContain(`href="${BASE}/"`);
    expect(ours(stray)).toEqual([]);
  });
});

test('the start says the addresses with the path', () => {
  expect(served.output()).toMatch(/泽安已启动：http:\/\/localhost:\d+\/zean\//);
});
