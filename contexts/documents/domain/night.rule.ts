import { type Day, millisecondsOf, todayIn } from '#kernel';

const DAY_MS = 86_400_000;
const NIGHT = 'T01:00:00+08:00';

/** The last night hour (一时) at or before `at`: files are gone over once after each; a server that slept through it does so when it wakes. */
export function lastNight(at: string): string {
  const of = (day: Day) => Date.parse(`${day}${NIGHT}`);
  const tonight = of(todayIn(at));
  return new Date(tonight <= millisecondsOf(at) ? tonight : tonight - DAY_MS).toISOString();
}
