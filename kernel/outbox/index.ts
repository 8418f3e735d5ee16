/** #kernel/outbox — acts made without a signal: kept on the device, sent once, never lost. Knows nothing of safety. */
export { type ActError, type ActState, isUnsent, type NewAct, type OutboxAct, type OutboxFile } from './act.ts';
export { type Bundle, readBundle, writeBundle } from './bundle.ts';
export { isQuota, KEPT_DAYS } from './dexie-store.ts';
export { type ActEvent, backOff, isStuck, next } from './next.ts';
export { type ClockSkew, Outbox, type OutboxOptions, SKEW_TOLD_MS } from './outbox.ts';
export { lastOn, nextTryAt, pick, predecessorOf, type Surroundings, whyWaiting } from './queue.ts';
export type { Round, Transport } from './send.ts';
export { SYNC_MESSAGE, startSync } from './triggers.ts';
