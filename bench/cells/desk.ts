import type { Browser, BrowserContext } from 'playwright-core';
import { desktop, openBrowser } from '../../test/browser.ts';
import type { Cell, Place } from '../place.ts';
import { median, ms } from '../table.ts';

/** What one visit of the hazard ledger took: compressed bytes on the wire, and ms until the first hazard can be read. */
interface Visit {
  ready: number;
  /** Of the shared libraries (antd, react: they stay in the cache over our releases). */
  libraries: number;
  /** Everything else: our scripts, styles, page and the API's answers. */
  ours: number;
}

async function visit(p: Place, context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  const urls = new Map<string, string>();
  const found = { libraries: 0, ours: 0 };
  wire.on('Network.responseReceived', (e) => urls.set(e.requestId, e.response.url));
  wire.on('Network.loadingFinished', (e) => {
    const url = urls.get(e.requestId) ?? '';
    found[/\/assets\/(antd|react)-/.test(url) ? 'libraries' : 'ours'] += e.encodedDataLength;
  });
  const begun = performance.now();
  await page.goto(`http://127.0.0.1:${p.product.port}/hazards`, { waitUntil: 'commit' });
  await page
    .locator('.zs-ledger tbody tr')
    .first()
    .getByText(/[A-Z]{2}\d{6}-/)
    .waitFor();
  const ready = performance.now() - begun;
  await page.waitForLoadState('networkidle');
  await page.close();
  return { ready, ...found };
}

async function signedIn(p: Place, browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext(desktop);
  const [name, value] = p.cookie.split(/=(.*)/s) as [string, string];
  await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);
  return context;
}

const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;

/** The hazard ledger in a real browser on the same two cores: an empty cache first, then a filled one. */
export const deskCell: Cell = async (p) => {
  const browser = await openBrowser();
  const cold: Visit[] = [];
  const warm: Visit[] = [];
  try {
    for (let n = 0; n < p.rounds + 1; n++) {
      const context = await signedIn(p, browser);
      cold.push(await visit(p, context));
      warm.push(await visit(p, context));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const of = (visits: readonly Visit[], key: keyof Visit) => median(visits.map((v) => v[key]));
  for (const [what, visits, bytes, time] of [
    ['cold cache', cold, 300 * 1024, 1500],
    ['warm cache', warm, 50 * 1024, 800],
  ] as const) {
    p.say({
      task: `desk: hazard ledger in Chromium, ${what}, to the first hazard on the page`,
      at: 1,
      ours: `${ms(of(visits, 'ready'))}; ${kb(of(visits, 'ours'))} beyond the shared libraries (${kb(of(visits, 'libraries'))})`,
      aim: `≤ ${time / 1000} s, ≤ ${kb(bytes)}`,
      met: of(visits, 'ready') <= time && of(visits, 'ours') <= bytes,
    });
  }
};
