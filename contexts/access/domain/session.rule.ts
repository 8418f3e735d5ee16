import { isOffice, type Role, type SessionApp } from './words.ts';

/** Limits of a session (会话期限), in ms: without a request for `idle` it ends, after `absolute` it ends anyway. */
export interface SessionLimits {
  idle: number;
  absolute: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Bureau and town desks end within the working day; a phone in the field, and enterprises, keep theirs longer. */
export const deskLimits: SessionLimits = { idle: 2 * HOUR, absolute: 12 * HOUR };
export const longLimits: SessionLimits = { idle: 7 * DAY, absolute: 30 * DAY };

export const limitsOf = (role: Role, app: SessionApp): SessionLimits =>
  isOffice(role) && app === 'desk' ? deskLimits : longLimits;

/** Whether a session last seen at `seenAt` and ending at `endsAt` still lives at `now` (ms). */
export const isAlive = (s: { seenAt: number; endsAt: number }, now: number, limits: SessionLimits): boolean =>
  now < s.endsAt && now - s.seenAt < limits.idle;

/** Seen is written at most this often: one write a minute, not one a request. */
export const SEEN_MS = 60_000;
