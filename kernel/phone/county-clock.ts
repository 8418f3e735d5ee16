import { type Day, daysBetween, todayIn } from '#kernel';

const DAY_MS = 86_400_000;

/** What is known of the county's clock: how far the device is off, and by how many days a demonstration stands apart. */
export interface CountyClock {
  skewMs: number;
  days: number;
}

/** The device's own clock, as long as nothing better is known. */
export const deviceClock: CountyClock = { skewMs: 0, days: 0 };

/**
 * The county's clock from what the server said: its `Date` header against the device, and — in a demonstration, whose clock stands
 * in another year — the day it called today.
 * @param seenAt device instant at which `today` was told
 */
export function countyClock(skewMs: number, demo: { today: string; seenAt: string } | null): CountyClock {
  if (!demo) return { skewMs, days: 0 };
  const real = todayIn(new Date(Date.parse(demo.seenAt) + skewMs).toISOString());
  return { skewMs, days: daysBetween(real, demo.today as Day) };
}

/** The county's instant at a device instant (ms since 1970). */
export const countyInstant = (clock: CountyClock, deviceMs: number): string =>
  new Date(deviceMs + clock.skewMs + clock.days * DAY_MS).toISOString();
