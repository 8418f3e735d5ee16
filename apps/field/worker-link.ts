import { useSyncExternalStore } from 'react';
import { phoneBase } from '#kernel/phone';

let waiting: ServiceWorker | null = null;
const told = new Set<() => void>();
const tell = (worker: ServiceWorker | null) => {
  waiting = worker;
  for (const one of told) one();
};

function watch(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && navigator.serviceWorker.controller) tell(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => {
      // The first one of all is no update.
      if (fresh.state === 'installed' && navigator.serviceWorker.controller) tell(fresh);
    });
  });
}

/** Registers the service worker that lets the app open without a signal; nothing happens where the browser has none (plain http). */
export function register(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.MODE === 'development') return;
  addEventListener('load', () => {
    navigator.serviceWorker.register(`${phoneBase()}/sw.js`, { scope: `${phoneBase()}/` }).then(watch, () => undefined);
  });
}

/** Whether a newer app waits, and how to take it: drafts are on the device, so a reload loses nothing. */
export function useUpdate(): (() => void) | null {
  const worker = useSyncExternalStore(
    (then) => {
      told.add(then);
      return () => told.delete(then);
    },
    () => waiting,
  );
  if (!worker) return null;
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    worker.postMessage('take-over');
  };
}

/** Asks the system to wake the worker when there is a line again (Background Sync); few browsers have it, none needs it. */
export function askToBeWoken(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.getRegistration(`${phoneBase()}/`).then((registration) => {
    const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
    return sync?.register('zean-outbox').catch(() => undefined);
  });
}
