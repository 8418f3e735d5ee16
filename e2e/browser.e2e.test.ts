/** The browser itself: what every other browser test relies on. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackBrowser } from '../test/browser/unpack.ts';
import { axe, desktop, openBrowser, phone, shot } from '../test/browser.ts';

const worker = `
addEventListener('install', (event) => event.waitUntil(caches.open('a').then((c) => c.add('/')).then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(fetch(event.request).catch(() => caches.match(event.request))));
`;
const page1 = '<!doctype html><html lang="zh-CN"><title>井下</title><main><h1>隐患上报</h1></main>';

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  browser = await openBrowser();
  server = createServer((request, answer) => {
    const script = request.url === '/worker.js';
    answer.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    answer.end(script ? worker : page1);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** The ink of a character drawn 64 px large, as a string of dark and light pixels. */
const inkOf = (page: Page, character: string, weight = 400): Promise<string> =>
  page.evaluate(
    ([text, bold]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 80, height: 80 });
      const context = canvas.getContext('2d')!;
      context.font = `${bold} 64px "Microsoft YaHei", sans-serif`;
      context.textBaseline = 'top';
      context.fillText(text as string, 4, 4);
      const { data } = context.getImageData(0, 0, 80, 80);
      let ink = '';
      for (let at = 3; at < data.length; at += 4) ink += data[at]! > 127 ? '#' : '.';
      return ink;
    },
    [character, weight],
  );

const dark = (ink: string) => ink.split('#').length - 1;

describe('Chinese text', () => {
  test('has real glyphs: characters differ, the denser one has more ink, and none is the box of a missing glyph', async () => {
    const page = await browser.newPage(desktop);
    const [one, three, well, dense, missing] = await Promise.all(
      ['一', '三', '井', '龘', '\u{10FFFD}'].map((c) => inkOf(page, c)),
    );
    expect(new Set([one, three, well, dense, missing]).size).toBe(5);
    expect(dark(one!)).toBeGreaterThan(50);
    expect(dark(three!)).toBeGreaterThan(dark(one!));
    expect(dark(dense!)).toBeGreaterThan(dark(well!));
    expect(dark(await inkOf(page, '安', 700))).toBeGreaterThan(dark(await inkOf(page, '安')) * 1.1);
    await page.close();
  });

  test('a full-width character is as wide as the font size', async () => {
    const page = await browser.newPage(desktop);
    await page.setContent('<span style="font: 20px sans-serif">泽安隐患</span>');
    expect((await page.locator('span').boundingBox())?.width).toBeCloseTo(80, 0);
    await page.close();
  });
});

test('desktop and phone have the size, language, clock and fingers they promise', async () => {
  for (const [options, width, touch] of [
    [desktop, 1366, 0],
    [phone, 360, 1],
  ] as const) {
    const page = await browser.newPage(options);
    await page.goto(url);
    const seen = await page.evaluate(() => ({
      language: navigator.language,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      touch: Math.min(navigator.maxTouchPoints, 1),
      width: screen.width,
    }));
    expect(seen).toEqual({ language: 'zh-CN', zone: 'Asia/Shanghai', touch, width });
    await page.close();
  }
});

test('a service worker registers and serves the page with the network cut', async () => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((wait) => setTimeout(wait, 20));
  });
  await context.setOffline(true);
  expect(
    await page.evaluate(() =>
      fetch('/never-seen').then(
        () => 'came',
        () => 'cut',
      ),
    ),
  ).toBe('cut');
  await page.reload();
  expect(await page.textContent('h1')).toBe('隐患上报');
  await context.setOffline(false);
  await page.reload();
  expect(await page.textContent('h1')).toBe('隐患上报');
  expect(await shot(page, 'browser-smoke', { always: true })).toMatch(/dist\/shots\/browser-smoke\.png$/);
  await context.close();
});

test('axe finds a planted violation and nothing on a clean page', async () => {
  const page = await browser.newPage(desktop);
  await page.goto(url);
  expect(await axe(page)).toEqual([]);
  await page.setContent('<html lang="zh-CN"><title>图</title><main><h1>图</h1><img src="data:,"></main>');
  expect((await axe(page)).map(({ id, places }) => [id, places])).toEqual([['image-alt', ['img']]]);
  await page.close();
});

/** Libraries of the C runtime, which Node itself needs; anything else must be ours. */
const RUNTIME =
  /^(ld-linux-x86-64|libc|libm|libdl|libpthread|librt|libresolv|libutil|libgcc_s|libnss_\w+)[-.\d]*\.so[.\d]*$/;

test.skipIf(process.env.CHROMIUM_PATH)('no library of the distribution is loaded besides the C runtime', async () => {
  const { folder, program } = await unpackBrowser();
  const page = await browser.newPage(desktop);
  await page.goto(url);
  const loaded = new Set<string>();
  let processes = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readlinkSync(`/proc/${pid}/exe`) !== program) continue;
      processes += 1;
      for (const [, path] of readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(/\s(\/\S+\.so[.\d]*)$/gm))
        loaded.add(path!);
    } catch {
      // Ended meanwhile, or another user's.
    }
  }
  expect(processes, `processes of user ${userInfo().uid}`).toBeGreaterThan(1);
  const foreign = [...loaded].filter(
    (path) => !path.startsWith(`${folder}/`) && !RUNTIME.test(path.split('/').at(-1)!),
  );
  expect(foreign).toEqual([]);
  expect([...loaded].some((path) => path === `${folder}/lib/libnss3.so`)).toBe(true);
  await page.close();
});
