/// <reference lib="webworker" />
/**
 * The service worker: keeps this one app on the phone and opens it without a signal. It never touches /api: what is known and
 * what waits is the business of IndexedDB.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const BASE = '/field/';
const CACHE = 'zean-field-';
const files = self.__WB_MANIFEST;
/** One cache an edition: all files of it or none. */
const name = CACHE + files.map(({ url, revision }) => `${url}${revision ?? ''}`).join('|').split('').reduce((hash, c) => (Math.imul(hash, 31) + c.charCodeAt(0)) >>> 0, 7).toString(36);

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(name);
      await cache.addAll(files.map(({ url }) => new Request(BASE + url, { cache: 'no-cache' })));
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const key of await caches.keys()) if (key.startsWith(CACHE) && key !== name) await caches.delete(key);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith(BASE)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(name);
      const kept = await cache.match(request.mode === 'navigate' ? `${BASE}index.html` : request, { ignoreSearch: true });
      return kept ?? fetch(request);
    })(),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});

/** The system wakes us when there is a line again: an open page then sends. The word is that of kernel/outbox. */
self.addEventListener('sync', (event) => {
  (event as ExtendableEvent).waitUntil(
    (async () => {
      for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage('zean-sync');
    })(),
  );
});
