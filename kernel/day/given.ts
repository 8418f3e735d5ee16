import { z } from 'zod';
import { asDay, type Day } from './day.ts';

/** No device says a later one, and PostgreSQL, JSON and four digits hold it. */
const LAST = Date.parse('2100-12-31T23:59:59.999Z');

type Say = string | ((issue: { input?: unknown }) => string);

/**
 * The one schema of a calendar day (日期), given or answered: a real day written `YYYY-MM-DD`. `say` replaces its sentences where a file
 * speaks of its own place. A function, so that a page which imports #kernel does not build it.
 */
export function dayGiven(say?: Say): z.ZodType<Day, string> {
  const real = (text: string) => asDay(text) !== null;
  const schema =
    say === undefined
      ? z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 YYYY-MM-DD')
          .refine(real, '没有这一天')
      : z.string({ error: say }).refine(real, { error: say });
  return schema.meta({ format: 'date' }) as unknown as z.ZodType<Day, string>;
}

/** A day that something in this platform can have or fall due on: 1900 to 2100. For what an act is given. */
export const dayInReach = (): z.ZodType<Day, string> =>
  dayGiven().refine((day) => day >= '1900-01-01' && day <= '2100-12-31', '应在 1900-01-01 至 2100-12-31 之间');

/**
 * The one schema of an instant (时刻) a device says: ISO 8601 with `Z` or an offset, from the day `since` to the end of 2100. What lies outside is no
 * clock that runs wrong but no time at all. A function, as `dayGiven` is.
 */
export const instantGiven = (title: string, since = '1970-01-01'): z.ZodType<string, string> =>
  z.iso
    .datetime({ offset: true, error: `${title}应为时刻（ISO 8601，带时区）` })
    .refine(
      (text) => Date.parse(text) >= Date.parse(since) && Date.parse(text) <= LAST,
      `应在 ${since} 至 2100-12-31 之间`,
    )
    .meta({ title }) as unknown as z.ZodType<string, string>;
