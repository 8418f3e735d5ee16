/** The oldest browsers: every built file is held against them, and desk and phone are used without what they lack. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../contexts/access/demo.ts';
import { desktop, openBrowser, phone, shot } from '../test/browser.ts';
import { acceptedAtRun, acceptedInScripts, acceptedInStyles } from '../test/floor/accepted.ts';
import { missingOfLanguage, scriptBelow } from '../test/floor/scripts.ts';
import { styleBelow } from '../test/floor/styles.ts';
import type { Below } from '../test/floor/support.ts';
import { sharedServer } from '../test/shared-server.ts';
import { root } from '../test/source/tree.ts';

const dist = join(root, 'dist');
const first = readFileSync(join(root, 'apps/screen/public/first.js'), 'utf8');
/** Methods that `first.js` brings along, by their names. */
const brought = new Set([...first.matchAll(/bring\([^,]+, '(\w+)'/g)].map(([, name]) => name as string));
const isBrought = (what: string) => brought.has(what.replace(/^.*\./, '').replace('()', ''));

const built = (end: RegExp) =>
  ['desk', 'field', 'public'].flatMap((app) => {
    let names: string[] = [];
    try {
      names = readdirSync(join(dist, app), { recursive: true, encoding: 'utf8' });
    } catch {
      // Nothing is built for the public pages as long as they bring no file.
    }
    return names.filter((name) => end.test(name)).map((name) => `${app}/${name}`);
  });

/** What of a file is neither brought along nor accepted, as lines to read. */
const faults = (path: string, found: Below[], accepted: Readonly<Record<string, string>>) =>
  found
    .filter(({ what }) => !(what in accepted) && !isBrought(what))
    .map(({ what, lacking, near }) => `${path}: ${what} (${lacking}) … ${near}`);

describe('the built files', () => {
  const used = new Set<string>();
  const look = (path: string, found: Below[], accepted: Readonly<Record<string, string>>) => {
    for (const { what } of found) used.add(what);
    return faults(path, found, accepted);
  };

  test('ask no browser of the floor for syntax, a method, a global or a style it does not have', () => {
    const scripts = built(/\.js$/);
    const styles = built(/\.css$/);
    expect(scripts.length).toBeGreaterThan(60);
    expect(styles.length).toBeGreaterThan(5);
    const found = [
      ...scripts.flatMap((path) => look(path, scriptBelow(readFileSync(join(dist, path), 'utf8')), acceptedInScripts)),
      ...styles.flatMap((path) => look(path, styleBelow(readFileSync(join(dist, path), 'utf8')), acceptedInStyles)),
    ];
    expect(found).toEqual([]);
    // What nothing uses any more is accepted no longer; a page for printing has no file.
    const idle = Object.keys({ ...acceptedInScripts, ...acceptedInStyles }).filter((what) => !used.has(what));
    expect(idle).toEqual(['@page']);
  });

  test('bring along what is missing for less than 10 KB, before every module', () => {
    for (const app of ['desk', 'field']) {
      const page = readFileSync(join(dist, app, 'index.html'), 'utf8');
      // A plain script runs where it stands; modules wait for the whole page.
      expect(page).toMatch(/<script src="[^"]*\/first\.js"><\/script>/);
      expect(readFileSync(join(dist, app, 'first.js')).length).toBeLessThan(10_000);
    }
  });
});

/** Takes away, before any script of the page, all of the language that a browser of the floor lacks, and of the page what we look for. */
const takeAway = (missing: string[]) => {
  const gone = (path: string) => {
    const parts = path.split('.');
    const name = parts.pop() as string;
    const of = parts.reduce<unknown>(
      (at, part) =>
        part === 'TypedArray' ? Object.getPrototypeOf(Int8Array) : (at as Record<string, unknown>)?.[part],
      globalThis,
    );
    if (of) delete (of as Record<string, unknown>)[name];
  };
  // The debugger itself needs the lists of large integers (Safari 15); nothing of ours names them.
  for (const path of missing) if (!/^Big(Ui|I)nt64Array/.test(path)) gone(path);
  for (const path of [
    'structuredClone',
    'reportError',
    'BroadcastChannel',
    'createImageBitmap',
    'Crypto.prototype.randomUUID',
    'Navigator.prototype.locks',
    'HTMLDialogElement.prototype.showModal',
    'StorageManager.prototype.persist',
    'AbortSignal.timeout',
    'AbortSignal.any',
    'navigation',
  ])
    gone(path);
};

describe('desk and phone in a browser without them', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const broken: string[] = [];
  const at = (path: string) => new URL(path, sharedServer().url).href;

  const opened = async (how: BrowserContextOptions) => {
    context = await browser.newContext(how);
    await context.addInitScript(takeAway, missingOfLanguage());
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => broken.push(error.message));
  };
  const signIn = async () => {
    await page.getByLabel('密码').fill(demoPassword);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };

  beforeAll(async () => {
    browser = await openBrowser();
    const missing = missingOfLanguage();
    for (const name of ['Array.prototype.at', 'Array.prototype.findLast', 'Object.hasOwn', 'WeakRef'])
      expect(missing).toContain(name);
  });
  afterAll(() => browser?.close());

  test('a phone signs in, takes a photo, reports, and the report is received', async () => {
    await opened({ ...phone, permissions: ['geolocation'], geolocation: { latitude: 35.5036, longitude: 112.8512 } });
    await page.goto(at('/field/'));
    await page.getByLabel('账号', { exact: true }).fill('safety');
    await signIn();
    await page.getByRole('heading', { name: '今日' }).waitFor();
    await page.getByRole('navigation').getByRole('button', { name: '上报' }).click();
    const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a9a8a' } })
      .jpeg()
      .toBuffer();
    await page.locator('input[capture]').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
    const square = page.getByRole('button', { name: '查看第 1 张照片' });
    await square.waitFor();
    const box = await square.boundingBox();
    expect(Math.abs((box?.width ?? 0) - (box?.height ?? 99))).toBeLessThan(2);
    await shot(page, 'floor-field-report');
    const next = () => page.getByRole('button', { name: '下一步' }).click();
    await next();
    await page.getByLabel('问题').fill(`旧内核上报 ${Date.now()}`);
    await next();
    await page.getByLabel('部位').fill('二车间破碎机平台');
    await next();
    await page.getByRole('button', { name: /自己整改/ }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('navigation').getByRole('button', { name: '待传' }).click();
    await page.getByRole('tab', { name: '已收' }).click();
    await page
      .getByText(/YH\d{6}-[0-9A-Z]{7}/)
      .first()
      .waitFor();
    for (const path of ['me', 'me/check', 'outbox']) {
      await page.goto(at(`/field/${path}`));
      await page.getByRole('heading', { level: 1 }).first().waitFor();
    }
    expect(broken).toEqual([]);
    await context.close();
  });

  test('a desk opens its pages, and the styles it makes as it runs ask for nothing else either', async () => {
    await opened(desktop);
    await page.goto(at('/sign-in'));
    await page.getByLabel('账号', { exact: true }).fill('officer');
    await signIn();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    const styles = new Set<string>();
    for (const path of ['/', '/hazards', '/programme', '/enterprises', '/law/calculators', '/supervision', '/map']) {
      await page.goto(at(path));
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      for (const css of await page.locator('style').evaluateAll((all) => all.map((one) => one.textContent ?? '')))
        styles.add(css);
    }
    await shot(page, 'floor-desk-map');
    await page.goto(at('/hazards/new'));
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(broken).toEqual([]);
    expect(styles.size).toBeGreaterThan(0);
    expect(
      [...styles].flatMap((css) => faults('style', styleBelow(css), { ...acceptedInStyles, ...acceptedAtRun })),
    ).toEqual([]);
    await context.close();
  });

  test('public pages ask for no style of a newer browser and for no script at all', async () => {
    for (const path of ['/open/', '/open/law/', '/open/law/risk.lec']) {
      const answer = await fetch(at(path));
      expect(answer.status, path).toBe(200);
      const html = await answer.text();
      expect(html).not.toContain('<script');
      const sheets = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css as string);
      expect(sheets.length, path).toBeGreaterThan(0);
      expect(sheets.flatMap((css) => faults(path, styleBelow(css), acceptedInStyles))).toEqual([]);
    }
  });

  for (const [path, words] of [
    ['/field/', '点右上角'],
    ['/', '极速模式'],
  ] as const)
    test(`${path} has the plain page for a kernel below the floor`, async () => {
      await opened(path === '/' ? desktop : phone);
      // Such a kernel runs no module either.
      await context.route('**/assets/**', (route) => route.abort());
      await context.addInitScript(() => {
        delete (Promise as unknown as Record<string, unknown>).allSettled;
      });
      await page.goto(at(path));
      await page.getByText('这个浏览器的内核太旧，打不开泽安').waitFor();
      await page.getByText(words).waitFor();
      await page.getByText('缺少 ES2020/2021 标准库').waitFor();
      await context.close();
    });
});
