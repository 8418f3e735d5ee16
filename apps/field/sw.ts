/// <reference lib="webworker" />
/**
 * The service worker: keeps this one app on the phone and opens it without a signal. It never touches /api: what is known and
 * what waits is the business of IndexedDB.
 */
const here = self as unknown as ServiceWorkerGlobalScope;
/** The build puts the list of files here. */
const files = (self as unknown as { __WB_MANIFEST: { url: string; revision: string | null }[] }).__WB_MANIFEST;
/** Where this worker stands: the platform may stand below a path of its host. */
const BASE = new URL('./', here.location.href).pathname;
const CACHE = 'zean-field-';
/** One cache an edition: all files of it or none. */
const edition =
  CACHE +
  [...files.map(({ url, revision }) => `${url}${revision ?? ''}`).join('|')]
    .reduce((hash, c) => (Math.imul(hash, 31) + c.charCodeAt(0)) >>> 0, 7)
    .toString(36);

here.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(edition);
      // The build lists some files twice; a cache takes each once.
      const urls = [...new Set(files.map(({ url }) => BASE + url))];
      for (const url of urls) {
        const answer = await fetch(new Request(url, { cache: 'no-cache' }));
        // In the middle of a roll-out a missing script may be answered with a page: that edition is not taken.
        if (!answer.ok || (url.endsWith('.js') && !(answer.headers.get('content-type') ?? '').includes('javascript')))
          throw new Error(url);
        await cache.put(url, answer);
      }
    })(),
  );
});

here.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const key of await caches.keys()) if (key.startsWith(CACHE) && key !== edition) await caches.delete(key);
      await here.clients.claim();
    })(),
  );
});

here.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== here.location.origin || !url.pathname.startsWith(BASE)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(edition);
      const kept = await cache.match(request.mode === 'navigate' ? `${BASE}index.html` : request, {
        ignoreSearch: true,
      });
      return kept ?? fetch(request);
    })(),
  );
});

here.addEventListener('message', (event) => {
  if (event.data === 'take-over') void here.skipWaiting();
});

/** The system wakes us when there is a line again: an open page then sends. The word is that of kernel/outbox. */
here.addEventListener('sync', (event) => {
  (event as unknown as ExtendableEvent).waitUntil(
    (async () => {
      for (const client of await here.clients.matchAll({ type: 'window' })) client.postMessage('zean-sync');
    })(),
  );
});

export {};
