/** What a phone keeps and sends of a photo: at most 2,560 pixels, unless its county keeps originals; a smaller picture as it came. */

import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, phone } from '../test/browser.ts';
import { sharedServer } from '../test/shared-server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A photograph of a camera: grain and edges, no plain colour. */
const camera = async (width: number, height: number): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
};

/** The pictures a phone holds after these were taken on it; `me` as the server tells it, changed where asked. */
async function kept(pictures: readonly Buffer[], originals: boolean) {
  const context = await browser.newContext({ ...phone, serviceWorkers: 'block' });
  const page = await context.newPage();
  if (originals)
    await page.route('**/api/v1/access/me', async (route) => {
      const reply = await route.fetch();
      const { photoEdge: _, ...me } = (await reply.json()) as Record<string, unknown>;
      await route.fulfill({ response: reply, json: me });
    });
  await page.goto(`${sharedServer().url}field/`);
  await page.getByLabel('账号', { exact: true }).fill('town');
  await page.getByLabel('密码').fill('zean-demo-2022');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
  const me = await (await context.request.get(`${sharedServer().url}api/v1/access/me`)).json();
  expect(me.photoEdge).toBe(2560);
  // Asked again, as it is whenever the app is opened.
  await page.goto(`${sharedServer().url}field/report`);
  for (const [n, buffer] of pictures.entries()) {
    await page.locator('input[capture]').setInputFiles({ name: `现场${n}.jpg`, mimeType: 'image/jpeg', buffer });
    await page.getByRole('button', { name: `查看第 ${n + 1} 张照片` }).waitFor();
  }
  const files = await page.evaluate(
    () =>
      new Promise<{ name: string; bytes: number; width: number; height: number; type: string }[]>((done) => {
        const opening = indexedDB.open('zean-outbox');
        opening.onsuccess = () => {
          const all = opening.result.transaction('files').objectStore('files').getAll();
          all.onsuccess = async () => {
            const found = [];
            for (const { name, bytes, type } of all.result) {
              const { width, height } = await createImageBitmap(new Blob([bytes], { type }));
              found.push({ name, bytes: bytes.byteLength, width, height, type });
            }
            done(found);
          };
        };
      }),
  );
  await context.close();
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

test('twelve megapixels go down to 2,560 pixels and a third of the bytes, in their proportion; a small picture stays byte for byte', async () => {
  const [big, small] = [await camera(4000, 3000), await camera(1600, 1200)];
  const [first, second] = await kept([big, small], false);
  expect(first).toMatchObject({ width: 2560, height: 1920, type: 'image/jpeg' });
  expect(first!.bytes).toBeLessThan(big.length / 2);
  expect(second).toMatchObject({ width: 1600, height: 1200, bytes: small.length });
});

test('a county that keeps originals gets the picture as the camera made it', async () => {
  const big = await camera(4000, 3000);
  const [only] = await kept([big], true);
  expect(only).toMatchObject({ width: 4000, height: 3000, bytes: big.length });
});
