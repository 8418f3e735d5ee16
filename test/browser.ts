/**
 * A real browser for tests. By default the one the tests bring along (browser/unpack.ts), so that every machine sees the
 * same pixels with no package of the distribution; CHROMIUM_PATH names another Chromium or Chrome.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { unpackBrowser } from './browser/unpack.ts';

const require = createRequire(import.meta.url);
const shots = fileURLToPath(new URL('../dist/shots/', import.meta.url));

/** `--single-process`, which the package suggests, is left out: service workers crash it. */
const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--in-process-gpu',
  '--font-render-hinting=none',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a browser; the caller closes it. Works as root and as an ordinary user.
 *
 * Known of this browser: after `context.setOffline(false)` the page's `online` event may never fire and
 * `navigator.onLine` may lag, so what has to happen on reconnection must also be tried by time; a test waits for the
 * outcome, never for the event. A page opened while its context is offline may think it is online.
 *
 * @throws when the platform has no bundled browser and CHROMIUM_PATH is not set
 */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return chromium.launch({ executablePath: given, args: flags });
  const { program, env } = await unpackBrowser();
  return chromium.launch({ executablePath: program, args: flags, env: { ...process.env, ...env } });
}

const here = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' } as const satisfies BrowserContextOptions;

/** The office screen the desk is laid out for. */
export const desktop = {
  ...here,
  viewport: { width: 1366, height: 768 },
} as const satisfies BrowserContextOptions;

/** A cheap phone in the hand. */
export const phone = {
  ...here,
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} as const satisfies BrowserContextOptions;

/** One rule of axe-core that a page breaks, with the places (CSS selectors) where it does. */
export interface AxeViolation {
  id: string;
  impact: 'serious' | 'critical';
  help: string;
  places: string[];
}

let axeSource: Promise<string> | undefined;

/**
 * Serious and critical accessibility violations of the page as it stands now; an empty list is what a test wants.
 * The script goes in through the debugger, so a page's content security policy neither stops it nor is weakened by it.
 */
export async function axe(page: Page): Promise<AxeViolation[]> {
  axeSource ??= readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  // A colour half-way through a transition is no colour anybody reads: what moves is let come to rest, a second at most.
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    const rest = Promise.allSettled(document.getAnimations().map((one) => one.finished));
    await Promise.race([rest, new Promise((done) => setTimeout(done, 1000))]);
  });
  // Half a megabyte to read: once a page, not once a look.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    const engine = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
    // `region` is a moderate fault by its declaration and would be left out below, but looks at every node there is.
    const rules = { region: { enabled: false } };
    const { violations } = await engine.run(document, { resultTypes: ['violations'], rules });
    return violations.flatMap(({ id, impact, help, nodes }) =>
      impact === 'serious' || impact === 'critical'
        ? [{ id, impact, help, places: nodes.map((node) => node.target.flat().join(' ')) }]
        : [],
    );
  });
}

/** Half a second of processor time each, some sixty a run: taken for whoever asks, by `npm run test:long` or `ZEAN_SHOTS=1`. */
const wanted = process.env.ZEAN_SHOTS === '1' || process.env.ZEAN_LONG === '1';

/**
 * Saves the page as `dist/shots/<name>.png` for people to look at; nothing compares it. Answers the file's path. `always`: also where
 * nobody asked for pictures, as of a page on which a test failed.
 */
export async function shot(page: Page, name: string, { always = false } = {}): Promise<string> {
  const path = join(shots, `${name}.png`);
  if (!wanted && !always) return path;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path });
  return path;
}
